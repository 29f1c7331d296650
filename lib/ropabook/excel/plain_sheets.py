"""Sheets as others lay them out: texts in their places, a header, and nothing that acts."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from ropabook.excel.book import ANNEX, CannotWriteCell
from ropabook.excel.looks import PLAIN, Looks
from ropabook.excel.table import A3_WIDTH
from ropabook.excel.text import clean, height, looks_like_a_formula, parts

_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Grid(NamedTuple):
    """One sheet: its texts, row by row."""

    title: str
    rows: Sequence[Sequence[str]]
    widths: tuple[int, ...]
    header: int = 0
    """The row of the headings, counted from one; the row above it has the titles of groups."""
    labels: frozenset[tuple[int, int]] = frozenset()
    """Row and column, from nought, of the texts that name what stands beside them."""

    @property
    def pages_wide(self) -> int:
        """Across how many A3 pages it is printed, the first column on each."""
        rest = sum(self.widths) - self.widths[0]
        return max(1, -(-rest // (A3_WIDTH - self.widths[0])))


def write_grids(to: Path, grids: Sequence[Grid], title: str, on: datetime) -> None:
    """Write a workbook. The same grids give the same bytes.

    Raises:
        OSError: the file cannot be written.
        CannotWriteCell: a cell could not be written.
    """
    try:
        with Workbook(str(to), {**_OPTIONS, "default_format_properties": {**PLAIN}}) as book:
            book.set_properties({"title": title, "created": on})
            drawing = _Drawing(book)
            for grid in grids:
                drawing.draw(grid)
            if drawing.long:
                heads = ["Sheet and cell", "Part", "Text"]
                drawing.draw(Grid(ANNEX, [heads, *drawing.long], (24, 8, 120), header=1))
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


class _Drawing:
    def __init__(self, book: Workbook) -> None:
        self.book, self.looks = book, Looks(book)
        self.long: list[list[str]] = []

    def draw(self, grid: Grid) -> None:
        sheet, looks, head = self.book.add_worksheet(grid.title), self.looks, grid.header - 1
        for at, width in enumerate(grid.widths):
            sheet.set_column(at, at, width)
        for number, row in enumerate(grid.rows):
            tall = []
            for at, raw in enumerate(row):
                text = self._fitting(grid.title, number, at, raw)
                bold = number == head or (number, at) in grid.labels
                width = grid.widths[min(at, len(grid.widths) - 1)]
                tall.append((text, width * 4 // 5 if bold else width))
                quoted = looks.quoted if looks_like_a_formula(text) else None
                look = looks.heading if number == head else quoted
                if (number, at) in grid.labels:
                    look = looks.name
                if sheet.write_string(number, at, text, look):
                    raise CannotWriteCell(f"{grid.title}, row {number + 1}, column {at + 1}")
            if number != head - 1:
                sheet.set_row(number, height(tall))
        if grid.header:
            self._groups(sheet, grid, head)
            sheet.freeze_panes(head + 1, 1 if len(grid.widths) > 3 else 0)
            sheet.repeat_rows(head)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(grid.pages_wide, 0)
        if grid.pages_wide > 1:
            sheet.repeat_columns(0, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&C&8&A&R&8Page &P of &N")
        sheet.hide_gridlines(1)
        always = {"type": "formula", "criteria": "=TRUE", "format": looks.row}
        last = max(len(grid.rows) - 1, head + 1)
        sheet.conditional_format(head + 1, 0, last, len(grid.widths) - 1, always)

    def _groups(self, sheet: Worksheet, grid: Grid, head: int) -> None:
        """The titles of groups, each across its columns."""
        if head < 1:
            return
        at = 0
        titles: list[str] = []
        for text in grid.rows[head - 1]:
            titles.append(text or titles[-1])
        for title, columns in groupby(titles):
            count = len(list(columns))
            if count > 1:
                sheet.merge_range(head - 1, at, head - 1, at + count - 1, title, self.looks.group)
            else:
                sheet.write_string(head - 1, at, title, self.looks.group)
            at += count

    def _fitting(self, title: str, row: int, at: int, raw: str) -> str:
        text = clean(raw).text
        pieces = parts(text)
        if len(pieces) == 1:
            return text
        where = f"{title}, row {row + 1}, column {at + 1}"
        self.long += [[where, str(number), piece] for number, piece in enumerate(pieces, 1)]
        return f"{pieces[0][:500]} … [the whole text, in {len(pieces)} parts, is in {ANNEX}]"
