"""The figures of each function of the business."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.words import SEVERITIES, Severity
from ropabook.model.questions import open_questions
from ropabook.review import Review
from ropabook.views.functions import function_of, functions
from ropabook.views.html import Content, note, table

title: Final = "Function by function"
page: Final = "overview"
order: Final = 22


class Row(NamedTuple):
    """One function."""

    name: str
    activities: int
    gaps: dict[Severity, int]
    questions: int


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Each function that can be chosen; none where there is no choice."""
    register = review.register
    gaps: dict[str, dict[Severity, int]] = {
        name: dict.fromkeys(review.by_severity(), 0) for name in functions(register)
    }
    if not gaps:
        return ()
    for finding in review.findings_of(entity):
        if name := function_of(register, finding.answer.record):
            gaps[name][finding.severity] += 1
    asked = [function_of(register, each.record) for each in open_questions(register, entity)]
    done = register.activities_of(entity) if entity else register.activities.values()
    active = [function_of(register, activity.key) for activity in done]
    return tuple(
        Row(name, active.count(name), found, asked.count(name)) for name, found in gaps.items()
    )


def draw(review: Review, entity: str | None) -> Markup:
    """A row for each function."""
    found = rows(review, entity)
    if not found:
        return note(
            "The record does not say yet which functions of the business the activities belong to."
        )
    heads = ["Function", "Activities", *(SEVERITIES[key][0] for key in found[0].gaps), "Questions"]
    lines: list[list[Content]] = [
        [row.name, f"{row.activities:,}", *(f"{n:,}" for n in row.gaps.values()),
         f"{row.questions:,}"]
        for row in found
    ]  # fmt: skip
    return table("Gaps in the activities of each function", heads, lines)
