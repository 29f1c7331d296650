"""The cells of a sheet that look like headings: the signs by which tables and forms are found."""

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from ropabook.excel.cells import Cell, Sheet
from ropabook.exchange.entries import Fates
from ropabook.exchange.fields import Subject
from ropabook.exchange.headings import Headings, is_title, subject_of
from ropabook.exchange.values.answers import answer
from ropabook.exchange.vocabulary import key, lookup

_LABELLED: Final = re.compile(r"^([^:\n]{2,60}?)\s*:\s*(.*)$", re.DOTALL)


_PARTIES: Final = frozenset({"company", "officer", "representative", "joint_controllers"})
"""Names above blocks of details: no headings of a table, if nothing else stands beside them."""


FIRST: Final = 0.3
AGAIN: Final = 0.6
"""How many cells of a row must be known headings: in the first such row, and further down."""
OF_ACTIVITY: Final = frozenset(
    {"purpose", "lawful_basis", "subjects", "categories", "categories_of_processing", "recipients",
     "security_measures", "customers", "retention", "transfers", "transfer_mechanism"}
)  # fmt: skip


class Table(NamedTuple):
    """Where a table's headings stand."""

    first: int
    """The first row of its headings."""
    last: int
    """The last row of its headings."""
    subject: Subject


class Signs:
    """What the cells of one sheet look like."""

    def __init__(self, sheet: Sheet, headings: Headings, fates: Fates, subject: Subject) -> None:
        self.sheet, self.headings, self.fates, self.subject = sheet, headings, fates, subject
        self.numbers = sorted(sheet.rows)
        self.taken: set[Cell] = set()
        """Cells that belong to an entry already."""
        self._facts_by_text: dict[tuple[str, Subject], str | None] = {}

    def sheet_end(self) -> int:
        """The row after the last one."""
        return (self.numbers[-1] if self.numbers else 0) + 1

    def cells(self, row: int) -> list[Cell]:
        """The cells of a row that have no fate yet."""
        found = self.sheet.rows.get(row, {})
        return [found[column] for column in sorted(found) if self.free(found[column])]

    def free(self, cell: Cell | None) -> bool:
        """Whether there is a cell, and nothing was decided of it."""
        return cell is not None and cell not in self.fates and cell not in self.taken

    def fact(self, cell: Cell, subject: Subject | None = None) -> str | None:
        """The fact that a cell names word for word, if it is a heading."""
        if cell.kind != "text":
            return None
        asked = (cell.text, subject or self.subject)
        if asked not in self._facts_by_text:
            fact = self.headings.sure(*asked)
            is_value = fact is None or answer(cell.text) is not None
            self._facts_by_text[asked] = None if is_value else fact
        return self._facts_by_text[asked]

    def named_above(self, row: int) -> Subject:
        """What a table tells about, by the lone cell above it, else by its sheet."""
        for above in (row - 1, row - 2):
            cells = list(self.sheet.rows.get(above, {}).values())
            if len(cells) == 1 and (found := subject_of(cells[0].text)):
                return found
        return self.subject

    def labels(self) -> dict[int, list[int]]:
        """Columns in which labels stand one below the other, with the rows of the labels."""
        found: dict[int, list[int]] = {}
        facts: dict[int, set[str]] = {}
        for row in self.numbers:
            cells = self.cells(row)
            for at, cell in enumerate(cells):
                fact = self.fact(cell)
                if fact is None:
                    continue
                beside = cells[max(at - 1, 0) : at] + cells[at + 1 : at + 2]
                if any(map(self.fact, beside)) and not self._both_labels(cells):
                    continue
                found.setdefault(cell.column, []).append(row)
                facts.setdefault(cell.column, set()).add(fact)
        for column, told in self._pairs().items():
            found[column] = sorted({*found.get(column, ()), *told})
            facts.setdefault(column, set()).update(told.values())
        return {
            column: rows
            for column, rows in found.items()
            if len(facts[column]) >= 3
            or (len(facts[column]) == 2 and self._under_title(column, rows[0]))
        }

    def _pairs(self) -> dict[int, dict[int, str]]:
        """Labels whose values may be words for facts, too: `Purpose | Security`, in two columns."""
        left: dict[int, dict[int, str]] = {}
        right: dict[int, set[str]] = {}
        for row in self.numbers:
            cells = self.cells(row)
            if len(cells) != 2 or (fact := self.fact(cells[0])) is None:
                continue
            left.setdefault(cells[0].column, {})[row] = fact
            if other := self.fact(cells[1]):
                right.setdefault(cells[0].column, set()).add(other)
        return {
            column: rows
            for column, rows in left.items()
            if len(set(rows.values())) >= 3 and len(right.get(column, ())) <= len(rows) / 2
        }

    def _both_labels(self, cells: list[Cell]) -> bool:
        """Labels of forms that stand side by side: the same ones again in one row."""
        facts = [fact for cell in cells if (fact := self.fact(cell))]
        return len(facts) > len(set(facts))

    def _under_title(self, column: int, row: int) -> bool:
        above = [self.sheet.at(each, column) for each in range(max(row - 3, 1), row)]
        return any(cell is not None and is_title(cell.text) for cell in above)

    def tables(self, labels: dict[int, list[int]]) -> list[Table]:
        """Rows that are the headings of a table."""
        found: list[Table] = []
        for row in self.numbers:
            if found and row <= found[-1].last:
                continue
            subject = self._subject(row)
            share = AGAIN if found else FIRST
            if self._is_heading(row, subject, labels, share) and not self._groups(row):
                first, last = self._all_rows(row, subject)
                found.append(Table(first, last, subject))
        return found

    def outside(self, tables: list[Table], labels: dict[int, list[int]]) -> dict[int, list[int]]:
        """The labels that are no values of a table: “Contract” below “Lawful basis” is none."""
        found = {
            column: kept
            for column, rows in labels.items()
            if (kept := [row for row in rows if not self._in_table(tables, row, column)])
        }
        return {
            column: rows
            for column, rows in found.items()
            if rows == labels[column]
            or len({self.fact(self.sheet.rows[r][column]) for r in rows}) >= 3
        }

    def _in_table(self, tables: list[Table], row: int, column: int) -> bool:
        """Whether a cell stands below a heading: with no empty row between, or beside others."""
        above = [table for table in tables if table.last < row]
        if not above or self.sheet.covering(above[-1].last, column) is None:
            return False
        table = above[-1]
        at = bisect_left(self.numbers, table.last)
        if bisect_left(self.numbers, row) - at == row - table.last:
            return True
        return any(
            at < column and self.sheet.covering(table.last, at) for at in self.sheet.rows[row]
        )

    def top(self, table: Table) -> int:
        """Where a table begins, with the groups and the title above its headings."""
        for row in (table.first - 1, table.first - 2):
            cells = list(self.sheet.rows.get(row, {}).values())
            lone = len(cells) == 1 and cells[0].kind == "text"
            groups = row == table.first - 1 and any(
                self.sheet.span(cell)[3] > cell.column for cell in cells
            )
            if lone or groups:
                return row
            if cells:
                break
        return table.first

    def _facts(self, row: int, subject: Subject) -> list[str]:
        return [fact for cell in self.cells(row) if (fact := self.fact(cell, subject))]

    def _subject(self, row: int) -> Subject:
        """What a table tells about: headings that only an activity has go before names."""
        named = self.named_above(row)
        if named != "activity" and len(OF_ACTIVITY & set(self._facts(row, "activity"))) >= 3:
            return "activity"
        return named

    def _groups(self, row: int) -> bool:
        """Whether a row only groups the headings below it."""
        below = self.cells(row + 1)
        here = self.cells(row)
        more = len(set(self._facts(row + 1, self._subject(row + 1))))
        return len(below) > len(here) and more > len(set(self._facts(row, self._subject(row))))

    def _is_heading(
        self,
        row: int,
        subject: Subject,
        labels: dict[int, list[int]],
        share: float,
    ) -> bool:
        cells, facts = self.cells(row), self._facts(row, subject)
        distinct = len(set(facts))
        texts = {key(cell.text) for cell in cells if self.fact(cell, subject)}
        if distinct < 2 or len(texts) < len(facts) * 0.6 or len(texts) < len(cells) * share:
            return False
        if (distinct == 2 and len(cells) > 4) or set(facts) <= _PARTIES:
            return False
        within = [
            column for column, rows in labels.items() if row in rows or rows[0] < row < rows[-1]
        ]
        return not within or distinct >= 6

    def _all_rows(self, row: int, subject: Subject) -> tuple[int, int]:
        """The rows of the headings: groups may stand above, and parts of a group below."""
        below = row + 1
        grouped = {
            column
            for cell in self.cells(row)
            for column in range(cell.column, self.sheet.span(cell)[3] + 1)
            if self.sheet.span(cell)[3] > cell.column
        }
        under = self.cells(below)
        last = row
        if grouped and under and all(cell.column in grouped for cell in under):
            known = sum(1 for cell in under if self.fact(cell, subject))
            if known or all(cell.kind == "text" and len(cell.text) <= 40 for cell in under):
                last = below
        return row, last


def labelled(text: str) -> tuple[str, str] | None:
    """A label and a value in one cell: `Name: Smith`; None where there is no label."""
    found = _LABELLED.match(text.strip())
    return (found[1], found[2].strip()) if found else None


def contact_fact(text: str) -> str | None:
    """Which part of a person's or company's details a label asks for."""
    label = labelled(text)
    return lookup("contact").get(key(label[0] if label else text))


def party(text: str) -> str | None:
    """Whose details: the company's, its officer's, its representative's."""
    if len(text) > 200:
        return None
    for form in (key(text), key(text.split("\n")[0])):
        if found := lookup("parties").get(form):
            return found
    return None
