"""Forms: a label and its value, one form a sheet, beside each other or below each other.

Within a form there may be small tables: a label that is also a heading (`Recipients | Type |
Details`) and a line for each thing below it.
"""

from itertools import count
from typing import Final

from ropabook.excel.cells import Cell, letters
from ropabook.exchange.entries import Entry, Heading
from ropabook.exchange.fields import BLOCKS, GENERIC, NAMES, Subject
from ropabook.exchange.headings import Match, is_title, subject_of
from ropabook.exchange.layout.examples import is_example
from ropabook.exchange.layout.signs import Signs
from ropabook.exchange.values.answers import answer
from ropabook.exchange.vocabulary import key, lookup

_FORMS: Final = count(-1, -1)
_ANCHORS: Final = ("title", "reference", "recipients", "processors", "company")
_LONG: Final = 120
_SEVERAL: Final = 2
EMPTY: Final = "label without a value"


def find_forms(
    signs: Signs, labels: dict[int, list[int]], first: int, last: int, title: Cell | None = None
) -> list[Entry]:
    """The forms between two rows, with the lines of their small tables."""
    columns = sorted(column for column, rows in labels.items() if first <= rows[0] <= last)
    found: list[Entry] = []
    for at, column in enumerate(columns):
        right = columns[at + 1] - 1 if at + 1 < len(columns) else _rightmost(signs, first, last)
        rows = [row for row in signs.numbers if first <= row <= last]
        if several := _value_columns(signs, column, right, rows):
            found += _sideways(signs, column, several, rows)
            continue
        for begin, end in _instances(signs, column, rows):
            found += _Form(signs, column, right, title).read(begin, end, rows)
    return found


def _rightmost(signs: Signs, first: int, last: int) -> int:
    rows = [row for row in signs.numbers if first <= row <= last]
    return max((column for row in rows for column in signs.sheet.rows[row]), default=1)


def _value_columns(signs: Signs, column: int, right: int, rows: list[int]) -> list[int]:
    """The columns of several activities, where each has one: a table laid on its side."""
    named: set[int] = set()
    filled: list[set[int]] = []
    for row in rows:
        label = signs.sheet.at(row, column)
        values = {at for at in range(column + 1, right + 1) if signs.sheet.at(row, at)}
        if label is None or not values:
            continue
        filled.append(values)
        if signs.fact(label) in ("title", "reference"):
            named |= values
    if len(named) < _SEVERAL:
        return []
    alike = sum(1 for values in filled if len(values & named) >= _SEVERAL)
    return sorted(named) if alike >= max(3, len(filled) / 2) else []


def _sideways(signs: Signs, column: int, columns: list[int], rows: list[int]) -> list[Entry]:
    name = signs.sheet.name
    found = {at: Entry(signs.subject, name, f"{name}, column {letters(at)}") for at in columns}
    form = next(_FORMS)
    for entry in found.values():
        entry.table = form
    for row in rows:
        label = signs.sheet.at(row, column)
        if label is None or not signs.free(label):
            continue
        text = " ".join(label.text.split()).rstrip(" :")
        heading = Heading(text, signs.headings.match(text, signs.subject, sheet=name), sheet=name)
        signs.fates.dismiss(label, "heading")
        for at, entry in found.items():
            if (cell := signs.sheet.at(row, at)) and signs.free(cell):
                entry.filled.append((heading, cell))
    for entry in found.values():
        entry.example = is_example(entry)
    return list(found.values())


def _instances(signs: Signs, column: int, rows: list[int]) -> list[tuple[int, int]]:
    """Where each form of a column begins and ends: the first label that comes again begins one."""
    labels = [
        (row, key(cell.text), signs.fact(cell) or "")
        for row in rows
        if (cell := signs.sheet.at(row, column)) and signs.free(cell) and signs.fact(cell)
    ]
    if not labels:
        return []
    texts = [text for _, text, _ in labels]
    again = [at for at, text in enumerate(texts) if texts.count(text) > 1]
    anchor = next((at for at in again if at == 0 or labels[at][2] in _ANCHORS), None)
    if anchor is None:
        return [(rows[0], rows[-1])]
    # What stands above the anchor of the first form stands above those of the others, too.
    starts = [at - anchor for at, text in enumerate(texts) if text == texts[anchor]]
    begins = [rows[0], *(labels[at][0] for at in starts[1:])]
    return [
        (begin, begins[at + 1] - 1 if at + 1 < len(begins) else rows[-1])
        for at, begin in enumerate(begins)
    ]


class _Form:
    """One form while it is read."""

    def __init__(self, signs: Signs, column: int, right: int, title: Cell | None) -> None:
        self.signs, self.sheet, self.fates = signs, signs.sheet, signs.fates
        self.column, self.right, self.title = column, right, title
        self.block: tuple[Subject, str, dict[int, Heading]] | None = None
        self.label: Heading | None = None
        self.children: list[Entry] = []

    def read(self, begin: int, end: int, rows: list[int]) -> list[Entry]:
        """The form that stands between two rows, and its parts."""
        self.entry = Entry(self.signs.subject, self.sheet.name, f"{self.sheet.name}, row {begin}")
        self.entry.table = next(_FORMS)
        self.entry.title = self.title
        before = begin - 1
        for row in (each for each in rows if begin <= each <= end):
            if row > before + 1:
                self.block = self.label = None
            before = row
            self.line(row)
        self.entry.subject = self.subject()
        self.entry.example = is_example(self.entry)
        for child in self.children:
            child.parent = self.entry
            child.example = self.entry.example
        return [self.entry, *self.children]

    def line(self, row: int) -> None:
        name = self.sheet.at(row, self.column)
        values = [
            cell
            for column in range(self.column + 1, self.right + 1)
            if (cell := self.sheet.at(row, column)) and self.signs.free(cell)
        ]
        if name is None or not self.signs.free(name):
            if not values:
                return
            if self.block:
                self.in_block(None, values)
            else:
                heading = self.label or Heading("", None, sheet=self.sheet.name)
                self.entry.filled += [(heading, cell) for cell in values]
            return
        fact = self.signs.fact(name) or ""
        if fact in BLOCKS and values and self.begins_block(fact, row, values):
            self.start(name, fact, values)
        elif self.block and not (fact and not self.counted(fact)):
            self.in_block(name, values)
        else:
            self.block = None
            self.pair(name, values)

    def begins_block(self, fact: str, row: int, values: list[Cell]) -> bool:
        """Whether what stands right of a label are headings, not values."""
        if not all(self.in_generic(fact, cell) or self.signs.fact(cell) for cell in values):
            return False
        below = self.sheet.at(row + 1, self.column)
        asks = self.signs.fact(below) if below else None
        goes_on = asks is None or self.counted_by(BLOCKS[fact], asks)
        return row + 1 in self.sheet.rows and goes_on

    def in_generic(self, fact: str, cell: Cell) -> str | None:
        subject = BLOCKS[fact]
        match = self.signs.headings.match(cell.text, subject, sheet=self.sheet.name)
        if match and match.score == 100:
            return match.field
        return GENERIC[subject].get(lookup("generic").get(key(cell.text), ""))

    def start(self, name: Cell, fact: str, values: list[Cell]) -> None:
        columns = {}
        for cell in values:
            found = self.in_generic(fact, cell)
            match = Match(found, 100) if found else None
            columns[cell.column] = Heading(cell.text, match, name.text, self.sheet.name)
        self.block = (BLOCKS[fact], fact, columns)
        for cell in (name, *values):
            self.fates.dismiss(cell, "heading")

    def counted(self, fact: str) -> bool:
        """Whether a label only numbers the lines of the small table: `Recipient 2`."""
        assert self.block is not None
        subject, begun_by, _ = self.block
        return fact == begun_by or self.counted_by(subject, fact)

    def counted_by(self, subject: Subject, fact: str) -> bool:
        """Whether a fact is what such a table counts."""
        return BLOCKS.get(fact) == subject or (subject, fact) == ("transfer", "transfer_recipient")

    def in_block(self, name: Cell | None, values: list[Cell]) -> None:
        assert self.block is not None
        subject, _, columns = self.block
        if values and all(answer(cell.text) == "placeholder" for cell in values):
            for cell in (name, *values):
                if cell is not None:
                    self.fates.dismiss(cell, EMPTY)
            return
        child = Entry(subject, self.sheet.name, f"{self.sheet.name}, row {(name or values[0]).row}")
        child.filled = [(self.below(columns, cell), cell) for cell in values]
        if name is not None:
            fact = self.signs.fact(name)
            if not values:
                self.fates.dismiss(name, EMPTY)
                return
            if fact and self.counted(fact):
                self.fates.dismiss(name, "heading")
            else:
                match = Match(NAMES[subject], 100)
                child.filled.insert(0, (Heading("", match, sheet=self.sheet.name), name))
        if child.filled:
            self.children.append(child)

    def below(self, columns: dict[int, Heading], cell: Cell) -> Heading:
        """The heading of a cell in a small table, merged headings included."""
        at = [column for column in columns if column <= cell.column]
        return columns[max(at)] if at else Heading("", None, sheet=self.sheet.name)

    def pair(self, name: Cell, values: list[Cell]) -> None:
        if not values:
            if self.signs.fact(name):
                self.fates.dismiss(name, EMPTY)
            elif len(name.text) <= _LONG or not self.entry.filled:
                self.fates.dismiss(name, "title or instructions")
            return
        if all(is_title(cell.text) for cell in (name, *values)) or (
            # The title of the form, and beside it the reference once more.
            not self.signs.fact(name) and all(_repeats(cell) for cell in values)
        ):
            for cell in (name, *values):
                self.fates.dismiss(cell, "heading")
            return
        text = " ".join(name.text.split()).rstrip(" :")
        match = self.signs.headings.match(text, self.signs.subject, sheet=self.sheet.name)
        self.label = Heading(text, match, sheet=self.sheet.name)
        self.fates.dismiss(name, "heading")
        self.entry.filled += [(self.label, cell) for cell in values]

    def subject(self) -> Subject:
        """What the form tells about, by what it asks for."""
        if self.entry.has("title", "purpose", "reference", "categories"):
            return "activity" if self.signs.subject != "recipient" else "recipient"
        if self.title is not None and (found := subject_of(self.title.text)):
            return found
        return self.signs.subject


def _repeats(cell: Cell) -> bool:
    """A formula that only shows another cell."""
    bare = cell.formula.replace("[", "").replace("]", "").replace(".", "").replace("$", "")
    return bare[:1] == "=" and bare[1:].isalnum() and bare[1:2].isalpha()


def is_empty(entry: Entry, children: list[Entry]) -> bool:
    """Whether nobody filled the form in: placeholders and a reference are no content."""
    said = [
        (heading, cell)
        for each in (entry, *children)
        for heading, cell in each.filled
        if heading.field not in ("reference", "created", "last_changed", "start_date")
    ]
    return all(answer(cell.text) in ("placeholder", "unknown") for _, cell in said)
