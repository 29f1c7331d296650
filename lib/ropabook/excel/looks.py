"""How a workbook looks: one set of formats for every sheet."""

from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

QUIET: Final = "#55636F"
LINE: Final = "#D5DCE3"
ACCENT: Final = "#1D5480"
TINT: Final = "#E6EEF5"
FILL: Final = "#FFF8DC"
ALARM: Final = "#A0162B"
PLAIN: Final[dict[str, Any]] = {
    "font_name": "Arial",
    "font_size": 10,
    "align": "left",
    "valign": "top",
    "indent": 1,
    "text_wrap": True,
}
"""How every cell looks that is given no look of its own: most of a workbook costs nothing more."""
_LINE_OF_WORDS: Final[dict[str, Any]] = {"text_wrap": False, "indent": 0}


class Looks:
    """The formats of one workbook; each starts from PLAIN."""

    def __init__(self, book: Workbook) -> None:
        def made(**more: Any) -> Format:
            return book.add_format(more)

        self.title = made(font_size=16, bold=True, **_LINE_OF_WORDS)
        self.subtitle = made(font_size=11, font_color=QUIET, **_LINE_OF_WORDS)
        self.about = made(font_color=QUIET, italic=True, **_LINE_OF_WORDS)
        self.back = made(font_color=ACCENT, underline=1, **_LINE_OF_WORDS)
        self.law = made(font_size=8, font_color=QUIET, bg_color=TINT)
        self.heading = made(bold=True, font_color="#FFFFFF", bg_color=ACCENT, valign="vcenter")
        self.group = made(bold=True, bg_color=TINT, valign="vcenter", border=1, border_color=LINE)
        self.row = book.add_format({"bottom": 1, "bottom_color": LINE})
        """The line below each row: laid over the whole table, not cell by cell."""
        self.filled_in = book.add_format({"bg_color": FILL})
        self.quoted = made(quote_prefix=True)
        self.number = made(num_format="0")
        self.link = made(font_color=ACCENT, underline=1)
        self.name = made(bold=True)
        self.alarm = made(bold=True, font_color=ALARM)
        self.severe = {
            "Critical": made(bold=True, font_color=ALARM),
            "Major": made(bold=True, font_color="#8A4500"),
            "Minor": made(font_color="#3D5A80"),
            "Advice": made(font_color=QUIET),
        }
