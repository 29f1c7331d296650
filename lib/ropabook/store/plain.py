"""Plain data as the strict reader gives it: what is the same, and how items of a list are known."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

Path = tuple[str, ...]
"""Keys from the top of a record down; an item of a list is named by what identifies it."""


class Absent(Enum):
    """Stands where there is nothing: a field that is not written, a record that is not there."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT
ANSWERS: Final = frozenset({"unknown", "none", "basis"})
"""Keys that say which kind of answer a fact is: two different answers are never mixed."""
_IDENTITIES: Final[tuple[tuple[str, ...], ...]] = (
    ("id",),
    ("rule", "record", "entity", "at"),
    ("recipient",),
    ("recipient", "direction"),
    ("item",),
    ("item", "about"),
    ("name",),
)
"""Fields by which the items of a list may be known, tried in turn."""


class NotPlain(Exception):
    """A value that the record cannot hold; the message says where and why."""


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: true is not 1, and the order of keys says nothing."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def identify(*lists: Sequence[Any]) -> list[dict[str, Any]] | None:
    """The items of each list by name, where every item of every list has a name of its own.

    Returns:
        One dictionary for each list, in its order; None where the items cannot be told apart.
    """
    items = [item for each in lists for item in each]
    if not items or not all(isinstance(item, Mapping) for item in items):
        return None
    for fields in _IDENTITIES:
        if all(isinstance(item.get(fields[0]), str) for item in items):
            named = [{_name(item, fields): item for item in each} for each in lists]
            if all(len(by_name) == len(each) for by_name, each in zip(named, lists, strict=True)):
                return named
    return None


def _name(item: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    return ":".join(str(item[field]) for field in fields if field in item)


def plain(value: Any, at: str = "") -> Any:
    """A copy that holds nothing but what the record can hold; days become text.

    Raises:
        NotPlain: something in it cannot be written, such as an empty value.
    """
    if isinstance(value, Mapping):
        return {_key(key, at): plain(each, f"{at}.{key}" if at else str(key))
                for key, each in value.items()}  # fmt: skip
    if isinstance(value, list | tuple):
        return [plain(each, f"{at}.{place}") for place, each in enumerate(value)]
    if isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return _text(value, at)


def _key(key: Any, at: str) -> str:
    if not isinstance(key, str) or not key:
        raise NotPlain(f"'{at}' has a key that is no word: {key!r}")
    return key


def _text(value: Any, at: str) -> str:
    where = f"'{at}'" if at else "the record"
    if value is None or (isinstance(value, str) and not value.strip()):
        raise NotPlain(f"{where} is empty; blank is not an answer")
    if not isinstance(value, str):
        raise NotPlain(f"{where} is {value!r}, which a record cannot hold")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise NotPlain(f"{where} holds a character that a text file cannot hold") from None
    return value


def fingerprint(value: Any) -> str:
    """SHA-256 of what is said, whatever the layout and the order of keys."""
    said = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def at(value: Any, path: Iterable[str]) -> Any:
    """What stands at a path; ABSENT where nothing does."""
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step, ABSENT)
        elif isinstance(value, list) and (named := identify(value)):
            value = named[0].get(step, ABSENT)
        else:
            return ABSENT
    return value


def placed(value: Any, path: Path, new: Any) -> Any:
    """A copy with something else at a path; ABSENT takes away what is there.

    Raises:
        KeyError: the path leads through something that is not there.
    """
    if not path:
        return new
    first, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        kept = dict(value)
        kept[first] = placed(value.get(first, ABSENT), rest, new)
        return {key: each for key, each in kept.items() if each is not ABSENT}
    named = identify(value) if isinstance(value, list) else None
    if named is None and value != []:
        raise KeyError(first)
    items = dict(named[0]) if named else {}
    items[first] = placed(items.get(first, ABSENT), rest, new)
    return [each for each in items.values() if each is not ABSENT]
