"""What is no activity and has a gap, a question or a use: each with those, and no more of it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.activity import ProcessingActivity
from ropabook.model.names import kind_and_name
from ropabook.model.questions import open_questions
from ropabook.model.record import named
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.views.html import folded, joined, note, plural, record_id, tag, to_record
from ropabook.views.listing import Line, listed, row_class

title: Final = "Other records"
once: Final = True
on_paper: Final = False
page: Final = "record"
order: Final = 92
AT_MOST: Final = 300
"""How many are shown, those with gaps and questions before the others."""


class Row(NamedTuple):
    """One record that is not an activity."""

    key: str
    kind: str
    name: str
    file: str
    gaps: tuple[str, ...]
    questions: tuple[str, ...]
    used_by: tuple[str, ...]
    """The keys of the records that name it."""
    entities: tuple[str, ...]
    """The companies it concerns; empty where it concerns all."""


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every record but the activities of which there is something to say, gaps first."""
    register = review.register
    gaps, asked = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for finding in review.findings_of(entity):
        said = f"{finding.severity.capitalize()}: {finding.gap.sentence}"
        gaps[finding.answer.record].append(said)
    for question in open_questions(register, entity):
        asked[question.record].append(f"{question.ask}: {question.question}")
    naming = register.every.once(_naming)
    found = [
        Row(each.key, *kind_and_name(register, each.key), register.places.get(each.key, each.key),
            tuple(gaps[each.key]), tuple(asked[each.key]), naming.get(each.key, ()),
            getattr(each, "entities", ()))
        for each in register.all_records
        if not isinstance(each, ProcessingActivity) and register.holds(each.key)
    ]  # fmt: skip
    shown = [row for row in found if row.gaps or row.questions or row.used_by]
    return tuple(sorted(shown, key=lambda row: (not row.gaps, not row.questions, row.kind)))


def _naming(register: Register) -> dict[str, tuple[str, ...]]:
    found = defaultdict[str, dict[str, None]](dict)
    for record in register.all_records:
        for key in named(record):
            found[key][record.key] = None
    return {key: tuple(names) for key, names in found.items()}


def draw(review: Review, entity: str | None) -> Markup:
    """One line a record, which opens."""
    found = rows(review, entity)
    if not found:
        return note("There is nothing else in the record.")
    parts = [_one(review.register, row) for row in found[:AT_MOST]]
    left = len(found) - AT_MOST
    more = note(f"{left:,} more are in the Excel workbook.") if left > 0 else ""
    return listed("other-rows", parts, more)


def alone(review: Review, key: str) -> Markup | None:
    """One record, opened; None where there is none."""
    found = (row for row in rows(review, None) if row.key == key)
    return next((_one(review.register, row, open=True) for row in found), None)


def _one(register: Register, row: Row, *, open: bool = False) -> Markup:
    count = f"{plural(len(row.gaps), 'gap')}, {plural(len(row.questions), 'question')}"
    summary = joined(
        tag("span", row.name, class_="words"),
        tag("span", f"{row.kind} · {row.file}", class_="quiet"),
        tag("span", count, class_="count"),
    )
    used = [to_record(key, kind_and_name(register.every, key)[1]) for key in row.used_by[:_USES]]
    left = len(row.used_by) - _USES
    inner = tag(
        "div",
        _part("Gaps", row.gaps),
        _part("Open questions", row.questions),
        _part("Named by", used),
        note(f"and {left:,} more") if left > 0 else "",
        id=record_id(row.key),
    )
    line = Line((), row.entities, (row.key,))
    return folded(summary, inner, open=open, class_=f"record {row_class(register, line)}")


_USES: Final = 20


def _part(heading: str, said: Iterable[str]) -> Markup:
    items = [tag("li", each) for each in said]
    return joined(tag("h4", heading), tag("ul", items)) if items else Markup("")
