"""One field changed in many records: first shown record by record, then saved at once."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ropabook.forms.fields import Field, fields_of
from ropabook.model.kinds import KINDS
from ropabook.model.register import Register
from ropabook.store.building import NotARecord, with_record
from ropabook.store.changes import differences, title_of
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotRead
from ropabook.store.record_files import Opened
from ropabook.store.saving import Conflict, Saved
from ropabook.store.store import Store

_SIMPLE = frozenset(["text", "words", "choice", "yes-no", "number", "day", "period", "reference"])
_SEVERAL = frozenset(["references", "choices", "texts"])


class Planned(NamedTuple):
    """What a bulk change would do to one record."""

    key: str
    title: str
    opened: Opened | None
    data: Any
    sentence: str
    """The change in words, or why it cannot be made."""
    possible: bool


def bulk_fields(kind: str) -> tuple[Field, ...]:
    """The fields of a kind that can be changed in many records at once."""
    return tuple(
        field
        for field in fields_of(KINDS[kind])
        if field.kind in _SIMPLE | _SEVERAL and field.name not in ("title", "legal_name")
    )


def plan(
    store: Store, register: Register, keys: Iterable[str], field: str, value: Any, *, add: bool
) -> tuple[Planned, ...]:
    """What would change in each record; nothing is saved.

    Args:
        store: where the records are.
        register: the record, against which each change is checked.
        keys: the records to change.
        field: the field's name.
        value: what it is to be; ABSENT takes it away. For a field that holds several, the value
            that is added or taken out.
        add: for a field that holds several, whether the value is added.
    """
    return tuple(_planned(store, register, key, field, value, add) for key in keys)


def _planned(
    store: Store, register: Register, key: str, field: str, value: Any, add: bool
) -> Planned:
    try:
        opened = store.read(key)
    except CannotRead as problem:
        return Planned(key, key, None, None, str(problem), possible=False)
    data = dict(opened.data)
    new = _several(data.get(field), value, add) if _is_several(key, field) else value
    if new is ABSENT:
        data.pop(field, None)
    else:
        data[field] = new
    title = title_of(key, opened.data)
    changes = differences(key, opened.data, data)
    if not changes:
        return Planned(key, title, opened, data, "stays as it is", possible=False)
    try:
        with_record(register, key, data)
    except NotARecord as problem:
        return Planned(key, title, opened, data, f"cannot be changed: {problem}", possible=False)
    sentence = "; ".join(change.sentence for change in changes)
    return Planned(key, title, opened, data, sentence, possible=True)


def _is_several(key: str, field: str) -> bool:
    kind = key.partition("/")[0]
    return any(one.name == field and one.kind in _SEVERAL for one in fields_of(KINDS[kind]))


def _several(now: Any, value: Any, add: bool) -> Any:
    held = list(now) if isinstance(now, list) else []
    rest = [each for each in held if each != value]
    found = [*held, value] if add and value not in held else held if add else rest
    return found or ABSENT


def carry_out(
    store: Store, planned: Iterable[Planned], reason: str | None
) -> list[Saved | Conflict]:
    """Save what was planned, all of it or nothing, in one commit.

    Raises:
        CannotSave: as any save.
    """
    doing = [each for each in planned if each.possible]
    bases = [each.opened for each in doing if each.opened is not None]
    return store.save_many({each.key: each.data for each in doing}, "edit", reason, bases)
