"""What is done with a record besides changing it: the steps of its cycle, restore, delete."""

from collections.abc import Callable
from typing import Any, Final

from ropabook.cycle import steps
from ropabook.forms.editing import Editing
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotSave
from ropabook.store.saving import Conflict, Saved

Offered = list[tuple[str, str]]
_OF_THE_CYCLE: Final[dict[str, Offered]] = {
    "draft": [("submit", "Send for review")],
    "in-review": [("approve", "Approve")],
    "changed-since": [("submit", "Send for review")],
}
ASKED: Final = {
    "approve": "Say what you looked at, then press Approve again.",
    "retire": "Say why it ended, then press Retire again.",
    "delete": "Say why it is deleted, then press Delete again. Its history stays.",
    "restore": "Say why it goes back, then press Make it so again.",
}
"""Steps that need words, and what the form says where they are missing."""
STEPS: Final = {
    "submit": "Sent for review.",
    "approve": "Approved as it stands now.",
    "reviewed": "Reviewed today.",
    "retire": "Retired.",
    "delete": (
        "Deleted. Its history stays: the notebook “review” lists what was deleted, and brings it "
        "back."
    ),
    "restore": "It is as it was then.",
}
"""Every step, and what the form says once it is taken."""


def offered(editing: Editing, state: str) -> Offered:
    """The steps that can be taken now, with what their buttons say.

    Args:
        editing: the record that is open.
        state: where it stands in the review cycle.
    """
    writable = editing.store.writable
    if editing.past:
        restore = [("restore", "Make it so again")] if writable else []
        return [*restore, ("now", "Close" if editing.is_deleted else "Back to now")]
    if not editing.key or not writable or editing.base is None or editing.changes:
        return []
    own = editing.key.startswith("activities/") and state != "retired"
    retire = [("retire", "Retire")] if own else []
    cycle = _OF_THE_CYCLE.get(state, [])
    return [*cycle, ("reviewed", "Reviewed, still true"), *retire, ("delete", "Delete")]


def take(editing: Editing, wanted: str, reason: str) -> str:
    """Take a step, and say that it was taken.

    Args:
        editing: the record that is open.
        wanted: one of `STEPS`.
        reason: why, or what was looked at; it is there for those of `ASKED`.

    Raises:
        CannotSave: nothing was done; the message says why.
        CannotRead: the record, or its history, cannot be read.
    """
    store, key, on = editing.store, editing.key, editing.on
    do: dict[str, Callable[[], Any]] = {
        "submit": lambda: steps.submit(store, [key], reason or None),
        "approve": lambda: steps.approve(store, editing.register, [key], reason),
        "reviewed": lambda: steps.review(store, editing.register, key, on, reason or None),
        "retire": lambda: steps.retire(store, key, on, reason),
        "delete": lambda: store.delete(key, reason),
        "restore": lambda: _restored(editing, reason),
    }
    outcome: list[Any] | Saved | Conflict = do[wanted]()
    if isinstance(outcome, Conflict):
        raise CannotSave(outcome.sentence)
    if isinstance(outcome, Saved) and wanted == "restore" and not outcome.changes:
        return "Nothing to change: it is so now."
    return STEPS[wanted]


def _restored(editing: Editing, reason: str) -> Saved | Conflict:
    if editing.past is None:
        raise CannotSave("Not restored: no old version is shown. Nothing was changed.")
    if editing.is_deleted and editing.theirs() is not ABSENT:
        raise CannotSave(
            f"Not restored: there is a record “{editing.key}” again. Open that one; its history "
            "has this version, too. Nothing was changed."
        )
    if editing.changes and not editing.is_deleted:
        raise CannotSave(
            "Not restored: there are changes that are not saved yet. Go back to now, save or "
            "discard them, and look back again. Nothing was changed."
        )
    return editing.store.restore(editing.key, editing.past.commit, reason)
