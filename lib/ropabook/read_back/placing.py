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
        for entity in whose:
            data = _deviating(data, entity, path, value)
    except (KeyError, AttributeError, TypeError):
        raise CannotPlace("what it belongs to is not there any more") from None
    return data


def _deviating(data: Any, entity: str, path: Path, value: Any) -> Any:
    if value is ABSENT:
        raise CannotPlace(
            "it cannot be taken away for one company only; say what that company does instead"
        )
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
