"""People and data are paired, and no category is a catch-all (UK GDPR Art. 30(1)(c), 5(1)(c))."""

import re
from collections.abc import Mapping
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.reading import NOT_CONTROLLER, controls, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_CATCH_ALL: Final = re.compile(
    r"\bany other\b|\bother information\b|\bnot limited to\b|\betc\b", re.IGNORECASE
)
_NO_DATA: Final = NotApplicable("The activity names no data.")


@rule("A30-1-C-PAIR", "UK GDPR Art. 30(1)(c); ICO guidance: documentation", "minor",
      analysis="completeness")  # fmt: skip
def people_and_data_are_paired(activity: ProcessingActivity) -> Judgement:
    """The record says which data it holds about which people.

    Remedy:
        Name with each category of people the data held about them.

    Gap:
        activity:
          data:
            - id: order-data
              subjects: []

    Good:
        activity:
          data:
            - id: order-data
              subjects:
                - customers
              categories:
                - order-history
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not activity.data:
        yield _NO_DATA
    for link in activity.data if controls(activity) else ():
        at = f"data.{link.id}"
        if not link.subjects:
            yield Gap(f"“{activity.title}” does not say whose data {link.id} is.", at)
        elif not link.categories:
            yield Gap(f"“{activity.title}” does not say which data {link.id} is.", at)


@rule("A30-1-C-CATCHALL", "UK GDPR Art. 5(1)(c)", "minor", analysis="completeness")
def no_category_of_data_is_a_catch_all(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """No category of data takes in whatever else there may be.

    Remedy:
        List what is held, or delete the category.

    Gap:
        personal-data/order-history:
          title: Order history and any other information

    Good:
        personal-data/order-history:
          title: Order history and delivery notes
    """
    open_ended = register.once(_open_ended)
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not any(link.categories for link in activity.data):
        yield _NO_DATA
    for link in activity.data if open_ended and controls(activity) else ():
        for found in (open_ended[one] for one in link.categories if one in open_ended):
            sentence = f"“{found.title}” leaves open what “{activity.title}” holds."
            told = statements_in(found.evidence)
            yield Gap(sentence, f"data.{link.id}.categories.{found.id}", None, told)


def _open_ended(register: Register) -> Mapping[str, PersonalDataCategory]:
    every = register.of(PersonalDataCategory)
    return {key: found for key, found in every.items() if _CATCH_ALL.search(found.title)}
