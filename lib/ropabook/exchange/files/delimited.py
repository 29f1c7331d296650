"""Comma, semicolon or tab between values: .csv and .tsv."""

import csv
import io
from typing import Final

from ropabook.excel.cells import Book, Cell, NotRead, Sheet, says_something
from ropabook.excel.limits import MAX_FILE, Budget, TooMuch
from ropabook.excel.text import looks_like_a_formula
from ropabook.exchange.files.text import decode

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 60
_NAMES: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def read_delimited(name: str, stem: str, data: bytes) -> Book:
    """Read a file of values with one sign between them; which one is found out.

    Raises:
        NotRead: it is no text, or holds more than is read.
    """
    decoded = decode(name, data)
    delimiter = _delimiter(decoded.text)
    notes = list(decoded.notes)
    if delimiter != ",":
        notes.append(f"its values are separated by {_NAMES[delimiter]}")
    budget = Budget()
    guarded = 0
    rows: dict[int, dict[int, Cell]] = {}
    try:
        for number, values in enumerate(_rows(decoded.text, delimiter), 1):
            cells = {}
            for column, value in enumerate(values, 1):
                if value.startswith("'") and looks_like_a_formula(value[1:]):
                    value, guarded = value[1:], guarded + 1
                if says_something(value):
                    budget.take(number, column, value)
                    cells[column] = Cell(stem, number, column, value)
            if cells:
                rows[number] = cells
    except TooMuch as refused:
        raise NotRead(name, str(refused)) from None
    except csv.Error as problem:
        raise NotRead(name, f"its quotes do not fit together ({problem})") from None
    if guarded:
        notes.append(
            f"a quote before a text that a spreadsheet would take for a formula is no part of the "
            f"text ({guarded} of its cells)"
        )
    return Book((Sheet(stem, rows),), tuple(notes))


def _rows(text: str, delimiter: str) -> "csv.Reader":  # type: ignore[name-defined]
    csv.field_size_limit(MAX_FILE)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The sign that cuts the first rows into the most, and the most even, columns."""

    def even(delimiter: str) -> tuple[float, int]:
        try:
            widths = [
                len(row)
                for row, _ in zip(_rows(text[:200_000], delimiter), range(_SAMPLE), strict=False)
                if any(value.strip() for value in row)
            ]
        except csv.Error:
            return (0.0, 0)
        widest = max(widths, default=1)
        if widest < 2:
            return (0.0, 0)
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        return (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)

    return max(_DELIMITERS, key=even)
