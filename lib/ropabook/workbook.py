"""What the notebooks call: open the record, show it, write the workbooks. Words, no traceback.

What a call needs is imported when it is made: most visits to the dashboard are handed a page that
is ready, and need nothing.
"""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ropabook.review import Review


_PATIENCE = 20.0
"""Seconds that a notebook spends on past days; those that are left come when it is run again."""


class CannotOpen(Exception):
    """The record cannot be opened or shown; the message says so in words."""

    def _render_traceback_(self) -> list[str]:
        # IPython shows these lines in place of a traceback.
        return [str(self)]


class Shown:
    """HTML that a notebook displays."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return "A page for people: a notebook or the dashboard displays it."


def open_record(folder: str | Path | None = None, on: str | date | None = None) -> "Review":
    """Load the record and judge it.

    Args:
        folder: the folder of the record; left out, it is what ROPABOOK_ROPA names, or the
            folder `ropa` beside the notebook or above it.
        on: the day to judge for; left out, it is what ROPABOOK_ON names, or today.

    Raises:
        CannotOpen: there is no such folder, or the day is no day.
    """
    from ropabook.review import review
    from ropabook.store.load import NoRecord, load

    try:
        return review(load(_folder(folder)), _day(on))
    except NoRecord as problem:
        raise CannotOpen(str(problem)) from None


def about(judged: "Review") -> Shown:
    """What was read, what was refused, how many answers the rules gave, and on which day."""
    from ropabook.views.page import head

    return Shown(head(judged))


def show(judged: "Review", view: str | None = None, entity: str | None = None) -> Shown:
    """The whole page, or one view of it, for the group or for one company.

    Args:
        judged: what `open_record` gave.
        view: the name of a view, such as "gaps"; left out, the whole page is shown.
        entity: the id of a company; left out, the group.

    Raises:
        CannotOpen: there is no such view or no such company.
    """
    from ropabook.views.page import page, part
    from ropabook.views.view import views

    if view is None:
        return Shown(page(judged))
    found = {each.__name__.rpartition(".")[2]: each for each in views()}
    if view not in found:
        raise CannotOpen(f"There is no view '{view}'. There are: {', '.join(found)}.")
    _known(judged, entity)
    return Shown(part(found[view], judged, entity))


def trend(
    folder: str | Path | None = None, on: str | date | None = None, entity: str | None = None
) -> Shown:
    """How gaps and completeness went, and what changed since last month.

    It is computed from the past states of the record and kept beside it for next time.

    Args:
        folder: of the record; left out, as for `open_record`.
        on: the day to look back from; left out, as for `open_record`.
        entity: the id of a company; left out, the group.

    Raises:
        CannotOpen: there is no such folder, no such company, or the day is no day.
    """
    from ropabook.seen import kept_in, look
    from ropabook.store.load import NoRecord
    from ropabook.views.page import past

    root = _folder(folder)
    try:
        seen = look(root, _day(on), seconds=_PATIENCE, keep_in=kept_in(root))
    except NoRecord as problem:
        raise CannotOpen(str(problem)) from None
    _known(seen.review, entity)
    return Shown(past(seen, entity))


def _known(judged: "Review", entity: str | None) -> None:
    if entity is not None and entity not in judged.register.entities:
        known = ", ".join(judged.register.entities)
        raise CannotOpen(f"There is no company '{entity}'. There are: {known}.")


def dashboard(folder: str | Path | None = None, on: str | date | None = None) -> Shown:
    """The whole page; where the record cannot be opened, the page says so.

    Served to a visitor it has the record's past, too, and answers to what the visitor asks.
    """
    from ropabook.dashboard import visit

    try:
        if not visit.served():
            return show(open_record(folder, on))
        given = on if on is not None else os.environ.get("ROPABOOK_ON")
        return Shown(visit.show(_folder(folder), _day(given) if given else None))
    except CannotOpen as reason:
        from ropabook.views.page import problem

        return Shown(problem(str(reason)))


def edit_activities(folder: str | Path | None = None, on: str | date | None = None) -> Any:
    """The activities to search, change, send for review and approve.

    Raises:
        CannotOpen: there is no such folder, or the day is no day.
    """
    from ropabook.forms.panels import with_panels
    from ropabook.forms.screen import RecordScreen

    return with_panels(RecordScreen(_folder(folder), ("activities",), _day(on))).view


def edit_companies(folder: str | Path | None = None, on: str | date | None = None) -> Any:
    """The group, its companies, recipients, systems and assessments, one form each.

    Raises:
        CannotOpen: there is no such folder, or the day is no day.
    """
    from ropabook.forms.panels import with_panels
    from ropabook.forms.screen import RecordScreen

    kinds = ("group", "entities", "recipients", "systems", "notices", "dpia", "lia", "tra")
    return with_panels(RecordScreen(_folder(folder), kinds, _day(on))).view


def edit_registers(folder: str | Path | None = None, on: str | date | None = None) -> Any:
    """The short registers, such as categories of data and retention rules, as grids.

    Raises:
        CannotOpen: there is no such folder, or the day is no day.
    """
    from ropabook.forms.registers_screen import RegistersScreen

    return RegistersScreen(_folder(folder), _day(on)).view


def screen_activities(folder: str | Path | None = None, on: str | date | None = None) -> Any:
    """Every activity with what the record says for and against a DPIA, and the analyst's answers.

    Raises:
        CannotOpen: there is no such folder, or the day is no day.
    """
    from ropabook.forms.assessments.screening import ScreeningScreen

    return ScreeningScreen(_folder(folder), _day(on)).view


def edit_assessments(folder: str | Path | None = None, on: str | date | None = None) -> Any:
    """DPIAs, legitimate interests and transfer risk assessments, step by step.

    Raises:
        CannotOpen: there is no such folder, or the day is no day.
    """
    from ropabook.forms.assessments.panels import with_panels
    from ropabook.forms.assessments.screen import AssessmentScreen

    return with_panels(AssessmentScreen(_folder(folder), _day(on))).view


def review_cycle(folder: str | Path | None = None, on: str | date | None = None) -> Any:
    """Where each activity stands, what is due, what changed; steps for those that are chosen.

    Raises:
        CannotOpen: there is no such folder, or the day is no day.
    """
    from ropabook.forms.review_screen import ReviewScreen

    ropa = _folder(folder)
    return ReviewScreen(ropa, _day(on), _exports(ropa)).view


def read_back(folder: str | Path | None = None) -> Any:
    """A workbook that was edited in a spreadsheet, taken back in: shown first, then saved.

    Raises:
        CannotOpen: there is no such folder.
    """
    from ropabook.forms.read_back_screen import ReadBackScreen

    return ReadBackScreen(_folder(folder)).view


def import_register(folder: str | Path | None = None) -> Any:
    """Somebody else's register: how it is read, what it would become, and accept it.

    Raises:
        CannotOpen: there is no such folder.
    """
    from ropabook.forms.import_screen import ImportScreen

    return ImportScreen(_folder(folder)).view


def write_workbooks(judged: "Review", folder: str | Path | None = None) -> Sequence[str]:
    """Write the Excel workbooks, and say which.

    Args:
        judged: what `open_record` gave.
        folder: where to; left out, it is what ROPABOOK_EXPORTS names, or the folder `exports`
            beside the notebook's folder or above it.

    Raises:
        CannotOpen: they cannot be written there.
    """
    from ropabook.exporting import CannotWrite, export
    from ropabook.sheets.past import past_of
    from ropabook.store.load import NoRecord, load
    from ropabook.store.opening import open_history
    from ropabook.store.problems import CannotRead

    try:
        ropa = _folder(None)
        # The history tells of this record only: the review may be of another.
        mine = load(ropa).fingerprint == judged.register.fingerprint
        past = past_of(open_history(ropa)) if mine else None
    except (CannotOpen, CannotRead, NoRecord):
        past = None
    to = Path(folder) if folder else _found("ROPABOOK_EXPORTS", "exports")
    try:
        written = export(judged, to, past)
    except CannotWrite as problem:
        raise CannotOpen(str(problem)) from None
    return [path.name for path in written]


def _folder(folder: str | Path | None) -> Path:
    return Path(folder) if folder is not None else _found("ROPABOOK_ROPA", "ropa")


def _exports(ropa: Path) -> Path:
    """Where sheets go that people send out: beside the record, unless said otherwise."""
    return Path(os.environ.get("ROPABOOK_EXPORTS") or ropa.parent / "exports")


def _found(variable: str, name: str) -> Path:
    if named := os.environ.get(variable):
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / name).is_dir():
            return folder / name
    raise CannotOpen(
        f"There is no folder '{name}' beside this notebook or above it. "
        f"Say where it is with the environment variable {variable}."
    )


def _day(on: str | date | None) -> date:
    given = on if on is not None else os.environ.get("ROPABOOK_ON") or date.today()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise CannotOpen(f"'{given}' is not a day; write it as 2026-11-24.") from None
