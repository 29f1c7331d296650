"""A screen for records of some kinds: a list to search, a form for the one that is open."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import ipywidgets as w
from markupsafe import escape

from ropabook.cycle.standing import standing
from ropabook.forms import stepping
from ropabook.forms.editing import Editing, Said
from ropabook.forms.fields import evidence_fields, fields_of, kinds_named
from ropabook.forms.listed import Listed
from ropabook.forms.looking_back import looked_back
from ropabook.forms.marks import Mark
from ropabook.forms.rows import names
from ropabook.forms.widgets import RecordForm, RecordList, Screen
from ropabook.model.kinds import KINDS
from ropabook.store.changes import title_of
from ropabook.store.opening import open_store
from ropabook.store.problems import CannotRead, CannotSave


class RecordScreen:
    """The list, the form and what connects them with the store."""

    def __init__(self, ropa: Path, kinds: tuple[str, ...], on: date) -> None:
        store = open_store(ropa)
        self.kinds = kinds
        self.editing = Editing(store, store.register(), on)
        self.list = RecordList()
        self.listed = Listed(self.editing, kinds, self.list)
        self.form = RecordForm(evidence_fields=data_of(evidence_fields()), status=_NOTHING_OPEN)
        self.said = w.HTML()
        self.drafts = w.HBox([], layout={"flex_flow": "row wrap"})
        """What is typed and not saved, also before a kernel died: a button for each."""
        self.panels = w.VBox([])
        """Where a screen places its further doings, such as beginning a record."""
        self.remark = ""
        """One sentence more in the head of the form."""
        self._marking = False
        self.list.on_msg(self._asked_of_list)
        self.form.on_msg(self._asked_of_form)
        self.form.observe(self._typed, "draft")
        self.show_list()
        self.show_drafts()
        self.later(self._draw_ahead())
        self.later(self._judge_all())

    @property
    def view(self) -> w.Widget:
        """What a notebook displays."""
        return Screen([self.said, self.drafts, self.list, self.panels, self.form])

    # ----- the list -----------------------------------------------------------------------------

    def show_list(self) -> None:
        """Put every record, as it is saved now, into the list."""
        self.listed.show_all()
        if refusals := self.editing.register.refusals:
            self.tell(f"{len(refusals)} files were not read: run ropabook check to see which.")

    def show_rows(self, keys: Iterable[str]) -> None:
        """Put some records, as they are saved now, into the list; the others are judged anew."""
        self.listed.show(keys)
        self.later(self._judge_all(), after=_QUIET)

    async def _judge_all(self) -> None:
        await self.listed.judge()

    def show_drafts(self) -> None:
        """Offer every draft of the kinds at hand, but for the one that is open already."""
        self.drafts.children = [
            self._draft_button(
                draft.key, f"{title_of(draft.key, draft.data)}, {draft.at:%Y-%m-%d %H:%M}"
            )
            for draft in self.editing.store.drafts.kept()
            if draft.key.partition("/")[0] in self.kinds and draft.key != self.editing.key
        ]

    def _draft_button(self, key: str, words: str) -> w.Button:
        button = w.Button(description=f"Go on with your draft: {words}", layout={"width": "auto"})
        button.on_click(lambda _: self.open(key))
        return button

    def _asked_of_list(self, _: Any, message: dict[str, Any], __: Any) -> None:
        if message.get("do") == "open":
            self.open(message["key"])

    # ----- the form -----------------------------------------------------------------------------

    def open(self, key: str) -> None:
        """Open a record in the form."""
        try:
            self.editing.open(key)
        except CannotRead as problem:
            self.tell(str(problem))
            return
        self.tell("")
        self.show_form()

    def open_deleted(self, key: str, commit: str, told: str) -> None:
        """Show the last version of a record that was deleted; see `Editing.look_at_deleted`."""
        try:
            self.editing.look_at_deleted(key, commit, told)
        except CannotRead as problem:
            self.tell(str(problem))
            return
        self.tell("")
        self.show_form()

    def show_form(self) -> None:
        """Draw the form anew from what is being edited."""
        kind = self.editing.key.partition("/")[0]
        with self.form.hold_sync():
            self.form.draft = None
            self._ask_for(kind)
            self.form.may_differ = kind == "activities"
            self.form.data = self.editing.shown
            self.form.marks = []
            if self.form.past.get("of") != self.editing.key:
                self.form.past = {}
        self.show_status()
        self.show_drafts()
        self.later(self._mark())

    def _ask_for(self, kind: str) -> None:
        fields = fields_of(KINDS[kind]) if kind else ()
        named = kinds_named((*fields, *evidence_fields())) | {"entities", "recipients"}
        self.form.fields = data_of(fields)
        self.form.names = names(self.editing.register, named)

    async def _draw_ahead(self) -> None:
        """Draw the form of the first kind, empty and hidden: the first opening then is quick."""
        if not self.editing.key:
            with self.form.hold_sync():
                self._ask_for(self.kinds[0])

    def show_status(self) -> None:
        """Draw the head of the form anew."""
        status = self.editing.status()
        stands = None
        if self.editing.base is not None:
            base = self.editing.base
            stands = standing(self.editing.store.history, base.key, base.data)
        status["standing"] = stands.sentence if stands else ""
        status["note"] = self.remark
        status["actions"] = stepping.offered(self.editing, stands.state if stands else "")
        self.form.status = status
        self.form.conflict = self.editing.conflicts()

    def _typed(self, change: Any) -> None:
        if change["new"] is not None and self.editing.key:
            self.editing.type(change["new"])
            self.show_status()
            self.later(self._mark())

    async def _mark(self) -> None:
        """Say beside the fields what the rules find; what is typed meanwhile is judged next."""
        if self._marking or not self.editing.key or self.editing.past:
            return
        self._marking = True
        try:
            while True:
                await asyncio.sleep(0)
                typed, key = self.editing.typed, self.editing.key
                marks = await asyncio.to_thread(self.editing.marks)
                if self.editing.past:
                    return
                if self.editing.typed is typed and self.editing.key == key:
                    self.show_marks(marks)
                    if not self.editing.changes:
                        self.listed.count(key, marks)  # the row says what the form says
                    return
        finally:
            self._marking = False

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show what was found beside the fields."""
        self.form.marks = [_mark(mark) for mark in marks]

    def _asked_of_form(self, _: Any, message: dict[str, Any], __: Any) -> None:
        wanted, reason = message.get("do"), str(message.get("reason") or "").strip()
        if wanted == "save":
            self.editing.save(reason)
            self._after()
        elif wanted == "discard":
            self.editing.discard()
            self.show_form()
        elif wanted == "resolve":
            self.editing.resolve(message["choices"], reason)
            self._after()
        elif wanted in ("history", "older", "between", "look", "now"):
            self._look_back(message)
        elif wanted in stepping.STEPS:
            self._step(str(wanted), reason)

    def _look_back(self, message: dict[str, Any]) -> None:
        past = looked_back(self.editing, self.form.past, message)
        if message["do"] in ("look", "now"):
            self.show_form()
        self.form.past = past if self.editing.key else {}

    def _after(self) -> None:
        """After a save: the whole form where it succeeded, else its head only."""
        if self.editing.said.level == "good":
            self.form.past = {}
            self.show_form()
            self.show_rows([self.editing.key])
        else:
            self.show_status()

    def _step(self, wanted: str, reason: str) -> None:
        editing = self.editing
        if wanted in stepping.ASKED and not reason:
            editing.reason_due, editing.said = True, Said(stepping.ASKED[wanted], "critical")
            self.show_status()
            return
        try:
            self._taken(wanted, reason)
        except (CannotSave, CannotRead) as problem:
            editing.said = Said(str(problem), "critical")
            self.show_status()

    def _taken(self, wanted: str, reason: str) -> None:
        editing, key = self.editing, self.editing.key
        sentence = stepping.take(editing, wanted, reason)
        editing.refresh(key)
        if wanted == "delete":
            editing.discard()
            self.tell(sentence)
        else:
            editing.open(key)
            editing.said = Said(sentence, "good")
        self.form.past = {}
        self.show_form()
        self.show_rows([key])

    # ----- words, and work that may wait ---------------------------------------------------------

    def tell(self, sentence: str) -> None:
        """Say something above the list."""
        self.said.value = f'<p role="status">{escaped(sentence)}</p>' if sentence else ""

    def later(self, work: Coroutine[Any, Any, None], after: float = 0) -> None:
        """Do something after what is on the screen is drawn; at once where nothing is running.

        Args:
            work: what to do.
            after: how many seconds to wait.
        """
        try:
            task = asyncio.get_running_loop().create_task(_waited(after, work))
        except RuntimeError:
            asyncio.run(work)
        else:
            _RUNNING.add(task)
            task.add_done_callback(_RUNNING.discard)


async def _waited(seconds: float, work: Coroutine[Any, Any, None]) -> None:
    await asyncio.sleep(seconds)
    await work


_QUIET: Final = 2.0
"""Seconds from a save to the judging of the other records: one more change may follow."""
_RUNNING: Final[set[asyncio.Task[None]]] = set()
"""Tasks under way: the loop itself keeps no hold of them."""
_NOTHING_OPEN: Final = {
    "key": "", "title": "", "kind": "", "banner": "", "writable": False, "dirty": False,
    "fresh": False, "reason_due": False, "sentence": "", "level": "", "changes": [],
    "standing": "", "actions": [],
}  # fmt: skip


def data_of(fields: Any) -> list[dict[str, Any]]:
    """Fields for the browser."""
    return [field.as_data() for field in fields]


def _mark(mark: Mark) -> dict[str, str]:
    return dict(mark._asdict())


def escaped(text: str) -> str:
    """Text of the record, safe to stand in a page."""
    return str(escape(text))
