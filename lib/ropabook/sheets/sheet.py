"""What a sheet is: a title, a sentence, columns, and rows of plain cells; found by its order."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Final, Protocol, cast

import ropabook.sheets
from ropabook.excel.table import Column, Row, Table
from ropabook.sheets.edits import KEY, MARK, Begins, Edit
from ropabook.sheets.scope import Scope

COMPUTED: Final = "Computed: edits in this sheet are not read back."


class Sheet(Protocol):
    """A module of this folder that has these five is a sheet, and its order says where.

    It has `edits`, and `begins` where new rows begin something; or it says what to do `instead`.
    """

    __name__: str
    title: str
    about: str
    order: int
    columns: tuple[Column, ...]

    def rows(self, scope: Scope) -> Iterable[Row]:
        """The rows for the group or for one company."""


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet there is, in the order of the workbook."""
    names = [f"ropabook.sheets.{module.name}" for module in iter_modules(ropabook.sheets.__path__)]
    modules = [import_module(name) for name in names]
    found = [cast(Sheet, module) for module in modules if hasattr(module, "order")]
    return tuple(sorted(found, key=lambda sheet: sheet.order))


def name_of(sheet: Sheet) -> str:
    """What layouts, frames and samples call a sheet: the module that it is."""
    return sheet.__name__.rpartition(".")[2]


def table(sheet: Sheet, scope: Scope) -> Table:
    """A sheet with its rows, ready to be drawn."""
    drawn = _drawn_later(sheet, scope)
    return drawn._replace(rows=tuple(drawn.rows))


def _drawn_later(sheet: Sheet, scope: Scope) -> Table:
    """A sheet whose rows are made one by one, as they are asked for."""
    edits, columns, rows = edits_of(sheet), sheet.columns, sheet.rows(scope)
    if edits:
        marked = (c._replace(law=f"{MARK} {c.law}".strip()) if c.heading in edits else c
                  for c in columns)  # fmt: skip
        columns = (*marked, Column(KEY, 40))
        rows = (row._replace(cells=(*row.cells, row.place or "–")) for row in rows)
    offered = {
        at: choice
        for at, column in enumerate(columns)
        if column.heading in edits
        and (choice := edits[column.heading].kind.choice(scope.register)) is not None
    }
    charts = getattr(sheet, "charts", None)
    return Table(
        sheet.title,
        sheet.about,
        columns,
        rows,
        getattr(sheet, "frozen", 1),
        offered,
        charts(scope) if charts else (),
        editing=how_to_edit(sheet),
    )


def edits_of(sheet: Sheet) -> Mapping[str, Edit]:
    """The columns of a sheet that can be edited and read back, by their headings."""
    found: Mapping[str, Edit] = getattr(sheet, "edits", {})
    return found


def begins(sheet: Sheet) -> Begins | None:
    """What a new row of a sheet begins; None where it begins nothing."""
    found: Begins | None = getattr(sheet, "begins", None)
    return found


def instead_of(sheet: Sheet) -> str:
    """What to do where the cells of a sheet are computed."""
    return getattr(sheet, "instead", "Change it where it is written: in the form of the record.")


def how_to_edit(sheet: Sheet) -> str:
    """What the sheet says of editing it, for those who send it back."""
    if not edits_of(sheet):
        return f"{COMPUTED} {instead_of(sheet)}"
    new = " A new row whose key is left empty is proposed as a new entry." if begins(sheet) else ""
    return f"{MARK}: edits in these columns are read back; the others are computed.{new}"


def tables(scope: Scope) -> Iterator[Table]:
    """Every sheet, in the order of the workbook; its rows are made as it is drawn."""
    return (_drawn_later(sheet, scope) for sheet in sheets())
