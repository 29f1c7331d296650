"""No activity is recorded twice (accuracy of the record, UK GDPR Art. 5(2))."""

from collections.abc import Iterator, Mapping
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NOTHING: Final = NotApplicable("The activity names no purpose, or no data about people.")
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
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not activity.purposes or not any(d.subjects and d.categories for d in activity.data):
        yield _NOTHING
    else:
        twins = register.once(_twins)
        found = {(p.id, other) for company in entities for p in activity.purposes
                 for other in twins.get((activity.id, company, p.id), ())}  # fmt: skip
        for purpose, other in sorted(found):
            title = register.activities[other].title
            sentence = f"“{activity.title}” and “{title}” have purpose and data in common."
            yield Gap(sentence, f"purposes.{purpose}")


def _twins(register: Register) -> Mapping[tuple[str, str, str], list[str]]:
    """For each activity, company and purpose the first other activity that is the same."""
    alike: dict[str, list[tuple[ProcessingActivity, tuple[str, ...], str]]] = {}
    for written in register.activities.values():
        for activity, entities in register.variants(written):
            for purpose in activity.purposes if controls(activity) else ():
                words = _plain(purpose.text)
                alike.setdefault(words, []).append((activity, entities, purpose.id))
    found = {}
    for several in (several for several in alike.values() if len(several) > 1):
        by_company: dict[str, dict[str, tuple[ProcessingActivity, str]]] = {}
        for activity, entities, purpose_id in several:
            for entity in entities:
                mine = by_company.setdefault(entity, {})
                mine.setdefault(activity.id, (activity, purpose_id))
        for entity, mine in by_company.items():
            for id, other in _overlapping({id: one for id, (one, _) in mine.items()}):
                found[id, entity, mine[id][1]] = [other]
    return found


def _overlapping(same: Mapping[str, ProcessingActivity]) -> Iterator[tuple[str, str]]:
    """Each activity with another that has some of its people and their data."""
    holders: dict[_Pair, list[str]] = {}
    for id, activity in same.items():
        for pair in set(_pairs(activity)):
            holders.setdefault(pair, []).append(id)
    for id, activity in same.items():
        for pair in _pairs(activity):
            # Two are enough to find another one: whoever holds it shares it with one of these.
            other = next((one for one in holders[pair][:2] if one != id), None)
            if other is not None:
                yield id, other
                break


def _pairs(activity: ProcessingActivity) -> Iterator[_Pair]:
    return ((s, c) for link in activity.data for s in link.subjects for c in link.categories)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
