"""Whether each activity needs a DPIA: a list, and the criteria of the one that is open."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeGuard

import ipywidgets as w

from ropabook.assessing.screened import Screened, screened
from ropabook.assessing.telling import OUTCOME, outcome_in_words
from ropabook.forms.assessments.answering import Answers, proposed, rows
from ropabook.forms.assessments.three_ways import Sides
from ropabook.forms.editing import CHOSEN, Choice, Editing, Said
from ropabook.forms.screen import escaped
from ropabook.forms.widgets import RecordList, Screen, ScreeningForm
from ropabook.store.opening import open_store
from ropabook.store.plain import ABSENT, same
from ropabook.store.problems import CannotRead

_COLUMNS: Final = ["Activity", "Companies", "Outcome", "On the record", "Screened on",
                   "Criteria met", "Still open", "To do"]  # fmt: skip
_NOTHING: Final = {
    "title": "", "names": "", "banner": "", "record": "", "follows": "", "writable": False,
    "said": "", "level": "", "lacking": [], "reason_due": False,
}  # fmt: skip


class ScreeningScreen:
    """Every activity with its screening; one is open at a time."""

    def __init__(self, ropa: Path, on: date) -> None:
        store = open_store(ropa)
        self.editing = Editing(store, store.register(), on)
        self.list = RecordList()
        self.form = ScreeningForm(state=_NOTHING)
        self.said = w.HTML()
        self.answers = Answers({}, {})
        self.list.on_msg(lambda _, message, __: self._opened(message))
        self.form.on_msg(lambda _, message, __: self._asked(message))
        self.form.observe(self._typed, "typed")
        self._waiting: set[str] = set()
        self._shown: Sides | None = None
        """What both changed, as it is shown to be chosen."""
        self.show_list()

    @property
    def view(self) -> w.Widget:
        """What a notebook displays."""
        return Screen([self.said, self.list, self.form])

    def show_list(self) -> None:
        """Every activity, as it is saved now; those that its companies need not screen, too."""
        register, on = self.editing.register, self.editing.on
        # As it is written: what one company does differently is on its form, not in this list.
        found = [screened(register, one, one.entities, on) for one in register.activities.values()]
        with self.list.hold_sync():
            self.list.columns, self.list.facets = _COLUMNS, [1, 2, 3, 7]
            self.list.rows = [_row(one) for one in found]
            self.list.anew = {}
        self._waiting = {one.activity.key for one in found if _waits(one)}
        self._say_how_many()

    def _show_row(self, key: str) -> None:
        """One activity, as it is saved now."""
        register = self.editing.register
        activity = register.activities[key.partition("/")[2]]
        found = screened(register, activity, activity.entities, self.editing.on)
        self.list.anew = {**self.list.anew, key: _row(found)}
        self._waiting = self._waiting - {key} | ({key} if _waits(found) else set())
        self._say_how_many()

    def _say_how_many(self) -> None:
        count, waiting = len(self.editing.register.activities), len(self._waiting)
        self.said.value = f"<p>{count} activities; {waiting} not screened by anybody yet.</p>"

    def _opened(self, message: dict[str, Any]) -> None:
        if message.get("do") == "open":
            self.open(message["key"])

    def open(self, key: str) -> None:
        """Open the screening of an activity; a draft of it is what one goes on with."""
        try:
            self.editing.open(key)
        except CannotRead as problem:
            self.said.value = f'<p role="status">{escaped(str(problem))}</p>'
            return
        self.answers = Answers.of(self._screening())
        self._draw()

    @property
    def one(self) -> Screened:
        """The activity that is open, as it is saved, with every criterion."""
        register = self.editing.register
        activity = register.activities[self.editing.key.partition("/")[2]]
        return screened(register, activity, activity.entities, self.editing.on)

    def _screening(self) -> dict[str, Any]:
        found = self.editing.typed.get("screening")
        return dict(found) if _answered(found) else {}

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
        before = self._screening()
        made = self.answers.screening(before, self.editing.on)
        if Answers.of(made) != Answers.of(before):
            self.editing.type({**self.editing.shown, "screening": made})

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
            self.answers = Answers.of(self._screening())
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
            theirs = editing.theirs()["screening"]
            editing.take_note("screening", theirs)
            editing.type({**editing.shown, "screening": self.answers.screening(theirs, editing.on)})
            self._draw()
            if self._lacks():
                return
        editing.save(reason or (CHOSEN if choices else ""), "resolve" if choices else "edit")
        if editing.conflicts():
            editing.said = Said(_ELSEWHERE, "critical")

    def _sides(self) -> Sides | None:
        """Theirs and ours, where somebody else answered meanwhile."""
        now, base = self.editing.theirs(), self.editing.base
        before, theirs = (
            data.get("screening", ABSENT) if isinstance(data, Mapping) else ABSENT
            for data in (base and base.data, now)
        )
        if same(before, theirs) or not _answered(theirs):
            return None
        begun = Answers.of(before if _answered(before) else {})
        return Sides(begun, Answers.of(theirs), self.answers)


def _answered(screening: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(screening, Mapping) and "outcome" in screening


_BOTH: Final = (
    "Not saved: somebody else answered the same meanwhile. Nothing of theirs or yours is lost. "
    "Choose for each, and save again."
)
_ELSEWHERE: Final = (
    "Not saved: somebody else changed other fields of this activity that your draft changes, too. "
    "Your answers are kept as a draft: open the activity in the notebook “activities”, and choose "
    "there."
)


def _waits(one: Screened) -> bool:
    return one.screening is None and not one.not_ours


def _row(one: Screened) -> list[Any]:
    met = ", ".join(asked.criterion.name for asked in one.asked if asked.met)
    on_the_record = "–" if one.not_ours else OUTCOME[one.proposed.outcome]
    return [
        one.activity.key,
        one.activity.title,
        one.names,
        outcome_in_words(one).partition(" on what")[0].partition(":")[0],
        on_the_record,
        str(one.screening.on) if one.screening else "Not screened",
        met or "–",
        sum(asked.open for asked in one.asked),
        ", ".join(one.to_do) or "–",
    ]
