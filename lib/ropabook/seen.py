"""The record as it is looked at: judged for a day, with the state it is in and its past.

Everything here only reads: the working files, the history, and past reviews that were kept.
"""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from ropabook.past_reviews import Trend, first_seen, trend
from ropabook.review import Review, review
from ropabook.store import outside
from ropabook.store.changes import Change
from ropabook.store.disk.folder import STATE
from ropabook.store.load import load
from ropabook.store.opening import open_history
from ropabook.store.past.history import History
from ropabook.store.problems import CannotRead

KEPT: Final = "ROPABOOK_KEPT"
"""The environment variable that names a further folder in which past reviews are kept."""
CHANGES: Final = 400


class State(NamedTuple):
    """The state of the record that is judged."""

    commit: str = ""
    """The commit; empty where there is no history."""
    when: str = ""
    unsaved: int = 0
    """How many files were changed since and are not in the history yet."""
    problem: str = ""
    """Why the history cannot be read, in words."""

    @property
    def words(self) -> str:
        """`State c7740938e4 of 2026-11-24 14:55`."""
        if not self.commit:
            return "no history"
        changed = f", and {self.unsaved:,} files changed since" if self.unsaved else ""
        changed = ", and 1 file changed since" if self.unsaved == 1 else changed
        return f"{self.commit[:10]} of {self.when}{changed}"


class Seen(NamedTuple):
    """A review with what stands around it."""

    review: Review
    state: State | None = None
    """None where nobody has looked at the history."""
    as_at: date | None = None
    """The past day that is looked at; None for the record as it is now."""
    trend: Trend | None = None
    changes: tuple[Change, ...] = ()
    """What was changed in the record since the day with which it is compared."""
    begins: date | None = None
    """The first day of the history."""


def look(
    root: Path, on: date, as_at: date | None = None, seconds: float | None = None,
    keep_in: Path | None = None,
) -> Seen:  # fmt: skip
    """Load the record, judge it, and look back.

    Args:
        root: the folder of the record.
        on: the day to judge the record for as it is now.
        as_at: a past day: the record as its last commit has it, judged for that day.
        seconds: how long may be spent on past reviews that are not kept yet.
        keep_in: where to keep them; None keeps nothing.

    Raises:
        NoRecord: there is no such folder.
        CannotRead: the history does not reach back to the day, or is damaged.
    """
    history = open_history(root)
    if as_at is not None:
        commit = history.commit_of(as_at)
        judged = review(history.at(commit), as_at)
        state = _state(history, commit)
    else:
        judged = review(load(root), on)
        state = _now(history)
    return _looking_back(root, history, Seen(judged, state, as_at), seconds, keep_in)


def seen_from(judged: Review, history: History, commit: str, unsaved: int = 0) -> Seen:
    """A review that was made already, with its state and its past; nothing is kept.

    Args:
        judged: of the files as they are.
        history: of the record.
        commit: the newest commit.
        unsaved: how many files differ from it.
    """
    state = _state(history, commit)._replace(unsaved=unsaved)
    root = history.folder.root if history.folder else Path()
    return _looking_back(root, history, Seen(judged, state), None, None)


def _looking_back(
    root: Path, history: History, seen: Seen, seconds: float | None, keep_in: Path | None
) -> Seen:
    if seen.state is None or not seen.state.commit:
        return seen
    try:
        kept = [folder for folder in (keep_in, *folders(root)) if folder is not None]
        back = trend(history, seen.review, kept, keep_in, seconds)
        judged = replace(seen.review, first_seen=first_seen(back, seen.review))
        since, begins = back.since(judged.on), _begins(history)
        changes = history.difference(since.commit, seen.state.commit) if since else ()
        return seen._replace(review=judged, trend=back, changes=changes[:CHANGES], begins=begins)
    except CannotRead as problem:
        return seen._replace(state=seen.state._replace(problem=str(problem)))


def _begins(history: History) -> date | None:
    return min((entry.when.date() for entry in history.commits()), default=None)


def folders(root: Path) -> list[Path]:
    """Where past reviews of a record may be kept."""
    named = os.environ.get(KEPT)
    return [root.resolve() / STATE / "reviews", *([Path(named)] if named else [])]


def kept_in(root: Path) -> Path | None:
    """Where the past reviews of a record are to be kept; None before anything was saved in it."""
    state = root.resolve() / STATE
    return state / "reviews" if state.is_dir() else None


def _now(history: History) -> State:
    try:
        head = history.head
        if head is None:
            return State()
        return _state(history, head)._replace(unsaved=len(outside.unrecorded(history.folder)))
    except CannotRead as problem:
        return State(problem=str(problem))


def _state(history: History, commit: str) -> State:
    # The newest commit may be about another folder of the same repository: the state of this
    # record is the last one that is about it.
    mine = history.commits()
    found = next((each for each in mine if each.commit == commit), mine[0] if mine else None)
    return State(found.commit, f"{found.when:%Y-%m-%d %H:%M}") if found else State(commit)
