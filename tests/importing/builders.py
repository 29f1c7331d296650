"""Files in every shape, written afresh: workbooks, OpenDocument sheets, text."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Rows = Sequence[Sequence[Any]]
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def xlsx(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    merged: Mapping[str, Sequence[str]] | None = None,
    hidden: Sequence[str] = (),
    hidden_rows: Mapping[str, Sequence[int]] | None = None,
    hidden_columns: Mapping[str, Sequence[int]] | None = None,
) -> Path:
    """A workbook; None leaves a cell empty, a text that begins with = is a formula."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(at, column, value)
        for ranges in (merged or {}).get(name, ()):
            sheet.merge_cells(ranges)
        if name in hidden:
            sheet.sheet_state = "hidden"
        for row in (hidden_rows or {}).get(name, ()):
            sheet.row_dimensions[row].hidden = True
        for column in (hidden_columns or {}).get(name, ()):
            sheet.column_dimensions[get_column_letter(column)].hidden = True
    book.save(path)
    return path


def placed(*cells: tuple[int, int, Any]) -> list[list[Any]]:
    """Rows of a sheet from (row, column, value), counted from one."""
    height = max(row for row, _, _ in cells)
    width = max(column for _, column, _ in cells)
    rows: list[list[Any]] = [[None] * width for _ in range(height)]
    for row, column, value in cells:
        rows[row - 1][column - 1] = value
    return rows


def ods(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    comments: Mapping[tuple[str, int, int], str] | None = None,
    spans: Mapping[tuple[str, int, int], int] | None = None,
) -> Path:
    """An OpenDocument spreadsheet, with comments on cells and cells over several columns."""
    tables = []
    for name, rows in sheets.items():
        lines = []
        for at, row in enumerate(rows, 1):
            cells = []
            for column, value in enumerate(row, 1):
                place = (name, at, column)
                cells.append(_cell(value, (comments or {}).get(place, ""),
                                   (spans or {}).get(place, 1)))  # fmt: skip
            lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        lines.append('<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
                     'table:number-columns-repeated="1024"/></table:table-row>')  # fmt: skip
        tables.append(f"<table:table table:name={quoteattr(name)}>{''.join(lines)}</table:table>")
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {NAMES}><office:body>"
        f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return ods_package(path, content)


def ods_package(path: Path, content: str, manifest: str = "<manifest/>") -> Path:
    """An OpenDocument package around a content.xml."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def _cell(value: Any, comment: str, span: int) -> str:
    if value is None:
        return "<table:table-cell/>"
    wide = f' table:number-columns-spanned="{span}"' if span > 1 else ""
    note = f"<office:annotation><text:p>{escape(comment)}</text:p></office:annotation>"
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    kind = ""
    if isinstance(value, int | float):
        kind = f' office:value-type="float" office:value="{value}"'
    covered = "<table:covered-table-cell/>" * 0
    return (
        f"<table:table-cell{wide}{kind}>{note if comment else ''}{text}</table:table-cell>{covered}"
    )


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    """A text file, its line ends as given."""
    path.write_bytes(content.encode(encoding))
    return path
