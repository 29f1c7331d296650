"""Every word of a record as one text, gathered once for the duties that search it. Not a duty."""

from datetime import date
from typing import Final, cast

from ropabook.model.record import Record
from ropabook.model.register import Register

_NO_TEXT: Final = frozenset([bool, int, date])


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
    _gather(value, found)
    return found


def _gather(value: object, found: list[str]) -> None:
    kind = type(value)
    if kind is str:
        found.append(cast("str", value))
    elif kind is tuple or kind is list:
        for member in cast("tuple[object, ...]", value):
            _gather(member, found)
    elif kind is dict:
        for key, member in cast("dict[object, object]", value).items():
            found.append(str(key))
            _gather(member, found)
    elif value is not None and kind not in _NO_TEXT:
        for member in getattr(value, "__dict__", {}).values():
            if member is not None:
                _gather(member, found)
