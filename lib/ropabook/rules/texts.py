"""Every word of a record as one text, gathered once for the duties that search it. Not a duty."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, cast

from ropabook.model.record import Record
from ropabook.model.register import Register

_NO_TEXT: Final = frozenset([type(None), bool, int, date])


def all_text(record: Record, register: Register) -> str:
    """All texts within a record, one a line, keys of mappings included."""
    # One record meets all its rules before the next one does.
    last = register.once(_last)
    if last.get("record") is not record:
        last["record"], last["text"] = record, "\n".join(texts(record))
    return cast("str", last["text"])


def _last(_: Register) -> dict[str, object]:
    return {}


def texts(value: object) -> list[str]:
    """Every text in a value, however deep."""
    found: list[str] = []
    _gather((value,), found)
    return found


def _gather(members: Iterable[Any], found: list[str]) -> None:
    for member in members:
        kind = type(member)
        if kind is str:
            found.append(member)
        elif kind is tuple or kind is list:
            _gather(member, found)
        elif kind is dict:
            found.extend(map(str, member))
            _gather(member.values(), found)
        elif kind not in _NO_TEXT:
            _gather(getattr(member, "__dict__", {}).values(), found)
