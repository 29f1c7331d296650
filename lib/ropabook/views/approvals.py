"""What breaks if an approval of a country falls: what rests on it, and what stands ready."""

from itertools import groupby
from typing import Final

from markupsafe import Markup

from ropabook.assessing.approvals import Resting, resting_on_approvals
from ropabook.review import Review
from ropabook.views.html import Content, concerning, folded, joined, note, plural, table, tag

title: Final = "What breaks if an approval falls"
page: Final = "recipients"
order: Final = 58
_HEADS: Final = ("Activity", "Companies", "Recipient", "How far it is approved", "Checked",
                 "To look at now", "Ready instead", "Would have to change, too")  # fmt: skip


def rows(review: Review, entity: str | None) -> tuple[Resting, ...]:
    """Every transfer of the company, or of all, that rests on an approval."""
    found = resting_on_approvals(review.register, review.on)
    return tuple(row for row in found if entity is None or entity in row.entities)


def draw(review: Review, entity: str | None) -> Markup:
    """Each approval with what rests on it; what has nothing ready is told first."""
    found = rows(review, entity)
    if not found:
        return note(
            "No transfer is recorded that rests on an approval. Where it is not known whether data "
            "leaves the country, the open questions say so."
        )
    by = {name: list(group) for name, group in groupby(found, key=lambda row: row.approval)}
    bare = sum(row.instead.startswith("Nothing") for row in found)
    said = f"{plural(len(found), 'transfer')} rest on {plural(len(by), 'approval')}. "
    said += (
        f"For {bare:,} nothing is ready if it falls." if bare else "For each something is ready."
    )
    return joined(note(said, class_="lead"), [_approval(*each) for each in by.items()])


def _approval(name: str, resting: list[Resting]) -> Markup:
    warned = sum(bool(row.warning) for row in resting)
    look = f", {warned} to look at now" if warned else ""
    lines: list[list[Content]] = [
        [row.activity, row.companies, f"{row.recipient} ({row.country})", row.scope, row.checked,
         f"⚠ {row.warning}" if row.warning else "–", row.instead, row.also]
        for row in resting
    ]  # fmt: skip
    entities = dict.fromkeys(e for row in resting for e in row.entities)
    inner = table(f"If this falls: {name}", _HEADS, lines)
    return tag(
        "div",
        folded(f"{name}: {plural(len(resting), 'transfer')}{look}", inner, open=True),
        class_=concerning(entities) or None,
    )
