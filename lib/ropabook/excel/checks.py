"""Checks over the cells of a sheet: whether any differs from what was written, and which."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from ropabook.excel.cells import Sheet

SIZE: Final = 8
"""Characters of the check of one row or column: enough to find a change, not to prove one."""
Lines = Sequence[Sequence[str]]
"""The texts of a sheet, row by row from the first; what stands right of the last is empty."""
_CELL, _ROW = "\x1f", "\x1e"  # No text holds one: the writer shows them as ⟨U+001F⟩.


class Check(NamedTuple):
    """What is kept of a sheet's cells."""

    digest: str
    """SHA-256 of all of them."""
    rows: str
    """A check of SIZE characters for each row, one after the other."""
    columns: str


def check(lines: Lines) -> Check:
    """What is to be kept of a sheet."""
    plain = trimmed(lines)
    whole, rows = hashlib.sha256(), []
    # Row by row: joined, a large sheet would be in memory three times.
    for number, line in enumerate(plain):
        row = _CELL.join(line)
        rows.append(_short(row))
        whole.update((f"{_ROW}{row}" if number else row).encode())
    columns = "".join(_short(_CELL.join(each)) for each in zip_longest(*plain, fillvalue=""))
    return Check(whole.hexdigest(), "".join(rows), columns)


def whole(digests: Mapping[str, str]) -> str:
    """SHA-256 over the digests of the sheets, by their titles."""
    said = _ROW.join(f"{title}{_CELL}{digest}" for title, digest in digests.items())
    return hashlib.sha256(said.encode()).hexdigest()


def differing(kept: Check, lines: Lines) -> tuple[list[int], list[int]]:
    """The rows and the columns, counted from one, that are not as they were written."""
    now = check(lines)
    return _unlike(kept.rows, now.rows), _unlike(kept.columns, now.columns)


def lines_of(sheet: Sheet) -> list[list[str]]:
    """The texts of a sheet that was read."""
    lines: list[list[str]] = []
    for number in range(1, max(sheet.rows, default=0) + 1):
        row = sheet.rows.get(number, {})
        width = max(row, default=0)
        lines.append([row[at].text if at in row else "" for at in range(1, width + 1)])
    return lines


def trimmed(lines: Lines) -> list[Sequence[str]]:
    """Without the empty cells at the end of each row, and the empty rows at the end."""
    found = [line if line and line[-1] else _without_end(line) for line in lines]
    while found and not found[-1]:
        found.pop()
    return found


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
