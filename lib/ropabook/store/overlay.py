"""What one company does differently, laid over what all do."""

from collections.abc import Mapping
from typing import Any

NAMES = ("id", "recipient")


def overlay(
    base: Mapping[str, Any], difference: Mapping[str, Any], names: tuple[str, ...] = NAMES
) -> dict[str, Any]:
    """A copy of `base` with the differing fields replaced.

    Lists whose items all have one of `names` as a key are laid over item by item: an item with the
    same name changes only the keys given, a new one is added. A mapping that gives an answer of
    its own (`unknown`, `none`) replaces the whole fact. An empty list empties. All else is
    replaced.
    """
    return {
        **base,
        **{key: _value(base.get(key), value, names) for key, value in difference.items()},
    }


def _value(base: Any, value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(base, Mapping) and isinstance(value, Mapping):
        answers = {"unknown", "none", "basis"}
        return dict(value) if answers & {*value, *base} else overlay(base, value, names)
    if isinstance(base, list) and isinstance(value, list) and value:
        name = _name_key([*base, *value], names)
        if name:
            return _by_name(base, value, name, names)
    return value


def _name_key(items: list[Any], names: tuple[str, ...]) -> str | None:
    for key in names:
        if items and all(isinstance(item, Mapping) and key in item for item in items):
            return key
    return None


def _by_name(base: list[Any], value: list[Any], name: str, names: tuple[str, ...]) -> list[Any]:
    changes = {item[name]: item for item in value}
    kept = [
        overlay(item, changes.pop(item[name]), names) if item[name] in changes else item
        for item in base
    ]
    return [*kept, *changes.values()]
