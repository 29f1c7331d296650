"""The sheet of lists: what cells may say, in plain sight, so that long lists can be offered too."""

from itertools import zip_longest
from typing import Any, Final

from xlsxwriter.utility import xl_range_abs

from ropabook.excel.table import Choice, Column, Row, Table

LISTS: Final = "Lists"
_FIRST: Final = 4
"""The row of the first word, counted from nought: below title, law and heading."""


class Lists:
    """The lists of one workbook in the making; each stands there once."""

    def __init__(self) -> None:
        self.choices: dict[str, Choice] = {}

    def offered(self, choice: Choice) -> dict[str, Any]:
        """The drop-down of a column. Other answers may be typed: a fact may be not known yet."""
        kept = self.choices.setdefault(choice.name, choice)
        at = list(self.choices).index(kept.name)
        place = xl_range_abs(_FIRST, at, _FIRST + max(len(kept.words), 1) - 1, at)
        return {
            "validate": "list",
            "source": f"='{LISTS}'!{place}",
            "error_type": "information",
            "error_title": "Not a word of the list",
            "error_message": "It is read back only if it says “Not known yet: question (ask: who)” "
                             "or “None: reason”.",
        }  # fmt: skip

    def table(self) -> Table | None:
        """The sheet; None where no cell has a list."""
        if not self.choices:
            return None
        columns = tuple(Column(name, 34) for name in self.choices)
        words = zip_longest(*(choice.words for choice in self.choices.values()), fillvalue="")
        return Table(
            LISTS,
            "The words that cells of the other sheets offer to choose from, a list a column.",
            columns,
            tuple(Row(tuple(row)) for row in words),
        )
