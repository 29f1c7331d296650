"""What each notice claims beside what the record holds, in both directions."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.names import kind_and_name
from ropabook.model.notice import Notice
from ropabook.review import Review
from ropabook.rules.comparing import TOPICS, Compared, Match
from ropabook.rules.side_by_side import notice_against_record
from ropabook.views import claims_matrix
from ropabook.views.claims_matrix import Column
from ropabook.views.figure import figure
from ropabook.views.html import (
    Content,
    by_scope,
    figures,
    joined,
    note,
    record_id,
    tag,
)
from ropabook.views.listing import Line, listing, whose

title: Final = "What the notice says, and what the record holds"
once: Final = True
page: Final = "notice"
order: Final = 80
COLUMNS: Final = (
    Column(Match.AGREES, "✓", "good-tint", "good"),
    Column(Match.DIFFERS, "✕", "critical-tint", "critical"),
    Column(Match.CONTRADICTS, "✕", "critical-tint", "critical"),
    Column(Match.NOT_RECORDED, "✕", "critical-tint", "critical"),
    Column(Match.NOT_TOLD, "!", "major-tint", "major"),
    Column(Match.OPEN, "?", "major-tint", "major"),
    Column("Elsewhere", "·", "tint", "ink"),
)
_SIGNS: Final = {Match.OPEN: "? ", Match.NOT_TOLD: "! "}
_UNTRUE: Final = (Match.CONTRADICTS, Match.DIFFERS, Match.NOT_RECORDED)
_WORST: Final = (*_UNTRUE, Match.NOT_TOLD, Match.OPEN, Match.ELSEWHERE, Match.AGREES)


class Row(NamedTuple):
    """One thing that is told, or recorded, or both; alike for the companies named."""

    notice: Notice
    found: Compared
    entities: tuple[str, ...]


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every comparison of every notice, the differences first."""
    register = review.register
    alike: dict[tuple[object, ...], tuple[Notice, Compared, list[str]]] = {}
    for notice in register.notices.values():
        for company in notice.entities:
            if company not in register.entities or entity not in (None, company):
                continue
            for found in notice_against_record(register, notice.id, company, review.on):
                same = (notice.id, found.topic, found.key, found.statements, found.match,
                        found.recorded)  # fmt: skip
                alike.setdefault(same, (notice, found, []))[2].append(company)
    made = [Row(notice, found, tuple(whose)) for notice, found, whose in alike.values()]
    return tuple(sorted(made, key=lambda row: _WORST.index(row.found.match)))


def draw(review: Review, entity: str | None) -> Markup:
    """A matrix for each company, then the differences with the notice's own words."""
    if not review.register.notices:
        return note("No notice is recorded: what people are told is not known.")
    scopes = [entity] if entity else [None, *review.register.entities]
    every = rows(review, None)
    shown: dict[str | None, Content] = {scope: _scope(review, every, scope) for scope in scopes}
    mine = [row for row in every if entity is None or entity in row.entities]
    return joined(shown[entity] if entity else by_scope(shown, "div"), _list(review, mine))


def _scope(review: Review, every: tuple[Row, ...], entity: str | None) -> Markup:
    found = [row for row in every if entity is None or entity in row.entities]
    if not found:
        return note("No notice is that of this company: what people are told is not known.")
    states = [row.found.match for row in found]
    untrue = sum(state in _UNTRUE for state in states)
    untold, waiting = states.count(Match.NOT_TOLD), states.count(Match.OPEN)
    agree = states.count(Match.AGREES)
    to = "claim-rows"
    wrong = [f for f in review.findings_of(entity) if f.rule.analysis == "notice"]
    return joined(
        figures(
            [
                (f"{len(wrong):,}", "gaps between notice, law and record",
                 "critical" if wrong else "good",
                 f"gaps-{wrong[0].severity}" if wrong else "gaps"),
                (f"{untrue:,}", "told, and not so in the record", "critical" if untrue else "good",
                 to),
                (f"{untold:,}", "recorded, and not told as such", "major" if untold else "good",
                 to),
                (f"{waiting:,}", "not known yet", "major" if waiting else "good", to),
                (f"{agree:,}", "agree", "good", to),
            ]
        ),
        figure(claims_matrix.picture("Notice and record", COLUMNS, counts(found)),
               f"claims-{entity or '0'}"),
    )  # fmt: skip


def counts(found: list[Row]) -> dict[str, dict[str, int]]:
    """Topic to way to how many."""
    made: dict[str, dict[str, int]] = {
        name: {column.name: 0 for column in COLUMNS} for name in TOPICS.values()
    }
    for row in found:
        match = row.found.match
        name = "Elsewhere" if match is Match.ELSEWHERE else str(match)
        made[TOPICS[row.found.topic]][name] += 1
    return made


def _list(review: Review, found: list[Row]) -> Markup:
    unlike = [row for row in found if row.found.match not in (Match.AGREES, Match.ELSEWHERE)]
    if not unlike:
        return note("Everything that is told is recorded, and everything recorded is told.")
    lines = [
        Line(
            (
                TOPICS[row.found.topic],
                _SIGNS.get(row.found.match, "✕ ") + row.found.match,
                joined([tag("div", f"“{words}”") for words in row.found.told[:2]]) or "–",
                _recorded(review, row),
                whose(review.register, row.entities),
            ),
            row.entities,
            tuple(place.record for place in row.found.places),
        )
        for row in unlike
    ]
    heads = ["About", "How they compare", "The notice", "The record", "Companies"]
    return listing(review.register, "claim-rows", "Where they do not agree", heads, lines,
                   elsewhere="are among the gaps")  # fmt: skip


def _recorded(review: Review, row: Row) -> Content:
    said = row.found.recorded or (row.found.question.unknown if row.found.question else "–")
    activities = dict.fromkeys(
        place.record for place in row.found.places if place.record.startswith("activities/")
    )
    shown = [*activities][:4]
    links = [
        joined(", " if at else "", tag("a", kind_and_name(review.register, key)[1],
                                       href=f"#{record_id(key)}"))
        for at, key in enumerate(shown)
    ]  # fmt: skip
    left = len(activities) - len(shown)
    more = f" and {left:,} more" if left else ""
    return joined(said, tag("div", links, more, class_="quiet")) if links else said
