"""What breaks if an approval of a country falls: what rests on it, and what stands ready."""

from collections import Counter
from typing import Final

from markupsafe import Markup

from ropabook.assessing.approvals import Resting, resting_on_approvals
from ropabook.review import Review
from ropabook.views.choosing import by_choice, lead
from ropabook.views.html import figures, joined, note, to_record, wanting
from ropabook.views.listing import Line, concerned, listing

title: Final = "What breaks if an approval falls"
once: Final = True
page: Final = "recipients"
order: Final = 68
_HEADS: Final = ("If this falls", "Activity", "Companies", "Recipient", "How far it is approved",
                 "Checked", "Ready instead", "Would have to change, too"
                 )  # fmt: skip
_BARE: Final = "is-bare"
_WARNED: Final = "is-warned"


def rows(review: Review, entity: str | None) -> tuple[Resting, ...]:
    """Every transfer of the company, or of all, that rests on an approval."""
    register = review.register
    return tuple(
        row
        for row in resting_on_approvals(register.every, review.on)
        if concerned(row.entities, entity) and register.holds(row.key)
    )


def draw(review: Review, entity: str | None) -> Markup:
    """Figures, then approval by approval what rests on it; what has nothing ready comes first."""
    found = sorted(rows(review, entity), key=lambda row: (row.approval, _BARE not in _marks(row)))
    lines = [
        Line((row.approval, to_record(row.key, row.activity), row.companies,
              f"{row.recipient} ({row.country})", row.scope,
              f"⚠ {row.warning} {row.checked}" if row.warning else row.checked, row.instead,
              row.also),
             row.entities, (row.key,), _marks(row))
        for row in found
    ]  # fmt: skip
    shown = by_choice(review, entity, _figures)
    if not lines:
        return shown
    made = listing(review, entity, "approval-rows", "Approval by approval", _HEADS, lines,
                   "are in the Excel workbook, sheet “Transfers”")  # fmt: skip
    return joined(shown, made)


def _marks(row: Resting) -> tuple[str, ...]:
    bare = (_BARE,) if row.instead.startswith("Nothing") else ()
    return (*bare, *((_WARNED,) if row.warning else ()))


def _figures(review: Review, entity: str | None) -> Markup:
    found = rows(review, entity)
    if not found:
        return note(
            "No transfer is recorded that rests on an approval. Where it is not known whether data "
            "leaves the country, the open questions say so."
        )
    of = Counter(mark for row in found for mark in _marks(row))
    to = "approval-rows"
    return figures(
        [
            (f"{len(found):,}", "transfers rest on an approval", "plain", lead(to)),
            wanting(of[_BARE], "have nothing ready if it falls", "critical", lead(to, _BARE)),
            wanting(of[_WARNED], "are to be looked at now", "major", lead(to, _WARNED)),
        ]
    )  # fmt: skip
