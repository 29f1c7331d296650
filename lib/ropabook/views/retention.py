"""How long each category of data is kept, activity by activity, and where that is told twice."""

from collections import Counter, defaultdict
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.periods import days_in, in_words, normal
from ropabook.model.activity import DataLink
from ropabook.model.facts import Unknown, known
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory, RetentionRule
from ropabook.review import Review
from ropabook.views import retention_chart
from ropabook.views.choosing import by_choice, lead, picture_name
from ropabook.views.figure import figure
from ropabook.views.html import figures, joined, note, plural, to_record, wanting
from ropabook.views.listing import Line, concerned, listing, whose
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
    """Whether the same category is kept for another time elsewhere in the group."""


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every category of every activity."""
    register = review.register
    return tuple(
        row
        for row in register.every.once(_rows)
        if concerned(row.entities, entity) and register.holds(row.key)
    )


def _rows(register: Register) -> tuple[Row, ...]:
    found = _each(register)
    periods: dict[str, set[str]] = defaultdict(set)
    for row in found:
        if row.days is not None:
            periods[row.category].add(row.period)
    return tuple(
        row._replace(conflict=row.days is not None and len(periods[row.category]) > 1)
        for row in found
    )


def _each(register: Register) -> list[Row]:
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
    return found


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
    return joined(by_choice(review, entity, _scope), _list(review, entity))


_OPEN: Final = "is-open"
_ENDLESS: Final = "is-endless"
_CONFLICT: Final = "is-conflict"


def _marks(row: Row) -> tuple[str, ...]:
    """By which figures it is counted."""
    said = {
        _OPEN: row.days is None,
        _ENDLESS: row.days == float("inf"),
        _CONFLICT: row.conflict,
    }
    return tuple(mark for mark, so in said.items() if so)


def _scope(review: Review, entity: str | None) -> Markup:
    found = rows(review, entity)
    if not found:
        return note("No data is recorded yet, so nothing has a time limit.")
    of = Counter(mark for row in found for mark in _marks(row))
    bars = kept(found)
    more = len(bars) - AT_MOST
    to = "retention-rows"
    return joined(
        figures(
            [
                wanting(of[_OPEN], "have no period that is known", "critical",
                        lead(to, _OPEN), of=len(found)),
                wanting(of[_ENDLESS], "are kept without end", "critical", lead(to, _ENDLESS)),
                wanting(of[_CONFLICT], "are kept for another time elsewhere in the group", "major",
                        lead(to, _CONFLICT)),
            ]
        ),
        figure(
            retention_chart.picture(bars[:AT_MOST]), picture_name("retention", review, entity)
        ),
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
              row.trigger or "–", whose(register, row.entities)), row.entities, (row.key,),
             _marks(row))
        for row in found
    ]  # fmt: skip
    heads = ["Activity", "Data", "Kept for", "From", "Companies"]
    return listing(review, entity, "retention-rows", "What has no limit comes first", heads,
                   lines, "are in the Excel workbook, sheet “Retention”")  # fmt: skip


def _sign(row: Row) -> str:
    if row.days is None:
        return "✕ No period known: "
    return "⚠ " if row.conflict or row.days == float("inf") else ""
