"""The open questions, by the person to ask: the interview list."""

from collections import defaultdict
from itertools import islice
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.names import companies, path_in_words
from ropabook.model.questions import open_questions
from ropabook.review import Review
from ropabook.views.choosing import by_choice
from ropabook.views.gaps import MANY
from ropabook.views.html import folded, joined, note, plural, tag, to_record
from ropabook.views.listing import Line, concerned, group, listed, row_class

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
    people = (_person(review, entity, ask, records) for ask, records in by_person.items())
    return listed("question-rows", people)


def _person(
    review: Review, entity: str | None, ask: str, records: dict[tuple[str, str], list[Row]]
) -> Markup:
    every = [row for asked in records.values() for row in asked]
    register = review.register
    summary = joined(
        tag("span", ask, class_="words"),
        tag("span", by_choice(review, entity, lambda of, whose: _count(every, of, whose), "span"),
            class_="count"),
    )  # fmt: skip
    parts = []
    most = EACH if register.files > MANY else len(records)
    for (key, name), asked in islice(records.items(), most):
        whose = tag("span", asked[0].companies, class_="quiet")
        questions = (
            tag("li", row.question, _field(row), class_=row_class(register, _line(row)))
            for row in asked
        )
        heading = tag("p", tag("b", to_record(key, name)), " ", whose)
        classes = group(register, [_line(row) for row in asked])
        parts.append(tag("div", heading, tag("ul", questions), class_=classes))
    left = len(records) - most
    more = note(f"{left:,} more records are in the Excel workbook, sheet “Open questions”.")
    classes = group(register, [_line(row) for row in every])
    return folded(summary, parts, more if left > 0 else "", class_=f"person {classes}")


def _line(row: Row) -> Line:
    return Line((), row.entities, (row.record,))


def _count(found: list[Row], review: Review, entity: str | None) -> str:
    holds = review.register.holds
    mine = sum(concerned(row.entities, entity) and holds(row.record) for row in found)
    return plural(mine, "question") if mine else ""


def _field(row: Row) -> Markup:
    return tag("span", f" {row.field}", class_="quiet") if row.field else Markup("")
