"""Where each activity stands in the review cycle: sent, approved, due (Art. 5(2), 24(1))."""

from collections.abc import Iterator, Mapping

from ropabook.excel.table import Column, Row
from ropabook.model.facts import known
from ropabook.sheets.logged import days
from ropabook.sheets.past import Past
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import activity, say
from ropabook.store.past.entry import Entry

title = "Reviews and approvals"
about = (
    "One row for each activity: when it was last looked at and approved, by whom, and what is due."
)
instead = "A review or an approval is given in the notebook review."
order = 146
columns = (
    Column("Activity", 30),
    Column("Companies", 24),
    Column("Status", 14),
    Column("Last reviewed", 14, "Art. 24(1)"),
    Column("Next review due", 22, "Art. 24(1)"),
    Column("On this day", 22),
    Column("Last sent for review", 34),
    Column("Last approved", 34, "Art. 5(2)"),
    Column("Saves since the approval", 16),
    Column("Last save", 34),
    Column("Saves in all", 12),
)
_NO_HISTORY = ("Made without the history", "Made without the history", "–", "–", "–")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each activity."""
    saves = _saves(scope.past) if scope.past else {}
    for done in scope.done:
        found = done.activity
        due = known(found.next_review_due)
        left = (due - scope.review.on).days if due else None
        yield Row(
            (
                activity(done),
                done.companies,
                found.status.capitalize(),
                str(found.last_reviewed or "Never"),
                say(found.next_review_due),
                _left(left),
                *(_acts(saves.get(found.key, [])) if scope.past else _NO_HISTORY),
            )
        )


def _left(left: int | None) -> str:
    if left is None:
        return "No day is set"
    return f"Overdue by {days(-left)}" if left < 0 else f"{days(left)} left"


def _saves(past: Past) -> Mapping[str, list[Entry]]:
    """The commits about each record, newest first."""
    found: dict[str, list[Entry]] = {}
    for entry in past.entries:
        for key in entry.records:
            found.setdefault(key, []).append(entry)
    return found


def _acts(saves: list[Entry]) -> tuple[str | int, ...]:
    approved = next((at for at, entry in enumerate(saves) if entry.action == "approve"), None)
    sent = next((entry for entry in saves if entry.action == "submit"), None)
    return (
        _act(sent, "Never"),
        _act(saves[approved] if approved is not None else None, "Never"),
        approved if approved is not None else "–",
        _act(saves[0] if saves else None, "Not in the history by name"),
        len(saves),
    )


def _act(entry: Entry | None, otherwise: str) -> str:
    return f"{entry.when:%Y-%m-%d} by {entry.author}" if entry else otherwise
