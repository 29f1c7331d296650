"""The steps of the review cycle: send for review, approve, review without change, retire."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from ropabook.cycle.standing import standing
from ropabook.law.periods import after
from ropabook.model.facts import known
from ropabook.model.register import Register
from ropabook.store.changes import title_of
from ropabook.store.past.entry import Entry
from ropabook.store.problems import CannotSave
from ropabook.store.saving import Conflict, Saved
from ropabook.store.store import Store

ALREADY: Final = {
    "in-review": "is in review already",
    "approved": "is approved as it stands",
    "retired": "is retired",
}
_SAID_ABOUT: Final = frozenset({"submit", "review", "approve", "accept", "export", "claim"})
"""What is done about a record without writing it."""


class NotNow(CannotSave):
    """The step cannot be taken as things stand; nothing was changed."""


def submit(store: Store, keys: Iterable[str], note: str | None = None) -> list[Saved]:
    """Send records for review.

    Raises:
        NotNow: one of them is in review or approved already.
        CannotSave: as any save.
    """
    asked = tuple(keys)
    for key in asked:
        data = store.read(key).data
        state = standing(store.history, key, data).state
        if state in ALREADY:
            raise NotNow(f"{title_of(key, data)} {ALREADY[state]}. Nothing was changed.")
    return store.note(asked, "submit", note)


def approve(store: Store, register: Register, keys: Iterable[str], note: str) -> list[Saved]:
    """Approve records that are in review, as they stand now.

    Args:
        store: opened by the person who approves.
        register: the record; its group says whether who approves must be another person.
        keys: the records.
        note: what was looked at.

    Raises:
        NotNow: one is not in review, or was written last by the person who would approve it.
        CannotSave: as any save.
    """
    asked = tuple(keys)
    separate = register.group is not None and register.group.separate_approver is True
    for key in asked:
        data = store.read(key).data
        found, title = standing(store.history, key, data), title_of(key, data)
        if found.state != "in-review":
            said = ALREADY.get(found.state, "was not sent for review")
            raise NotNow(f"{title} {said}. Nothing was changed.")
        writer = last_writer(store, key)
        if separate and writer and writer.email == store.author.email:
            raise NotNow(
                f"{title} was last written by you, and the group says that another person "
                "approves. Nothing was changed. Ask somebody else to approve it."
            )
    return store.note(asked, "approve", note)


def last_writer(store: Store, key: str) -> Entry | None:
    """Who wrote a record last; what was only noted about it does not count."""
    commits = store.history.commits(key)
    return next((entry for entry in commits if entry.action not in _SAID_ABOUT), None)


def review(
    store: Store, register: Register, key: str, on: date, note: str | None = None
) -> Saved | Conflict:
    """Say that a record was reviewed and is still true; the next review follows from the cycle.

    Args:
        store: opened by the person who reviewed.
        register: the record; its group says how long the cycle is, else a year.
        key: the record.
        on: the day of the review.
        note: what was looked at.

    Raises:
        CannotSave: as any save.
    """
    opened = store.read(key)
    if not key.startswith("activities/"):
        return store.note([key], "review", note)[0]
    cycle = known(register.group.review_cycle) if register.group else None
    due = after(on, cycle or "P1Y")
    dates = {"last_reviewed": on.isoformat(), "next_review_due": due.isoformat() if due else None}
    data = {**opened.data, **{field: day for field, day in dates.items() if day}}
    return store.save(opened, data, note, "review")


def retire(store: Store, key: str, on: date, reason: str) -> Saved | Conflict:
    """End an activity: it stays in the record, as an activity of the past.

    Raises:
        NotNow: it is retired already.
        CannotSave: as any save.
    """
    opened = store.read(key)
    if opened.data.get("status") == "retired":
        raise NotNow(f"{title_of(key, opened.data)} is retired already. Nothing was changed.")
    ended = opened.data.get("end_date")
    data = {**opened.data, "status": "retired"}
    if not isinstance(ended, str):
        data["end_date"] = on.isoformat()
    return store.save(opened, data, reason, "retire")
