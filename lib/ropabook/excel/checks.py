"""Checks over the cells of a sheet: whether any differs from what was written, and which."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

SIZE: Final = 8
"""Characters of the check of one row or column: enough to find a change, not to prove one."""
Lines = Sequence[Sequence[str]]
"""The texts of a sheet, row by row from the first; what stands right of the last is empty."""
_AT_ONCE: Final = 1_000
"""Rows whose cells are told to the checks of the columns together."""
_CELL, _ROW = "\x1f", "\x1e"  # No text holds one: the writer shows them as ⟨U+001F⟩.


class Check(NamedTuple):
    """What is kept of a sheet's cells."""

    digest: str
    """SHA-256 of all of them."""
    rows: str
    """A check of SIZE characters for each row, one after the other."""
    columns: str


class Checking:
    """The check of a sheet whose rows are told one after the other: none of them is kept."""

    def __init__(self) -> None:
        self._whole = hashlib.sha256()
        self._rows: list[str] = []
        self._columns: list[hashlib.blake2b] = []
        self._waiting: list[Sequence[str]] = []
        self._before, self._empty = 0, 0

    def add(self, line: Sequence[str]) -> None:
        """The texts of the next row."""
        if not line or not line[-1]:
            line = _without_end(line)
            if not line:
                # Those at the end of a sheet do not count, and nobody knows yet which these are.
                self._empty += 1
                return
        for _ in range(self._empty):
            self._take(())
        self._empty = 0
        self._take(line)

    def _take(self, line: Sequence[str]) -> None:
        row = _CELL.join(line)
        self._whole.update((f"{_ROW}{row}" if self._rows else row).encode())
        self._rows.append(_short(row))
        self._waiting.append(line)
        if len(self._waiting) == _AT_ONCE:
            self._fold()

    def _fold(self) -> None:
        """Tell the columns what waits for them: many cells at once are told faster than each."""
        columns = list(zip_longest(*self._waiting, fillvalue=""))
        columns += [("",) * len(self._waiting)] * (len(self._columns) - len(columns))
        while len(self._columns) < len(columns):
            above = _CELL * (self._before - 1)
            self._columns.append(hashlib.blake2b(above.encode(), digest_size=SIZE // 2))
        joint = _CELL if self._before else ""
        for column, cells in zip(self._columns, columns, strict=True):
            column.update(f"{joint}{_CELL.join(cells)}".encode())
        self._before += len(self._waiting)
        self._waiting = []

    def done(self) -> Check:
        """What is to be kept, of all rows told."""
        self._fold()
        columns = "".join(each.hexdigest() for each in self._columns)
        return Check(self._whole.hexdigest(), "".join(self._rows), columns)


def check(lines: Iterable[Sequence[str]]) -> Check:
    """What is to be kept of a sheet."""
    checking = Checking()
    for line in lines:
        checking.add(line)
    return checking.done()


def whole(digests: Mapping[str, str]) -> str:
    """SHA-256 over the digests of the sheets, by their titles."""
    said = _ROW.join(f"{title}{_CELL}{digest}" for title, digest in digests.items())
    return hashlib.sha256(said.encode()).hexdigest()


def differing(kept: Check, lines: Lines) -> tuple[list[int], list[int]]:
    """The rows and the columns, counted from one, that are not as they were written."""
    now = check(lines)
    return _unlike(kept.rows, now.rows), _unlike(kept.columns, now.columns)


def _without_end(line: Sequence[str]) -> Sequence[str]:
    end = len(line)
    while end and not line[end - 1]:
        end -= 1
    return line if end == len(line) else line[:end]


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=SIZE // 2).hexdigest()


def _unlike(kept: str, now: str) -> list[int]:
    pairs = zip_longest(_pieces(kept), _pieces(now))
    return [number for number, (was, is_) in enumerate(pairs, 1) if was != is_]


def _pieces(text: str) -> Iterator[str]:
    return (text[at : at + SIZE] for at in range(0, len(text), SIZE))
