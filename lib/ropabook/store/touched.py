"""Which records two states of a file differ in: for a commit's words, and to check them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ropabook.model.kinds import KINDS
from ropabook.store.changes import Change, differences
from ropabook.store.places import LISTS, key_of, records_in
from ropabook.store.plain import ABSENT
from ropabook.store.strict_yaml import Refused, parse

Contents = Mapping[str, tuple[bytes | None, bytes | None]]
"""Names of files to what was in them and what is now; None where the file is not there."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What differs."""

    changes: tuple[Change, ...]
    records: tuple[str, ...]
    """Records that say something else now."""
    files: tuple[str, ...]
    """Files that differ although no record in them does, or of which nobody can tell."""


def touched(contents: Contents) -> Touched:
    """Compare two states of some files, record by record and field by field."""
    changes: list[Change] = []
    files: list[str] = []
    for name, (before, after) in contents.items():
        if before == after:
            continue
        found = _in_file(name, before, after)
        changes += found
        if not found or not all(is_record(change.record) for change in found):
            files.append(name)
    records = dict.fromkeys(each.record for each in changes if is_record(each.record))
    return Touched(tuple(changes), tuple(records), tuple(files))


def is_record(key: str) -> bool:
    """Whether a change is one of a record, and not only of a file."""
    return key in LISTS or ("." not in key and key.partition("/")[0] in KINDS)


def _in_file(name: str, before: bytes | None, after: bytes | None) -> list[Change]:
    if not name.endswith(".yaml"):
        return [_whole(name, before, after)]
    try:
        was, now = said(before), said(after)
    except Refused:
        return [_whole(name, before, after)]
    one, other = (dict(_records(name, each)) for each in (was, now))
    if key_of(name) is None and not one and not other:
        return [_whole(name, before, after)]
    return [
        change
        for key in dict.fromkeys((*one, *other))
        for change in differences(key, one.get(key, ABSENT), other.get(key, ABSENT))
    ]


def _records(name: str, content: Any) -> Iterable[tuple[str, Any]]:
    return () if content is ABSENT else records_in(name, content)


def said(content: bytes | None) -> Any:
    """What a file says; ABSENT where there is none.

    Raises:
        Refused: the strict reader refuses it.
    """
    return ABSENT if content is None else parse(content)


def _whole(name: str, before: bytes | None, after: bytes | None) -> Change:
    was, now = ("" if each is not None else ABSENT for each in (before, after))
    return Change(name, (), was, now, name)
