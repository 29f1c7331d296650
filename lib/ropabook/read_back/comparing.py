"""From an edited workbook to a preview: what each edited cell would do to the record of today."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from ropabook import __version__
from ropabook.excel.book import ANNEX, COVER, Copy
from ropabook.excel.checks import Lines
from ropabook.excel.limits import ours
from ropabook.excel.reading import read_texts
from ropabook.model.register import Register
from ropabook.read_back.beginning import CannotBegin, Columns, entry_found, new_entry, new_record
from ropabook.read_back.computed import edited_cells, named
from ropabook.read_back.placing import CannotPlace, Place, effective, parsed, put, put_in
from ropabook.read_back.preview import Cell, Found, Preview, changed
from ropabook.read_back.rows import Edited, New, as_written, compare
from ropabook.read_back.written import CannotReadBack, cells_of, state_of
from ropabook.sheets.edits import Edit, NotUnderstood
from ropabook.sheets.manifest import CHECKS, MANIFEST, RECONCILIATION, Kept, kept_in
from ropabook.sheets.sheet import Sheet, begins, edits_of, instead_of, sheets
from ropabook.store.building import NotARecord, with_record
from ropabook.store.merging import merge
from ropabook.store.plain import ABSENT, at, same
from ropabook.store.problems import CannotRead, NoSuchRecord
from ropabook.store.record_files import Opened
from ropabook.store.store import Store
from ropabook.store.wording import in_words

__all__ = ["CannotReadBack", "preview", "with_change"]
_ITS_OWN: Final = (
    "change it where it is written: in the column of its own sheet, or in the form of the record"
)
_PROOF: Final = (COVER, RECONCILIATION, MANIFEST, CHECKS)
"""Sheets of which the workbook keeps no digest: they tell of the others."""
_OF_NO_RECORD: Final = "It tells of the workbook and is no part of the record."
_OF_A_PAPER: Final = "Change the assessment in the notebook assessments."
_SMALLER: Final = (
    f"delete the sheets that you did not edit, but not {MANIFEST} (the record loses nothing by "
    "that), or export one company with ropabook export --entity and edit that"
)
_IN_PARTS: Final = f"is in {ANNEX}]"


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
    lines = read_texts(name, data, ours(_SMALLER))
    return _Reading(store, name, kept_in(lines)).read(lines)


class _Reading:
    """One workbook being read."""

    def __init__(self, store: Store, name: str, kept: Kept) -> None:
        self.store, self.name, self.kept = store, name, kept
        self.now = store.register()
        self.state = state_of(store, name, kept.stated, self.now)
        self.found: list[Found] = []
        self.new: list[tuple[Columns, New]] = []
        self.opened: dict[str, Opened] = {}
        self.taken: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Edited] = {}
        self.rows = 0

    def read(self, lines: Mapping[str, Lines]) -> Preview:
        self._gone(lines)
        written = cells_of(self.store, self.kept.stated, self.state, lines)
        known = {sheet.title: sheet for sheet in sheets()}
        notes = self._looked_at(written)
        for title, was in written.items():
            self._sheet(title, known.get(title), was, lines[title])
        for title in lines.keys() - written.keys() - set(_PROOF):
            count = sum(bool(text) for line in lines[title] for text in line)
            said = f"a sheet that was put in: none of its {count:,} cells is read"
            self.found.append(Found("question", Cell(title, "–"), said))
        self._begin()
        self._settle()
        return Preview(
            self.name, self.kept.stated, tuple(self.found), self.opened, self.rows, notes
        )

    def _gone(self, lines: Mapping[str, Lines]) -> None:
        """Sheets that somebody deleted: nothing is written again to compare them."""
        for title in (COVER, *self.kept.checks, RECONCILIATION, CHECKS):
            if title not in lines:
                said = "the sheet is gone; nothing is deleted by that"
                self.found.append(Found("question", Cell(title, "–"), said))

    def _looked_at(self, written: Copy) -> tuple[str, ...]:
        """Leave out the sheets that another version of the suite words otherwise."""
        if self.kept.stated.made_by == f"ropabook {__version__}":
            return ()
        for title in _PROOF:
            written.pop(title, None)
        return (f"Made by {self.kept.stated.made_by}: the sheets {', '.join(_PROOF)} are not "
                "compared.",)  # fmt: skip

    def _sheet(self, title: str, sheet: Sheet | None, was: Lines, lines: Lines) -> None:
        kept = self.kept.checks.get(title)
        untouched = as_written(lines, kept.digest if kept else None)
        edits = edits_of(sheet) if sheet else {}
        if not edits:
            instead = instead_of(sheet) if sheet else _instead(title)
            if not untouched:
                self.found += edited_cells(title, was, lines, instead)
            return
        if untouched:
            self.rows += len(was)
            return
        done = compare(title, was, lines)
        self.rows += done.rows
        self.found += done.found
        self.found += (Found("computed", e.cell, named(e.was, e.text, _ITS_OWN))
                       for e in done.shown)  # fmt: skip
        for each in done.edited:
            self._take(each, edits.get(each.heading))
        begun = begins(sheet) if sheet else None
        for row in done.new:
            if begun is None:
                said = "a new row: this sheet begins nothing. Begin it in the notebook"
                self.found.append(Found("error", Cell(title, f"A{row.number}"), said))
            else:
                self.new.append((Columns(title, edits, begun, done.columns), row))

    # ----- edited cells -----------------------------------------------------------------------

    def _take(self, edited: Edited, edit: Edit | None) -> None:
        place = parsed(edited.place)
        if edit is None:
            said = named(edited.was, edited.text, _ITS_OWN)
            self.found.append(Found("computed", edited.cell, said, place.record))
            return
        try:
            self._place(edited, edit, place)
        except (NotUnderstood, CannotPlace) as problem:
            said = f"“{edited.text[:80]}” (was “{edited.was[:80]}”): {problem}"
            self.found.append(Found("error", edited.cell, said, place.record))

    def _place(self, edited: Edited, edit: Edit, place: Place) -> None:
        if edited.was.endswith(_IN_PARTS):
            raise NotUnderstood(f"the text is too long for a cell and stands in {ANNEX}; change "
                                "it in the form")  # fmt: skip
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
        other = self.taken.setdefault((place.record, place.entities, path), edited)
        title = begun.data.get("title", place.record)
        if other.text != edited.text:
            raise NotUnderstood(f"{other.cell} says “{other.text[:60]}” of the same field")
        if other is not edited or same(before, value):
            said = f"“{edited.text[:80]}” (was “{edited.was[:80]}”): it says the same as before"
            if other is not edited:
                said = f"“{edited.text[:80]}”: {other.cell} changes the same field to the same"
            self.found.append(Found("computed", edited.cell, said, place.record))
            return
        put(begun.data, place.entities, path, value)
        where = path if whose is None else ("differs", ",".join(place.entities), *path)
        self.found.append(
            Found("change", edited.cell, changed(title, where, before, value), place.record,
                  where, before, value, ABSENT, title)
        )  # fmt: skip

    def _opened(self, record: str) -> Opened:
        """The record as the workbook had it."""
        if record not in self.opened:
            history, commit = self.store.history, self.state.commit
            try:
                self.opened[record] = (
                    history.record_at(record, commit) if commit else self.store.read(record)
                )
            except (NoSuchRecord, CannotRead) as problem:
                raise NotUnderstood(str(problem)) from None
        return self.opened[record]

    # ----- new rows ---------------------------------------------------------------------------

    def _begin(self) -> None:
        """First the records that rows begin, so that the others may name them."""
        known = self.now
        for columns, row in sorted(self.new, key=lambda new: bool(new[0].begins.within)):
            try:
                found = self._begun(columns, row, known)
            except (CannotBegin, CannotPlace, NotUnderstood) as problem:
                heading = problem.heading if isinstance(problem, CannotBegin) else ""
                said = f"a new row: {problem}"
                self.found.append(Found("error", columns.cell(row.number, heading), said))
                continue
            self.found.append(found)
            if not found.path:
                known = with_record(known, found.record, found.after)

    def _begun(self, columns: Columns, row: New, known: Register) -> Found:
        if not columns.begins.within:
            return new_record(columns, row, known, self.state.register)
        entry = new_entry(columns, row, known)
        title = known.activities[entry.record.partition("/")[2]].title
        return entry_found(columns, row, entry, title)

    # ----- merged with the record of today ----------------------------------------------------

    def _settle(self) -> None:
        """Merge with the record of today: what two people changed is a conflict, what no record
        can hold is an error."""
        for number, each in enumerate(self.found):
            if each.kind == "change" and each.path:
                self.found[number] = self._settled(each)
        used = {each.record for each in self.found if each.kind == "change"}
        self.opened = {key: opened for key, opened in self.opened.items() if key in used}

    def _settled(self, found: Found) -> Found:
        try:
            begun = self._opened(found.record).data
            theirs = self.store.read(found.record).data
        except NoSuchRecord:
            said = f"{found.sentence}; the record was deleted meanwhile"
            return replace(found, kind="conflict", sentence=said)
        except (CannotRead, NotUnderstood) as problem:
            return replace(found, kind="error", sentence=f"{found.sentence}; {problem}")
        merged = merge(begun, theirs, with_change(begun, found))
        if merged.conflicts:
            now = merged.conflicts[0].theirs
            said = "not there" if now is ABSENT else in_words(now)
            said = f"{found.sentence}; meanwhile it says {said}"
            return replace(found, kind="conflict", sentence=said, now=now)
        try:
            with_record(self.now, found.record, merged.data)
        except NotARecord as problem:
            return replace(found, kind="error", sentence=f"{found.sentence}; {problem}")
        return found


def with_change(data: Any, found: Found) -> Any:
    """A copy of the record with one change of the preview."""
    entities: tuple[str, ...] = ()
    path = found.path
    if not path:
        return found.after
    if path[:1] == ("differs",):
        entities, path = tuple(path[1].split(",")), path[2:]
    if found.begins:
        return put_in(data, entities, path[0], found.after)
    return put(data, entities, path, found.after)


def _instead(title: str) -> str:
    paper = title.partition(" ")[0] in ("DPIA", "LIA", "TRA", "Assessments")
    return _OF_A_PAPER if paper else _OF_NO_RECORD
