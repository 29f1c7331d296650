"""Two records that are one thing: put together, and what named the one names the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ropabook.model.record import Record, references_of, walk
from ropabook.model.register import Register
from ropabook.store.merging import FieldConflict, merge
from ropabook.store.plain import ABSENT, Path, at, placed
from ropabook.store.record_files import Opened
from ropabook.store.saving import Conflict, Saved
from ropabook.store.store import Store


@dataclass(frozen=True, slots=True)
class Joining:
    """Two records about to become one."""

    kept: Opened
    gone: Opened
    data: Any
    """Both together; where they differ, what the one that stays has."""
    conflicts: tuple[FieldConflict, ...]
    """Where they say different things: nothing is chosen until a person chooses."""
    naming: tuple[str, ...]
    """The records that name the one that goes."""


def joining(store: Store, register: Register, kept: str, gone: str) -> Joining:
    """What it takes to make two records of one kind one.

    Raises:
        ValueError: they are of different kinds, or the same.
        CannotRead: one of them cannot be read.
    """
    kind = kept.partition("/")[0]
    if kept == gone or kind != gone.partition("/")[0] or kind in ("group", "entities", "notices"):
        raise ValueError("Two records of one kind can be merged; companies and notices cannot.")
    one, other = store.read(kept), store.read(gone)
    merged = merge({}, one.data, other.data)
    old = gone.partition("/")[2]
    formerly = [*merged.data.get("formerly", []), old]
    data = {**merged.data, "formerly": list(dict.fromkeys(formerly))}
    conflicts = tuple(each for each in merged.conflicts if each.path != ("formerly",))
    return Joining(one, other, data, conflicts, tuple(_naming(register, kept, gone)))


def join(
    store: Store, register: Register, found: Joining, choices: Mapping[Path, Any], reason: str
) -> list[Saved | Conflict]:
    """Save the one record, take the other away, and let what named it name the one: at once.

    Args:
        store: where they are saved.
        register: the record.
        found: what `joining` gave.
        choices: by the path of each conflict, the value that is right.
        reason: why they are one thing.

    Raises:
        KeyError: a conflict has no choice.
        CannotSave: as any save.
    """
    data = found.data
    for conflict in found.conflicts:
        data = placed(data, conflict.path, choices[conflict.path])
    changes: dict[str, Any] = {found.kept.key: data, found.gone.key: ABSENT}
    bases = [found.kept, found.gone]
    for key in found.naming:
        opened = store.read(key)
        bases.append(opened)
        changes[key] = _renamed(register, key, opened.data, found)
    return store.save_many(changes, "edit", reason, bases)


def _naming(register: Register, kept: str, gone: str) -> Iterator[str]:
    """The keys of the records, and of the lists of decisions, that name the one that goes."""
    for record in register.all_records:
        ways = [record, *(d for at, d in register.deviations.items() if record.key == d.key)]
        if record.key not in (kept, gone) and any(any(_places(way, gone)) for way in ways):
            yield record.key
    if any(one.record == gone for one in register.acceptances):
        yield "acceptances"
    if any(one.record == gone for one in register.actions):
        yield "actions"


def _places(record: Record, key: str) -> Iterator[Path]:
    """The fields in which a record names another."""
    folder, _, id = key.partition("/")
    for step in walk(record):
        named = references_of(type(step.owner)).get(step.field) == folder
        here = step.value if isinstance(step.value, tuple) else (step.value,)
        if (named and id in here) or (step.field == "refers_to" and any(_is(e, key) for e in here)):
            yield tuple(step.path.split("."))


def _is(named: object, key: str) -> bool:
    """Whether a reference such as `recipients/bank` or `activities/orders#fulfil` is this one."""
    return isinstance(named, str) and named.partition("#")[0] == key


def _renamed(register: Register, key: str, data: Any, found: Joining) -> Any:
    gone, kept = found.gone.key, found.kept.key
    if isinstance(data, list):
        return [{**each, "record": kept} if each.get("record") == gone else each for each in data]
    record = register.find(key)
    assert record is not None
    ways: list[tuple[Path, Record]] = [((), record)]
    for (activity, entity), deviation in register.deviations.items():
        if key == f"activities/{activity}":
            ways.append((("differs", entity), deviation))
    for above, way in ways:
        # From the end, because a part may be known by the very name that changes.
        for path in reversed([*_places(way, gone)]):
            data = _put(data, (*above, *path), gone, kept)
    return data


def _put(data: Any, path: Path, gone: str, kept: str) -> Any:
    value = at(data, path)
    if value is ABSENT:
        return data
    several = value if isinstance(value, list) else [value]
    swapped = dict.fromkeys(_other(each, gone, kept) for each in several)
    return placed(data, path, list(swapped) if isinstance(value, list) else next(iter(swapped)))


def _other(named: str, gone: str, kept: str) -> str:
    if named == gone.partition("/")[2]:
        return kept.partition("/")[2]
    return named.replace(gone, kept, 1) if _is(named, gone) else named
