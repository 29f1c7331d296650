"""What the history tells a workbook: its commit, who did what, and what changed since it was given.

A workbook can be made without it: a record that has no history yet, or one that was made up.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ropabook.model.logs import HandOver
from ropabook.model.register import Register
from ropabook.store.changes import Change
from ropabook.store.past.entry import Entry
from ropabook.store.past.history import History


class Since(NamedTuple):
    """What changed since a workbook was handed over."""

    handed: HandOver
    commit: str
    """The state that was handed over."""
    changes: tuple[Change, ...]


class Past:
    """The history up to one commit, and what the files hold beyond it."""

    def __init__(self, history: History, commit: str, unsaved: Iterable[str] = ()) -> None:
        self.history = history
        self.commit = commit
        self.unsaved = tuple(unsaved)
        """Files that are not as the commit has them: changed, and not saved yet."""
        self._since: dict[str, Since] = {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every commit of the record, newest first."""
        return self.history.commits(until=self.commit)

    def last_handed(self, register: Register, entity: str | None, on: date) -> HandOver | None:
        """The last hand-over of this company's workbook or of the group's, up to a day.

        Of several on that day, the one that the history holds last.
        """
        about = (None, entity)
        found = [h for h in register.of(HandOver).values() if h.entity in about and h.on <= on]
        newest = max((handed.on for handed in found), default=None)
        last = {handed.key: handed for handed in found if handed.on == newest}
        if len(last) > 1:
            # A commit that touches several was no export: then the id decides, as in the rule.
            for entry in self.entries:
                if touched := sorted(last.keys() & {*entry.records}):
                    return last[touched[-1]]
        return last[max(last)] if last else None

    def since(self, handed: HandOver) -> Since:
        """What changed since then.

        Raises:
            CannotRead: the history does not reach back to it, or is damaged.
        """
        if handed.id not in self._since:
            state = handed.commit or str(handed.on)
            commit = self.history.resolve(state)
            changes = self.history.difference(commit, self.commit)
            self._since[handed.id] = Since(handed, commit, changes)
        return self._since[handed.id]


def past_of(history: History, commit: str | None = None) -> Past | None:
    """The past of the files as they are, or of one commit; None where there is no history.

    Args:
        history: of the record's folder.
        commit: the state that the workbook is made from; left out, the files as they are.

    Raises:
        CannotRead: the history is damaged.
    """
    if commit is not None:
        return Past(history, commit)
    newest = history.head
    return Past(history, newest, history.unsaved()) if newest else None
