"""The review cycle on one screen: what is due, where records stand, what changed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import ipywidgets as w

from ropabook.cycle import steps
from ropabook.cycle.calendar import as_calendar
from ropabook.cycle.due import due
from ropabook.forms.behind_buttons import folded
from ropabook.forms.deleted import DeletedPanel
from ropabook.forms.interview_panel import InterviewPanel
from ropabook.forms.looks import line
from ropabook.forms.screen import RecordScreen, escaped
from ropabook.law.periods import after
from ropabook.model.names import companies
from ropabook.model.questions import open_questions
from ropabook.store.past.history import NoSuchState
from ropabook.store.problems import CannotRead, CannotSave
from ropabook.whole import put

_ALL: Final = 300
"""How many lines a table shows; the rest are counted."""


class ReviewScreen(RecordScreen):
    """The activities with where they stand, steps for those chosen, and the lists of the cycle."""

    def __init__(self, ropa: Path, on: date, exports: Path) -> None:
        self.note = line("Note", "what was looked at, or why")
        self.shown = w.HTML()
        super().__init__(ropa, ("activities",), on)
        self.list.choosing = True
        doing: tuple[tuple[str, Callable[[list[str], str], Any]], ...] = (
            ("Send for review", lambda keys, note: steps.submit(self._store, keys, note or None)),
            ("Approve", lambda keys, note: steps.approve(
                self._store, self.editing.register, keys, note)),
            ("Reviewed, still true", lambda keys, note: [steps.review(
                self._store, self.editing.register, key, on, note or None) for key in keys]),
        )  # fmt: skip
        looking: tuple[tuple[str, Callable[[], str]], ...] = (
            ("Due in a month", self._due),
            ("Write that as a calendar", lambda: self._calendar(exports)),
            ("Questions by person", self._questions),
            ("History of what is chosen", self._history),
        )
        self._steps = w.HBox([_button(title, self._taking(title, do)) for title, do in doing])
        self._looks = w.HBox([_button(title, self._looking(do)) for title, do in looking])
        self._days = w.HBox([
            begun := w.DatePicker(description="From", value=_before(on)),
            ended := w.DatePicker(description="To", value=on),
            _button("What changed", self._looking(lambda: self._changed(begun.value, ended.value))),
        ])  # fmt: skip
        interviews, self.gone = InterviewPanel(self, exports), DeletedPanel(self)
        self.folded = folded(self, (
            ("Interview list: questions out, answers in", lambda _: interviews.view, False),
            ("What was deleted: see it, bring it back", lambda _: self._deleted(), False),
        ))  # fmt: skip
        self.panels.children = [self.note, self._steps, self._looks, self._days, self.shown,
                                self.folded]  # fmt: skip

    def _deleted(self) -> w.Widget:
        self.gone.show()
        return self.gone.view

    def _taken(self, wanted: str, reason: str) -> None:
        super()._taken(wanted, reason)
        if self.gone.view in self.folded.children[1].children:
            self.gone.show()

    @property
    def _store(self) -> Any:
        return self.editing.store

    def _taking(self, title: str, do: Callable[[list[str], str], Any]) -> Callable[[Any], None]:
        def act(_: Any) -> None:
            keys, note = list(self.list.selected), self.note.value.strip()
            if not keys:
                self.tell("Choose activities in the list first.")
                return
            if title == "Approve" and not note:
                self.tell("Say in the note what you looked at, then approve.")
                return
            try:
                do(keys, note)
            except (CannotSave, CannotRead) as problem:
                self.tell(str(problem))
                return
            for key in keys:
                self.editing.refresh(key)
            self.note.value = ""
            self.tell(f"{title}: {len(keys)}.")
            self.show_rows(keys)

        return act

    def _looking(self, make: Callable[[], str]) -> Callable[[Any], None]:
        def act(_: Any) -> None:
            try:
                self.shown.value = make()
            except CannotRead as problem:
                self.shown.value = f'<p role="status">{escaped(str(problem))}</p>'

        return act

    def _calendar(self, exports: Path) -> str:
        found = due(self.editing.register, after(self.editing.on, "P1M"))
        content, file = as_calendar(found, datetime.now().astimezone()), exports / "due.ics"
        try:
            exports.mkdir(parents=True, exist_ok=True)
            put(file, lambda new: new.write_bytes(content))
        except OSError as problem:
            said = f"Not written: {exports.name}/{file.name}: {problem.strerror or problem}."
        else:
            said = f"Written: {exports.name}/{file.name}, {len(found)} entries."
        return f'<p role="status">{escaped(said)}</p>'

    def _due(self) -> str:
        register, on = self.editing.register, self.editing.on
        rows = [
            (f"{one.on}{' · overdue' if one.on < on else ''}", one.what, one.name,
             one.who or "nobody named", companies(register, one.entities) or "All")
            for one in due(register, after(on, "P1M"))
        ]  # fmt: skip
        return _table(("Until", "What", "Record", "Who", "Companies"), rows, "Nothing is due.")

    def _questions(self) -> str:
        register = self.editing.register
        rows = [
            (each.ask, each.title, each.question, companies(register, each.entities) or "All")
            for each in sorted(open_questions(register), key=lambda each: each.ask)
        ]
        return _table(("Whom to ask", "Record", "Question", "Companies"), rows, "None is open.")

    def _history(self) -> str:
        rows = [
            (f"{entry.when:%Y-%m-%d %H:%M}", entry.author, entry.action or "outside", entry.subject,
             entry.reason or "")
            for key in self.list.selected
            for entry in self._store.history.commits(key)
        ]  # fmt: skip
        return _table(("When", "Who", "What", "In words", "Why"), rows, "Choose a record first.")

    def _changed(self, begun: date | None, ended: date | None) -> str:
        if begun is None or ended is None:
            return "<p>Say from which day to which day.</p>"
        history, said = self._store.history, ""
        try:
            first = history.commit_of(begun)
        except NoSuchState as problem:
            entries = history.commits()
            if not entries or entries[-1].when.date() > ended:
                raise
            first, said = entries[-1].commit, f"<p>{escaped(str(problem))} Compared with that:</p>"
        found = history.difference(first, ended.isoformat())
        rows = [(change.title or change.record, change.sentence) for change in found]
        none = "Nothing changed between the two days."
        return said + _table(("Record", "What changed"), rows, none)


def _button(title: str, act: Callable[[Any], None]) -> w.Button:
    button = w.Button(description=title, layout={"width": "auto"})
    button.on_click(act)
    return button


def _before(on: date) -> date:
    return date(on.year - (on.month == 1), (on.month - 2) % 12 + 1, 1)


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], none: str) -> str:
    if not rows:
        return f"<p>{escaped(none)}</p>"
    head = "".join(f'<th scope="col">{escaped(column)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escaped(cell)}</td>" for cell in row) + "</tr>"
        for row in rows[:_ALL]
    )
    more = f"<p>… and {len(rows) - _ALL} more.</p>" if len(rows) > _ALL else ""
    return (
        f'<div class="ropabook-list"><table><thead>'
        f"<tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>"
    )
