"""The open questions, by the person to ask: the interview list."""

from collections import defaultdict
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.names import companies, path_in_words
from ropabook.model.questions import open_questions
from ropabook.review import Review
from ropabook.views.html import folded, joined, note, plural, tag

title: Final = "Open questions, by the person to ask"
order: Final = 40


class Row(NamedTuple):
    """One question, in the words that people read."""

    ask: str
    record: str
    title: str
    field: str
    question: str
    companies: str


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
    return joined(_person(ask, records) for ask, records in by_person.items())


def _person(ask: str, records: dict[tuple[str, str], list[Row]]) -> Markup:
    count = sum(len(asked) for asked in records.values())
    summary = joined(
        tag("span", ask, class_="words"), tag("span", plural(count, "question"), class_="count")
    )
    parts = []
    for (_, name), asked in records.items():
        parts.append(tag("p", tag("b", name), " ", tag("span", asked[0].companies, class_="quiet")))
        parts.append(tag("ul", (tag("li", row.question, _field(row)) for row in asked)))
    return folded(summary, parts, class_="person")


def _field(row: Row) -> Markup:
    return tag("span", f" {row.field}", class_="quiet") if row.field else Markup("")
