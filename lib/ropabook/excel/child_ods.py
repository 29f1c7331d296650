"""Cells of an .ods, read from its content.xml in the limited child process."""

import zipfile
from collections.abc import Iterator
from typing import IO, Any, Final

from defusedxml.ElementTree import iterparse

from ropabook.excel.cells import Rectangle, RowRead
from ropabook.excel.limits import MAX_COLUMNS, MAX_SHEETS, Limits, TooMuch

_OASIS: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE: Final = f"{_OASIS}table:1.0}}"
_TEXT: Final = f"{_OASIS}text:1.0}}"
_OFFICE: Final = f"{_OASIS}office:1.0}}"
_STYLE: Final = f"{_OASIS}style:1.0}}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_KINDS: Final = {"float": "number", "currency": "number", "percentage": "number", "date": "date",
                 "time": "number", "boolean": "boolean"}  # fmt: skip
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def sheets(
    file: IO[bytes], notes: list[str], limits: Limits
) -> Iterator[tuple[dict[str, Any], list[RowRead]]]:
    """Each sheet: what is to be known about it, and its rows."""
    unseen: set[str] = set()
    count = 0
    with zipfile.ZipFile(file).open("content.xml") as stream:
        sheet: _Sheet | None = None
        for event, element in iterparse(stream, events=("start", "end")):
            tag = element.tag
            if event == "start":
                if tag == f"{_TABLE}table" and sheet is None:
                    hidden = element.get(f"{_TABLE}style-name") in unseen
                    sheet = _Sheet(
                        element.get(f"{_TABLE}name") or f"Sheet{count + 1}", hidden, limits
                    )
                continue
            if tag == f"{_STYLE}style":
                _remember_unseen(element, unseen)
            elif sheet is not None and tag == f"{_TABLE}table-column":
                sheet.column(element)
            elif sheet is not None and tag == f"{_TABLE}table-row":
                sheet.row(element)
                element.clear()
            elif sheet is not None and tag == f"{_TABLE}table":
                count += 1
                if count > MAX_SHEETS:
                    raise TooMuch(f"it has more than {MAX_SHEETS} sheets")
                yield sheet.about(), sheet.rows
                element.clear()
                sheet = None


def _remember_unseen(style: Any, unseen: set[str]) -> None:
    properties = style.find(f"{_STYLE}table-properties")
    if properties is not None and properties.get(f"{_TABLE}display") == "false":
        unseen.add(style.get(f"{_STYLE}name"))


class _Sheet:
    """A sheet while its rows are read."""

    def __init__(self, name: str, hidden: bool, limits: Limits) -> None:
        self.limits = limits
        self.name, self.hidden = name, hidden
        self.rows: list[RowRead] = []
        self.merged: list[Rectangle] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.columns = 0
        self.last = 0

    def about(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "hidden": self.hidden,
            "merged": self.merged,
            "hidden_rows": self.hidden_rows,
            "hidden_columns": self.hidden_columns,
        }

    def column(self, element: Any) -> None:
        first = self.columns + 1
        self.columns += int(element.get(f"{_TABLE}number-columns-repeated", "1"))
        if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            self.hidden_columns += range(first, min(self.columns, MAX_COLUMNS) + 1)

    def row(self, element: Any) -> None:
        first = self.last + 1
        self.last += int(element.get(f"{_TABLE}number-rows-repeated", "1"))
        cells = list(self.cells(element, first))
        if not cells:
            return
        rows, instead = self.limits.rows, self.limits.instead
        if self.last > rows:
            raise TooMuch(f"something stands below row {rows:,}; {instead}")
        hidden = element.get(f"{_TABLE}visibility") in ("collapse", "filter")
        for number in range(first, self.last + 1):
            self.rows.append((number, cells))
            if hidden:
                self.hidden_rows.append(number)

    def cells(self, row: Any, number: int) -> Iterator[tuple[int, str, str, str, str, str]]:
        column = 0
        for element in row:
            if element.tag not in _CELLS:
                continue
            first = column + 1
            column += int(element.get(f"{_TABLE}number-columns-repeated", "1"))
            text = "\n".join(
                _said(part) for part in element if part.tag in (f"{_TEXT}p", f"{_TEXT}h")
            )
            kind = _KINDS.get(element.get(f"{_OFFICE}value-type", ""), "text")
            text = _exact(element, kind, text)
            formula = (element.get(f"{_TABLE}formula") or "").partition(":")[2]
            if not text.strip() and not formula:
                continue
            if column > MAX_COLUMNS:
                instead = self.limits.instead
                raise TooMuch(f"something stands right of column {MAX_COLUMNS}; {instead}")
            self.merge(element, number, first)
            link = next((each.get(_HREF, "") for each in element.iter(f"{_TEXT}a")), "")
            for at in range(first, column + 1):
                yield (at, kind if text.strip() else "formula", text, formula, link,
                       _comment(element))  # fmt: skip

    def merge(self, element: Any, row: int, column: int) -> None:
        wide = int(element.get(f"{_TABLE}number-columns-spanned", "1"))
        high = int(element.get(f"{_TABLE}number-rows-spanned", "1"))
        if wide > 1 or high > 1:
            self.merged.append((row, column, row + high - 1, column + wide - 1))


def _exact(element: Any, kind: str, shown: str) -> str:
    """The value itself: what is shown of a number or a day depends on the format."""
    if kind == "number":
        value = element.get(f"{_OFFICE}value") or shown
        return value.removesuffix(".0")
    if kind == "date":
        value = str(element.get(f"{_OFFICE}date-value") or shown)
        return value.removesuffix("T00:00:00")
    if kind == "boolean":
        return str(element.get(f"{_OFFICE}boolean-value") or shown).upper()
    return shown


def _said(element: Any) -> str:
    """The text of a paragraph, with the spaces that are written as elements."""
    found = [element.text or ""]
    for part in element:
        if part.tag == f"{_TEXT}s":
            found.append(" " * min(int(part.get(f"{_TEXT}c", "1")), 100))
        elif part.tag == f"{_TEXT}line-break":
            found.append("\n")
        elif part.tag == f"{_TEXT}tab":
            found.append("\t")
        elif part.tag != f"{_OFFICE}annotation":
            found.append(_said(part))
        found.append(part.tail or "")
    return "".join(found)


def _comment(element: Any) -> str:
    annotation = element.find(f"{_OFFICE}annotation")
    if annotation is None:
        return ""
    return "\n".join(_said(part) for part in annotation.iter(f"{_TEXT}p")).strip()
