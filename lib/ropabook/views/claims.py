"""What each notice claims beside what the record holds, in both directions."""

from collections import Counter
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.names import kind_and_name
from ropabook.model.notice import Notice
from ropabook.review import Review
from ropabook.rules.comparing import TOPICS, Compared, Match
from ropabook.rules.side_by_side import notice_against_record
from ropabook.views import claims_matrix
from ropabook.views.choosing import by_choice, lead, linked, picture_name
from ropabook.views.claims_matrix import Column
from ropabook.views.figure import figure
from ropabook.views.gaps import OF_NOTICE, of_notice
from ropabook.views.html import (
    Content,
    figures,
    joined,
    note,
    same_as_table,
    table,
    tag,
    to_record,
    wanting,
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
_UNTRUE: Final = (Match.CONTRADICTS, Match.DIFFERS, Match.NOT_RECORDED)
_WORST: Final = (*_UNTRUE, Match.NOT_TOLD, Match.OPEN, Match.ELSEWHERE, Match.AGREES)


class Row(NamedTuple):
    """One thing that is told, or recorded, or both; alike for the companies named."""

    notice: Notice
    found: Compared
    entities: tuple[str, ...]


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every comparison of every notice, the differences first."""
    register = review.register.every
    alike: dict[tuple[object, ...], tuple[Notice, Compared, list[str]]] = {}
    for notice in register.notices.values():
        for company in notice.entities:
            if company not in register.entities or entity not in (None, company):
                continue
            for found in notice_against_record(register, notice.id, company, review.on):
                same = (notice.id, found.topic, found.key, found.statements, found.match,
                        found.recorded)  # fmt: skip
                alike.setdefault(same, (notice, found, []))[2].append(company)
    holds = review.register.holds
    made = [
        Row(notice, found, tuple(whose))
        for notice, found, whose in alike.values()
        if review.function is None or any(holds(place.record) for place in found.places)
    ]
    return tuple(sorted(made, key=lambda row: _WORST.index(row.found.match)))


def draw(review: Review, entity: str | None) -> Markup:
    """A matrix for each choice, then the differences with the notice's own words."""
    if not review.register.notices:
        return note("No notice is recorded: what people are told is not known.")
    every = rows(review, None)

    def mine(of: Review, whose: str | None) -> Markup:
        holds = of.register.holds
        found = [
            row
            for row in every
            if (whose is None or whose in row.entities)
            and (of.function is None or any(holds(p.record) for p in row.found.places))
        ]
        return _scope(of, found, whose)

    listed = [row for row in every if entity is None or entity in row.entities]
    return joined(by_choice(review, entity, mine), _list(review, entity, listed))


def _scope(review: Review, found: list[Row], entity: str | None) -> Markup:
    if not found and review.function is not None:
        return note("The record of this function holds nothing that a notice would tell.")
    if not found:
        return note("No notice is that of this company: what people are told is not known.")
    marks = Counter(mark for row in found for mark in _marks(row))
    untrue, untold, waiting, agree = (
        marks[each]
        for each in (_UNTRUE_MARK, _mark(Match.NOT_TOLD), _mark(Match.OPEN), _mark(Match.AGREES))
    )
    to = "claim-rows"
    wrong = sum(of_notice(finding) for finding in review.findings_of(entity))
    shown = figures(
        [
            wanting(wrong, "gaps between notice, law and record", "critical",
                    lead("gap-rows", OF_NOTICE)),
            wanting(untrue, "told, and not so in the record", "critical", lead(to, _UNTRUE_MARK)),
            wanting(untold, "recorded, and not told as such", "major",
                    lead(to, _mark(Match.NOT_TOLD))),
            wanting(waiting, "not known yet", "major", lead(to, _mark(Match.OPEN))),
            (f"{agree:,}", "agree", "good", lead(to, _mark(Match.AGREES))),
        ]
    )  # fmt: skip
    of_function = note(
        "What is told and recorded nowhere belongs to no function: all functions together show it."
    )
    return joined(
        shown,
        figure(claims_matrix.picture("Notice and record", COLUMNS, counts(found)),
               picture_name("claims", review, entity)),
        same_as_table(_table(counts(found))),
        of_function if review.function is not None else "",
    )  # fmt: skip


_UNTRUE_MARK: Final = "is-untrue"


def _mark(match: Match) -> str:
    return f"is-{match.name.lower().replace('_', '-')}"


def _marks(row: Row) -> tuple[str, ...]:
    """By which figures it is counted."""
    match = row.found.match
    untrue = (_UNTRUE_MARK,) if match in _UNTRUE else ()
    return (f"at-{row.found.topic}", _mark(match), *untrue)


def _table(found: dict[str, dict[str, int]]) -> Markup:
    """The matrix with numbers that lead to their rows."""
    matches = {_column(match): match for match in Match}
    lines: list[list[Content]] = [
        [name, *(linked(n, lead("claim-rows", f"at-{topic}", _mark(matches[column])),
                        f"{name}: {column.lower()}")
                 for column, n in found[name].items())]
        for topic, name in TOPICS.items()
    ]  # fmt: skip
    return table("Topic by topic", ["About", *(column.name for column in COLUMNS)], lines)


def counts(found: list[Row]) -> dict[str, dict[str, int]]:
    """Topic to way to how many."""
    made: dict[str, dict[str, int]] = {
        name: {column.name: 0 for column in COLUMNS} for name in TOPICS.values()
    }
    for row in found:
        made[TOPICS[row.found.topic]][_column(row.found.match)] += 1
    return made


def _column(match: Match) -> str:
    return "Elsewhere" if match is Match.ELSEWHERE else str(match)


_SIGNS: Final = {Match.OPEN: "? ", Match.NOT_TOLD: "! ", Match.AGREES: "✓ ", Match.ELSEWHERE: "· "}


def _list(review: Review, entity: str | None, found: list[Row]) -> Markup:
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
            _marks(row),
        )
        for row in found
    ]
    heads = ["About", "How they compare", "The notice", "The record", "Companies"]
    return listing(review, entity, "claim-rows", "What does not agree comes first", heads, lines,
                   "are in the Excel workbook, sheet “Notice against record”")  # fmt: skip


def _recorded(review: Review, row: Row) -> Content:
    said = row.found.recorded or (row.found.question.unknown if row.found.question else "–")
    activities = dict.fromkeys(
        place.record for place in row.found.places if place.record.startswith("activities/")
    )
    shown = [*activities][:4]
    links = [
        joined(", " if at else "", to_record(key, kind_and_name(review.register, key)[1]))
        for at, key in enumerate(shown)
    ]
    left = len(activities) - len(shown)
    more = f" and {left:,} more" if left else ""
    return joined(said, tag("div", links, more, class_="quiet")) if links else said
