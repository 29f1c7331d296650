"""The rows of an edited sheet, compared with what the suite wrote: which cells say otherwise."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ropabook.excel.book import HEAD
from ropabook.excel.cells import letters
from ropabook.excel.checks import Lines, check
from ropabook.read_back.alike import most_alike
from ropabook.read_back.preview import Cell, Found
from ropabook.sheets.edits import KEY

_NO_KEY: Final = "–"
_OUTSIDE: Final = "it stands outside the columns of the sheet and is not read; what is it about?"


class Edited(NamedTuple):
    """One cell that says something else than what was written."""

    cell: Cell
    heading: str
    place: str
    """The key of its row."""
    was: str
    text: str


class New(NamedTuple):
    """A row that somebody put in."""

    number: int
    cells: Mapping[str, str]
    """Its texts, by the heading of their column."""


class Compared(NamedTuple):
    """What came of one sheet."""

    edited: tuple[Edited, ...]
    new: tuple[New, ...]
    shown: tuple[Edited, ...]
    """Cells that are computed: above the rows, and in rows that stand for no record."""
    found: tuple[Found, ...]
    rows: int
    columns: Mapping[str, int]
    """Where each heading stands, counted from one."""


def compare(title: str, written: Lines, lines: Lines) -> Compared:
    """Compare a sheet with what was written.

    Rows are found by their keys, wherever they were moved; columns by their headings.

    Args:
        title: the sheet's.
        written: the texts of its cells as they were written.
        lines: what they say now.
    """
    return _Sheet(title, written, lines).compared()


Cells = Mapping[str, str]
_Row = tuple[int, Cells]


class _Sheet:
    def __init__(self, title: str, written: Lines, lines: Lines) -> None:
        self.title, self.before, self.lines = title, written, lines
        self.edited: list[Edited] = []
        self.new: list[New] = []
        self.shown: list[Edited] = []
        self.found: list[Found] = []
        self.headings = self._headings()
        self.columns = {heading: at for at, heading in enumerate(self.headings, 1)}
        self.written: dict[str, list[Cells]] = {}
        for line in written[HEAD + 1 :]:
            cells = dict(zip(written[HEAD], line, strict=True))
            self.written.setdefault(cells[KEY], []).append(cells)

    def _headings(self) -> list[str]:
        """The headings as they were written; one that was renamed is known by its place."""
        now = list(self.lines[HEAD]) if len(self.lines) > HEAD else []
        before = self.before[HEAD]
        for at, was in enumerate(before):
            if was not in now and at < len(now) and now[at] not in before:
                place = Cell(self.title, f"{letters(at + 1)}{HEAD + 1}")
                self.shown.append(Edited(place, was, "", was, now[at]))
                now[at] = was
        return now

    def compared(self) -> Compared:
        missing = [heading for heading in self.before[HEAD] if heading not in self.headings]
        if missing:
            said = f"the heading “{missing[0]}” is missing: nothing of this sheet is read"
            return Compared((), (), (), (Found("error", self._cell(HEAD + 1), said),), 0, {})
        self._above()
        rows = list(self._rows())
        self._take(rows)
        return Compared(
            tuple(self.edited), tuple(self.new), tuple(self.shown), tuple(self.found),
            len(rows), self.columns,
        )  # fmt: skip

    def _above(self) -> None:
        """Title, what it holds, the law: nobody's data."""
        for number, was in enumerate(self.before[:HEAD], 1):
            now = self.lines[number - 1] if number <= len(self.lines) else ()
            for at in range(max(len(was), len(now))):
                one, other = (side[at] if at < len(side) else "" for side in (was, now))
                # The law stands above its column, wherever that was moved.
                moved = number == HEAD and self.headings != list(self.before[HEAD])
                if one != other and not moved:
                    place = Cell(self.title, f"{letters(at + 1)}{number}")
                    self.shown.append(Edited(place, "", "", one, other))

    def _rows(self) -> Iterator[_Row]:
        width, ours = len(self.headings), set(self.before[HEAD])
        for number, line in enumerate(self.lines[HEAD + 1 :], HEAD + 2):
            if not any(text.strip() for text in line):
                continue
            for at, text in enumerate(line, 1):
                alien = at > width or self.headings[at - 1] not in ours
                if alien and text.strip():
                    place = Cell(self.title, f"{letters(at)}{number}")
                    self.found.append(Found("error", place, f"“{text[:80]}”: {_OUTSIDE}"))
            padded = [*line, *[""] * (width - len(line))]
            cells = dict(zip(self.headings, padded, strict=False))
            if any(cells[heading].strip() for heading in ours):
                yield number, cells

    def _take(self, rows: Sequence[_Row]) -> None:
        seen: Counter[str] = Counter()
        strange: list[_Row] = []
        same: dict[str, list[_Row]] = {}
        for number, cells in rows:
            key = cells[KEY].strip()
            if key in self.written:
                same.setdefault(key, []).append((number, cells))
            else:
                strange.append((number, cells))
        for key, found in same.items():
            left = list(self.written[key])
            for number, cells in sorted(found, key=lambda row: row[1] not in left):
                seen[key] += 1
                if not left:
                    self._doubled(number, key)
                    continue
                base = left.pop(most_alike(cells, left))
                self._differences(number, key, cells, base)
        self._strange(strange, seen)
        self._gone(seen)

    def _doubled(self, number: int, key: str) -> None:
        said = (
            f"the key “{key}” stands in more rows than were written. Is it a new entry? Then leave "
            "its key empty"
        )
        self.found.append(Found("error", self._cell(number, KEY), said))

    def _differences(self, number: int, key: str, cells: Cells, base: Cells) -> None:
        into = self.shown if key == _NO_KEY else self.edited
        for heading, was in base.items():
            text = cells[heading]
            if text != was and heading != KEY:
                into.append(Edited(self._cell(number, heading), heading, key, was, text))

    def _strange(self, rows: Sequence[_Row], seen: Counter[str]) -> None:
        """Rows whose key is empty or unknown: new ones, or some whose key was edited."""
        gone = {k: cells[seen[k] :] for k, cells in self.written.items() if seen[k] < len(cells)}
        for number, cells in rows:
            likely = [(key, each) for key, rest in gone.items() for each in rest]
            at = most_alike(cells, [each for _, each in likely], at_least=0.6)
            if at >= 0:
                key, base = likely[at]
                seen[key] += 1
                gone[key] = [each for each in gone[key] if each is not base]
                said = f"the key of this row was “{key}”, and it is read as that; put it back"
                self.found.append(Found("error", self._cell(number, KEY), said))
                self._differences(number, key, cells, base)
            elif cells[KEY].strip():
                said = f"the key “{cells[KEY][:80]}” is none that was written"
                self.found.append(Found("error", self._cell(number, KEY), said))
            else:
                self.new.append(New(number, cells))

    def _gone(self, seen: Counter[str]) -> None:
        for key, rows in self.written.items():
            if key != _NO_KEY and seen[key] < len(rows):
                said = (
                    f"the row of {key} is gone. Nothing is deleted by that: is it to be? Then "
                    "delete or retire it in its form"
                )
                record = key.partition("#")[0].partition("@")[0]
                self.found.append(Found("question", Cell(self.title, "–"), said, record=record))

    def _cell(self, number: int, heading: str = "") -> Cell:
        return Cell(self.title, f"{letters(self.columns.get(heading, 1))}{number}")


def as_written(lines: Lines, digest: str | None) -> bool:
    """Whether a sheet is as it was written, whatever program saved it."""
    return digest is not None and check(lines).digest == digest
