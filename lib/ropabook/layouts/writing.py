"""A filled layout as a file: a workbook, or CSV with what it could not hold beside it."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path

from ropabook.excel.plain_sheets import Grid, write_grids
from ropabook.excel.text import clean, looks_like_a_formula
from ropabook.exporting import put_in_place
from ropabook.layouts.filling import Filled

NOT_HELD = "Not held"
_HEADS = ("Of", "Column", "What it says")


def write_layout(filled: Filled, to: Path, on: date) -> list[Path]:
    """Write the file, or the two files.

    Args:
        filled: the layout with its answers.
        to: the file; its ending is the layout's.
        on: the day that it speaks for.

    Raises:
        CannotWrite: it cannot be written; an old one is as it was.
    """
    if filled.layout.file == "csv":
        beside = to.with_name(f"{to.stem}-not-held.csv")
        columns = filled.layout.columns
        lines = [[row[column.source] for column in columns] for row in filled.rows]
        put_in_place(to, lambda path: _csv(path, [[c.heading for c in columns], *lines]))
        put_in_place(beside, lambda path: _csv(path, [_HEADS, *filled.not_held]))
        return [to, beside]
    grids = list(_grids(filled))
    title = filled.layout.title
    put_in_place(to, lambda path: write_grids(path, grids, title, datetime.combine(on, time())))
    return [to]


def _csv(path: Path, lines: Iterable[Sequence[str]]) -> None:
    out = StringIO(newline="")
    writer = csv.writer(out)
    for line in lines:
        writer.writerow([_guarded(clean(cell).text) for cell in line])
    # The mark at the beginning lets Excel see that it is UTF-8.
    path.write_bytes(out.getvalue().encode("utf-8-sig"))


def _guarded(text: str) -> str:
    """OWASP's quote before what a spreadsheet would take for a formula: CSV has no other way."""
    return f"'{text}" if looks_like_a_formula(text) else text


def _grids(filled: Filled) -> Iterator[Grid]:
    layout = filled.layout
    if layout.notes:
        yield Grid("Notes", [[note] for note in layout.notes], (110,))
    top = [list(line) for line in filled.block]
    top += [[] for _ in range(layout.header - 2 - len(top))]
    groups: list[str] = []
    for group in layout.groups:
        groups += [group.title, *[""] * (len(group.columns) - 1)]
    rows = [[row[column.source] for column in layout.columns] for row in filled.rows]
    heads = [column.heading for column in layout.columns]
    yield Grid(
        layout.sheet,
        [*top, groups, heads, *rows],
        tuple(24 if len(head) < 40 else 34 for head in heads),
        header=layout.header,
        labels=frozenset(
            (row, at)
            for row, line in enumerate(layout.block)
            for at, cell in enumerate(line)
            if "{" not in cell
        ),
    )
    if layout.form:
        for number, row in enumerate(filled.rows, 1):
            lines = [[line.heading, row[line.source]] for line in layout.form.lines]
            name = layout.form.sheet.format(number=f"{number:03}")
            names = frozenset((at, 0) for at in range(len(lines) + 2))
            yield Grid(name, [[layout.form.title], [], *lines], (44, 90), labels=names)
    yield Grid(NOT_HELD, [list(_HEADS), *map(list, filled.not_held)], (40, 40, 90), header=1)
