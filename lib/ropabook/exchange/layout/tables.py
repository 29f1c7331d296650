"""The rows of a table: headings over several rows, groups, continued rows, columns of ticks."""

from itertools import count
from typing import Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry, Heading
from ropabook.exchange.fields import BASIS_FLAG, KEYS, LISTS
from ropabook.exchange.headings import Match
from ropabook.exchange.layout.continued import SECTION, continue_rows
from ropabook.exchange.layout.examples import is_example
from ropabook.exchange.layout.signs import Signs, Table
from ropabook.exchange.values.answers import answer, is_flag, is_instruction, means_cell_above
from ropabook.exchange.vocabulary import key

_TABLES: Final = count(1)
_ENOUGH: Final = 3
_FEW: Final = 2
_WIDE: Final = 5


def find_rows(signs: Signs, table: Table, end: int) -> list[Entry]:
    """The entries of a table that ends before a row."""
    body = [row for row in signs.numbers if table.last < row < end]
    found: list[Entry] = []
    for columns in _segments(signs, table, body):
        found += _Rows(signs, table, columns, body).entries()
    return found


def _segments(signs: Signs, table: Table, body: list[int]) -> list[range]:
    """The columns of the table; of several tables, where they stand side by side."""
    sheet = signs.sheet
    headed = sorted(
        {
            column
            for row in range(table.first, table.last + 1)
            for cell in signs.cells(row)
            for column in range(cell.column, sheet.span(cell)[3] + 1)
        }
    )
    parts: list[list[int]] = []
    for column in headed:
        gap = parts and column > parts[-1][-1] + 1
        if not parts or (gap and _begins_anew(signs, table, column, parts)):
            parts.append([column])
        else:
            parts[-1].append(column)
    return [range(part[0], part[-1] + 1) for part in parts]


def _begins_anew(signs: Signs, table: Table, column: int, parts: list[list[int]]) -> bool:
    """Whether a heading after a gap names what the table before it has named already."""
    names = {
        signs.fact(cell, table.subject)
        for row in range(table.first, table.last + 1)
        for at in parts[-1]
        if (cell := signs.sheet.at(row, at))
    }
    cell = signs.sheet.at(table.last, column) or signs.sheet.at(table.first, column)
    fact = signs.fact(cell, table.subject) if cell else None
    return fact is not None and (fact in names or fact in ("title", "reference"))


class _Rows:
    """One table while its rows are read."""

    def __init__(self, signs: Signs, table: Table, columns: range, body: list[int]) -> None:
        self.signs, self.sheet, self.fates = signs, signs.sheet, signs.fates
        self.table, self.subject = table, table.subject
        self.columns, self.body, self.rows = columns, body, frozenset(body)
        self.number = next(_TABLES)
        self.headings = self._headings()
        named = any(heading.field in KEYS for heading in self.headings.values())
        self.keyed = self.subject == "activity" and named

    def _headings(self) -> dict[int, Heading]:
        groups = self._groups()
        found = {}
        for column in self.columns:
            stack: list[Cell] = []
            for row in range(self.table.first, self.table.last + 1):
                cell = self.sheet.covering(row, column)
                if cell is not None and cell not in stack:
                    stack.append(cell)
            texts = [" ".join(cell.text.split()) for cell in stack]
            group = " ".join(texts[:-1]) or (
                " ".join(groups[column].text.split()) if column in groups else ""
            )
            text = texts[-1] if texts else group
            found[column] = self._heading(column, text, group if texts else "")
        for row in range(self.table.first, self.table.last + 1):
            for column in self.columns:
                if cell := self.sheet.at(row, column):
                    self.fates.dismiss(cell, "heading")
        for cell in groups.values():
            self.fates.dismiss(cell, "heading")
        return found

    def _heading(self, column: int, text: str, group: str) -> Heading:
        if not text:
            return Heading("", None, sheet=self.sheet.name)
        headings, name = self.signs.headings, self.sheet.name
        above = headings.match(group, "activity", sheet=name) if group else None
        if above and above.field in LISTS and self._only_ticks(column):
            return Heading(text, above, group, name, flag=True)
        match = headings.match(text, self.subject, group, name)
        decided, _ = headings.decision(text, group, name)
        if decided and match and match.field in LISTS and self._only_ticks(column):
            return Heading(text, match, group, name, flag=True)
        return Heading(text, match, group, name)

    def _only_ticks(self, column: int) -> bool:
        values = [cell for row in self.body if (cell := self.sheet.at(row, column))]
        return bool(values) and all(
            cell.kind == "boolean" or cell.kind == "formula" or is_flag(cell.text)
            for cell in values
        )

    def _groups(self) -> dict[int, Cell]:
        """Which cell in the row above the headings groups each column."""
        above = [
            cell
            for cell in self.signs.cells(self.table.first - 1)
            if cell.kind == "text" and self.columns[0] <= cell.column <= self.columns[-1]
        ]
        spans = [self.sheet.span(cell) for cell in above]
        merged = any(last > first for _, first, _, last in spans)
        apart = 2 <= len(above) <= len(self.columns) / 2 and all(
            len(cell.text) <= 100 for cell in above
        )
        if not merged and not apart:
            return {}
        found = {}
        for at, (cell, span) in enumerate(zip(above, spans, strict=True)):
            following = above[at + 1].column if at + 1 < len(above) else self.columns[-1] + 1
            end = span[3] + 1 if merged else following
            for column in range(cell.column, min(end, self.columns[-1] + 1)):
                found[column] = cell
        return found

    def entries(self) -> list[Entry]:
        index = self._index_column()
        found: list[Entry] = []
        section: list[tuple[Heading, Cell]] = []
        for row in self.body:
            cells = [
                cell
                for column in self.columns
                if (cell := self.sheet.at(row, column)) and self.signs.free(cell)
            ]
            if index and (number := self.sheet.at(row, index)):
                self.fates.dismiss(number, "row number")
            if not cells or self._is_heading_again(cells) or self._explains(row, cells):
                continue
            if self._below_the_table(row, cells):
                break
            if lone := self._section(cells):
                section = [lone]
                continue
            entry = self._entry(row, cells)
            entry.inherited = list(section)
            if self.keyed and found:
                continue_rows(entry, found[-1])
            if found or entry.filled:
                found.append(entry)
        return found

    def _entry(self, row: int, cells: list[Cell]) -> Entry:
        entry = Entry(self.subject, self.sheet.name, f"{self.sheet.name}, row {row}")
        entry.table = self.number
        for cell in cells:
            heading = self.headings[cell.column]
            ticks = heading.flag or heading.field.startswith(BASIS_FLAG)
            if ticks and answer(cell.text) == "no":
                self.fates.dismiss(cell, "unticked box")
                continue
            entry.filled.append((heading, cell))
            if above := self._meant(cell):
                entry.above[cell] = above
        for column in self.columns:
            self._from_above(entry, row, column)
        entry.example = is_example(entry)
        return entry

    def _meant(self, cell: Cell) -> Cell | None:
        """The cell above one that says “as above”, where that is plain: it gives an answer."""
        if not means_cell_above(cell.text) or cell.row - 1 not in self.rows:
            return None
        above = self.sheet.covering(cell.row - 1, cell.column)
        if above is None or above.column != cell.column or not self.signs.free(above):
            return None
        if means_cell_above(above.text):
            return self._meant(above)
        return above if answer(above.text) in (None, "none", "yes", "no") else None

    def _from_above(self, entry: Entry, row: int, column: int) -> None:
        """A cell merged over several rows says the same in each of them."""
        if self.sheet.merged and self.sheet.at(row, column) is None:
            cell = self.sheet.covering(row, column)
            if cell is not None and cell.row < row and cell.column == column:
                entry.inherited.append((self.headings[column], cell))

    def _explains(self, row: int, cells: list[Cell]) -> bool:
        """Whether the first row below the headings says how to fill in the others."""
        if row != self.table.last + 1 or len(cells) < _ENOUGH:
            return False
        if sum(1 for cell in cells if is_instruction(cell.text)) < len(cells) / 2:
            return False
        for cell in cells:
            self.fates.dismiss(cell, "title or instructions")
        return True

    def _below_the_table(self, row: int, cells: list[Cell]) -> bool:
        """Whether a row is a total, a signature or a remark: a few cells, apart, and at the end."""
        if row - 1 in self.sheet.rows or len(self.columns) < _WIDE:
            return False
        return all(
            sum(1 for column in self.columns if self.sheet.at(each, column)) <= _FEW
            for each in self.body
            if each >= row
        )

    def _index_column(self) -> int | None:
        """A column without a heading that only counts the rows."""
        for column in (self.columns[0] - 1, self.columns[0]):
            if column < 1 or (column in self.headings and self.headings[column].text):
                continue
            said = [cell.text for row in self.body if (cell := self.sheet.at(row, column))]
            if said and said in (
                [str(at) for at in range(len(said))],
                [str(at + 1) for at in range(len(said))],
            ):
                return column
        return None

    def _is_heading_again(self, cells: list[Cell]) -> bool:
        same = [cell for cell in cells if key(cell.text) == key(self.headings[cell.column].text)]
        if len(same) < 2 or len(same) < len(cells) * 0.6:
            return False
        for cell in cells:
            self.fates.dismiss(cell, "heading")
        return True

    def _section(self, cells: list[Cell]) -> tuple[Heading, Cell] | None:
        """A row that is one merged cell names what stands below it."""
        first, last = self.columns[0], self.columns[-1]
        if len(cells) != 1 or last - first < 2:
            return None
        span = self.sheet.span(cells[0])
        if span[3] - span[1] < min(2, last - first) or span[2] > span[0]:
            return None
        return Heading("", Match("business_function", 90), SECTION, self.sheet.name), cells[0]
