"""What was found in a file before it becomes records: rows, forms and objects, heading by heading.

Every cell has one fate, and it is given once: it fills a field, or it is kept as unplaced, or it
is named as what it is if it is no data (a heading, a tutorial, an unticked box …).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ropabook.excel.cells import Cell
from ropabook.exchange.fields import Subject
from ropabook.exchange.headings import Match
from ropabook.exchange.values.cleaning import words

FateKind = Literal["placed", "unplaced", "not_data"]


class Fate(NamedTuple):
    """What became of a cell."""

    kind: FateKind
    record: str = ""
    """`folder/id`; empty where it is no data, or where no record is there to keep it."""
    field: str = ""
    reason: str = ""
    """What the cell is, where it is no data."""


class Fates:
    """The fate of every cell of a file."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = list(cells)
        self._fates: dict[Cell, Fate] = {}

    def __contains__(self, cell: Cell) -> bool:
        return cell in self._fates

    def of(self, cell: Cell) -> Fate:
        """What became of a cell; unplaced where nothing was decided."""
        return self._fates.get(cell, Fate("unplaced"))

    def place(self, cell: Cell, record: str, at: str) -> None:
        """The cell fills a field; the first field counts, if it fills several."""
        if self.of(cell).kind != "placed":
            self._fates[cell] = Fate("placed", record, at)

    def keep(self, cell: Cell, record: str = "") -> None:
        """The cell is kept in a record as unplaced, unless it has a fate."""
        self._fates.setdefault(cell, Fate("unplaced", record, "unplaced"))

    def dismiss(self, cell: Cell, reason: str) -> None:
        """The cell is no data, unless it has a fate."""
        self._fates.setdefault(cell, Fate("not_data", reason=reason))

    def recall(self, cell: Cell) -> None:
        """Forget what was decided: the cell waits for its fate again."""
        self._fates.pop(cell, None)

    def waiting(self) -> Iterator[Cell]:
        """The cells without a fate."""
        return (cell for cell in self.cells if cell not in self._fates)

    def counts(self) -> Mapping[str, int]:
        """How many cells there are, and how many of each fate: counted from the cells."""
        kinds = Counter(self.of(cell).kind for cell in self.cells)
        return {"cells": len(self.cells), **{kind: kinds[kind] for kind in
                                            ("placed", "unplaced", "not_data")}}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """What stands above a column or before a value, and the fact that it means."""

    text: str
    match: Match | None
    group: str = ""
    sheet: str = ""
    flag: bool = False
    """Its cells are ticks: the heading itself is the value."""

    @property
    def field(self) -> str:
        """The fact; empty where nobody knows."""
        return self.match.field if self.match else ""


@dataclass(slots=True, eq=False)
class Entry:
    """A row, a form or an object: its cells, each with its heading."""

    subject: Subject
    sheet: str
    place: str
    """Where it begins, in words: `Template, row 10`."""
    filled: list[tuple[Heading, Cell]] = field(default_factory=list)
    parent: "Entry | None" = None
    """The form or object it is part of."""
    continues: "Entry | None" = None
    """The row above whose activity goes on in this one."""
    inherited: list[tuple[Heading, Cell]] = field(default_factory=list)
    """Cells that it shares with others: the business function of a group of rows."""
    table: int = 0
    """The same for all rows of a table."""
    title: Cell | None = None
    """The heading above it, where it has no name of its own."""
    example: bool = False
    above: dict[Cell, Cell] = field(default_factory=dict)
    """Cells that say “as above”, and the cells above them: read as those."""
    _told: frozenset[str] = frozenset()
    _told_by: int = -1

    def told(self) -> frozenset[str]:
        """The facts that it says something about."""
        if self._told_by != len(self.filled):
            self._told = frozenset(heading.field for heading, _ in self.filled)
            self._told_by = len(self.filled)
        return self._told

    def cells(self, *fields: str) -> list[Cell]:
        """The cells that say something about one of these facts."""
        if self.told().isdisjoint(fields):
            return []
        return [cell for heading, cell in self.filled if heading.field in fields]

    def first(self, *fields: str) -> Cell | None:
        """The first of them."""
        return next(iter(self.cells(*fields)), None)

    def said(self, *fields: str) -> str:
        """The words of the first of them; empty where there is none."""
        cell = self.first(*fields)
        return words(cell) if cell else ""

    def has(self, *fields: str) -> bool:
        """Whether it says something about one of these facts."""
        return not self.told().isdisjoint(fields)
