"""How complete the Article 30 record is: one definition for every place that shows it.

An answer counts when it says something: a record that exists, a period that ends, a reason. What
names nothing, restates the law or holds a place does not count, so that 100 % cannot be had by
filling in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ropabook.law.article30 import CONTROLLER_ITEMS, PROCESSOR_ITEMS, Item
from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Entity
from ropabook.model.facts import Nothing, answered, blank, each, known
from ropabook.model.register import EntityRecord, Register
from ropabook.model.registers import RetentionRule
from ropabook.rules.reading import in_place, time_limit_given


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


class Missing(NamedTuple):
    """One answer that is due and not given."""

    entity: Entity
    record: str
    """`controller` (Art. 30(1)) or `processor` (Art. 30(2)); empty where that is not decided."""
    item: Item | None
    """None where what is missing is the role itself."""
    activity: ProcessingActivity | None
    """None where it is missing of the company."""
    place: int
    """Which of the answers to this item: the place of its purpose or its data in the activity."""


def _of(answers: list[bool]) -> Share:
    return Share(sum(answers), len(answers))


def _identity(entity: Entity) -> list[bool]:
    contact = _given(entity.contact_email) or _given(entity.contact_phone)
    return [_given(entity.legal_name), _given(entity.registered_address), contact]


def _given(fact: object) -> bool:
    """A value, or none with a reason; a placeholder is neither."""
    return not blank(fact.none) if isinstance(fact, Nothing) else answered(fact)


def _there(register: Register, folder: str, ids: Iterable[str]) -> bool:
    """Whether something is named, and all that is named is a record that says its name."""
    found = [register.find(f"{folder}/{one}") for one in ids]
    return bool(found) and all(one is not None and not blank(one.name) for one in found)


class _Asked(NamedTuple):
    """An activity as one company does it, and where its answers are looked up."""

    activity: ProcessingActivity
    entity: Entity
    register: Register


def _purposes(of: _Asked) -> list[bool]:
    return [not blank(purpose.text) for purpose in of.activity.purposes]


def _people(of: _Asked) -> list[bool]:
    return [_there(of.register, "data-subjects", x.subjects) for x in of.activity.data]


def _data(of: _Asked) -> list[bool]:
    return [_there(of.register, "personal-data", x.categories) for x in of.activity.data]


def _recipients(of: _Asked) -> list[bool]:
    fact = of.activity.recipients
    named = [one.recipient for one in each(fact)]
    return [_there(of.register, "recipients", named) if named else _given(fact)]


def _transfers(of: _Asked) -> list[bool]:
    """A transfer is an answer when it says to whom, and identifies the country."""
    fact = of.activity.transfers
    named = [one.recipient for one in each(fact)]
    placed = all(known(one.country) is not None for one in each(fact))
    return [placed and _there(of.register, "recipients", named) if named else _given(fact)]


def _retention(of: _Asked) -> list[bool]:
    limits = of.register.of(RetentionRule)
    rules = [limits.get(known(link.retention) or "") for link in of.activity.data]
    return [limit is not None and time_limit_given(of.register, limit) for limit in rules]


def _security(of: _Asked) -> list[bool]:
    """The activity's measures, or the company's own where the activity names none."""
    own = of.activity.security_measures
    fact = of.entity.security_measures if blank(own) else own
    named = each(fact)
    if not named:
        return [_given(fact)]
    there = _there(of.register, "security-measures", named)
    return [there and bool(in_place(of.register, named))]


def _customers(of: _Asked) -> list[bool]:
    """A controller is named when the record says how to reach it, or where the list is."""
    fact = of.activity.customers
    named = [
        not blank(one.name) and not (blank(one.contact) and blank(one.reference))
        for one in each(fact)
    ]
    return [all(named) if named else _given(fact)]


def _categories(of: _Asked) -> list[bool]:
    fact = of.activity.categories_of_processing
    said = [not blank(text) for text in each(fact)]
    return [all(said) if said else _given(fact)]


_Measures = Mapping[str, Callable[[_Asked], list[bool]]]
_CONTROLLER: Final[_Measures] = {
    "purposes": _purposes,
    "people": _people,
    "data": _data,
    "recipients": _recipients,
    "transfers": _transfers,
    "retention": _retention,
    "security": _security,
}
_PROCESSOR: Final[_Measures] = {
    "customers": _customers,
    "categories": _categories,
    "transfers": _transfers,
    "security": _security,
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


def missing(register: Register) -> tuple[Missing, ...]:
    """Every answer that the grids count as due and not given, one by one."""
    return register.once(_missing)


def _missing(register: Register) -> tuple[Missing, ...]:
    found = []
    for entity in register.entities.values():
        record = register.record_of(entity.id)
        for name, items, measures, activities in _records(record):
            found += [
                Missing(entity, name, item, of.activity if of else None, place)
                for item in items
                for of, answers in _answers(item, measures, entity, activities, register)
                for place, given in enumerate(answers)
                if not given
            ]
        found += [Missing(entity, "", None, activity, 0) for activity in record.undecided]
    return tuple(found)


def _grids(register: Register) -> tuple[Grid, ...]:
    return tuple(_grid(register, entity) for entity in register.entities.values())


def _grid(register: Register, entity: Entity) -> Grid:
    record = register.record_of(entity.id)
    controller, processor = (
        {item: _share(_answers(item, measures, entity, activities, register)) for item in items}
        for _, items, measures, activities in _records(record)
    )
    return Grid(entity, controller, processor, len(record.undecided))


_Record = tuple[str, tuple[Item, ...], _Measures, tuple[ProcessingActivity, ...]]


def _records(record: EntityRecord) -> tuple[_Record, _Record]:
    """Both records of a company: what each must contain, and its activities."""
    return (
        ("controller", CONTROLLER_ITEMS, _CONTROLLER, record.controller),
        ("processor", PROCESSOR_ITEMS, _PROCESSOR, record.processor),
    )


def _share(answers: Iterable[tuple[_Asked | None, list[bool]]]) -> Share:
    share = NOTHING_DUE
    for _, given in answers:
        share = share.plus(_of(given))
    return share


def _answers(
    item: Item, measures: _Measures, entity: Entity, activities: tuple[ProcessingActivity, ...],
    register: Register,
) -> Iterator[tuple[_Asked | None, list[bool]]]:  # fmt: skip
    """The answers to one item: those of the company, and those of each activity."""
    if activities and item.key == "identity":
        yield None, _identity(entity)
    for activity in activities if item.key in measures else ():
        of = _Asked(activity, entity, register)
        # An empty list is a thing that is due and not there.
        yield of, measures[item.key](of) or [False]
