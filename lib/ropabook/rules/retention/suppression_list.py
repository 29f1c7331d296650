"""Who has objected to marketing stays on a list, so that nobody asks again (Art. 21(3))."""

from collections.abc import Mapping
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Unknown, known, unknown
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.model.registers import RetentionRule
from ropabook.rules.reading import categories_by_nature
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_YES: Final = "yes"


@rule("RT-SUPPRESS-MISSING", "UK GDPR Art. 21(3)", "major", analysis="lawfulness",
      why="without the list an objection is forgotten with the data")  # fmt: skip
def a_company_that_markets_keeps_a_suppression_list(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A company that does direct marketing keeps a suppression list, with a time limit of its own.

    Remedy:
        Record the list of those who objected, and that it is kept as long as marketing goes on.

    Gap:
        entities/quayside:
          legal_name: Quayside Broadband Limited
        activity:
          entities:
            - quayside
          purposes:
            - id: offers
              tags:
                - marketing

    Good:
        entities/quayside:
          legal_name: Quayside Broadband Limited
        activity:
          entities:
            - quayside
          purposes:
            - id: offers
              tags:
                - marketing
          data:
            - id: objections
              subjects:
                - customers
              categories:
                - marketing-objections
              retention: suppression-list
    """
    if not any("marketing" in p.tags or known(p.marketing) for p in activity.purposes):
        yield NotApplicable("No purpose of this activity is recorded as direct marketing.")
        return
    lists = register.once(_lists)
    without = [entity for entity in entities if entity not in lists]
    asked = [entity for entity in entities if isinstance(lists.get(entity), Unknown)]
    if without:
        whose = companies(register, without)
        sentence = f"A purpose is direct marketing; no suppression list of {whose} is recorded."
        yield Gap(sentence, "purposes")
    if asked:
        whose = companies(register, asked)
        what = f"How long the list of those who objected to marketing is kept by {whose}"
        yield not_known(what, lists[asked[0]], "major", "data")


def _lists(register: Register) -> Mapping[str, str | Unknown]:
    """The companies with a suppression list that has a time limit, or whose limit is not known."""
    found: dict[str, str | Unknown] = {}
    limits = register.of(RetentionRule)
    categories = register.once(categories_by_nature).get("suppression", frozenset())
    for entity in register.entities:
        for activity in register.activities_of(entity):
            for link in activity.data:
                limit = limits.get(known(link.retention) or "")
                if limit is not None and limit.norm == "suppression":
                    found[entity] = _YES
                elif not categories.isdisjoint(link.categories):
                    if limit is not None:
                        found[entity] = _YES
                    elif unknown(link.retention):
                        found.setdefault(entity, link.retention)
    return found
