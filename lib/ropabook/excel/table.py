"""What a sheet is before it is drawn: columns, and rows of plain cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

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
    place: str = ""
    """What the row is about, where it can be edited and read back."""


class Choice(NamedTuple):
    """What the cells of a column may say: picked from a list on the sheet of lists."""

    name: str
    words: tuple[str, ...]


class Chart(NamedTuple):
    """A picture that the program draws from the rows themselves, right of them."""

    title: str
    kind: Literal["column", "bar"]
    names: int
    """The column that names the bars."""
    values: tuple[int, ...]
    """The columns with the numbers: one colour each."""
    stacked: bool = False
    most: int | None = None
    """Where the axis ends; left out, at the largest figure."""


class Image(NamedTuple):
    """A picture below the rows."""

    png: bytes
    said: str
    """What it says, for those who cannot see it."""


class Table(NamedTuple):
    """A sheet, ready to be drawn."""

    title: str
    about: str
    """One sentence: what the sheet holds and how to read it."""
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    """Read once, as the sheet is drawn: those of a large record need not be there all at once."""
    frozen: int = 1
    """How many columns stay in sight."""
    choices: Mapping[int, Choice] = {}
    """By the column's place: what its cells may say."""
    charts: tuple[Chart, ...] = ()
    images: tuple[Image, ...] = ()
    editing: str = ""
    """What becomes of edits in it: said above the rows, beside what the sheet holds."""

    @property
    def name(self) -> str:
        """The name by which formulas and other programs find the table: no space, no sign."""
        return re.sub(r"\W+", "_", self.title).strip("_")

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
    stated: str = ""
    """The state it speaks for, as the file's properties give it."""
