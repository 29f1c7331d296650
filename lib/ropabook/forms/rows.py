"""The rows of a list of records: what a person searches and filters by."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from ropabook.law.words import ROLES, label
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.kinds import KINDS, LABELS
from ropabook.model.names import companies
from ropabook.model.questions import open_questions, questions_of
from ropabook.model.record import Record
from ropabook.model.register import Register

Cells = list[Any]


class Listing(NamedTuple):
    """A list as the widget shows it."""

    columns: list[str]
    facets: list[int]
    """The columns by which it can be filtered."""
    rows: list[Cells]
    """Each begins with the key of its record."""


def listing(
    register: Register,
    kinds: tuple[str, ...],
    gaps: Mapping[str, int] | None = None,
    standings: Mapping[str, str] | None = None,
) -> Listing:
    """Every record of some kinds.

    Args:
        register: the record.
        kinds: folders, such as `activities`.
        gaps: how many findings each record has, by its key, where that is known yet.
        standings: where each record stands in the review cycle, where that is known yet.
    """
    asked, make = register.once(_asked), _make(kinds)
    rows = [
        _row(make, register, record, gaps, standings or {}, asked.get(record.key, 0))
        for kind in kinds
        for record in register.of(KINDS[kind]).values()
    ]
    columns = ["Name", *make.columns, "Standing", "Questions", "Gaps"]
    return Listing(columns, [*make.facets, len(make.columns) + 1], rows)


def row(
    register: Register,
    kinds: tuple[str, ...],
    key: str,
    gaps: Mapping[str, int] | None = None,
    standings: Mapping[str, str] | None = None,
) -> Cells | None:
    """One row of such a listing, without a look at the others; None where the record is gone."""
    record = register.find(key)
    if record is None:
        return None
    asked = len(questions_of(register, record))
    return _row(_make(kinds), register, record, gaps, standings or {}, asked)


def _row(
    make: "_Make",
    register: Register,
    record: Record,
    gaps: Mapping[str, int] | None,
    standings: Mapping[str, str],
    asked: int,
) -> Cells:
    found = "" if gaps is None else gaps.get(record.key, 0)
    tail = [standings.get(record.key, ""), asked, found]
    return [record.key, record.name, *make.cells(register, record), *tail]


def _make(kinds: tuple[str, ...]) -> "_Make":
    return _ACTIVITIES if kinds == ("activities",) else _ANY


class _Make(NamedTuple):
    columns: tuple[str, ...]
    facets: tuple[int, ...]
    cells: Callable[[Register, Any], Cells]


def _activity(register: Register, activity: ProcessingActivity) -> Cells:
    role = known(activity.role)
    return [
        companies(register, activity.entities),
        label(ROLES, role) if role else "Not known",
        activity.status.capitalize(),
        _said(activity.business_function),
        _said(activity.owner),
        _said(activity.next_review_due),
    ]


def _any(register: Register, record: Record) -> Cells:
    return [LABELS[record.folder], companies(register, concerned(record)), record.id]


def concerned(record: Record) -> tuple[str, ...]:
    """The companies that a record names as its own."""
    entities = getattr(record, "entities", None) or getattr(record, "parties", None) or ()
    one = getattr(record, "entity", None)
    return (one,) if isinstance(one, str) else tuple(entities)


def _said(fact: Any) -> str:
    if unknown(fact):
        return "Not known"
    value = known(fact)
    return "" if value is None else str(value)


_ACTIVITIES: Final = _Make(
    ("Companies", "Role", "Status", "Function", "Owner", "Next review"),
    (1, 2, 3, 4, 5),
    _activity,
)
_ANY: Final = _Make(("Kind", "Companies", "Id"), (1, 2), _any)


def _asked(register: Register) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for question in open_questions(register):
        found[question.record] = found.get(question.record, 0) + 1
    return found


def names(register: Register, kinds: Iterable[str]) -> dict[str, list[list[str]]]:
    """What can be named in each of some kinds: ids with what people call them."""
    return {
        kind: [
            [record.id, getattr(record, "short_name", record.name)] for record in records.values()
        ]
        for kind in sorted(kinds)
        if (records := register.records.get(kind))
    }
