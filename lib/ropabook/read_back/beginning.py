"""A row that somebody put into a sheet: the record, or the entry of an activity, that it begins."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from ropabook.excel.cells import letters
from ropabook.model.facts import each
from ropabook.model.kinds import KINDS, LABELS
from ropabook.model.naming import short_id, unused
from ropabook.model.register import Register
from ropabook.read_back.preview import Cell, Found
from ropabook.read_back.rows import New
from ropabook.sheets.edits import KEY, Begins, Companies, Edit, NotUnderstood, is_silent
from ropabook.store.building import NotARecord, with_record
from ropabook.store.plain import ABSENT, Path, at, placed
from ropabook.store.wording import in_words

_PLACES = ("Activity", "Companies")
"""The columns that say to which activity a new entry belongs."""


class Columns(NamedTuple):
    """The sheet that a new row stands in."""

    title: str
    edits: Mapping[str, Edit]
    begins: Begins
    places: Mapping[str, int]
    """Where each heading stands, counted from one."""

    def cell(self, number: int, heading: str = "") -> Cell:
        """A cell of a row; the first where no heading is named."""
        return Cell(self.title, f"{letters(self.places.get(heading, 1))}{number}")


class CannotBegin(Exception):
    """The row begins nothing; `heading` is the column that is to blame, and the message why."""

    def __init__(self, sentence: str, heading: str = "") -> None:
        super().__init__(sentence)
        self.heading = heading


class Entry(NamedTuple):
    """A new entry of an activity: whose, and what it says."""

    record: str
    entities: tuple[str, ...]
    """The companies it is for; empty where it is for all that carry out the activity."""
    path: Path
    data: dict[str, Any]
    left: tuple[str, ...]


def new_record(columns: Columns, row: New, register: Register, base: Register) -> Found:
    """The record that a row begins.

    Args:
        columns: the sheet.
        row: its cells.
        register: the record of today, with what rows above begin.
        base: the record that the workbook was made from.

    Raises:
        CannotBegin: nothing can be made of the row.
    """
    named = columns.begins.folder
    folder = named if isinstance(named, str) else named(row.cells)
    if folder is None:
        raise CannotBegin("what it begins cannot be told: the first column says neither kind")
    data, left = _data(columns, row, register)
    title = data.get(KINDS[folder].title_field)
    if not isinstance(title, str):
        raise CannotBegin("a new row needs the name of what it begins")
    _not_there(folder, title, register, base)
    id = unused(short_id(title, folder), register.records.get(folder, {}))
    try:
        with_record(register, f"{folder}/{id}", data)
    except NotARecord as problem:
        raise CannotBegin(f"a new {LABELS[folder].lower()}: {problem}",
                          _to_blame(columns, problem)) from None  # fmt: skip
    said = f"a new row begins the {LABELS[folder].lower()} “{title}” as {folder}/{id}: "
    return Found(
        "change", columns.cell(row.number), f"{said}{_told(data)}{_not_taken(left)}",
        f"{folder}/{id}", (), ABSENT, data, ABSENT, title,
    )  # fmt: skip


def new_entry(columns: Columns, row: New, register: Register) -> Entry:
    """The entry of an activity that a row begins; the caller puts it in its place.

    Raises:
        CannotBegin: nothing can be made of the row.
    """
    begins = columns.begins
    activity = _activity(row, register)
    text = row.cells.get(begins.named, "").strip()
    if not text:
        raise CannotBegin(f"a new row needs “{begins.named}”", begins.named)
    data, left = _data(columns, row, register)
    there = each(getattr(activity, begins.within))
    if begins.identity == "id":
        taken = {one.id for one in there}
        name = unused(short_id(text, begins.within), taken)
        if any(_says_the_same(one, data) for one in there):
            raise CannotBegin(f"“{text}” is there already; edit its row", begins.named)
        data = {"id": name, **data}
    else:
        name = str(data[begins.identity])
        if any(getattr(e, begins.identity) == name for e in there):
            raise CannotBegin(f"“{text}” is there already; edit its row", begins.named)
    whose = _whose(row, activity, register)
    return Entry(activity.key, whose, (begins.within, name), data, left)


def entry_found(columns: Columns, row: New, entry: Entry, title: str) -> Found:
    """A new entry, as the preview shows it."""
    where = ("differs", ",".join(entry.entities), *entry.path) if entry.entities else entry.path
    said = f"{title}: a new row begins an entry of {entry.path[0].replace('_', ' ')}: "
    return Found(
        "change", columns.cell(row.number), f"{said}{_told(entry.data)}{_not_taken(entry.left)}",
        entry.record, where, ABSENT, entry.data, ABSENT, title, True,
    )  # fmt: skip


def _data(columns: Columns, row: New, register: Register) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the cells say, and the columns that say something which is not taken."""
    edits = {**columns.edits, **columns.begins.more}
    data: Any = {}
    left = []
    for heading, text in row.cells.items():
        if not text.strip() or is_silent(text) or heading == KEY:
            continue
        edit = edits.get(heading)
        if edit is None:
            left.append(heading)
            continue
        path = edit.path(data)
        if path is None:
            raise CannotBegin("with these answers beside it, the row has no such field", heading)
        try:
            value = edit.read(text, register, at(data, path))
        except NotUnderstood as problem:
            raise CannotBegin(f"“{text[:80]}”: {problem}", heading) from None
        if value is not ABSENT:
            data = placed(data, path, value)
    inside = _PLACES if columns.begins.within else ()
    return data, tuple(h for h in left if h not in (*inside, "Id", "List"))


def _activity(row: New, register: Register) -> Any:
    said = " ".join(row.cells.get("Activity", "").split())
    found = [a for a in register.activities.values() if " ".join(a.title.split()) == said]
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotBegin(f"“{said}” is the title of several activities", "Activity")
    raise CannotBegin(f"there is no activity “{said}”: a new row needs one", "Activity")


def _whose(row: New, activity: Any, register: Register) -> tuple[str, ...]:
    """The companies that a new entry is for; empty where it is for all of the activity's."""
    text = row.cells.get("Companies", "").strip()
    if not text or text == "–":
        return ()
    try:
        named = Companies().read(text, register, None)
    except NotUnderstood as problem:
        raise CannotBegin(str(problem), "Companies") from None
    if alien := [one for one in named if one not in activity.entities]:
        raise CannotBegin(f"{', '.join(alien)} does not carry out this activity", "Companies")
    return () if set(named) == set(activity.entities) else tuple(named)


def _says_the_same(entry: Any, data: Mapping[str, Any]) -> bool:
    try:
        made = type(entry).model_validate({"id": entry.id, **data})
    except ValidationError:
        return False
    return bool(made == entry)


def _not_there(folder: str, title: str, register: Register, base: Register) -> None:
    """Refuse a second one of a name: it is edited in its row, or was taken in already."""
    for id, record in register.records.get(folder, {}).items():
        if record.name.casefold() == title.casefold():
            since = "" if id in base.records.get(folder, {}) else ", begun since the export"
            raise CannotBegin(f"“{title}” is in the record already as {folder}/{id}{since}")


def _to_blame(columns: Columns, problem: NotARecord) -> str:
    fields = {str(path[0]) for path, _ in problem.mistakes if path}
    edits = {**columns.edits, **columns.begins.more}
    return next((h for h, e in edits.items() if isinstance(e.field, str) and e.field in fields), "")


def _told(data: Mapping[str, Any]) -> str:
    return "; ".join(f"{k.replace('_', ' ')}: {in_words(v)}" for k, v in data.items())


def _not_taken(left: Iterable[str]) -> str:
    said = ", ".join(f"“{heading}”" for heading in left)
    return f". Computed, so not taken from it: {said}" if said else ""
