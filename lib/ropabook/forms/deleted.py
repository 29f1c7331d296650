"""What was deleted: when, by whom and why; its last version, and the way back."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import ipywidgets as w

from ropabook.forms.screen import RecordScreen, escaped
from ropabook.model.kinds import KINDS, LABELS
from ropabook.store.past.entry import Entry
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotRead, NoSuchRecord
from ropabook.store.store import Store

_AT_ONCE: Final = 30
"""How many are listed; the rest are counted."""


class Deleted(NamedTuple):
    """A record that is there no more."""

    key: str
    title: str
    last: str
    """The last commit that has it."""
    by: Entry
    """The commit that took it away."""

    @property
    def sentence(self) -> str:
        """Who, when, why: `Deleted by Anna on 2026-11-02 10:14: it never was.`"""
        how = "Deleted" if self.by.action == "delete" else "Taken away"
        why = f": {self.by.reason.rstrip('.')}" if self.by.reason else ", without a reason"
        return f"{how} by {self.by.author} on {self.by.when:%Y-%m-%d %H:%M}{why}"


def deleted(store: Store) -> Iterator[Deleted]:
    """The records that were there once and are no more, the last deleted first.

    Raises:
        CannotRead: the history is damaged, or there is none.
    """
    seen: set[str] = set()
    for entry in store.history.commits():
        if not entry.parents:
            continue
        for change in store.history.made_by(entry.commit)[1]:
            key = change.record
            gone = change.after is ABSENT and not change.path
            if (
                gone
                and key not in seen
                and key.partition("/")[0] in KINDS
                and not _there(store, key)
            ):
                seen.add(key)
                yield Deleted(key, change.title, entry.parents[0], entry)


def _there(store: Store, key: str) -> bool:
    try:
        store.read(key)
    except NoSuchRecord:
        return False
    except CannotRead:  # it is there, and cannot be read as it is
        return True
    return True


class DeletedPanel:
    """The list of what was deleted, beside a screen in whose form the last version is shown."""

    def __init__(self, screen: RecordScreen) -> None:
        self.screen = screen
        self.view = w.VBox([])

    def show(self) -> None:
        """List them, as the history has it now."""
        try:
            found = list(deleted(self.screen.editing.store))
        except CannotRead as problem:
            self.view.children = [_words(str(problem))]
            return
        more = f"… and {len(found) - _AT_ONCE} more: ropabook history tells of all."
        said = "Nothing was deleted." if not found else more if found[_AT_ONCE:] else ""
        self.view.children = [*map(self._row, found[:_AT_ONCE]), *([_words(said)] if said else [])]

    def _row(self, one: Deleted) -> w.HBox:
        button = w.Button(
            description=f"See “{one.title}”", layout={"width": "auto", "flex": "0 0 auto"}
        )
        button.tooltip = "Shows its last version, and offers to make it so again"
        button.on_click(lambda _: self.screen.open_deleted(one.key, one.last, one.sentence))
        kind = LABELS[one.key.partition("/")[0]]
        words = f"{escaped(kind)} · {escaped(one.sentence)} <small>({escaped(one.key)})</small>"
        return w.HBox([button, w.HTML(words, layout={"margin": "2px 8px"})])


def _words(text: str) -> Any:
    return w.HTML(f'<p role="status">{escaped(text)}</p>')
