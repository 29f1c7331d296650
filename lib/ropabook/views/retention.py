"""How long each category of data is kept, activity by activity, and where that is told twice."""

from collections import defaultdict
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.periods import days_in, in_words, normal
from ropabook.model.activity import DataLink
from ropabook.model.facts import Unknown, known
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory, RetentionRule
from ropabook.review import Review
from ropabook.views import retention_chart
from ropabook.views.figure import figure
from ropabook.views.html import (
    by_scope,
    figures,
    joined,
    note,
    plural,
    to_record,
)
from ropabook.views.listing import Line, listing, whose
from ropabook.views.retention_chart import Kept

title: Final = "Time limits over all activities"
once: Final = True
page: Final = "retention"
order: Final = 56
AT_MOST: Final = 40
"""How many bars one picture has: more cannot be read at a glance."""


class Row(NamedTuple):
    """One category of data in one activity, as some companies do it."""

    key: str
    activity: str
    entities: tuple[str, ...]
    category: str
    period: str
    """In words, or why there is none."""
    trigger: str
    days: float | None
    """None where no period is known; infinity where there is no end."""
    conflict: bool
    """Whether the same category is kept for another time elsewhere."""


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every category of every activity."""
    found = [
        row
        for row in review.register.once(_rows)
        if entity is None or not row.entities or entity in row.entities
    ]
    periods: dict[str, set[str]] = defaultdict(set)
    for row in found:
        if row.days is not None:
            periods[row.category].add(row.period)
    return tuple(
        row._replace(conflict=row.days is not None and len(periods[row.category]) > 1)
        for row in found
    )


def _rows(register: Register) -> tuple[Row, ...]:
    found = []
    for written in register.activities.values():
        for activity, entities in register.variants(written):
            for link in activity.data:
                words, trigger, days = _limit(register, link)
                found += [
                    Row(activity.key, activity.title, entities, _name(register, category),
                        words, trigger, days, False)
                    for category in link.categories
                ]  # fmt: skip
    return tuple(found)


def _name(register: Register, category: str) -> str:
    found = register.of(PersonalDataCategory).get(category)
    return found.title if found else category


def _limit(register: Register, link: DataLink) -> tuple[str, str, float | None]:
    rule = register.of(RetentionRule).get(known(link.retention) or "")
    if rule is None:
        asked = f"Ask {link.retention.ask}" if isinstance(link.retention, Unknown) else "No limit"
        return asked, "", None
    period = known(rule.period)
    trigger = known(rule.trigger) or ""
    if period is None:
        return rule.criteria or rule.impossible or "No period", trigger, None
    if period == "indefinite":
        return "Without end", trigger, float("inf")
    return in_words(normal(period)), trigger, days_in(period) or 0.0


def kept(found: tuple[Row, ...]) -> tuple[Kept, ...]:
    """The bars: one for each category and period, the longest first, what is not known last."""
    places: dict[tuple[str, str, str, float | None, bool], dict[str, None]] = {}
    for row in found:
        same = (row.category, row.period, row.trigger, row.days, row.conflict)
        places.setdefault(same, {})[row.activity] = None
    bars = [
        Kept(category, _where(list(names)), days, _said(period, trigger), conflict)
        for (category, period, trigger, days, conflict), names in places.items()
    ]
    return tuple(sorted(bars, key=lambda bar: (bar.days is None, -(bar.days or 0), bar.category)))


def _where(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} activities"


def _said(period: str, trigger: str) -> str:
    return f"{period} from {trigger[:1].lower()}{trigger[1:]}" if trigger else period


def draw(review: Review, entity: str | None) -> Markup:
    """Figures, the chart and a row for each category."""
    scopes = [entity] if entity else [None, *review.register.entities]
    shown = {scope: _scope(review, scope) for scope in scopes}
    if entity:
        return joined(shown[entity], _list(review, entity))
    return joined(by_scope(shown, "div"), _list(review, None))


def _scope(review: Review, entity: str | None) -> Markup:
    found = rows(review, entity)
    if not found:
        return note("No data is recorded yet, so nothing has a time limit.")
    unknown = sum(row.days is None for row in found)
    endless = sum(row.days == float("inf") for row in found)
    conflicts = len({row.category for row in found if row.conflict})
    bars = kept(found)
    more = len(bars) - AT_MOST
    return joined(
        figures(
            [
                (f"{unknown:,} of {len(found):,}", "have no period that is known",
                 "critical" if unknown else "good", "retention-rows"),
                (f"{endless:,}", "are kept without end", "critical" if endless else "good",
                 "retention-rows"),
                (f"{conflicts:,}", "categories are kept for different times",
                 "major" if conflicts else "good", "retention-rows"),
            ]
        ),
        figure(retention_chart.picture(bars[:AT_MOST]), f"retention-{entity or '0'}"),
        note(f"{plural(more, 'more bar')} would not fit: the table below has all.")
        if more > 0
        else "",
    )  # fmt: skip


def _list(review: Review, entity: str | None) -> Markup:
    found = sorted(rows(review, entity), key=lambda row: (row.days is not None, not row.conflict))
    if not found:
        return Markup("")
    register = review.register
    lines = [
        Line((to_record(row.key, row.activity), row.category, _sign(row) + row.period,
              row.trigger or "–", whose(register, row.entities)), row.entities, (row.key,))
        for row in found
    ]  # fmt: skip
    heads = ["Activity", "Data", "Kept for", "From", "Companies"]
    return listing(register, "retention-rows", "What has no limit comes first", heads, lines,
                   elsewhere="are in the Excel workbook, sheet “Retention”")  # fmt: skip


def _sign(row: Row) -> str:
    if row.days is None:
        return "✕ No period known: "
    return "⚠ " if row.conflict or row.days == float("inf") else ""
