"""How complete the Article 30 record is: one definition for every place that shows it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from ropabook.law.article30 import CONTROLLER_ITEMS, PROCESSOR_ITEMS, Item
from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Entity
from ropabook.model.facts import answered, blank
from ropabook.model.register import Register


class Share(NamedTuple):
    """How many of the answers that are due are given."""

    given: int
    due: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down so that 100 means all; None where nothing is due."""
        return self.given * 100 // self.due if self.due else None

    def plus(self, other: "Share") -> "Share":
        """Both together."""
        return Share(self.given + other.given, self.due + other.due)


NOTHING_DUE: Final = Share(0, 0)


def _of(answers: list[bool]) -> Share:
    # An empty list is a thing that is due and not there.
    return Share(sum(answers), len(answers)) if answers else Share(0, 1)


def _identity(entity: Entity) -> Share:
    contact = answered(entity.contact_email) or answered(entity.contact_phone)
    return _of([answered(entity.legal_name), answered(entity.registered_address), contact])


_CONTROLLER: Final[Mapping[str, Callable[[ProcessingActivity], Share]]] = {
    "purposes": lambda a: _of([not blank(p.text) for p in a.purposes]),
    "people": lambda a: _of([bool(link.subjects) for link in a.data]),
    "data": lambda a: _of([bool(link.categories) for link in a.data]),
    "recipients": lambda a: _of([answered(a.recipients)]),
    "transfers": lambda a: _of([answered(a.transfers)]),
    "retention": lambda a: _of([answered(link.retention) for link in a.data]),
    "security": lambda a: _of([answered(a.security_measures)]),
}
_PROCESSOR: Final[Mapping[str, Callable[[ProcessingActivity], Share]]] = {
    "customers": lambda a: _of([answered(a.customers)]),
    "categories": lambda a: _of([answered(a.categories_of_processing)]),
    "transfers": lambda a: _of([answered(a.transfers)]),
    "security": lambda a: _of([answered(a.security_measures)]),
}


class Grid(NamedTuple):
    """One company's record, item by item."""

    entity: Entity
    controller: dict[Item, Share]
    """Art. 30(1); an item has nothing due where the company has no such activity."""
    processor: dict[Item, Share]
    """Art. 30(2)."""
    undecided: int
    """Activities whose role is undecided: they count in neither record."""

    @property
    def total(self) -> Share:
        """All items of both records; each undecided role is one answer due and not given."""
        total = Share(0, self.undecided)
        for share in (*self.controller.values(), *self.processor.values()):
            total = total.plus(share)
        return total


def completeness(register: Register) -> tuple[Grid, ...]:
    """The grid of every company: entity × item."""
    return register.once(_grids)


def _grids(register: Register) -> tuple[Grid, ...]:
    return tuple(_grid(register, entity) for entity in register.entities.values())


def _grid(register: Register, entity: Entity) -> Grid:
    record = register.record_of(entity.id)
    return Grid(
        entity,
        _items(CONTROLLER_ITEMS, _CONTROLLER, entity, record.controller),
        _items(PROCESSOR_ITEMS, _PROCESSOR, entity, record.processor),
        len(record.undecided),
    )


def _items(
    items: tuple[Item, ...], measures: Mapping[str, Any], entity: Entity, activities: Any
) -> dict[Item, Share]:
    shares = {}
    for item in items:
        share = _identity(entity) if activities and item.key == "identity" else NOTHING_DUE
        for activity in activities if item.key in measures else ():
            share = share.plus(measures[item.key](activity))
        shares[item] = share
    return shares
