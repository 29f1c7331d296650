"""A sheet becomes entries: first the details of companies, then tables and forms, then the rest."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from ropabook.excel.cells import Cell, Sheet
from ropabook.exchange.entries import Entry, Fates
from ropabook.exchange.fields import Subject
from ropabook.exchange.headings import Headings, sheet_role, subject_of
from ropabook.exchange.layout.contacts import find_contacts
from ropabook.exchange.layout.forms import find_forms, is_empty
from ropabook.exchange.layout.signs import Signs, Table, contact_fact, labelled
from ropabook.exchange.layout.tables import find_rows

_FEW: Final = 2
_TITLE: Final = 120
"""A longer text between two tables may say something that nobody should lose."""
_MANY_FACTS: Final = 4
"""A sheet called Notes that has a table with as many known headings is no tutorial."""


@dataclass(slots=True)
class Found:
    """What a sheet holds."""

    entries: list[Entry] = field(default_factory=list)
    role: str = "data"
    """data, or why nothing was taken from it: tutorial, list, example, ignore."""
    notes: list[str] = field(default_factory=list)


def find(
    sheet: Sheet,
    headings: Headings,
    fates: Fates,
    *,
    decided: str | None = None,
    subject: Subject | None = None,
    title: Cell | None = None,
) -> Found:
    """The entries of a sheet.

    Args:
        sheet: the cells.
        headings: what understands headings.
        fates: where the fate of cells that are no data is written down.
        decided: what an analyst decided of the sheet: `read`, `ignore`, or a subject.
        subject: what it tells about, where something above it says so.
        title: the heading above it, which may be the name of what it tells about.
    """
    role = decided or sheet_role(sheet.name)
    if role == "ignore":
        return _dismissed(sheet, fates, "ignore", "sheet ignored by the mapping")
    told = subject or subject_of(sheet.name) or "activity"
    signs = Signs(sheet, headings, fates, told)
    _help(signs)
    labels = signs.labels()
    tables = signs.tables(labels)
    if decided != "read" and role in ("tutorial", "list", "example"):
        facts = max((_facts(signs, table) for table in tables), default=0)
        if role != "tutorial" or facts < _MANY_FACTS:
            reason = {"list": "list of choices"}.get(role, role)
            return _dismissed(sheet, fates, role, reason)
    # A register that is read leaves out the rows that say they are examples.
    return _read(signs, title, read_examples=decided == "read" and bool(sheet_role(sheet.name)))


def _dismissed(sheet: Sheet, fates: Fates, role: str, reason: str) -> Found:
    for cell in sheet.cells():
        fates.dismiss(cell, reason)
    return Found(role=role)


def _facts(signs: Signs, table: Table) -> int:
    return len({signs.fact(cell, table.subject) for cell in signs.cells(table.first)} - {None})


def _help(signs: Signs) -> None:
    """Columns of links to explanations beside a table or a form."""
    links: dict[int, list[Cell]] = {}
    for cell in signs.sheet.cells():
        if cell.formula.upper().startswith("=HYPERLINK") and "►" in cell.text:
            links.setdefault(cell.column, []).append(cell)
    for column, cells in links.items():
        everything = [cell for cell in signs.sheet.cells() if cell.column == column]
        if len(cells) >= _FEW and len(cells) >= len(everything) * 0.5:
            for cell in everything:
                signs.fates.dismiss(cell, "help link")


def _read(signs: Signs, title: Cell | None, *, read_examples: bool) -> Found:
    found = Found()
    labels = signs.labels()
    tables = [each for each in signs.tables(labels) if not _asks_for_details(signs, each.first)]
    first_table = min((table.first for table in tables), default=None)
    above = [row for row in signs.numbers if first_table is None or row <= first_table]
    found.entries += find_contacts(signs, above)
    labels = signs.labels()
    tables = signs.tables(labels)
    labels = signs.outside(tables, labels)
    forms = _form_rows(signs, labels, tables)
    for first, last in forms:
        found.entries += find_forms(signs, labels, first, last, title)
    for at, table in enumerate(tables):
        ends = [signs.top(each) for each in tables[at + 1 :]] + [first for first, _ in forms]
        end = min((row for row in ends if row > table.last), default=signs.sheet_end())
        found.entries += find_rows(signs, table, end)
    said = {cell for entry in found.entries for _, cell in entry.filled}
    _titles(signs, [table.first for table in tables] + [first for first, _ in forms], said)
    _examples_and_blanks(found, signs.fates, read_examples=read_examples)
    return found


def _asks_for_details(signs: Signs, row: int) -> bool:
    """Whether a row is part of a block of details: `Name :`, `Address :`."""
    asked = [cell for cell in signs.cells(row) if labelled(cell.text) and contact_fact(cell.text)]
    return len(asked) >= _FEW


def _form_rows(
    signs: Signs, labels: dict[int, list[int]], tables: list[Table]
) -> list[tuple[int, int]]:
    """From where to where forms stand: a table ends them."""
    if not labels:
        return []
    starts = sorted({rows[0] for rows in labels.values()})
    found: list[tuple[int, int]] = []
    for start in starts:
        if found and start <= found[-1][1]:
            continue
        begin = 1 if not found and not any(table.first < start for table in tables) else start
        end = min(
            (table.first for table in tables if table.first > start), default=signs.sheet_end()
        )
        found.append((begin, end - 1))
    return found


def _titles(signs: Signs, starts: list[int], said: set[Cell]) -> None:
    """Lone texts above a table or a form are its title, or say how to fill it in."""
    if not starts:
        return
    first, last = min(starts), max(starts)
    for row in (each for each in signs.numbers if each < last):
        cells = signs.cells(row)
        if len(cells) != 1 or cells[0].kind != "text" or cells[0] in said:
            continue
        if row < first or len(cells[0].text) <= _TITLE:
            signs.fates.dismiss(cells[0], "title or instructions")


def _examples_and_blanks(found: Found, fates: Fates, *, read_examples: bool) -> None:
    kept: list[Entry] = []
    left: set[Entry] = set()
    parts: dict[Entry, list[Entry]] = defaultdict(list)
    for each in found.entries:
        if each.parent is not None:
            parts[each.parent].append(each)
    for entry in found.entries:
        family = entry.parent or entry
        if entry.example and not read_examples:
            reason = "example"
            found.notes.append(f"{entry.place} says that it is an example; it was left out")
        elif entry.table < 0 and is_empty(entry, parts[entry]):
            reason = "form that nobody filled in"
            found.notes.append(f"{entry.place}: {reason}")
        elif family in left:
            reason = "part of a form that was left out"
        else:
            kept.append(entry)
            continue
        left.add(entry)
        for _, cell in entry.filled:
            fates.dismiss(cell, reason)
    found.entries = kept
