"""Two changes of one record put together, field by field. Never chooses between two values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ropabook.store.plain import ABSENT, ANSWERS, Path, identify, same


class FieldConflict(NamedTuple):
    """One field that two people changed to different things; ABSENT means "not there"."""

    path: Path
    base: Any
    theirs: Any
    yours: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The changes of both; where they conflict, `data` has theirs and `conflicts` has all three."""

    data: Any
    conflicts: tuple[FieldConflict, ...]


def merge(base: Any, theirs: Any, yours: Any) -> Merged:
    """Put two changes of the same plain data together.

    Mappings merge key by key and lists whose items have names item by item; any other list is one
    value. A fact that changed from one kind of answer to another is one value, too.

    Args:
        base: what both began with, or ABSENT.
        theirs: what the one made of it (it stands on disk), or ABSENT.
        yours: what the other made of it, or ABSENT.

    Returns:
        Every value that either changed is in the data, or in a conflict.
    """
    conflicts: list[FieldConflict] = []
    if base is ABSENT and theirs is not ABSENT is not yours and not same(theirs, yours):
        # Two records that were begun apart are two records, even where they have one name.
        return Merged(theirs, (FieldConflict((), base, theirs, yours),))
    data = _merge(base, theirs, yours, (), conflicts)
    return Merged(data, tuple(conflicts))


def _merge(base: Any, theirs: Any, yours: Any, path: Path, found: list[FieldConflict]) -> Any:
    if same(theirs, yours) or same(base, yours):
        return theirs
    if same(base, theirs):
        return yours
    if isinstance(theirs, Mapping) and isinstance(yours, Mapping):
        begun = base if isinstance(base, Mapping) else {}
        if _same_answer(begun, theirs, yours):
            return _mappings(begun, theirs, yours, path, found)
    both = isinstance(theirs, list) and isinstance(yours, list)
    # Where there was no list, one that is empty says something of its own: that there is nothing.
    if both and (isinstance(base, list) or (theirs and yours)):
        begun_list = base if isinstance(base, list) else []
        named = identify(begun_list, theirs, yours)
        if named and _orders_agree(*named):
            return _items(named, path, found)
    found.append(FieldConflict(path, base, theirs, yours))
    return theirs


def _same_answer(*sides: Mapping[str, Any]) -> bool:
    """Whether no side answers in another way: an unknown is not half of a value."""
    kinds = [{(key, side[key] if key == "basis" else "") for key in ANSWERS & side.keys()}
             for side in map(dict, sides)]  # fmt: skip
    return all(kind == kinds[0] for kind in kinds)


def _mappings(
    base: Mapping[str, Any],
    theirs: Mapping[str, Any],
    yours: Mapping[str, Any],
    path: Path,
    found: list[FieldConflict],
) -> dict[str, Any]:
    merged = {}
    for key in _sequence([*theirs], [*yours]):
        value = _merge(
            base.get(key, ABSENT), theirs.get(key, ABSENT), yours.get(key, ABSENT),
            (*path, key), found,
        )  # fmt: skip
        if value is not ABSENT:
            merged[key] = value
    return merged


def _orders_agree(
    base: Mapping[str, Any], theirs: Mapping[str, Any], yours: Mapping[str, Any]
) -> bool:
    """Whether at most one side moved the items that were there before and still are."""
    kept = [name for name in base if name in theirs and name in yours]
    one = [name for name in theirs if name in base and name in yours]
    other = [name for name in yours if name in base and name in theirs]
    return kept in (one, other) or one == other


def _items(named: Sequence[dict[str, Any]], path: Path, found: list[FieldConflict]) -> list[Any]:
    base, theirs, yours = named
    kept = [name for name in base if name in theirs and name in yours]
    moved = [name for name in yours if name in base and name in theirs] != kept
    sides = ([*yours], [*theirs]) if moved else ([*theirs], [*yours])
    order = _sequence(*sides)
    values = {
        name: _merge(
            base.get(name, ABSENT), theirs.get(name, ABSENT), yours.get(name, ABSENT),
            (*path, name), found,
        )
        for name in order
    }  # fmt: skip
    return [value for value in values.values() if value is not ABSENT]


def _sequence(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The first in its order, with each that only the second has after the one before it there."""
    known = set(first)
    behind: dict[str | None, list[str]] = {}
    anchor = None
    for name in second:
        if name in known:
            anchor = name
        else:
            behind.setdefault(anchor, []).append(name)
    return [*behind.get(None, ()), *(n for name in first for n in (name, *behind.get(name, ())))]
