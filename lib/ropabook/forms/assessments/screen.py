"""The assessments: a list, the form of the one that is open in its steps, and how it stands."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import ipywidgets as w

from ropabook.assessing.steps import stands, steps_of
from ropabook.forms.assessments import progress
from ropabook.forms.assessments.asked import asked, not_asked
from ropabook.forms.marks import Mark
from ropabook.forms.screen import RecordScreen, data_of
from ropabook.forms.widgets import Screen
from ropabook.store.building import NotARecord, build
from ropabook.store.plain import NotPlain, plain
from ropabook.views.html import joined, tag

KINDS: Final = ("dpia", "lia", "tra")


class AssessmentScreen(RecordScreen):
    """DPIAs, legitimate interests and transfer risk assessments, in their steps."""

    def __init__(self, ropa: Path, on: date) -> None:
        self.progress = w.HTML()
        self._asks: tuple[object, ...] = ()
        super().__init__(ropa, KINDS, on)

    @property
    def view(self) -> w.Widget:
        """What a notebook displays."""
        # How it stands comes below: above, it would move what is typed with each letter.
        return Screen([self.said, self.drafts, self.list, self.panels, self.form, self.progress])

    def show_form(self) -> None:
        """Draw the form anew: its steps are those of the assessment as it is typed."""
        self.progress.value = self.remark = ""
        super().show_form()
        self._asks = ()
        self._ask()

    def _ask(self) -> None:
        """Ask what the path, the scale and the kind ask for; the fields stay where they do not."""
        kind, data = self.editing.key.partition("/")[0], self.editing.typed
        asks = (kind, data.get("kind"), data.get("scale")) if isinstance(data, dict) else ()
        if kind and asks != self._asks:
            self._asks = asks
            self.form.fields = data_of(asked(kind, data))

    def _typed(self, change: Any) -> None:
        super()._typed(change)
        if change["new"] is not None and self.editing.key:
            self._ask()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show what was found beside the fields, and how each step stands."""
        super().show_marks(marks)
        kind, _, id = self.editing.key.partition("/")
        data = self.editing.typed
        wrong = [(mark.path, mark.text) for mark in marks if mark.level == "error"]
        found = [(mark.path, f"{mark.text}") for mark in marks if mark.level != "error"]
        steps = stands(steps_of(kind, data), data, wrong, found)
        self.form.done = [one.step.title for one in steps if one.state == "done"]
        parts = [progress.steps(steps)]
        if kept := not_asked(kind, data):
            said = "Kept, and not asked on this path: " + ", ".join(kept) + "."
            parts.append(tag("p", said, class_="quiet"))
        done = progress.done(steps)
        try:
            record = build(kind, id, plain(data)).record
        except (NotARecord, NotPlain):
            said = "What else is to be seen comes back when the marked answers fit."
            parts.append(tag("p", said, class_="quiet"))
        else:
            parts.append(progress.of_assessment(record, self.editing.register, self.editing.on))
            done = f"{done} {progress.staleness(record, self.editing.register)}"
        self._remark(f"{done} More on how it stands is below.")
        self.progress.value = str(tag("div", joined(parts), class_="ropabook-beside"))

    def _remark(self, note: str) -> None:
        if note != self.remark:
            self.remark = note
            self.show_status()

    def take(self, data: dict[str, Any], said: str) -> None:
        """Go on with the assessment as a panel made it: typed, not saved yet."""
        self.editing.type(data)
        self.show_form()
        self.tell(said)
