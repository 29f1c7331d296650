"""Different categories of data have time limits of their own (UK GDPR Art. 30(1)(f))."""

from collections.abc import Mapping
from typing import Final

from ropabook.model.facts import Unknown, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory, RetentionRule
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_APART: Final = frozenset({"voice-recording", "cctv", "traffic"})
"""Recordings and traffic data: kept for other reasons, and so for other times, than the rest."""


@rule("A30-1-F-PERCAT", "UK GDPR Art. 30(1)(f)", "minor", analysis="completeness")
def dissimilar_data_has_limits_of_its_own(
    retention: RetentionRule, register: Register
) -> Judgement:
    """No one time limit covers special, criminal, recorded or traffic data together with others.

    Remedy:
        Split the rule: one time limit for each category of data.

    Gap:
        activity:
          data:
            - id: order-data
              categories:
                - contact-details
                - health-notes

    Good:
        activity:
          data:
            - id: order-data
              categories:
                - contact-details
                - order-history
            - id: health-data
              subjects:
                - customers
              categories:
                - health-notes
              retention: health-records
        retention/health-records:
          title: Notes on health
          trigger: End of the support that was asked for
          period: P1Y
          origin: confirmed
    """
    held = register.once(_covered).get(retention.id, {})
    apart = [one.title for one in held.values() if one and _is_apart(one)]
    asked = next((fact for one in held.values() if one and (fact := _asked(one))), None)
    if len(held) <= 1:
        yield NotApplicable("The rule covers no more than one category of data.")
    elif apart:
        names = ", ".join(apart)
        yield Gap(f"“{retention.title}” gives {len(held)} categories one limit, with {names}.")
    elif asked:
        sentence = f"Whether one limit suits all the data of “{retention.title}” is not known yet."
        yield Gap(sentence, "", "advice", question=asked)


def _covered(register: Register) -> Mapping[str, dict[str, PersonalDataCategory | None]]:
    """The categories of data that each retention rule covers, in whatever activity."""
    kinds = register.of(PersonalDataCategory)
    found: dict[str, dict[str, PersonalDataCategory | None]] = {}
    for activity in register.ways:
        for link in activity.data:
            if isinstance(link.retention, str):
                held = found.setdefault(link.retention, {})
                held.update((category, kinds.get(category)) for category in link.categories)
    return found


def _is_apart(category: PersonalDataCategory) -> bool:
    special, criminal = known(category.special), known(category.criminal)
    return special is not None or criminal is True or bool(_APART & {*category.nature})


def _asked(category: PersonalDataCategory) -> Unknown | None:
    return next((fact for fact in (category.special, category.criminal) if unknown(fact)), None)
