"""How a workbook looks: one set of formats for every sheet."""

from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK: Final = "#1C2733"
QUIET: Final = "#55636F"
LINE: Final = "#D5DCE3"
ACCENT: Final = "#1D5480"
TINT: Final = "#E6EEF5"
ALARM: Final = "#A0162B"
_BODY: Final[dict[str, Any]] = {
    "font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top", "text_wrap": True,
}  # fmt: skip
_CELL: Final[dict[str, Any]] = {
    **_BODY,
    "align": "left",
    "indent": 1,
    "bottom": 1,
    "bottom_color": LINE,
}
_HEADING: Final[dict[str, Any]] = {
    **_BODY,
    "align": "left",
    "indent": 1,
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": ACCENT,
    "valign": "vcenter",
}


class Looks:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        def made(**more: Any) -> Format:
            return book.add_format({**_BODY, **more})

        def cell(**more: Any) -> Format:
            return book.add_format({**_CELL, **more})

        self.title = made(font_size=16, bold=True, text_wrap=False)
        self.subtitle = made(font_size=11, font_color=QUIET, text_wrap=False)
        self.about = made(font_color=QUIET, italic=True, text_wrap=False)
        self.back = made(font_color=ACCENT, underline=1, text_wrap=False)
        self.law = made(align="left", indent=1, font_size=8, font_color=QUIET, bg_color=TINT)
        self.heading = book.add_format(_HEADING)
        self.cell = cell()
        self.quoted = cell(quote_prefix=True)
        self.number = cell(num_format="0")
        self.link = cell(font_color=ACCENT, underline=1)
        self.name = cell(bold=True)
        self.alarm = cell(bold=True, font_color=ALARM)
        self.severe = {
            "Critical": cell(bold=True, font_color=ALARM),
            "Major": cell(bold=True, font_color="#8A4500"),
            "Minor": cell(font_color="#3D5A80"),
            "Advice": cell(font_color=QUIET),
        }
