"""A public communications provider tells people about traffic data (PECR reg. 8(1))."""

from ropabook.model.facts import known
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.coded import unsatisfied
from ropabook.rules.rule import Judgement, NotApplicable, rule


@rule("PN-TRAFFIC", "PECR reg. 8(1)", "major", analysis="notice", profiles=("UK",))
def traffic_data_is_explained(notice: Notice, register: Register) -> Judgement:
    """The notice of a public communications provider tells which traffic data it uses, how long.

    Remedy:
        Tell the types of traffic data and the duration of their use.

    Gap:
        notice:
          items:
            - item: communications-services
              verdict:
                - omits
              because: Nothing is said of traffic data

    Good:
        notice:
          items:
            - item: communications-services
              verdict:
                - satisfies
              because: Types and duration are told
    """
    companies = [register.entities[e] for e in notice.entities if e in register.entities]
    status = [known(company.public_communications_provider) for company in companies]
    if any(each is True for each in status):
        yield from unsatisfied(notice, "major", "communications-services")
    elif any(each is None for each in status):
        # Not decided: it weighs one level less, and the decision is asked for elsewhere.
        yield from unsatisfied(notice, "minor", "communications-services")
    else:
        yield NotApplicable("No company is a public communications provider.")
