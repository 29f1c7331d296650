"""Where an edited cell belongs: the record itself, or what one company does otherwise."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ropabook.store.overlay import overlay
from ropabook.store.plain import ABSENT, Path, at, placed


class Place(NamedTuple):
    """What a row is about."""

    record: str
    """`folder/id`."""
    entities: tuple[str, ...]
    """The companies that do it so; empty where it is the same for all."""
    within: Path
    """The part of the record."""


class CannotPlace(Exception):
    """The value has no place in the record; the message says why."""


def parsed(key: str) -> Place:
    """The key of a row, taken apart: `activities/orders@harbour,fjord#purposes.deliver`."""
    head, _, part = key.partition("#")
    record, _, entities = head.partition("@")
    return Place(
        record,
        tuple(entities.split(",")) if entities else (),
        tuple(part.split(".")) if part else (),
    )


def effective(data: Any, entity: str | None) -> Any:
    """The record as a company has it."""
    if entity is None or not isinstance(data, Mapping):
        return data
    plain = {key: value for key, value in data.items() if key != "differs"}
    return overlay(plain, data.get("differs", {}).get(entity, {}))


def put(data: Any, entities: Iterable[str], path: Path, value: Any) -> Any:
    """A copy of the record with another value.

    Args:
        data: the record.
        entities: the companies it is for; empty where it is for all.
        path: the field.
        value: what it is to be; ABSENT takes it away.

    Raises:
        CannotPlace: there is no such place.
    """
    whose = list(entities)
    try:
        if not whose:
            return placed(data, path, value)
        if value is ABSENT:
            return _taken_away(data, whose, path)
        for entity in whose:
            data = _deviating(data, entity, path, value)
    except (KeyError, AttributeError, TypeError):
        raise CannotPlace("what it belongs to is not there any more") from None
    return data


def put_in(data: Any, entities: Iterable[str], field: str, entry: Mapping[str, Any]) -> Any:
    """A copy of the record with one more entry in a list; where it says that there is none, the
    entry takes the place of that.

    Args:
        data: the record.
        entities: the companies it is for; empty where it is for all.
        field: the list.
        entry: what is put at its end.
    """
    whose = list(entities)
    if not whose:
        there = data.get(field)
        return {**data, field: [*(there if isinstance(there, list) else ()), dict(entry)]}
    differs = dict(data.get("differs", {}))
    for entity in whose:
        differs[entity] = overlay(differs.get(entity, {}), {field: [dict(entry)]})
    return {**data, "differs": differs}


def _taken_away(data: Any, whose: Iterable[str], path: Path) -> Any:
    """A copy in which these companies have nothing there, and the others have what they had.

    What all do stands in the record itself, so it goes from there, and the others say it as their
    own: there is no way to write that one company lacks it.
    """
    others = [entity for entity in data.get("entities", ()) if entity not in whose]
    had = {entity: at(effective(data, entity), path) for entity in others}
    data = placed(data, path, ABSENT)
    for entity in whose:
        own = ("differs", entity, *path)
        if at(data, own) is not ABSENT:
            data = placed(data, own, ABSENT)
        if at(effective(data, entity), path) is not ABSENT:
            raise CannotPlace("it cannot be taken away for one company only")
    for entity, value in had.items():
        if value is not ABSENT and at(effective(data, entity), path) != value:
            data = _deviating(data, entity, path, value)
    return data


def _deviating(data: Any, entity: str, path: Path, value: Any) -> Any:
    said: Any = value
    for at_, step in reversed(list(enumerate(path))):
        container = at(effective(data, entity), path[:at_])
        said = (
            [{**_named(container, step), **said}] if isinstance(container, list) else {step: said}
        )
    differs = dict(data.get("differs", {}))
    differs[entity] = overlay(differs.get(entity, {}), said)
    return {**data, "differs": differs}


def _named(items: list[Any], name: str) -> dict[str, str]:
    for key in ("id", "recipient"):
        if any(isinstance(item, Mapping) and item.get(key) == name for item in items):
            return {key: name}
    raise KeyError(name)
