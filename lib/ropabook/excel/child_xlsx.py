"""Cells of an .xlsx, read by openpyxl in the limited child process."""

import posixpath
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any, Final, NamedTuple

from defusedxml.ElementTree import fromstring, iterparse
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from ropabook.excel.cells import RowRead
from ropabook.excel.limits import MAX_COLUMNS, MAX_SHEETS, Limits, TooMuch

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TRUE: Final = ("1", "true")
_KINDS: Final = {"n": "number", "d": "date", "b": "boolean", "e": "error"}


class _Layout(NamedTuple):
    """What openpyxl's quick way of reading passes over."""

    merged: list[tuple[int, int, int, int]]
    hidden_rows: set[int]
    hidden_columns: set[int]
    links: dict[tuple[int, int], str]
    comments: dict[tuple[int, int], str]
    formulas: bool


def sheets(
    file: IO[bytes], notes: list[str], limits: Limits
) -> Iterator[tuple[dict[str, Any], Iterator[RowRead]]]:
    """Each sheet: what is to be known about it, and its rows."""
    warnings.simplefilter("ignore")
    package = zipfile.ZipFile(file)
    values = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    if len(values.sheetnames) > MAX_SHEETS:
        raise TooMuch(f"it has more than {MAX_SHEETS} sheets")
    parts = _parts(package)
    written: Any = None
    for sheet in values.worksheets:
        layout = _layout(package, parts[sheet.title], limits.rows)
        if layout.formulas and written is None:
            written = load_workbook(file, read_only=True, keep_links=False)
        about = {
            "name": sheet.title,
            "hidden": sheet.sheet_state != "visible",
            "merged": layout.merged,
            "hidden_rows": sorted(layout.hidden_rows),
            "hidden_columns": sorted(layout.hidden_columns),
        }
        formulas = written[sheet.title] if layout.formulas else None
        yield about, _rows(sheet, formulas, layout)


def _rows(sheet: Any, written: Any, layout: _Layout) -> Iterator[RowRead]:
    # The size that the file claims is often wrong: cells outside it would be cut off.
    sheet.reset_dimensions()
    formulas: Iterator[Any] = iter(())
    if written is not None:
        written.reset_dimensions()
        formulas = iter(written.iter_rows())
    for number, row in enumerate(sheet.iter_rows(), 1):
        formula_row = next(formulas, ())
        found = []
        for column, cell in enumerate(row, 1):
            formula = ""
            if column <= len(formula_row) and formula_row[column - 1].data_type == "f":
                value = formula_row[column - 1].value
                formula = str(getattr(value, "text", value))
            if cell.value is None and not formula:
                continue
            text = as_written(cell.value)
            kind = _KINDS.get(cell.data_type, "text") if text else "formula"
            place = (number, column)
            found.append((column, kind, text, formula,
                          layout.links.get(place, ""), layout.comments.get(place, "")))  # fmt: skip
        yield number, found


def as_written(value: object) -> str:
    """A value as text: whole numbers without a point, days as YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 86400:g} days"
    return str(value)


def _parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The part that holds each sheet."""
    targets = {key: target for key, _, target in _related(package, "xl/workbook.xml")}
    book = fromstring(package.read("xl/workbook.xml"))
    return {
        sheet.get("name", ""): targets.get(sheet.get(_REFERENCE, ""), "")
        for sheet in book.iter(f"{_MAIN}sheet")
    }


def _related(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """What a part refers to: id, kind, and the other part or the address."""
    folder, name = posixpath.split(part)
    try:
        relations = fromstring(package.read(f"{folder}/_rels/{name}.rels"))
    except KeyError:
        return
    for each in relations:
        target = each.get("Target", "")
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield each.get("Id", ""), each.get("Type", "").rpartition("/")[2], target


def _layout(package: zipfile.ZipFile, part: str, rows: int) -> _Layout:
    found = _Layout([], set(), set(), {}, {}, b"<f" in _marks(package, part))
    related = {key: (kind, target) for key, kind, target in _related(package, part)}
    for kind, target in related.values():
        if kind == "comments":
            found.comments.update(_comments(package, target))
    last = 0
    with package.open(part) as stream:
        for _, element in iterparse(stream):
            tag = element.tag.removeprefix(_MAIN)
            if tag == "row":
                last = _row(element, last, found.hidden_rows, rows)
                element.clear()
            elif tag == "col" and element.get("hidden") in _TRUE:
                first, end = int(element.get("min")), int(element.get("max"))
                found.hidden_columns.update(range(first, min(end, MAX_COLUMNS) + 1))
            elif tag == "mergeCell":
                left, top, right, bottom = _range(element)
                found.merged.append((top, left, bottom, right))
            elif tag == "hyperlink":
                _link(element, related, found.links)
    return found


def _row(element: Any, last: int, hidden: set[int], most: int) -> int:
    number = int(float(element.get("r") or last + 1))
    if number <= last:
        # The quick way of reading would leave such a row out.
        raise TooMuch("its rows are not in order; open it in a spreadsheet and save it again")
    if element.get("hidden") in _TRUE and number <= most:
        hidden.add(number)
    return number


def _link(element: Any, related: dict[str, tuple[str, str]], links: dict[Any, str]) -> None:
    address = related.get(element.get(_REFERENCE, ""), ("", ""))[1]
    inside = element.get("location") or ""
    text = address + (f"#{inside}" if inside else "")
    left, top, right, bottom = _range(element)
    for row in range(top, min(bottom, top + 1000) + 1):
        for column in range(left, min(right, left + MAX_COLUMNS) + 1):
            links[row, column] = text


def _range(element: Any) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(element.get("ref"))
    if left is None or top is None or right is None or bottom is None:
        raise TooMuch("a whole row or column of it is merged or linked; undo that")
    return left, top, right, bottom


def _comments(package: zipfile.ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    for comment in fromstring(package.read(part)).iter(f"{_MAIN}comment"):
        text = "".join(each.text or "" for each in comment.iter(f"{_MAIN}t")).strip()
        yield coordinate_to_tuple(comment.get("ref", "")), text


def _marks(package: zipfile.ZipFile, part: str) -> bytes:
    """`<f` where some cell of the sheet has a formula."""
    end = b""
    with package.open(part) as stream:
        while piece := stream.read(1024 * 1024):
            if any(mark in end + piece for mark in (b"<f>", b"<f ", b":f>", b":f ")):
                return b"<f"
            end = piece[-4:]
    return b""
