"""What is being done about the gaps, by whom and until when; and what is due soon."""

from collections import Counter
from datetime import timedelta
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.cycle.due import due
from ropabook.law.words import SEVERITIES, Severity
from ropabook.model.facts import known
from ropabook.review import Review
from ropabook.sheets.scope import Scope
from ropabook.views.choosing import by_choice, lead, linked
from ropabook.views.gaps import ACTED, NOBODY_ON_IT, under_way
from ropabook.views.headline import SIGNS
from ropabook.views.html import (
    Content,
    figures,
    joined,
    note,
    plural,
    table,
    tag,
    to_record,
    wanting,
)
from ropabook.views.listing import Line, listing
from ropabook.views.records import OWNERLESS

title: Final = "Who is on it: what is due, and what is overdue"
once: Final = True
page: Final = "gaps"
order: Final = 26
SOON: Final = timedelta(days=30)
NOBODY: Final = "Nobody named"
_LATE: Final = "is-late"
_AHEAD: Final = "is-ahead"


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
    """How many of the gaps of one severity somebody is on."""

    severity: Severity
    gaps: int
    acted: int
    """Those with an action under way."""


def doing(review: Review, entity: str | None) -> tuple[Doing, ...]:
    """The gaps with an open action beside those without, the worst first."""
    found = review.findings_of(entity)
    acted = Counter(finding.severity for finding in found if under_way(finding))
    return tuple(
        Doing(severity, count, acted[severity])
        for severity, count in review.by_severity(entity).items()
    )


def ownerless(review: Review, entity: str | None) -> int:
    """Of how many activities nobody knows who answers for them."""
    return sum(known(done.activity.owner) is None for done in Scope(review, entity).done)


def draw(review: Review, entity: str | None) -> Markup:
    """Figures for each choice, then what is due, person by person."""
    return joined(by_choice(review, entity, _figures), _list(review, entity, rows(review, entity)))


def _figures(review: Review, entity: str | None) -> Markup:
    found, bare = rows(review, entity), ownerless(review, entity)
    late = sum(row.days < 0 for row in found)
    shown = figures(
        [
            wanting(late, "things overdue", "critical", lead("due-rows", _LATE)),
            (f"{len(found) - late:,}", "things due within 30 days", "plain",
             lead("due-rows", _AHEAD)),
            wanting(bare, "activities whose owner is not known", "major",
                    lead("record-rows", OWNERLESS)),
        ]
    )  # fmt: skip
    return joined(_on_it(doing(review, entity)), shown)


def _on_it(work: tuple[Doing, ...]) -> Markup:
    lines: list[list[Content]] = [
        [f"{SIGNS[of.severity]} {SEVERITIES[of.severity][0]}",
         linked(of.gaps, lead("gap-rows", f"sev-{of.severity}"),
                f"{SEVERITIES[of.severity][0]} gaps"),
         linked(of.acted, lead("gap-rows", f"sev-{of.severity}", ACTED),
                f"{SEVERITIES[of.severity][0]} gaps with an action under way"),
         linked(of.gaps - of.acted, lead("gap-rows", f"sev-{of.severity}", NOBODY_ON_IT),
                f"{SEVERITIES[of.severity][0]} gaps that nobody is on")]
        for of in work
    ]  # fmt: skip
    heads = ["Severity", "Gaps", "An action is under way", "Nobody is on it"]
    return table("Gaps by severity", heads, lines, [f"sev-{of.severity}" for of in work])


def _until(row: Row) -> str:
    if row.days < 0:
        return f"✕ {row.on}, {plural(-row.days, 'day')} late"
    return f"{row.on}, in {plural(row.days, 'day')}" if row.days else f"{row.on}, today"


def _list(review: Review, entity: str | None, found: tuple[Row, ...]) -> Markup:
    if not found:
        return tag("div", note("Nothing is overdue, and nothing is due within 30 days. Actions "
                               "and days for review are recorded with the gap or the record."),
                   id="due-rows")  # fmt: skip
    lines = [
        Line((_until(row), row.what, to_record(row.key, row.record), row.who), row.entities,
             (row.key,), (_LATE if row.days < 0 else _AHEAD,))
        for row in found
    ]  # fmt: skip
    heads = ["Until", "What", "Record", "Who"]
    made = listing(review, entity, "due-rows", "The earliest first", heads, lines,
                   "are listed by: ropabook due")  # fmt: skip
    return joined(by_choice(review, entity, _people), made)


def _people(review: Review, entity: str | None) -> Markup:
    people = Counter(row.who for row in rows(review, entity))
    who = ", ".join(f"{name} {count:,}" for name, count in people.most_common(8))
    return note(f"On whom: {who}.") if who else note("Nothing is due of this.")
