"""The rows of an edited workbook, compared with what the suite wrote: which cells say otherwise."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ropabook.excel.book import ANNEX, HEAD
from ropabook.excel.cells import letters
from ropabook.excel.checks import SIZE, Check, check
from ropabook.excel.table import Link, Table
from ropabook.excel.text import LIMIT, clean
from ropabook.read_back.preview import Cell, Found
from ropabook.sheets.edits import KEY

_CONTINUED: Final = f"is in {ANNEX}]"


class Edited(NamedTuple):
    """One cell that says something else than what was written."""

    cell: Cell
    heading: str
    place: str
    """The key of its row."""
    was: str
    text: str


class Compared(NamedTuple):
    """What came of one sheet."""

    edited: tuple[Edited, ...]
    found: tuple[Found, ...]
    rows: int


def compare(table: Table, lines: Sequence[Sequence[str]], kept: Check | None) -> Compared:
    """Compare a sheet with the table that it was made from.

    Rows are found by their keys, wherever they were moved; columns by their headings. A row whose
    check is one of those that were kept is as it was written, whatever program saved it.

    Args:
        table: what was written.
        lines: what the sheet says now.
        kept: the checks of the sheet as it was written.
    """
    return _Sheet(table, lines, kept).compared()


class _Sheet:
    def __init__(self, table: Table, lines: Sequence[Sequence[str]], kept: Check | None) -> None:
        self.table, self.lines = table, lines
        self.headings = list(lines[HEAD]) if len(lines) > HEAD else []
        self.untouched = _pieces(kept.rows) if kept else frozenset()
        self.written: dict[str, list[dict[str, str]]] = {}
        names = [column.heading for column in table.columns]
        for row in table.rows:
            if row.place:
                cells = [c.text if isinstance(c, Link) else str(c) for c in row.cells]
                self.written.setdefault(row.place, []).append(dict(zip(names, cells, strict=True)))

    def compared(self) -> Compared:
        missing = [c.heading for c in self.table.columns if c.heading not in self.headings]
        if missing:
            where = Cell(self.table.title, f"{HEAD + 1}")
            said = f"the heading “{missing[0]}” is missing: nothing of this sheet is read"
            return Compared((), (Found("error", where, said),), 0)
        edited: list[Edited] = []
        found: list[Found] = []
        seen: Counter[str] = Counter()
        rows = list(self._rows())
        for number, cells in rows:
            key = cells[KEY].strip()
            # The row of an activity without transfers, and the like: it has no place of its own.
            if key == "–":
                continue
            seen[key] += 1
            there = self.written.get(key)
            if there is None:
                found.append(self._new(number, key, cells))
            elif seen[key] > len(there):
                said = f"the key “{key}” stands in more rows than were written"
                found.append(Found("error", self._cell(number, KEY), said))
            elif not self._as_written(number):
                edited += self._edited(number, key, cells, there, seen[key] - 1)
        found += self._gone(seen)
        return Compared(tuple(edited), tuple(found), len(rows))

    def _rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        for number, line in enumerate(self.lines[HEAD + 1 :], HEAD + 2):
            padded = [*line, *[""] * (len(self.headings) - len(line))]
            if any(text.strip() for text in padded):
                yield number, dict(zip(self.headings, padded, strict=False))

    def _as_written(self, number: int) -> bool:
        return check([self.lines[number - 1]]).rows in self.untouched

    def _edited(
        self, number: int, key: str, cells: Mapping[str, str], there: Sequence[Mapping[str, str]],
        turn: int,
    ) -> Iterator[Edited]:  # fmt: skip
        """The cells that differ from the row of this key that is most like it."""
        likely = sorted(there, key=lambda row: sum(cells[h] != t for h, t in row.items()))
        base = likely[0] if len(there) > 1 else there[turn]
        for heading, was in base.items():
            shown, text = clean(was).text, clean(cells[heading]).text
            continued = len(shown) > LIMIT and text.endswith(_CONTINUED)
            if shown != text and not continued:
                yield Edited(self._cell(number, heading), heading, key, shown, text)

    def _new(self, number: int, key: str, cells: Mapping[str, str]) -> Found:
        first = next(iter(cells.values()), "")
        said = (
            f"a new row, “{first[:60]}”: it is not taken in. Begin the record in its form, or with "
            "ropabook new"
            if not key
            else f"the key “{key}” is none that was written"
        )
        return Found("error" if key else "question", Cell(self.table.title, f"{number}"), said)

    def _gone(self, seen: Counter[str]) -> Iterator[Found]:
        for key, rows in self.written.items():
            if seen[key] < len(rows):
                said = (
                    f"the row of {key} is gone. Nothing is deleted by that: is it to be? Then "
                    "delete or retire it in its form"
                )
                yield Found("question", Cell(self.table.title, "–"), said, record=_record(key))

    def _cell(self, number: int, heading: str) -> Cell:
        at = self.headings.index(heading)
        return Cell(self.table.title, f"{letters(at + 1)}{number}")


def _record(place: str) -> str:
    return place.partition("#")[0].partition("@")[0]


def _pieces(text: str) -> frozenset[str]:
    return frozenset(text[at : at + SIZE] for at in range(0, len(text), SIZE))
