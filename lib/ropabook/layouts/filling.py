"""A layout filled from the record: its rows, and what of the record it has no place for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ropabook.excel.table import Cell, Link
from ropabook.layouts.description import Layout
from ropabook.model.entity import DataProtectionOfficer
from ropabook.model.facts import known
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import name_of, sheets, table
from ropabook.sheets.words import say

_SILENT = frozenset({"–", "Not recorded", "Not applicable", "None", "No"})


class NotHeld(NamedTuple):
    """Something that the layout has no place for."""

    what: str
    """The activity, or the sheet of ours."""
    column: str
    said: str


class Filled(NamedTuple):
    """A layout with its answers."""

    layout: Layout
    rows: tuple[Mapping[str, str], ...]
    """Each by the headings of our columns."""
    block: tuple[tuple[str, ...], ...]
    not_held: tuple[NotHeld, ...]


def filled(layout: Layout, scope: Scope) -> Filled:
    """Fill a layout.

    Args:
        layout: the description.
        scope: the company, or the group.
    """
    rows = tuple(_rows(layout, scope))
    about = _about(scope)
    block = tuple(tuple(cell.format_map(about) for cell in line) for line in layout.block)
    return Filled(layout, rows, block, tuple(_not_held(layout, scope, rows)))


def _rows(layout: Layout, scope: Scope) -> Iterator[Mapping[str, str]]:
    """The rows of our sheets, put beside each other: each sheet has one for the same activity."""
    by_name = {name_of(sheet): sheet for sheet in sheets()}
    tables = [table(by_name[name], scope) for name in layout.rows]
    for beside in zip(*(each.rows for each in tables), strict=True):
        found: dict[str, str] = {}
        for each, row in zip(tables, beside, strict=True):
            for column, cell in zip(each.columns, row.cells, strict=True):
                found.setdefault(column.heading, _text(cell))
        yield found


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Link) else str(cell)


def _not_held(layout: Layout, scope: Scope, rows: Sequence[Mapping[str, str]]) -> Iterator[NotHeld]:
    for row in rows:
        for heading, said in row.items():
            if heading not in layout.sources and said not in _SILENT:
                yield NotHeld(row.get("Activity", "–"), heading, said)
    for sheet in sheets():
        if name_of(sheet) not in layout.rows:
            count = sum(1 for _ in sheet.rows(scope))
            if count:
                said = f"{count} rows, but for what the columns above say of them in words"
                yield NotHeld(f"The sheet “{sheet.title}” of the workbook", "–", said)


def _about(scope: Scope) -> Mapping[str, str]:
    """The contact block: of one company, or of all beside each other."""
    return {"nothing": ""} | {
        name: "; ".join(dict.fromkeys(each[name] for each in map(_contact, scope.entities)))
        for name in ("legal_name", "address", "email", "phone", "dpo_name", "dpo_contact",
                     "representative")
    }  # fmt: skip


def _contact(entity: object) -> Mapping[str, str]:
    said = entity.__dict__
    officer = known(said["dpo"])
    named = officer if isinstance(officer, DataProtectionOfficer) else None
    return {
        "legal_name": said["legal_name"],
        "address": say(said["registered_address"]),
        "email": say(said["contact_email"]),
        "phone": say(said["contact_phone"]),
        "dpo_name": (named.name or "Not recorded") if named else say(said["dpo"]),
        "dpo_contact": (named.contact or "Not recorded") if named else say(said["dpo"]),
        "representative": say(said["eu_representative"]),
    }
