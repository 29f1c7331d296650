"""Changes that were made without the store and that no person has claimed yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ropabook.store import outside
from ropabook.store.changes import Change, summary
from ropabook.store.past.history import History, in_words


@dataclass(frozen=True, slots=True)
class OutsideChange:
    """What somebody changed with an editor, a script or git."""

    files: tuple[str, ...]
    changes: tuple[Change, ...]
    commit: str | None
    """The commit that records it; None while it is only seen in the files."""
    when: datetime | None = None
    by: str | None = None
    """The author that git knows; None where nobody is known."""

    @property
    def sentence(self) -> str:
        """What was changed."""
        return summary(self.changes)

    def as_data(self) -> dict[str, Any]:
        """For a program."""
        return {
            "commit": self.commit,
            "when": self.when,
            "by": self.by,
            "files": list(self.files),
            "changes": [str(change) for change in self.changes],
        }


def unclaimed(history: History) -> tuple[OutsideChange, ...]:
    """What was changed without the store and nobody has claimed, newest first.

    Raises:
        CannotRead: the history is damaged, or there is none.
    """
    folder = history.folder
    with in_words():
        seen = outside.unrecorded(folder)
        changes = outside.compared(folder, seen).changes
    found = [OutsideChange(tuple(seen), changes, None)] if seen else []
    entries = history.commits()
    claimed = {commit for each in entries for commit in each.claims}
    for each in entries:
        made_outside = each.action == "external" or (each.tool is None and len(each.parents) < 2)
        if made_outside and each.commit not in claimed:
            by = None if each.tool else each.author
            names, changes = history.made_by(each.commit)
            found.append(OutsideChange(names, changes, each.commit, each.when, by))
    return tuple(found)
