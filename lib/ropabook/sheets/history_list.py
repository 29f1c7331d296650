"""Who changed what, when and why (UK GDPR Art. 5(2))."""

from collections.abc import Iterator
from typing import Final

from ropabook.excel.table import Column, Row
from ropabook.model.kinds import KINDS
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import lines
from ropabook.store.past.entry import Entry

title = "History"
about = (
    "One row for each save, the newest first. What was changed without the suite is there, too, by "
    "nobody known until somebody claims it."
)
instead = "The history is only added to."
order = 148
columns = (
    Column("When", 18),
    Column("Who", 24, "Art. 5(2)"),
    Column("How we know who", 28),
    Column("What was done", 16),
    Column("What changed", 70),
    Column("Why", 40),
    Column("Records", 34),
    Column("Made by", 18),
    Column("Commit", 44),
)
_MOST: Final = 40
"""Changes of one save that are told one by one; a first save brings the whole record."""


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each commit that touched something of this company."""
    for entry in scope.past.entries if scope.past else ():
        if _concerns(scope, entry):
            yield _row(entry)


def _concerns(scope: Scope, entry: Entry) -> bool:
    if scope.entity is None or not entry.records:
        return True
    return any(
        key in scope.keys or key.partition("/")[0] not in KINDS or scope.register.find(key) is None
        for key in entry.records
    )


def _row(entry: Entry) -> Row:
    return Row(
        (
            f"{entry.when:%Y-%m-%d %H:%M %z}",
            entry.author,
            entry.author_from or "As git says it",
            (entry.action or "outside").capitalize(),
            lines(_few((entry.subject, *(d for d in entry.details if d != entry.subject)))),
            entry.reason or "–",
            lines(_few(entry.records)) if entry.records else "–",
            entry.tool or "Another program",
            entry.commit,
        )
    )


def _few(said: tuple[str, ...]) -> tuple[str, ...]:
    more = len(said) - _MOST
    return said if more <= 0 else (*said[:_MOST], f"… and {more:,} more: see this commit")
