"""Charts that the spreadsheet draws from the rows of a sheet, below them."""

from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ropabook.excel.table import Chart, Table

COLOURS: Final = ("#A0162B", "#C26A00", "#3D5A80", "#9AA7B2", "#1D5480", "#55636F")
"""Dark to light, so that they can be told apart without colour, too."""
_ONE: Final = ("#1D5480",)
_WIDTH, _HEIGHT, _ROWS = 620, 300, 24
"""Pixels of one chart, and how many rows of the sheet it covers."""


def draw_charts(book: Workbook, sheet: Worksheet, table: Table, head: int, count: int) -> None:
    """Draw the charts of a table, two beside each other.

    Args:
        book: the workbook.
        sheet: where the rows stand.
        table: the rows and the charts.
        head: the row of the headings, counted from nought.
        count: how many rows stand below it.
    """
    below = head + count + 3
    for number, chart in enumerate(table.charts):
        drawn = book.add_chart(_kind(chart))
        rows = (head + 1, head + count)
        colours = COLOURS if len(chart.values) > 1 else _ONE
        for at, colour in zip(chart.values, colours, strict=False):
            drawn.add_series({
                "name": [table.title, head, at],
                "categories": [table.title, rows[0], chart.names, rows[1], chart.names],
                "values": [table.title, rows[0], at, rows[1], at],
                "fill": {"color": colour},
                "border": {"color": "#FFFFFF"},
                "gap": 60,
            })  # fmt: skip
        _dress(drawn, chart)
        offset = {"x_offset": 10 + (number % 2) * (_WIDTH + 20), "y_offset": 4,
                  "object_position": 2, "description": chart.title}  # fmt: skip
        sheet.insert_chart(below + (number // 2) * _ROWS, 0, drawn, offset)


def _kind(chart: Chart) -> dict[str, str]:
    return {"type": chart.kind, **({"subtype": "stacked"} if chart.stacked else {})}


def _dress(drawn: Any, chart: Chart) -> None:
    font = {"name": "Arial", "size": 9}
    drawn.set_title({"name": chart.title, "name_font": {"name": "Arial", "size": 11}})
    drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
    drawn.set_legend({"position": "bottom", "font": font} if len(chart.values) > 1
                     else {"none": True})  # fmt: skip
    grid = {"visible": True, "line": {"color": "#D5DCE3"}}
    values = {"num_font": font, "major_gridlines": grid, "min": 0, "max": chart.most}
    names = {"num_font": font, "major_gridlines": {"visible": False}}
    if chart.kind == "bar":
        # The first row on top; the figures stay below.
        drawn.set_y_axis({**names, "reverse": True})
        drawn.set_x_axis({**values, "label_position": "high"})
    else:
        drawn.set_x_axis(names)
        drawn.set_y_axis(values)
