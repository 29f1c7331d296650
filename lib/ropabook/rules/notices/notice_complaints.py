"""A notice tells people how to complain (UK GDPR Art. 13(2)(ca), (d); DPA 2018 s. 164A, 165)."""

from typing import Final

from ropabook.law.dates import COMPLAINTS
from ropabook.model.notice import Notice
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.rule import Judgement, rule

_OWN_POLICY: Final = r"breach(es)? of (our|this|the) ([\w&]+ ){0,3}(policy|notice)"


@rule(
    "PN-COMPLAINT",
    "UK GDPR Art. 13(2)(ca); DPA 2018 s. 164A",
    "critical",
    analysis="notice",
    since=COMPLAINTS,
    profiles=("UK",),
)
def people_are_told_how_to_complain_to_the_company(notice: Notice) -> Judgement:
    """The notice tells people that they may complain to the company about any infringement.

    Remedy:
        Give a form and a contact, and do not limit complaints to the company's own policy.

    Gap:
        notice:
          items:
            - item: complaint-controller
              verdict:
                - partial
              statements:
                - C1
              because: It is limited to breaches of the company's own policy

    Good:
        notice:
          items:
            - item: complaint-controller
              verdict:
                - satisfies
              because: Any complaint is taken, by form or otherwise
    """
    yield from unsatisfied(notice, "critical", "complaint-controller")
    seen = saying(notice, _OWN_POLICY, "complaint")
    sentence = "Complaints are limited to breaches of the company's own policy."
    yield from caught(notice, sentence, seen, ("complaint-controller",))


@rule("PN-COMM", "UK GDPR Art. 13(2)(d); DPA 2018 s. 165", "major", analysis="notice",
      since=COMPLAINTS, profiles=("UK",))  # fmt: skip
def people_are_told_of_the_commissioner(notice: Notice) -> Judgement:
    """The notice tells people that they may complain to the Commissioner.

    Remedy:
        Tell of the right, citing DPA 2018 s. 165 where an article is cited at all.

    Gap:
        notice:
          statements:
            - id: C1
              quote: You may complain to the Commissioner under Article 77 of the UK GDPR

    Good:
        notice:
          statements:
            - id: C1
              quote: You may complain to the Commissioner under section 165 of the Act
    """
    yield from unsatisfied(notice, "major", "complaint-commissioner")
    seen = saying(notice, r"\bArt(icle|\.)? ?77\b", "complaint", "right")
    yield from caught(notice, "Art. 77 is repealed; cite DPA 2018 s. 165.", seen, ())
