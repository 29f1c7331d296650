"""The figures of each function of the business."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.words import SEVERITIES, Severity
from ropabook.model.functions import functions
from ropabook.model.questions import open_questions
from ropabook.review import Review
from ropabook.sheets.scope import Scope
from ropabook.views.choosing import lead, linked
from ropabook.views.html import Content, joined, note, table

title: Final = "Function by function"
page: Final = "overview"
order: Final = 22


class Row(NamedTuple):
    """One function."""

    name: str
    activities: int
    """One that companies carry out in different ways counts once for each of them."""
    gaps: dict[Severity, int]
    questions: int


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Each function that can be chosen, or the one that was; none where there is no choice."""
    of = review.by_function if review.function is None else {review.function: review}
    return tuple(
        Row(name, len(Scope(mine, entity).done), mine.by_severity(entity),
            len(open_questions(mine.register, entity)))
        for name, mine in of.items()
    )  # fmt: skip


def draw(review: Review, entity: str | None) -> Markup:
    """A row for each function."""
    found = rows(review, entity)
    if not found:
        return note(
            "The record does not say yet which functions of the business the activities belong to."
        )
    number = {name: at for at, name in enumerate(functions(review.register))}
    heads = ["Function", "Activities", *(SEVERITIES[key][0] for key in found[0].gaps), "Questions"]
    lines = [_line(row, f"fn-{number[row.name]}") for row in found]
    return joined(
        note("What several functions use counts for each of them; what is about a whole company, "
             "or about nothing that an activity uses, counts for none."),
        table("Activities, and the gaps and questions of what they use", heads, lines),
    )  # fmt: skip


def _line(row: Row, mine: str) -> list[Content]:
    gaps = (
        linked(count, lead("gap-rows", f"sev-{severity}", mine),
               f"{SEVERITIES[severity][0]} gaps of {row.name}")
        for severity, count in row.gaps.items()
    )  # fmt: skip
    return [
        row.name,
        linked(row.activities, lead("record-rows", mine), f"Activities of {row.name}"),
        *gaps,
        linked(row.questions, lead("question-rows", mine), f"Questions about {row.name}"),
    ]
