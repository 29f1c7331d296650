"""Where a record stands in the review cycle: computed from its history, never typed."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from ropabook.store.changes import Change, differences
from ropabook.store.past.entry import Entry
from ropabook.store.past.history import History, NoSuchState
from ropabook.store.problems import CannotRead

State = Literal["draft", "in-review", "approved", "changed-since", "retired", "not-known"]
STATES: Final[dict[State, str]] = {
    "draft": "Draft",
    "in-review": "In review",
    "approved": "Approved",
    "changed-since": "Approved, changed since",
    "retired": "Retired",
    "not-known": "Not known",
}
OF_THE_CYCLE: Final = frozenset({"status", "last_reviewed", "next_review_due", "last_changed"})
"""Fields that say how a record is kept: an approval is not about them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a record stands, by whose act, and what changed since."""

    state: State
    step: Entry | None = None
    """The commit that sent it for review, or approved it."""
    changes: tuple[Change, ...] = ()
    """What differs from what was approved."""

    @property
    def sentence(self) -> str:
        """`Approved by Anna on 2026-11-02; 2 changes since`."""
        words = STATES[self.state]
        if self.step is None:
            return words
        about = f"by {self.step.author} on {self.step.when:%Y-%m-%d}"
        if self.state == "in-review":
            return f"In review: sent {about}"
        if self.state == "changed-since":
            count = "1 change" if len(self.changes) == 1 else f"{len(self.changes)} changes"
            return f"Approved {about}; {count} since"
        return f"{words} {about}"


def standing(history: History, key: str, data: Any) -> Standing:
    """Where a record stands.

    Args:
        history: of the record's folder.
        key: `folder/id`.
        data: what the record says now, as plain data.
    """
    if isinstance(data, dict) and data.get("status") == "retired":
        return Standing("retired")
    try:
        step = history.last_step(key)
        if step is None:
            return Standing("draft")
        if step.action == "submit":
            return Standing("in-review", step)
        approved = history.record_at(key, step.commit).data
    except NoSuchState:
        return Standing("not-known")
    except CannotRead:
        return Standing("not-known")
    changes = tuple(
        change
        for change in differences(key, approved, data)
        if not change.path or change.path[0] not in OF_THE_CYCLE
    )
    return Standing("changed-since" if changes else "approved", step, changes)
