"""What the companies of the group pass to each other, and whether both sides record it."""

from collections.abc import Iterator
from typing import NamedTuple

from ropabook.model.activity import Controller, Disclosure, ProcessingActivity
from ropabook.model.facts import each
from ropabook.model.register import Register
from ropabook.rules.group.joint_on_every_record import records_it

NOT_NAMED = ""
"""A company of the group that the record does not name."""


class Sharing(NamedTuple):
    """One activity in which one company gives data to another, or decides with it."""

    giver: str
    """The id of a company."""
    taker: str
    """The id of a company, or NOT_NAMED."""
    activity: str
    kind: str
    """`discloses`, `joint` or `processes for`."""
    categories: tuple[str, ...] = ()
    counterpart: str = ""
    """The activity of the other company, where one is named."""
    mirrored: bool = False
    """Whether the other company records its side."""


def sharings(register: Register, entity: str | None = None) -> tuple[Sharing, ...]:
    """Everything passed within the group; for a company, what it gives or takes."""
    # What is one-sided shows only where the activities of both sides can be seen.
    found = register.every.once(_sharings)
    return tuple(
        s
        for s in found
        if entity in (None, s.giver, s.taker) and register.holds(f"activities/{s.activity}")
    )


def matrix(register: Register) -> dict[tuple[str, str], list[Sharing]]:
    """Giver and taker to what passes between them; only pairs between which something does."""
    found: dict[tuple[str, str], list[Sharing]] = {}
    for sharing in register.once(_sharings):
        found.setdefault((sharing.giver, sharing.taker), []).append(sharing)
    return found


def _sharings(register: Register) -> tuple[Sharing, ...]:
    said = [s for _, activity, who in _each(register) for s in _said(register, activity, who)]
    return tuple(dict.fromkeys(said))


def _each(register: Register) -> Iterator[tuple[str, ProcessingActivity, str]]:
    for entity in register.entities:
        for activity in register.activities_of(entity):
            yield activity.id, activity, entity


def _said(register: Register, activity: ProcessingActivity, entity: str) -> Iterator[Sharing]:
    for disclosure in each(activity.recipients):
        yield from _disclosed(register, activity, entity, disclosure)
    for other in each(activity.joint_controllers):
        if other.entity and other.entity != entity:
            mirrored = records_it(register, activity, other.entity, entity)
            yield Sharing(entity, other.entity, activity.id, "joint", mirrored=mirrored)
    for customer in each(activity.customers):
        if customer.entity and customer.entity != entity:
            yield _served(register, activity, entity, customer)


def _disclosed(
    register: Register, activity: ProcessingActivity, entity: str, disclosure: Disclosure
) -> Iterator[Sharing]:
    recipient = register.recipients.get(disclosure.recipient)
    if recipient is None or (recipient.entity is None and recipient.kind != "group"):
        return
    other = recipient.entity or NOT_NAMED
    if other == entity:
        return
    inward = disclosure.direction == "in"
    giver, taker = (other, entity) if inward else (entity, other)
    counterpart = disclosure.counterpart or ""
    mirrored = _mirrored(register, other, counterpart, entity, inward=not inward)
    categories = disclosure.categories
    yield Sharing(giver, taker, activity.id, "discloses", categories, counterpart, mirrored)


def _mirrored(
    register: Register, other: str, counterpart: str, entity: str, *, inward: bool
) -> bool:
    """Whether an activity of the other company records the same from its side."""
    for activity in register.activities_of(other):
        if counterpart and activity.id != counterpart:
            continue
        for disclosure in each(activity.recipients):
            named = register.recipients.get(disclosure.recipient)
            if named and named.entity == entity and (disclosure.direction == "in") == inward:
                return True
    return False


def _served(
    register: Register, activity: ProcessingActivity, entity: str, customer: Controller
) -> Sharing:
    """A processor's side: the controller's is a disclosure to it."""
    giver = customer.entity or NOT_NAMED
    mirrored = _mirrored(register, giver, "", entity, inward=False)
    return Sharing(giver, entity, activity.id, "processes for", mirrored=mirrored)
