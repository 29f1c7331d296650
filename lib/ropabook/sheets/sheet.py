"""What a sheet is: a title, a sentence, columns, and rows of plain cells; found by its order."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

import ropabook.sheets
from ropabook.excel.table import Column, Row, Table
from ropabook.sheets.scope import Scope


class Sheet(Protocol):
    """A module of this folder that has these five is a sheet, and its order says where."""

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


def table(sheet: Sheet, scope: Scope) -> Table:
    """A sheet with its rows, ready to be drawn."""
    return Table(
        sheet.title,
        sheet.about,
        sheet.columns,
        tuple(sheet.rows(scope)),
        getattr(sheet, "frozen", 1),
        charts=charts(scope) if (charts := getattr(sheet, "charts", None)) else (),
    )


def tables(scope: Scope) -> list[Table]:
    """Every sheet with its rows, in the order of the workbook."""
    return [table(sheet, scope) for sheet in sheets()]
