"""The figures that sum a company up: gaps, completeness, open questions."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.completeness import NOTHING_DUE, Share, completeness
from ropabook.law.words import SEVERITIES, Severity
from ropabook.model.questions import open_questions
from ropabook.review import Review
from ropabook.views.choosing import lead, linked
from ropabook.views.html import Content, figures, joined, note, plural, table, tag

title: Final = "At a glance"
page: Final = "overview"
order: Final = 10
SIGNS: Final = {"critical": "▲", "major": "◆", "minor": "●", "advice": "○"}
"""Severity is never told by colour alone."""


class Headline(NamedTuple):
    """The figures of one company, or of the group under the id None."""

    entity: str | None
    name: str
    gaps: dict[Severity, int]
    complete: Share
    questions: int


def rows(review: Review, entity: str | None) -> tuple[Headline, ...]:
    """The one asked for first; for the group, each company after it."""
    grids = completeness(review.register)
    whole = NOTHING_DUE
    for grid in grids:
        whole = whole.plus(grid.total)
    each = {grid.entity.id: (grid.entity.short_name, grid.total) for grid in grids}
    if entity is not None:
        return (_headline(review, entity, *each[entity]),)
    group = _headline(review, None, "All companies", whole)
    return (group, *(_headline(review, id, *found) for id, found in each.items()))


def _headline(review: Review, entity: str | None, name: str, complete: Share) -> Headline:
    questions = len(open_questions(review.register, entity))
    return Headline(entity, name, review.by_severity(entity), complete, questions)


def draw(review: Review, entity: str | None) -> Markup:
    """Large figures; for the group a line per company below them."""
    first, *others = rows(review, entity)
    return joined(
        _figures(first),
        note(_sentence(first), class_="lead"),
        _companies(others) if others else "",
    )


def _figures(of: Headline) -> Markup:
    gaps = [
        (
            f"{SIGNS[severity]} {count:,}",
            f"{SEVERITIES[severity][0]} gaps",
            severity,
            lead("gap-rows", f"sev-{severity}"),
        )
        for severity, count in of.gaps.items()
    ]
    complete = (per_cent(of.complete), "of the Article 30 answers given", "complete",
                lead("missing-rows"))  # fmt: skip
    asked = (f"{of.questions:,}", "questions for people to answer", "questions",
             lead("question-rows"))  # fmt: skip
    return figures([*gaps, complete, asked])


def per_cent(share: Share) -> str:
    """`63 %`, or a dash where nothing is due."""
    return "–" if share.percent is None else f"{share.percent} %"


def _sentence(of: Headline) -> str:
    total = sum(of.gaps.values())
    given, due = of.complete
    gaps = f"{plural(total, 'gap')} found" if total else "No gap found"
    worst = f", {of.gaps['critical']:,} of them critical" if of.gaps["critical"] else ""
    if not due:
        return f"{gaps}{worst}. No Article 30 answer is due."
    if given == due:
        return f"{gaps}{worst}. All {due:,} answers that Article 30 asks for are given."
    missing = plural(due - given, "answer is", "answers are")
    return f"{gaps}{worst}. {missing} missing of the {due:,} that Article 30 asks for."


def _companies(found: list[Headline]) -> Markup:
    heads = ["Company", *(SEVERITIES[s][0] for s in found[0].gaps), "Complete", "Missing",
             "Questions"]  # fmt: skip
    lines = [_line(each) for each in found]
    caption = (
        "Company by company: choose one to see its own figures. A gap that several companies share "
        "counts once in the group."
    )
    return table(caption, heads, lines)


def _line(of: Headline) -> list[Content]:
    mine = f"of-{of.entity}"
    gaps = (
        linked(count, lead("gap-rows", f"sev-{severity}", mine),
               f"{SEVERITIES[severity][0]} gaps of {of.name}")
        for severity, count in of.gaps.items()
    )  # fmt: skip
    given, due = of.complete
    return [
        tag("label", of.name, for_=f"company-{of.entity}"),
        *gaps,
        f"{per_cent(of.complete)} ({given:,} of {due:,})" if due else "nothing due",
        linked(due - given, lead("missing-rows", mine), f"What {of.name} has not answered"),
        linked(of.questions, lead("question-rows", mine), f"Questions about {of.name}"),
    ]
