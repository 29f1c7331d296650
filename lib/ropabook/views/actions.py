"""What is being done about the gaps, by whom and until when; and what is due soon."""

from collections import Counter
from datetime import timedelta
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.cycle.due import due
from ropabook.model.facts import known
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.views.html import (
    Content,
    by_scope,
    figures,
    joined,
    note,
    plural,
    tag,
    to_record,
)
from ropabook.views.listing import Line, listing

title: Final = "Who is on it: what is due, and what is overdue"
once: Final = True
page: Final = "gaps"
order: Final = 26
SOON: Final = timedelta(days=30)
NOBODY: Final = "Nobody named"


class Row(NamedTuple):
    """Something that somebody is to do."""

    on: str
    days: int
    """Until it is due; negative where it is overdue."""
    what: str
    key: str
    record: str
    who: str
    entities: tuple[str, ...]


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """What is overdue, or due within thirty days; the earliest first."""
    return tuple(
        Row(str(one.on), (one.on - review.on).days, one.what, one.record, one.name,
            one.who or NOBODY, one.entities)
        for one in due(review.register, review.on + SOON, entity)
    )  # fmt: skip


class Doing(NamedTuple):
    """How many of the gaps somebody is on."""

    critical: int
    critical_with: int
    every: int
    every_with: int
    ownerless: int
    """Activities of which nobody knows who answers for them."""


def doing(review: Review, entity: str | None) -> Doing:
    """The gaps with an open action beside those without."""
    found = review.findings_of(entity)
    acted = [f for f in found if any(action.state == "open" for action in f.actions)]
    activities = (
        review.register.activities_of(entity) if entity else review.register.activities.values()
    )
    return Doing(
        sum(f.severity == "critical" for f in found),
        sum(f.severity == "critical" for f in acted),
        len(found),
        len(acted),
        sum(known(activity.owner) is None for activity in activities),
    )


def draw(review: Review, entity: str | None) -> Markup:
    """Figures for each company, then what is due, person by person."""
    scopes = [entity] if entity else [None, *review.register.entities]
    shown: dict[str | None, Content] = {scope: _figures(review, scope) for scope in scopes}
    found = rows(review, entity)
    return joined(
        shown[entity] if entity else by_scope(shown, "div"), _list(review.register, found)
    )


def _figures(review: Review, entity: str | None) -> Markup:
    found, work = rows(review, entity), doing(review, entity)
    late = sum(row.days < 0 for row in found)
    left = work.critical - work.critical_with
    return figures(
        [
            (f"{left:,} of {work.critical:,}", "critical gaps that nobody is on",
             "critical" if left else "good", "gaps-critical" if work.critical else "gaps"),
            (f"{work.every_with:,} of {work.every:,}", "gaps with an action under way", "plain",
             "due-rows"),
            (f"{late:,}", "things overdue", "critical" if late else "good", "due-rows"),
            (f"{len(found) - late:,}", "things due within 30 days", "plain", "due-rows"),
            (f"{work.ownerless:,}", "activities whose owner is not known",
             "major" if work.ownerless else "good", "questions"),
        ]
    )  # fmt: skip


def _until(row: Row) -> str:
    if row.days < 0:
        return f"✕ {row.on}, {plural(-row.days, 'day')} late"
    return f"{row.on}, in {plural(row.days, 'day')}" if row.days else f"{row.on}, today"


def _list(register: Register, found: tuple[Row, ...]) -> Markup:
    if not found:
        return tag("div", note("Nothing is overdue, and nothing is due within 30 days. Actions "
                               "and days for review are recorded with the gap or the record."),
                   id="due-rows")  # fmt: skip
    lines = [
        Line((_until(row), row.what, to_record(row.key, row.record), row.who), row.entities)
        for row in found
    ]
    people = Counter(row.who for row in found)
    who = ", ".join(f"{name} {count:,}" for name, count in people.most_common(8))
    heads = ["Until", "What", "Record", "Who"]
    made = listing(register, "due-rows", "The earliest first", heads, lines,
                   elsewhere="are listed by: ropabook due")  # fmt: skip
    return joined(note(f"On whom: {who}."), made)
