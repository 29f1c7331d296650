"""The record and the findings as pandas frames, one call each, for questions of one's own."""

from collections.abc import Iterable

import pandas as pd

from ropabook.excel.table import Link, Row
from ropabook.review import Review
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import Sheet, name_of, sheets


def frames(review: Review, entity: str | None = None) -> dict[str, pd.DataFrame]:
    """Every sheet of the workbook as a frame, by the sheet's title.

    Args:
        review: what `open_record` gave.
        entity: the id of a company; left out, the group.
    """
    scope = Scope(review, entity)
    return {sheet.title: _frame(sheet, sheet.rows(scope)) for sheet in sheets()}


def record_frame(review: Review, entity: str | None = None) -> pd.DataFrame:
    """The record: one line for each activity, in words.

    Columns are those of the sheet “Activities in words”; texts are as the workbook has them.
    """
    return _one("activities_in_words", review, entity)


def findings_frame(review: Review, entity: str | None = None) -> pd.DataFrame:
    """The gaps: one line each, the worst first; columns are those of the sheet “Gaps”."""
    return _one("gap_list", review, entity)


def _one(name: str, review: Review, entity: str | None) -> pd.DataFrame:
    sheet = next(s for s in sheets() if name_of(s) == name)
    return _frame(sheet, sheet.rows(Scope(review, entity)))


def _frame(sheet: Sheet, rows: Iterable[Row]) -> pd.DataFrame:
    cells = [[c.text if isinstance(c, Link) else c for c in row.cells] for row in rows]
    return pd.DataFrame(cells, columns=[column.heading for column in sheet.columns])
