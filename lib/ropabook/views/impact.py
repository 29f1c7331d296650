"""Which activities need a DPIA, which have one, and which one is stale or still running."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.documents import documents_needed
from ropabook.model.assessments import Dpia
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.rules.assessed import replaced, signed_on
from ropabook.views.html import (
    Content,
    by_scope,
    figures,
    joined,
    note,
    to_record,
)
from ropabook.views.listing import Line, listing, whose
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
        for each in documents_needed(review.register, review.on)
        if each.kind == "dpia" and (entity is None or not each.entities or entity in each.entities)
    ]
    return tuple(sorted(found, key=lambda row: order.index(row.state)))


def running(review: Review, entity: str | None) -> tuple[Dpia, ...]:
    """The DPIAs that were begun and that nobody has signed yet."""
    register = review.register
    return tuple(
        dpia
        for dpia in register.of(Dpia).values()
        if signed_on(dpia, review.on) is None and not replaced(dpia, register, review.on)
        if entity is None or entity in companies_of(register, dpia)
    )


def draw(review: Review, entity: str | None) -> Markup:
    """Figures, the DPIAs that are running, and a row for each activity."""
    scopes = [entity] if entity else [None, *review.register.entities]
    shown: dict[str | None, Content] = {scope: _figures(review, scope) for scope in scopes}
    return joined(
        shown[entity] if entity else by_scope(shown, "div"),
        _list(review.register, rows(review, entity)),
    )


def _figures(review: Review, entity: str | None) -> Markup:
    found, begun = rows(review, entity), running(review, entity)
    if not found:
        return note("No activity is recorded yet.")
    states = [row.state for row in found]
    shown = [
        (f"{states.count(state):,}", said[2:], look if states.count(state) else "plain",
         "impact-rows")
        for state, (said, look) in _SAID.items()
    ]  # fmt: skip
    shown.insert(1, (f"{len(begun):,}", "Running: begun, not signed",
                     "major" if begun else "plain", "impact-rows"))  # fmt: skip
    names = ", ".join(f"“{dpia.title}”" for dpia in begun)
    return joined(figures(shown), note(f"Running: {names}.") if begun else "")


def _list(register: Register, found: tuple[Row, ...]) -> Markup:
    if not found:
        return Markup("")
    lines = [
        Line((to_record(row.key, row.activity), _SAID[row.state][0], row.why,
              whose(register, row.entities)), row.entities, (row.key,))
        for row in found
    ]  # fmt: skip
    return listing(
        register, "impact-rows", "Activity by activity", ["Activity", "DPIA", "Why", "Companies"],
        lines, elsewhere="are in the Excel workbook, sheet “Documents”",
    )  # fmt: skip
