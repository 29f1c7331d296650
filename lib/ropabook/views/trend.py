"""How gaps and completeness went, and what changed since last month."""

from datetime import date
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.words import SEVERITIES, Severity
from ropabook.model.names import kind_and_name
from ropabook.past_reviews import Changed, Figures, changed, part
from ropabook.seen import Seen
from ropabook.views.choosing import picture_name
from ropabook.views.figure import figure
from ropabook.views.headline import SIGNS, per_cent
from ropabook.views.html import folded, joined, note, plural, same_as_table, table, tag, to_record
from ropabook.views.trend_chart import Point, picture

title: Final = "How it went, and what changed"
_SHOWN: Final = 60


class Row(NamedTuple):
    """The figures of one past day."""

    on: date
    figures: Figures


def rows(seen: Seen, entity: str | None) -> tuple[Row, ...]:
    """Every day that the trend looks at, the earliest first; the day itself comes last."""
    points = seen.trend.points if seen.trend else ()
    whose = part(entity, seen.review.function)
    return tuple(Row(point.on, point.of[whose]) for point in points if whose in point.of)


def draw(seen: Seen, entity: str | None) -> Markup:
    """What changed in a sentence, the picture, the same as a table, and the changes one by one."""
    found = rows(seen, entity)
    if len(found) < 2 or seen.trend is None:
        problem = seen.state.problem if seen.state else ""
        return note(
            problem or "There is no earlier state in the history yet, so nothing can be compared."
        )
    since = changed(seen.trend, seen.review, entity)
    left = seen.trend.left_out
    return joined(
        _said(found, since) if since else "",
        figure(
            picture([_point(row) for row in found]), picture_name("trend", seen.review, entity)
        ),
        note(f"{plural(left, 'past day')} could not be worked out in time and will be there later. "
             "To have them at once: ropabook trend") if left else "",
        same_as_table(_table(found)),
        _new(seen, since) if since else "",
        _changes(seen) if entity is None else "",
    )  # fmt: skip


def _point(row: Row) -> Point:
    return Point(row.on, dict(row.figures.gaps), row.figures.complete.percent)


def _said(found: tuple[Row, ...], since: Changed) -> Markup:
    then = next((row for row in found if row.on == since.since), found[0]).figures
    now = found[-1].figures
    critical = _moved(then.gaps["critical"], now.gaps["critical"])
    before, after = per_cent(then.complete), per_cent(now.complete)
    complete = f"{before} → {after}" if before != after else f"{after} as before"
    every = _moved(sum(then.gaps.values()), sum(now.gaps.values()))
    return tag(
        "p",
        tag("b", f"Since {since.since}: "),
        f"{plural(since.closed, 'gap')} closed, {len(since.new):,} new. ",
        f"Critical {critical}, all gaps {every}, complete {complete}, "
        f"questions {_moved(then.questions, now.questions)}.",
        class_="lead",
    )


def _moved(then: int, now: int) -> str:
    sign = "↓ " if now < then else "↑ " if now > then else ""
    return f"{then:,} → {sign}{now:,}" if now != then else f"{now:,} as before"


def _table(found: tuple[Row, ...]) -> Markup:
    severities: list[Severity] = list(SEVERITIES)  # type: ignore[arg-type]
    heads = ["Day", *(SEVERITIES[key][0] for key in severities), "Complete", "Questions"]
    lines = [
        [str(row.on), *(f"{row.figures.gaps[key]:,}" for key in severities),
         per_cent(row.figures.complete), f"{row.figures.questions:,}"]
        for row in reversed(found)
    ]  # fmt: skip
    return table("Gaps by severity, completeness and open questions", heads, lines)


def _new(seen: Seen, since: Changed) -> Markup:
    if not since.new:
        return Markup("")
    shown = [
        tag("li", f"{SIGNS[finding.severity]} ", to_record(key, name), f": {finding.gap.sentence}")
        for finding in since.new[:_SHOWN]
        for key, (_, name) in [
            (finding.answer.record, kind_and_name(seen.review.register, finding.answer.record))
        ]
    ]
    left = len(since.new) - _SHOWN
    return folded(
        plural(len(since.new), "new gap"),
        tag("ul", shown),
        note(f"{left:,} more are among the gaps.") if left > 0 else "",
    )


def _changes(seen: Seen) -> Markup:
    found = [each for each in seen.changes if seen.review.register.holds(each.record)]
    if not found:
        return Markup("")
    shown = [
        tag("li", to_record(each.record, each.title or each.record), f": {each.sentence}")
        for each in found[:_SHOWN]
    ]
    left = len(found) - _SHOWN
    return folded(
        plural(len(found), "change to the record", "changes to the record"),
        tag("ul", shown),
        note("More are listed by: ropabook diff") if left > 0 else "",
    )
