"""The record itself, activity by activity: what every other page leads to."""

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.excel.table import Link
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known
from ropabook.model.questions import open_questions
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.sheets import activities_in_words
from ropabook.sheets.scope import Scope
from ropabook.views import activity_map
from ropabook.views.figure import figure
from ropabook.views.html import folded, joined, note, plural, record_id, tag
from ropabook.views.listing import Line, listed, row_class

title: Final = "Activities"
once: Final = True
page: Final = "record"
order: Final = 90
AT_MOST: Final = 200
"""How many are shown; the workbook has all of them."""
MAPS: Final = 60
"""How many have a map."""
OWNERLESS: Final = "is-ownerless"


class Row(NamedTuple):
    """One activity as the companies named carry it out."""

    key: str
    title: str
    entities: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Heading and words."""
    gaps: tuple[str, ...]
    questions: tuple[str, ...]
    activity: ProcessingActivity


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every activity, once for the companies that do it alike."""
    return tuple(_rows(review, entity))


def _rows(review: Review, entity: str | None) -> Iterator[Row]:
    scope = Scope(review, entity)
    gaps: dict[str, list[str]] = {}
    for finding in scope.findings:
        said = f"{finding.severity.capitalize()}: {finding.gap.sentence}"
        gaps.setdefault(finding.answer.record, []).append(said)
    asked: dict[str, list[str]] = {}
    for question in open_questions(review.register, entity):
        asked.setdefault(question.record, []).append(f"{question.ask}: {question.question}")
    headings = [column.heading for column in activities_in_words.columns]
    for done, row in zip(scope.done, activities_in_words.rows(scope), strict=True):
        cells = [cell.text if isinstance(cell, Link) else str(cell) for cell in row.cells]
        key = done.activity.key
        facts = tuple(zip(headings[1:-1], cells[1:-1], strict=True))
        mine = tuple(gaps.get(key, ()))
        questions = tuple(asked.get(key, ()))
        yield Row(key, cells[0], done.entities, facts, mine, questions, done.activity)


def draw(review: Review, entity: str | None) -> Markup:
    """One line an activity, which opens."""
    found = tuple(islice(_rows(review, entity), AT_MOST))
    if not found:
        return note("No activity is recorded yet.")
    # An activity that companies do in different ways has several rows; the first has the anchor.
    first = {row.key: at for at, row in reversed([*enumerate(found)])}
    parts = [_one(review.register, row, at, first[row.key] != at) for at, row in enumerate(found)]
    left = len(Scope(review, entity).done) - AT_MOST
    more = (
        f"{left:,} more are in the Excel workbook, sheet “Activities in words”." if left > 0 else ""
    )
    return listed("record-rows", parts, note(more) if more else "")


def alone(review: Review, key: str) -> Markup | None:
    """One activity, opened, in each way in which companies carry it out."""
    found = [row for row in rows(review, None) if row.key == key]
    if not found:
        return None
    drawn = [_one(review.register, row, at, at > 0, open=True) for at, row in enumerate(found)]
    return joined(drawn)


def _one(register: Register, row: Row, at: int, again: bool, *, open: bool = False) -> Markup:
    name = f"activity-{at}"
    drawn = Markup("")
    if at < MAPS:
        drawn = activity_map.picture(register, row.activity, name)
    count = f"{plural(len(row.gaps), 'gap')}, {plural(len(row.questions), 'question')}"
    summary = joined(
        tag("span", row.title, class_="words"),
        tag("span", count, class_="count"),
    )
    facts = (joined(tag("dt", name), tag("dd", said)) for name, said in row.facts)
    anchor = None if again else record_id(row.key)
    inner = tag(
        "div",
        figure(drawn, name) if drawn else "",
        tag("dl", facts, class_="facts"),
        tag("h4", "Gaps"),
        _listed(row.gaps, "No gap."),
        tag("h4", "Open questions"),
        _listed(row.questions, "No question is open."),
        id=anchor,
    )
    marks = (OWNERLESS,) if known(row.activity.owner) is None else ()
    line = Line((), row.entities, (row.key,), marks)
    return folded(summary, inner, open=open, class_=f"record {row_class(register, line)}")


def _listed(said: tuple[str, ...], otherwise: str) -> Markup:
    return tag("ul", (tag("li", each) for each in said)) if said else note(otherwise)
