"""Which activities need a DPIA, which have one, and which one is stale or still running."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.documents import documents_needed
from ropabook.model.assessments import Dpia
from ropabook.review import Review
from ropabook.rules.assessed import replaced, signed_on
from ropabook.views.choosing import by_choice, lead
from ropabook.views.html import figures, joined, note, tag, to_record
from ropabook.views.listing import Line, concerned, listed, listing, row_class, whose
from ropabook.views.risks import companies_of

title: Final = "DPIAs: needed, running, stale"
once: Final = True
page: Final = "risk"
order: Final = 70
_SAID: Final = {
    "missing": ("✕ Needed, and not there", "critical"),
    "expired": ("⚠ Stale: its review is overdue", "major"),
    "open": ("? Not screened, or not known", "major"),
    "present": ("✓ There, and in date", "good"),
    "not-needed": ("– Not needed", "plain"),
}


class Row(NamedTuple):
    """One activity and its DPIA, as some companies do it."""

    key: str
    activity: str
    entities: tuple[str, ...]
    state: str
    why: str


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every activity, the ones that need something first."""
    order = list(_SAID)
    found = [
        Row(each.activity.key, each.activity.title, each.entities, each.state, each.why)
        for each in documents_needed(review.register.every, review.on)
        if each.kind == "dpia"
        and concerned(each.entities, entity)
        and review.register.holds(each.activity.key)
    ]
    return tuple(sorted(found, key=lambda row: order.index(row.state)))


def running(review: Review, entity: str | None) -> tuple[Dpia, ...]:
    """The DPIAs that were begun and that nobody has signed yet."""
    register = review.register
    return tuple(
        dpia
        for dpia in register.of(Dpia).values()
        if signed_on(dpia, review.on) is None and not replaced(dpia, register, review.on)
        if entity is None or entity in companies_of(register.every, dpia)
        if register.holds(dpia.key)
    )


def draw(review: Review, entity: str | None) -> Markup:
    """Figures, the DPIAs that are running, and a row for each activity."""
    return joined(
        by_choice(review, entity, _figures),
        _running(review, entity),
        _list(review, entity, rows(review, entity)),
    )


def _figures(review: Review, entity: str | None) -> Markup:
    found, begun = rows(review, entity), running(review, entity)
    if not found:
        return note("No activity is recorded yet.")
    states = [row.state for row in found]
    shown = [
        (f"{states.count(state):,}", said[2:], look if states.count(state) else "plain",
         lead("impact-rows", f"is-{state}"))
        for state, (said, look) in _SAID.items()
    ]  # fmt: skip
    shown.insert(1, (f"{len(begun):,}", "Running: begun, not signed",
                     "major" if begun else "plain", lead("running-rows")))  # fmt: skip
    return figures(shown)


def _running(review: Review, entity: str | None) -> Markup:
    begun = running(review, entity)
    if not begun:
        return Markup("")
    lines = [Line((), companies_of(review.register, dpia) or ("",), (dpia.key,)) for dpia in begun]
    items = [
        tag("li", to_record(dpia.key, dpia.title), class_=row_class(review.register, line))
        for dpia, line in zip(begun, lines, strict=True)
    ]
    return listed("running-rows", tag("p", "Running:", class_="caption"), tag("ul", items))


def _list(review: Review, entity: str | None, found: tuple[Row, ...]) -> Markup:
    if not found:
        return Markup("")
    lines = [
        Line((to_record(row.key, row.activity), _SAID[row.state][0], row.why,
              whose(review.register, row.entities)), row.entities, (row.key,),
             (f"is-{row.state}",))
        for row in found
    ]  # fmt: skip
    heads = ["Activity", "DPIA", "Why", "Companies"]
    return listing(review, entity, "impact-rows", "Activity by activity", heads, lines,
                   "are in the Excel workbook, sheet “Documents”")  # fmt: skip
