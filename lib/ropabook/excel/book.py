"""Write a workbook: a cover, the sheets, and an annex for texts that no cell can hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ropabook.excel.charts import draw_charts
from ropabook.excel.checks import Check, Checking
from ropabook.excel.lists import Lists
from ropabook.excel.looks import PLAIN, Looks
from ropabook.excel.rows import RowSheet, Targets
from ropabook.excel.table import Column, Cover, Link, Row, Table
from ropabook.excel.text import LIMIT, Clean, clean, height, looks_like_a_formula, parts

HEAD: Final = 3
"""The row of the headings, counted from nought: title, what it is, the law, headings."""
COVER: Final = "Cover"
COVER_WIDTHS: Final = (34, 70, 12)
ANNEX: Final = "Annex"
BACK: Final = "← Cover"
MANY_LINES: Final = 1_000_000
"""The room of a text that has line ends: more than any column has."""
_A3: Final = 8
_ALT: Final = 250
"""How much a picture may say of itself: the cells above say it in full."""
_TALL: Final = 19
"""Rows from one picture to the next."""
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class CannotWriteCell(Exception):
    """A cell could not be written: the workbook would not hold what the record holds."""


class Written(NamedTuple):
    """What was written: the counts that the cover shows, for those who compare them."""

    rows: Mapping[str, int]
    annexed: int
    shown: int
    checks: Mapping[str, Check]
    """Of the texts of each sheet as its cells hold them, by the sheet's title."""
    places: Mapping[str, tuple[str, int]]
    """By each key, the first row that carries it: the title of its sheet, and its number."""


Copy = dict[str, list[list[str]]]
"""By the title of each sheet that somebody asks for, the texts of its cells, row by row."""
Closing = Callable[[Written], Sequence[Table]]
"""The sheets that tell of the others: made when those are written."""


def _nothing_more(written: Written) -> Sequence[Table]:
    return ()


def write(
    to: Path,
    cover: Cover,
    tables: Iterable[Table],
    on: datetime,
    state: str,
    closing: Closing = _nothing_more,
    copy: Copy | None = None,
) -> Written:
    """Write a workbook. The same tables give the same bytes.

    Args:
        to: the file to write.
        cover: what stands first.
        tables: the sheets, in their order; each is asked for when the one before it is drawn, so
            that a large record is not in memory twice.
        on: the moment that the file gives as its creation: never the clock's.
        state: what the footer of every page says of the record's state.
        closing: what gives the last sheets, once the others are written.
        copy: is given what every cell says of the sheets whose titles it has.

    Raises:
        OSError: the file cannot be written.
        CannotWriteCell: a cell could not be written.
    """
    try:
        # A copy: XlsxWriter writes into what it is given, and the next workbook would differ.
        with Workbook(str(to), {**_OPTIONS, "default_format_properties": {**PLAIN}}) as book:
            about = {"title": cover.title, "subject": cover.subtitle, "comments": cover.stated}
            book.set_properties({**about, "created": on})
            return _Drawing(book, tables, state, copy).draw(cover, closing)
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


class Fit(NamedTuple):
    """A text as its cell can hold it, that cell, and how wide it would like to be."""

    text: str
    cell: str
    """The cell, without its place."""
    room: int


class _Drawing:
    """One workbook in the making."""

    def __init__(
        self, book: Workbook, tables: Iterable[Table], state: str, copy: Copy | None
    ) -> None:
        self.book, self.tables, self.state, self.copy = book, tables, state, copy or {}
        self.looks = Looks(book)
        self.targets = Targets()
        self.annex: list[Row] = []
        self.fits: dict[str, Fit] = {}
        self.lists = Lists()
        self.linked: dict[str, str] = {}
        self.checks: dict[str, Check] = {}
        self.about: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.shown = 0

    def draw(self, cover: Cover, closing: Closing) -> Written:
        front = self.book.add_worksheet(COVER)
        for table in self.tables:
            self._sheet(table)
        if lists := self.lists.table():
            self._sheet(lists)
        if self.annex:
            long = Table(ANNEX, "Texts too long for a cell, in parts that follow each other.",
                         (Column("Sheet and cell", 24), Column("Part", 8), Column("Text", 120)),
                         tuple(self.annex))  # fmt: skip
            self._sheet(long)
        parts = len({row.cells[0] for row in self.annex})
        places = self.targets.places
        written = Written({**self.counts}, parts, self.shown, {**self.checks}, {**places})
        for table in closing(written):
            self._sheet(table)
        self._front(front, cover)
        return written

    def _sheet(self, table: Table) -> None:
        sheet, looks = self.book.add_worksheet(table.title, RowSheet), self.looks
        sheet.targets, self.about[table.title] = self.targets, table.about
        last = len(table.columns) - 1
        self._text(sheet, 0, 0, table.title, looks.title)
        self._text(sheet, 1, 0, BACK, looks.back)
        sheet.put_link("A2", COVER, 1)
        self._text(sheet, 1, 1, _about(table), looks.about)
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, column.width)
            self._text(sheet, HEAD - 1, at, column.law, looks.law)
        sheet.set_row(0, 24, looks.title)
        sheet.set_row(1, 18, looks.about)
        sheet.set_row(HEAD - 1, height((c.law, c.width * 5 // 4) for c in table.columns))
        sheet.set_row(HEAD, height((c.heading, c.width * 9 // 10) for c in table.columns))
        count = self.counts[table.title] = self._rows(sheet, table)
        end = HEAD + max(count, 1)
        heads = [{"header": c.heading, "header_format": looks.heading} for c in table.columns]
        asked = {"name": table.name, "columns": heads, "style": None}
        if not sheet.add_growing_table(HEAD, end, last, asked):
            raise CannotWriteCell(f"the table of {table.title}")
        self._lines(sheet, HEAD + 1, end, last)
        for at, choice in table.choices.items():
            sheet.data_validation(HEAD + 1, at, end, at, self.lists.offered(choice))
        self._filled_in(sheet, table, end)
        draw_charts(self.book, sheet, table, HEAD, count)
        sheet.freeze_panes(HEAD + 1, min(table.frozen, last))
        self._printing(sheet, table.pages_wide, table.frozen)
        self._images(sheet, table, end + 2)

    def _images(self, sheet: Worksheet, table: Table, first: int) -> None:
        for number, image in enumerate(table.images):
            about = {"image_data": BytesIO(image.png), "description": image.said[:_ALT],
                     "x_scale": 0.5, "y_scale": 0.5, "object_position": 2}  # fmt: skip
            sheet.insert_image(first + number * _TALL, 1, f"picture-{number}.png", about)

    def _rows(self, sheet: RowSheet, table: Table) -> int:
        """Draw the rows, and count them."""
        # This runs for each cell of the record: what a text needs is found out once per text.
        fits, number_look = self.fits, self.looks.number
        columns = [(xl_col_to_name(at), c.width) for at, c in enumerate(table.columns)]
        checking, places, number = Checking(), self.targets.places, HEAD + 1
        top = _top(table)
        copied = self.copy.get(table.title)
        if copied is not None:
            copied += top
        for above in top:
            checking.add(above)
        for number, row in enumerate(table.rows, HEAD + 2):
            for key in row.keys:
                places.setdefault(key, (table.title, number))
            high = []
            line: list[str] = []
            cells: list[str] = []
            texts = len(row.cells)
            for cell, (letter, width) in zip(row.cells, columns, strict=True):
                if type(cell) is str:
                    text, drawn, room = fits.get(cell) or self._fit(sheet, number, len(cells), cell)
                elif type(cell) is Link:
                    raw, key = cell
                    text, drawn, room = fits.get(raw) or self._fit(sheet, number, len(cells), raw)
                    linked = self.linked.get(text) or self._linked(sheet, text)
                    drawn = sheet.waiting(key, linked, drawn)
                else:
                    text, room, texts = str(cell), 0, texts - 1
                    drawn = sheet.number_cell(int(text), number_look)
                cells.append(f"{letter}{number}{drawn}")
                line.append(text)
                if room > width:
                    high.append((text, width))
            checking.add(line)
            if copied is not None:
                copied.append(line)
            sheet.put_row(number, height(high) if high else 0, cells, texts)
        self.checks[table.title] = checking.done()
        return number - HEAD - 1

    def _filled_in(self, sheet: Worksheet, table: Table, last: int) -> None:
        first = HEAD + 1
        for at, column in enumerate(table.columns):
            if column.choices:
                offered = {"validate": "list", "source": list(column.choices)}
                sheet.data_validation(first, at, last, at, offered)
            if column.filled_in:
                tint = {"type": "formula", "criteria": "=TRUE", "format": self.looks.filled_in}
                sheet.conditional_format(first, at, last, at, tint)

    def _lines(self, sheet: Worksheet, first: int, last: int, columns: int) -> None:
        always = {"type": "formula", "criteria": "=TRUE", "format": self.looks.row}
        sheet.conditional_format(first, 0, last, columns, always)

    def _fit(self, sheet: RowSheet, number: int, at: int, raw: str) -> Fit:
        text, shown = self._fitting(sheet, number - 1, at, raw)
        cell = sheet.text_cell(text, self._look(text))
        if cell is None:
            raise CannotWriteCell(_where(sheet, number - 1, at))
        fit = Fit(text, cell, MANY_LINES if "\n" in text else len(text))
        if not shown and len(raw) <= LIMIT:
            self.fits[raw] = fit
        return fit

    def _look(self, text: str) -> Format | None:
        return self.looks.quoted if looks_like_a_formula(text) else self.looks.severe.get(text)

    def _fitting(self, sheet: Worksheet, row: int, at: int, raw: str) -> Clean:
        """A text as a cell can hold it: all of it, or where the whole of it stands."""
        text, shown = clean(raw)
        self.shown += shown
        pieces = parts(text)
        if len(pieces) > 1:
            where = _where(sheet, row, at)
            self.annex += [Row((where, number, piece)) for number, piece in enumerate(pieces, 1)]
            text = f"{pieces[0][:500]} … [the whole text, in {len(pieces)} parts, is in {ANNEX}]"
        return Clean(text, shown)

    def _linked(self, sheet: RowSheet, text: str) -> str:
        """A text that fits, as the cell of a link."""
        self.linked[text] = sheet.text_cell(text, self.looks.link) or ""
        return self.linked[text]

    def _text(self, sheet: Worksheet, row: int, at: int, text: str, look: object) -> None:
        # An empty string is written as a blank, which is no failure.
        if sheet.write_string(row, at, text, look):
            raise CannotWriteCell(_where(sheet, row, at))

    def _printing(self, sheet: Worksheet, pages_wide: int, frozen: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(pages_wide, 0)
        sheet.repeat_rows(HEAD - 1, HEAD)
        if pages_wide > 1:
            sheet.repeat_columns(0, frozen - 1)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer(f"&L&8{self.state.replace('&', '&&')}&C&8&A&R&8Page &P of &N")
        sheet.hide_gridlines(2)

    def _front(self, sheet: Worksheet, cover: Cover) -> None:
        looks, row, said = self.looks, 3, [[cover.title], [cover.subtitle], []]
        for at, width in enumerate(COVER_WIDTHS):
            sheet.set_column(at, at, width)
        self._text(sheet, 0, 0, clean(cover.title).text, looks.title)
        self._text(sheet, 1, 0, clean(cover.subtitle).text, looks.subtitle)
        for alarm in cover.alarms:
            sheet.set_row(row, height([(alarm, COVER_WIDTHS[1])]))
            self._text(sheet, row, 0, "Attention", looks.name)
            self._text(sheet, row, 1, clean(alarm).text, looks.alarm)
            said.append(["Attention", clean(alarm).text])
            row += 1
        facts = (
            *cover.facts,
            ("Texts continued in the annex", len({row.cells[0] for row in self.annex})),
            ("Invisible characters made visible", self.shown),
        )
        for name, value in facts:
            sheet.set_row(row, height([(name, COVER_WIDTHS[0]), (str(value), COVER_WIDTHS[1])]))
            self._text(sheet, row, 0, name, looks.name)
            said.append([name, self._row_value(sheet, row, value)])
            row += 1
        self._lines(sheet, 3, row - 1, 1)
        said += [[], *self._contents(sheet, row + 1)]
        if COVER in self.copy:
            self.copy[COVER] += said
        self._lines(sheet, row + 2, row + 1 + len(self.counts), 2)
        self._printing(sheet, 1, 1)
        sheet.set_paper(9)
        sheet.repeat_rows(0, 1)
        sheet.set_h_pagebreaks([row + 1])
        sheet.set_row(0, 24)
        sheet.set_row(1, 18)
        sheet.activate()

    def _contents(self, sheet: Worksheet, start: int) -> list[list[str]]:
        """The list of sheets; what its cells say."""
        looks, said = self.looks, [["Sheet", "What it holds", "Rows"]]
        for at, words in enumerate(said[0]):
            self._text(sheet, start, at, words, looks.heading)
        for row, (title, about) in enumerate(self.about.items(), start + 1):
            sheet.set_row(row, height([(about, COVER_WIDTHS[1] * 9 // 10)]))
            sheet.write_url(row, 0, f"internal:'{title}'!A1", looks.link, title)
            self._text(sheet, row, 1, about, None)
            sheet.write_number(row, 2, self.counts[title], looks.number)
            said.append([title, about, str(self.counts[title])])
        return said

    def _row_value(self, sheet: Worksheet, row: int, value: str | int) -> str:
        if isinstance(value, int):
            sheet.write_number(row, 1, value, self.looks.number)
            return str(int(value))
        text = self._fitting(sheet, row, 1, value).text
        self._text(sheet, row, 1, text, self._look(text))
        return text


def _where(sheet: Worksheet, row: int, at: int) -> str:
    return f"{sheet.name}, row {row + 1}, column {at + 1}"


def _about(table: Table) -> str:
    return f"{table.about} {table.editing}".strip()


def _top(table: Table) -> list[list[str]]:
    """What stands above the rows: title, what it is, the law, the headings."""
    columns = table.columns
    return [
        [table.title],
        [BACK, _about(table)],
        [column.law for column in columns],
        [column.heading for column in columns],
    ]
