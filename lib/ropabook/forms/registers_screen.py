"""The short registers as grids: one row an entry, each cell changed in place."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import ipywidgets as w

from ropabook.forms.fields import Field, fields_of
from ropabook.forms.marks import marks_of
from ropabook.forms.screen import RecordScreen, data_of
from ropabook.forms.widgets import RegisterGrid, Screen
from ropabook.model.kinds import KINDS, LABELS, is_register
from ropabook.store.changes import differences, summary
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotRead, CannotSave, NoSuchRecord, ReasonNeeded
from ropabook.store.record_files import Opened
from ropabook.store.saving import Conflict, Saved

REGISTERS: Final = tuple(kind for kind in KINDS if is_register(kind))
_IN_A_CELL: Final = frozenset(["text", "words", "choice", "yes-no", "day", "period", "reference"])
_MOST: Final = 7
"""Columns that fit; everything else is on the form of the entry."""


class RegistersScreen(RecordScreen):
    """A register at a time: its grid, and the form of the entry that is opened."""

    def __init__(self, ropa: Path, on: date) -> None:
        self.kind = w.Dropdown(
            options=[(LABELS[kind], kind) for kind in REGISTERS],
            description="Register",
            layout={"width": "34em"},
        )
        self.grid = RegisterGrid(status=_NOTHING)
        self.opened: dict[str, Opened] = {}
        self.typed: dict[str, Any] = {}
        super().__init__(ropa, REGISTERS, on)
        self.kind.observe(lambda _: self.show_list(), "value")
        self.grid.observe(self._typed_in_grid, "draft")
        self.grid.on_msg(self._asked_of_grid)

    @property
    def view(self) -> w.Widget:
        """What a notebook displays."""
        return Screen([self.said, self.drafts, self.kind, self.grid, self.form])

    def show_list(self) -> None:
        """Put every entry, as it is saved now, into the grid."""
        register, kind = self.editing.register, self.kind.value
        self.opened = {}
        for id in register.of(KINDS[kind]):
            try:
                self.opened[id] = self.editing.store.read(f"{kind}/{id}")
            except CannotRead as problem:
                self.tell(str(problem))
        self.typed = {id: opened.data for id, opened in self.opened.items()}
        with self.grid.hold_sync():
            self.grid.fields = data_of(columns_of(kind))
            self.grid.data = self.typed
            self.grid.draft = None
        self._show_status("", "")

    def show_rows(self, keys: Iterable[str]) -> None:
        """A register is short: the grid is drawn as a whole."""
        self.show_list()

    async def _judge_all(self) -> None:
        """Nothing: a grid has no column for findings, and what is typed in it stays."""

    def _typed_in_grid(self, change: Any) -> None:
        if change["new"] is not None:
            self.typed = change["new"]
            self._show_status("", "")
            self._keep_drafts()

    def _keep_drafts(self) -> None:
        drafts, kind, changed = self.editing.store.drafts, self.kind.value, self._changed()
        for key, data in changed.items():
            problem = drafts.save(key, data, self.opened.get(key.partition("/")[2]))
            if problem:
                self._show_status(problem, "critical")
        for id in self.opened:
            if f"{kind}/{id}" not in changed and f"{kind}/{id}" != self.editing.key:
                drafts.discard(f"{kind}/{id}")

    def _changed(self) -> dict[str, Any]:
        """The entries that are to be other than they are, by their keys."""
        kind = self.kind.value
        return {
            f"{kind}/{id}": data
            for id, data in self.typed.items()
            if id not in self.opened or data != self.opened[id].data
        }

    def _show_status(self, sentence: str, level: str, *, reason_due: bool = False) -> None:
        changed, editing = self._changed(), self.editing
        said = [
            str(change)
            for key, data in changed.items()
            for change in differences(key, self._before(key), data)
        ]
        self.grid.status = {
            "writable": editing.store.writable, "banner": editing.store.banner or "",
            "dirty": bool(changed), "sentence": sentence, "level": level, "changes": said,
            "reason_due": reason_due,
        }  # fmt: skip
        self.grid.marks = [
            {**mark._asdict(), "path": f"{key.partition('/')[2]} {mark.path}"}
            for key, data in changed.items()
            for mark in marks_of(editing.register, key, data, editing.on)
        ]

    def _before(self, key: str) -> Any:
        opened = self.opened.get(key.partition("/")[2])
        return opened.data if opened else ABSENT

    def _asked_of_grid(self, _: Any, message: dict[str, Any], __: Any) -> None:
        if message.get("do") == "open":
            key = f"{self.kind.value}/{message['key']}"
            if message["key"] in self.opened:
                self.open(key)
        elif message.get("do") == "save":
            self._save(str(message.get("reason") or "").strip())

    def _save(self, reason: str) -> None:
        changed, store = self._changed(), self.editing.store
        bases = [self.opened[id] for key in changed if (id := key.partition("/")[2]) in self.opened]
        try:
            done = store.save_many(changed, "edit", reason or None, bases)
        except (CannotSave, NoSuchRecord) as problem:
            due = isinstance(problem, ReasonNeeded)
            self._show_status(str(problem), "critical", reason_due=due)
            return
        conflicts = [each.key for each in done if isinstance(each, Conflict)]
        if conflicts:
            names = ", ".join(conflicts)
            self._show_status(
                f"Not saved: somebody else changed the same fields of {names} meanwhile. Open "
                "each by its id to see theirs and yours. What you typed is still here.",
                "critical",
            )
            return
        for each in done:
            self.editing.refresh(each.key)
            store.drafts.discard(each.key)
        made = [change for each in done if isinstance(each, Saved) for change in each.changes]
        self.show_list()
        self._show_status(f"Saved. {summary(made)}.", "good")


_NOTHING: Final = {
    "writable": False, "banner": "", "dirty": False, "sentence": "", "level": "", "changes": [],
    "reason_due": False,
}  # fmt: skip


def columns_of(kind: str) -> tuple[Field, ...]:
    """The fields of a register that fit into a grid, the title first."""
    found = [field for field in fields_of(KINDS[kind]) if field.kind in _IN_A_CELL]
    found.sort(key=lambda field: (field.name != "title", not field.required))
    return tuple(found[:_MOST])
