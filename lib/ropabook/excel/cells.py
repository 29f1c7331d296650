"""What stands in a file somebody else made: cells as they were written, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "number", "date", "boolean", "formula", "error"]


class NotRead(Exception):
    """A file that is not read. The message is one sentence: which file, and why."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} is not read: {reason}.")
        self.reason = reason


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell that is not empty; two cells are never the same, whatever they say."""

    sheet: str
    row: int
    """Counted from one, as people see it."""
    column: int
    text: str
    """As written; of a formula, the value that was stored beside it, if there was one."""
    kind: Kind = "text"
    formula: str = ""
    link: str = ""
    """Where a link on the cell leads."""
    comment: str = ""
    where: str = ""
    """The place within the sheet where that is not a letter and a number: a line, a JSON path."""
    hidden: bool = False

    @property
    def place(self) -> str:
        """`Sheet!B5`, or what is used in its stead where there are no sheets."""
        return f"{self.sheet}!{self.where or f'{letters(self.column)}{self.row}'}"


Rectangle = tuple[int, int, int, int]
"""First row, first column, last row, last column."""
RowRead = tuple[int, list[tuple[int, str, str, str, str, str]]]
"""A row's number, and of each cell: column, kind, text, formula, link, comment."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows of cells, what is hidden in it, and which cells are merged."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    hidden: bool = False
    merged: tuple[Rectangle, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    """Hidden rows that hold something."""
    hidden_columns: tuple[int, ...] = ()
    _covers: dict[tuple[int, int], Rectangle] = field(default_factory=dict, repr=False)

    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        for row in self.rows.values():
            yield from row.values()

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a place, if it says something."""
        return self.rows.get(row, {}).get(column)

    def covering(self, row: int, column: int) -> Cell | None:
        """The cell at a place, or the one whose merged range covers the place."""
        found = self.at(row, column)
        if found is None and self.merged:
            if not self._covers:
                self._cover()
            range_ = self._covers.get((row, column))
            return self.at(range_[0], range_[1]) if range_ else None
        return found

    def span(self, cell: Cell) -> Rectangle:
        """The range a cell fills: its own place, or the merged range that begins there."""
        if self.merged and not self._covers:
            self._cover()
        return self._covers.get(
            (cell.row, cell.column), (cell.row, cell.column, cell.row, cell.column)
        )

    def _cover(self) -> None:
        # Only where there is something to cover: a merge over the whole sheet costs nothing more.
        last = max(self.rows, default=0)
        widest = max((column for row in self.rows.values() for column in row), default=0)
        self._covers[0, 0] = (0, 0, 0, 0)
        for range_ in self.merged:
            if self.at(range_[0], range_[1]) is None:
                continue
            for row in range(range_[0], min(range_[2], last) + 1):
                for column in range(range_[1], min(range_[3], widest) + 1):
                    self._covers.setdefault((row, column), range_)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook, and what is to be said of how it was read."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def says_something(text: str) -> bool:
    """Whether a text has a character that can be seen."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)
