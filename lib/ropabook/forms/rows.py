"""The rows of a list of records: what a person searches and filters by."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from ropabook.law.words import ROLES, label
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.kinds import KINDS, LABELS
from ropabook.model.names import companies
from ropabook.model.questions import open_questions
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
    asked = register.once(_asked)
    make = _ACTIVITIES if kinds == ("activities",) else _ANY
    rows = []
    for kind in kinds:
        for record in register.of(KINDS[kind]).values():
            stands = (standings or {}).get(record.key, "")
            found = (gaps or {}).get(record.key, 0) if gaps is not None else ""
            tail = [stands, asked.get(record.key, 0), found]
            rows.append([record.key, record.name, *make.cells(register, record), *tail])
    columns = ["Name", *make.columns, "Standing", "Questions", "Gaps"]
    return Listing(columns, [*make.facets, len(make.columns) + 1], rows)


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
    entities = getattr(record, "entities", None) or getattr(record, "parties", None) or ()
    one = getattr(record, "entity", None)
    concerned = (one,) if isinstance(one, str) else entities
    return [LABELS[record.folder], companies(register, concerned), record.id]


def _said(fact: Any) -> str:
    if unknown(fact):
        return "Not known yet"
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


def names(register: Register) -> dict[str, list[list[str]]]:
    """What can be named in each kind: ids with what people call them."""
    return {
        kind: [
            [record.id, getattr(record, "short_name", record.name)] for record in records.values()
        ]
        for kind, records in register.records.items()
        if records
    }
