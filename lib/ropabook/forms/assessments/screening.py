"""Whether each activity needs a DPIA: a list, and the criteria of the one that is open."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import ipywidgets as w

from ropabook.assessing.screened import Screened
from ropabook.assessing.telling import OUTCOME
from ropabook.forms.assessments.answering import Answers, proposed, rows
from ropabook.forms.assessments.screening_list import ScreeningList
from ropabook.forms.assessments.three_ways import Sides
from ropabook.forms.editing import CHOSEN, Choice, Editing, Said
from ropabook.forms.screen import escaped
from ropabook.forms.widgets import Screen, ScreeningForm
from ropabook.store.opening import open_store
from ropabook.store.overlay import overlay
from ropabook.store.plain import ABSENT, at, placed, same
from ropabook.store.problems import CannotRead

_NOTHING: Final = {
    "title": "", "names": "", "banner": "", "record": "", "follows": "", "writable": False,
    "said": "", "level": "", "lacking": [], "reason_due": False,
}  # fmt: skip


class ScreeningScreen:
    """Every activity with its screening; one is open at a time."""

    def __init__(self, ropa: Path, on: date) -> None:
        store = open_store(ropa)
        self.editing = Editing(store, store.register(), on)
        self.listed = ScreeningList(on)
        self.list = self.listed.widget
        self.entity = ""
        """The company whose own way of doing it is open; empty for the one that is written."""
        self.form = ScreeningForm(state=_NOTHING)
        self.said = w.HTML()
        self.answers = Answers({}, {})
        self.list.on_msg(lambda _, message, __: self._opened(message))
        self.form.on_msg(lambda _, message, __: self._asked(message))
        self.form.observe(self._typed, "typed")
        self._shown: Sides | None = None
        """What both changed, as it is shown to be chosen."""
        self.show_list()

    @property
    def view(self) -> w.Widget:
        """What a notebook displays."""
        return Screen([self.said, self.list, self.form])

    def show_list(self) -> None:
        """Every activity, as it is saved now."""
        self.listed.show_all(self.editing.register)
        self.said.value = f"<p>{self.listed.sentence}</p>"

    def _show_row(self, key: str) -> None:
        self.listed.show(self.editing.register, key)
        self.said.value = f"<p>{self.listed.sentence}</p>"

    def _opened(self, message: dict[str, Any]) -> None:
        if message.get("do") == "open":
            self.open(message["key"])

    def open(self, key: str) -> None:
        """Open the screening of an activity; a draft of it is what one goes on with.

        Args:
            key: `activities/calls`; `activities/calls@birch` for a company's own way.
        """
        key, _, self.entity = key.partition("@")
        try:
            self.editing.open(key)
        except CannotRead as problem:
            self.said.value = f'<p role="status">{escaped(str(problem))}</p>'
            return
        self.answers = Answers.of(self._screening_in(self.editing.typed))
        self._draw()

    @property
    def one(self) -> Screened:
        """The activity that is open, as it is saved, with every criterion."""
        return self.listed.way(self.editing.key, self.entity).screened

    def _screening_in(self, data: Any) -> Mapping[str, Any]:
        """The screening of the way that is open; empty where nobody has screened it."""
        shared, own = at(data, ["screening"]), at(data, self._own) if self.entity else ABSENT
        sides = [each for each in (shared, own) if isinstance(each, Mapping)]
        laid = {"screening": sides[0]} if sides else {}
        for each in sides[1:]:
            laid = overlay(laid, {"screening": each})
        found = laid.get("screening", {})
        return found if "outcome" in found else {}

    @property
    def _own(self) -> tuple[str, ...]:
        """Where the screening of the way that is open is written."""
        return ("differs", self.entity, "screening") if self.entity else ("screening",)

    def _made(self, before: Mapping[str, Any]) -> dict[str, Any]:
        return self.answers.screening(before, self.editing.on, own=bool(self.entity))

    def _draw(self) -> None:
        self._shown = None
        with self.form.hold_sync():
            self.form.typed, self.form.conflict = None, []
            self.form.given = self.answers.as_data()
            self.form.groups = rows(self.one)
        self._tell()

    def _tell(self) -> None:
        one, editing = self.one, self.editing
        self.form.state = {
            "title": one.activity.title,
            "names": one.names,
            "banner": one.not_ours or editing.store.banner or "",
            "record": f"{OUTCOME[one.proposed.outcome]}.",
            "follows": self.answers.follows(),
            "writable": editing.store.writable,
            "said": editing.said.sentence,
            "level": editing.said.level,
            "lacking": self.answers.lacking(one),
            "reason_due": editing.reason_due,
        }

    def _typed(self, change: Any) -> None:
        if change["new"] is not None and self.editing.key:
            self.answers = Answers.from_browser(change["new"])
            self._keep()
            self._tell()

    def _keep(self) -> None:
        """What is answered so far is kept as a draft until it is saved."""
        before = self._screening_in(self.editing.typed)
        if Answers.of(made := self._made(before)) != Answers.of(before):
            self.editing.type(placed(self.editing.shown, self._own, made))

    def _asked(self, message: dict[str, Any]) -> None:
        wanted = message.get("do")
        if not self.editing.key:
            return
        if wanted == "propose":
            self.answers = proposed(self.answers, self.one)
            self._keep()
            self._draw()
        elif wanted == "discard":
            self.editing.discard()
            self.answers = Answers.of(self._screening_in(self.editing.typed))
            self._draw()
        elif wanted == "save":
            self._save(str(self.form.reason).strip())
        elif wanted == "resolve":
            self._save(str(message.get("reason") or "").strip(), message["choices"])

    def _save(self, reason: str, choices: Mapping[str, Choice] | None = None) -> None:
        if not self._lacks():
            try:
                self._save_with_theirs(reason, choices)
            except CannotRead as problem:
                self.editing.said = Said(str(problem), "critical")
        self._tell()
        if self.editing.said.level == "good":
            self._show_row(self.editing.key)

    def _lacks(self) -> bool:
        lacking = bool(self.answers.lacking(self.one))
        if lacking:
            said = "Not saved: some answers are missing. What you answered is kept as a draft."
            self.editing.said = Said(said, "critical")
        return lacking

    def _save_with_theirs(self, reason: str, choices: Mapping[str, Choice] | None) -> None:
        """Save what is answered here with what somebody else answered meanwhile.

        Raises:
            CannotRead: the file of the activity cannot be read as it is.
        """
        editing, sides = self.editing, self._sides()
        if sides is not None:
            # What was chosen was chosen between these values: where they saved again, it is not.
            if sides.changed_by_both and (choices is None or sides != self._shown):
                self._shown, self.form.conflict = sides, sides.as_data()
                editing.said = Said(_BOTH, "critical")
                return
            self.answers = sides.together(choices or {})
            now, base = editing.theirs(), editing.base.data if editing.base else {}
            editing.take_note(placed(base, self._own, at(now, self._own)))
            made = self._made(self._screening_in(now))
            editing.type(placed(editing.shown, self._own, made))
            self._draw()
            if self._lacks():
                return
        editing.save(reason or (CHOSEN if choices else ""), "resolve" if choices else "edit")
        if editing.conflicts():
            editing.said = Said(_ELSEWHERE, "critical")

    def _sides(self) -> Sides | None:
        """Theirs and ours, where somebody else answered meanwhile."""
        base = self.editing.base
        before = self._screening_in(base.data if base else {})
        theirs = self._screening_in(self.editing.theirs())
        if same(before, theirs) or not theirs:
            return None
        return Sides(Answers.of(before), Answers.of(theirs), self.answers)


_BOTH: Final = (
    "Not saved: somebody else answered the same meanwhile. Nothing of theirs or yours is lost. "
    "Choose for each, and save again."
)
_ELSEWHERE: Final = (
    "Not saved: somebody else changed other fields of this activity that your draft changes, too. "
    "Your answers are kept as a draft: open the activity in the notebook “activities”, and choose "
    "there."
)
