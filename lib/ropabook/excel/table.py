"""What a sheet is before it is drawn: columns, and rows of plain cells."""

from collections.abc import Sequence
from typing import Final, NamedTuple

A3_WIDTH: Final = 300
"""How many characters an A3 page holds side by side where they are still easy to read."""


class Column(NamedTuple):
    """A column: what people read above it, how wide it is, and the law it answers to."""

    heading: str
    width: int
    """In characters."""
    law: str = ""
    choices: tuple[str, ...] = ()
    """The words one picks from where people are to fill it in."""
    filled_in: bool = False
    """Whether people fill it in: it is tinted, and wraps as they write."""


class Link(NamedTuple):
    """A cell that leads to the row of another sheet which carries this key."""

    text: str
    key: str


Cell = str | int | Link


class Row(NamedTuple):
    """One row; `keys` are the names by which links find it."""

    cells: tuple[Cell, ...]
    keys: tuple[str, ...] = ()


class Table(NamedTuple):
    """A sheet, ready to be drawn."""

    title: str
    about: str
    """One sentence: what the sheet holds and how to read it."""
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    frozen: int = 1
    """How many columns stay in sight."""

    @property
    def pages_wide(self) -> int:
        """Across how many A3 pages its columns are printed, each with the frozen ones again."""
        widths = [column.width for column in self.columns]
        kept = sum(widths[: self.frozen])
        return max(1, -(-(sum(widths) - kept) // (A3_WIDTH - kept)))


class Cover(NamedTuple):
    """The first sheet: what the workbook is, what it rests on, and what it holds."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str | int]]
    alarms: Sequence[str]
    """What the reader must know before all else: refused files, broken rules."""
