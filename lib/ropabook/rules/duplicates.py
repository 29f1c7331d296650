"""No activity is recorded twice (accuracy of the record, UK GDPR Art. 5(2))."""

from collections.abc import Iterator, Mapping
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NOTHING: Final = NotApplicable("The activity names no purpose, or no data about people.")
_Key = tuple[str, str]
"""A company and a purpose in its plainest words."""
_Pair = tuple[str, str]
"""A category of people and a category of data."""


@rule("A30-DUP", "UK GDPR Art. 5(2)", "minor", analysis="completeness")
def no_activity_is_recorded_twice(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """No two activities of a company have the same purpose and the same data of the same people.

    Remedy:
        Merge the activities, or say in what they differ.

    Gap:
        activities/orders-again:
          title: Orders, once more
          role: controller
          entities:
            - harbour
          status: active
          purposes:
            - id: fulfil
              text: Fulfil the orders that customers place with us.
          data:
            - id: order-data
              subjects:
                - customers
              categories:
                - order-history

    Good:
        activities/orders-again:
          title: Orders by telephone
          role: controller
          entities:
            - harbour
          status: active
          purposes:
            - id: fulfil
              text: Fulfil the orders that customers place by telephone
          data:
            - id: order-data
              subjects:
                - customers
              categories:
                - order-history
    """
    pairs = set(_pairs(activity))
    if not controls(activity):
        yield NOT_CONTROLLER
        return
    if not activity.purposes or not pairs:
        yield _NOTHING
    kept = register.once(_kept)
    for purpose in activity.purposes if pairs else ():
        words = _plain(purpose.text)
        alike = (kept.get((entity, words), {}) for entity in entities)
        others = {other for found in alike if len(found) > 1
                  for other, theirs in found.items() if not pairs.isdisjoint(theirs)}  # fmt: skip
        for other in sorted(others - {activity.id})[:1]:
            title = register.activities[other].title
            sentence = f"“{activity.title}” and “{title}” have purpose and data in common."
            yield Gap(sentence, f"purposes.{purpose.id}")


def _kept(register: Register) -> Mapping[_Key, dict[str, frozenset[_Pair]]]:
    """For each company and purpose the activities that have it, each with its pairs."""
    found: dict[_Key, dict[str, frozenset[_Pair]]] = {}
    for written in register.activities.values():
        for activity, entities in register.variants(written):
            pairs = frozenset(_pairs(activity)) if controls(activity) else frozenset()
            for purpose in activity.purposes if pairs else ():
                for entity in entities:
                    found.setdefault((entity, _plain(purpose.text)), {})[activity.id] = pairs
    return found


def _pairs(activity: ProcessingActivity) -> Iterator[_Pair]:
    return ((s, c) for link in activity.data for s in link.subjects for c in link.categories)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(".", " ").replace(",", " ").split())
