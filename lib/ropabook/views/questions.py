"""The open questions, by the person to ask: the interview list."""

from collections import defaultdict
from itertools import islice
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.names import companies, path_in_words
from ropabook.model.questions import open_questions
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.views.functions import chosen_by
from ropabook.views.gaps import MANY
from ropabook.views.html import (
    Content,
    by_scope,
    concerning,
    folded,
    joined,
    note,
    plural,
    tag,
    to_record,
)

title: Final = "Open questions, by the person to ask"
once: Final = True
page: Final = "questions"
order: Final = 40


EACH: Final = 40
"""How many records of each person are shown where a page cannot show all."""


class Row(NamedTuple):
    """One question, in the words that people read."""

    ask: str
    record: str
    title: str
    field: str
    question: str
    companies: str
    entities: tuple[str, ...]


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every open question, by person and then as the record has them."""
    found = [
        Row(
            question.ask,
            question.record,
            question.title,
            path_in_words(question.field),
            question.question,
            companies(review.register, question.entities),
            question.entities,
        )
        for question in open_questions(review.register, entity)
    ]
    return tuple(sorted(found, key=lambda row: row.ask))


def draw(review: Review, entity: str | None) -> Markup:
    """One list per person, which opens."""
    found = rows(review, entity)
    if not found:
        return note("No question is open.")
    by_person: dict[str, dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in found:
        by_person[row.ask][row.record, row.title].append(row)
    scopes: list[str | None] = [entity] if entity else [None, *review.register.entities]
    register = review.register
    return joined(_person(ask, records, scopes, register) for ask, records in by_person.items())


def _person(
    ask: str,
    records: dict[tuple[str, str], list[Row]],
    scopes: list[str | None],
    register: Register,
) -> Markup:
    every = [row for asked in records.values() for row in asked]
    counts: dict[str | None, Content] = {scope: _count(every, scope) for scope in scopes}
    summary = joined(
        tag("span", ask, class_="words"),
        tag("span", by_scope(counts) if len(counts) > 1 else counts[scopes[0]], class_="count"),
    )
    parts = []
    most = EACH if register.files > MANY else len(records)
    for (key, name), asked in islice(records.items(), most):
        whose = tag("span", asked[0].companies, class_="quiet")
        questions = (
            tag("li", row.question, _field(row), class_=concerning(row.entities) or None)
            for row in asked
        )
        classes = f"{_concerned(asked) or ''} {chosen_by(register, [key])}".strip() or None
        heading = tag("p", tag("b", to_record(key, name)), " ", whose)
        parts.append(tag("div", heading, tag("ul", questions), class_=classes))
    classes = f"person {_concerned(every) or ''} {chosen_by(register, (key for key, _ in records))}"
    left = len(records) - most
    more = note(f"{left:,} more records are in the Excel workbook, sheet “Open questions”.")
    return folded(summary, parts, more if left > 0 else "", class_=classes.strip())


def _count(found: list[Row], entity: str | None) -> str:
    mine = [row for row in found if entity is None or not row.entities or entity in row.entities]
    return plural(len(mine), "question")


def _concerned(found: list[Row]) -> str | None:
    everybody = any(not row.entities for row in found)
    named = sorted({entity for row in found for entity in row.entities})
    return None if everybody else concerning(named) or None


def _field(row: Row) -> Markup:
    return tag("span", f" {row.field}", class_="quiet") if row.field else Markup("")
