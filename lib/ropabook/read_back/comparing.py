"""From an edited workbook to a preview: what each edited cell would do to the record of today."""

from collections.abc import Mapping
from typing import Any, Final

from ropabook.excel.checks import lines_of
from ropabook.excel.limits import OUR_CELLS
from ropabook.excel.reading import read_workbook
from ropabook.model.register import Register
from ropabook.read_back.placing import CannotPlace, Place, effective, parsed, put
from ropabook.read_back.preview import Cell, Found, Preview, changed
from ropabook.read_back.rows import Edited, compare
from ropabook.review import review
from ropabook.sheets.edits import Edit, NotUnderstood
from ropabook.sheets.manifest import Kept, kept_in
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import edits_of, sheets, table
from ropabook.store.building import NotARecord, with_record
from ropabook.store.merging import merge
from ropabook.store.plain import ABSENT, at, same
from ropabook.store.problems import CannotRead, NoSuchRecord
from ropabook.store.record_files import Opened
from ropabook.store.store import Store
from ropabook.store.wording import in_words

_NOT_HERE: Final = (
    "this column is made from the record and is not read back; change it where it is written: "
    "in the column of its own sheet, or in the form"
)


class CannotReadBack(Exception):
    """The workbook cannot be compared with anything; the message says why, and what to do."""


def preview(store: Store, name: str, data: bytes) -> Preview:
    """What an edited workbook would change; nothing is written.

    Args:
        store: the record.
        name: what people call the file.
        data: all of it.

    Raises:
        NotRead, NotOurs: the file is refused, or is no workbook of the suite.
        CannotReadBack: the state it was made from cannot be found.
    """
    book = read_workbook(name, data, OUR_CELLS)
    kept = kept_in(book)
    lines = {sheet.name: lines_of(sheet) for sheet in book.sheets}
    return _Reading(store, name, kept).read(lines)


class _Reading:
    """One workbook being read."""

    def __init__(self, store: Store, name: str, kept: Kept) -> None:
        self.store, self.name, self.kept = store, name, kept
        self.now = store.register()
        self.base, self.commit = self._base()
        self.found: list[Found] = []
        self.opened: dict[str, Opened] = {}
        self.yours: dict[str, Any] = {}
        self.taken: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Edited] = {}

    def _base(self) -> tuple[Register, str | None]:
        """The register that the workbook was made from, and its commit."""
        stated = self.kept.stated
        if stated.fingerprint == self.now.fingerprint:
            return self.now, None
        if stated.commit is None or stated.unsaved:
            raise CannotReadBack(
                f"{self.name} was made from files that were not saved in the history, and they "
                "have changed since. Nothing can tell what was edited in the workbook and what in "
                "the record. Export again, and repeat the edits there."
            )
        try:
            return self.store.history.at(self.store.history.resolve(stated.commit)), stated.commit
        except CannotRead as problem:
            raise CannotReadBack(f"{self.name}: {problem}") from None

    def read(self, lines: Mapping[str, list[list[str]]]) -> Preview:
        scope = Scope(review(self.base, self.kept.stated.on), self.kept.stated.entity)
        rows = 0
        for sheet in sheets():
            edits = edits_of(sheet)
            if not edits:
                continue
            if sheet.title not in lines:
                gone = "the sheet is gone; nothing is deleted by that"
                self.found.append(Found("question", Cell(sheet.title, "–"), gone))
                continue
            checks = self.kept.checks.get(sheet.title)
            done = compare(table(sheet, scope), lines[sheet.title], checks)
            self.found += done.found
            rows += done.rows
            for each in done.edited:
                self._take(each, edits.get(each.heading))
        self._settle()
        return Preview(self.name, self.kept.stated, tuple(self.found), self.opened, rows)

    def _take(self, edited: Edited, edit: Edit | None) -> None:
        place = parsed(edited.place)
        try:
            if edit is None:
                raise NotUnderstood(_NOT_HERE)
            self._place(edited, edit, place)
        except (NotUnderstood, CannotPlace) as problem:
            said = f"“{edited.text[:80]}” (was “{edited.was[:80]}”): {problem}"
            self.found.append(Found("error", edited.cell, said, place.record))

    def _place(self, edited: Edited, edit: Edit, place: Place) -> None:
        begun = self._opened(place.record)
        whose = place.entities[0] if place.entities else None
        thing = at(effective(begun.data, whose), place.within)
        below = edit.path(thing) if thing is not ABSENT else None
        if below is None:
            raise NotUnderstood("with this answer beside it, the row has no such field")
        path = (*place.within, *below)
        before = at(thing, below)
        value = edit.read(edited.text, self.now, before)
        # Several rows may show one field: people × data repeats what a link says.
        spot = (place.record, place.entities, path)
        other = self.taken.setdefault(spot, edited)
        if other.text != edited.text:
            raise NotUnderstood(f"{other.cell} says “{other.text[:60]}” of the same field")
        if other is not edited or same(before, value):
            return
        self.yours[place.record] = put(
            self.yours.get(place.record, begun.data), place.entities, path, value
        )
        where = path if whose is None else ("differs", ",".join(place.entities), *path)
        title = begun.data.get("title", place.record)
        self.found.append(
            Found("change", edited.cell, changed(title, where, before, value), place.record,
                  where, before, value, ABSENT, title)
        )  # fmt: skip

    def _opened(self, record: str) -> Opened:
        """The record as the workbook had it."""
        if record not in self.opened:
            try:
                self.opened[record] = (
                    self.store.history.record_at(record, self.commit)
                    if self.commit
                    else self.store.read(record)
                )
            except (NoSuchRecord, CannotRead) as problem:
                raise NotUnderstood(str(problem)) from None
        return self.opened[record]

    def _settle(self) -> None:
        """Merge with the record of today: what two people changed is a conflict, what no record
        can hold is an error."""
        for number, each in enumerate(self.found):
            if each.kind == "change":
                self.found[number] = self._settled(each)
        used = {each.record for each in self.found if each.kind == "change"}
        self.opened = {key: opened for key, opened in self.opened.items() if key in used}

    def _settled(self, found: Found) -> Found:
        begun = self.opened[found.record].data
        try:
            theirs = self.store.read(found.record).data
        except NoSuchRecord:
            return _as(found, "conflict", f"{found.sentence}; the record was deleted meanwhile")
        except CannotRead as problem:
            return _as(found, "error", f"{found.sentence}; {problem}")
        mine = with_change(begun, found)
        merged = merge(begun, theirs, mine)
        if merged.conflicts:
            now = merged.conflicts[0].theirs
            said = "not there" if now is ABSENT else in_words(now)
            return _as(found, "conflict", f"{found.sentence}; meanwhile it says {said}", now)
        try:
            with_record(self.now, found.record, merged.data)
        except NotARecord as problem:
            return _as(found, "error", f"{found.sentence}; {problem}")
        return found


def with_change(data: Any, found: Found) -> Any:
    """A copy of the record with one change of the preview."""
    entities: tuple[str, ...] = ()
    path = found.path
    if path[:1] == ("differs",):
        entities, path = tuple(path[1].split(",")), path[2:]
    return put(data, entities, path, found.after)


def _as(found: Found, kind: Any, sentence: str, now: Any = ABSENT) -> Found:
    return Found(
        kind, found.cell, sentence, found.record, found.path, found.before, found.after, now,
        found.title,
    )  # fmt: skip
