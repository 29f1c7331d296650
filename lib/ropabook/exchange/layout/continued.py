"""Rows that go on with the activity of the row above: with keys that are empty, or the same."""

from typing import Final

from ropabook.exchange.entries import Entry
from ropabook.exchange.fields import KEYS, PARENT
from ropabook.exchange.vocabulary import plain

SECTION: Final = "section"
"""The group of a heading that is a row of its own: the name of what stands below it."""


def continue_rows(entry: Entry, previous: Entry) -> None:
    """Note whether a row goes on with the activity of the row above it.

    Args:
        entry: the row.
        previous: the row above it in the same table.
    """
    if entry.has(PARENT):
        return
    head = previous.continues or previous
    if not entry.has(*KEYS) or _same(entry, head):
        entry.continues = head
    elif not entry.has("title", "reference") and not head.has("title", "reference"):
        if not entry.has("purpose") and entry.has("business_function"):
            if _said(entry, "business_function") == _said(head, "business_function"):
                entry.continues = head
            return
        if not entry.has("business_function") and not _above(entry, "business_function"):
            entry.inherited += [
                (heading, cell)
                for heading, cell in (*head.filled, *head.inherited)
                if heading.field == "business_function" and heading.group != SECTION
            ]
    elif not entry.has("title", "reference"):
        entry.continues = head


def _above(entry: Entry, field: str) -> bool:
    return any(heading.field == field for heading, _ in entry.inherited)


def _same(entry: Entry, head: Entry) -> bool:
    """Whether two rows are told apart by nothing that names an activity."""
    named = ("title", "reference") if head.has("title", "reference") else KEYS
    mine = {field: _said(entry, field) for field in named}
    other = {field: _said(head, field) for field in named}
    if not any(mine.values()) or mine != other:
        return False
    return _adds(entry, head)


def _said(entry: Entry, field: str) -> str:
    own = [plain(cell.text) for cell in entry.cells(field)]
    above = [plain(cell.text) for heading, cell in entry.inherited if heading.field == field]
    return " ".join(own or above)


def _adds(entry: Entry, head: Entry) -> bool:
    """Whether the row adds something and contradicts nothing; else it may be a duplicate."""
    adds = False
    for heading, cell in entry.filled:
        if heading.field in KEYS or not heading.field:
            continue
        others = {plain(other.text) for other in head.cells(heading.field)}
        if plain(cell.text) in others:
            continue
        if others and heading.field in _ONCE:
            return False
        adds = True
    return adds


_ONCE: Final = frozenset(
    {"status", "role", "company", "owner", "approver", "start_date", "end_date", "last_changed",
     "last_reviewed", "next_review_due", "created", "people", "large_scale", "monitoring",
     "new_technology", "children_service", "profiling", "dpia_required", "dpia"}
)  # fmt: skip
"""Facts of which an activity has one: rows that give two are no rows of one activity."""
