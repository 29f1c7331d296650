"""The panel of the interview list: send the questions out, look at the answers, take them."""

from pathlib import Path
from typing import Any

import ipywidgets as w

from ropabook.excel.cells import NotRead
from ropabook.exporting import CannotWrite
from ropabook.forms.interview.asked import asked
from ropabook.forms.interview.given import Given, read_answers
from ropabook.forms.interview.sheet import send
from ropabook.forms.interview.taking import MAY_BE_TAKEN, TAKEN, Answer, preview, take
from ropabook.forms.looks import LABEL, WIDE
from ropabook.forms.screen import RecordScreen, escaped
from ropabook.model.naming import id_of

_EVERYBODY = "Everybody"


class InterviewPanel:
    """Questions out, answers in; nothing is taken before it is ticked."""

    def __init__(self, screen: RecordScreen, exports: Path) -> None:
        self.screen, self.exports = screen, exports
        self.whom = w.Dropdown(description="Whom to ask", style=LABEL, layout=WIDE)
        self.upload = w.FileUpload(
            accept=".xlsx,.ods", multiple=True, description="Read answers", layout={"width": "auto"}
        )
        self.said = w.HTML()
        self.ticks = w.VBox([])
        self.go = w.Button(description="Take what is ticked", button_style="primary", disabled=True,
                           layout={"width": "auto"})  # fmt: skip
        self.answers: tuple[Answer, ...] = ()
        out = w.Button(description="Write the questions to a sheet", layout={"width": "auto"})
        out.on_click(self._send)
        self.upload.observe(self._read, "value")
        self.go.on_click(self._take)
        self._roles()
        self.view = w.VBox([self.whom, w.HBox([out, self.upload]), self.said, self.ticks, self.go])

    def _roles(self) -> None:
        found = asked(self.screen.editing.register)
        count = {role: sum(each.question.ask == role for each in found)
                 for role in dict.fromkeys(each.question.ask for each in found)}  # fmt: skip
        everybody = [(f"{_EVERYBODY} ({len(found)})", "")]
        self.whom.options = everybody + [(f"{role} ({n})", role) for role, n in count.items()]
        self.whom.value = ""

    def _send(self, _: Any) -> None:
        register, role = self.screen.editing.register, self.whom.value or None
        questions = asked(register, role)
        file = self.exports / f"questions-for-{id_of(role or _EVERYBODY)}.xlsx"
        try:
            self.exports.mkdir(parents=True, exist_ok=True)
            send(register, questions, self.screen.editing.on, file)
        except (CannotWrite, OSError) as problem:
            self._tell(str(problem))
        else:
            self._tell(f"Written: {self.exports.name}/{file.name}, {len(questions)} questions.")

    def _read(self, change: Any) -> None:
        if not change["new"]:
            return
        given: list[Given] = []
        problems = []
        for file in change["new"]:
            try:
                given += read_answers(file["name"], bytes(file["content"]))
            except NotRead as problem:
                problems.append(str(problem))
        editing = self.screen.editing
        self.answers = preview(editing.store, editing.register, given)
        self._tell(" ".join(problems) or f"{len(self.answers)} answers. Tick those to take.")
        self.ticks.children = [self._tick(answer) for answer in self.answers]
        self.go.disabled = all(tick.children[0].disabled for tick in self.ticks.children)
        self.upload.value = ()

    def _tick(self, answer: Answer) -> w.HBox:
        may = answer.state in MAY_BE_TAKEN
        box = w.Checkbox(value=answer.state in TAKEN, disabled=not may, indent=False,
                         description=answer.title, layout={"width": "16em"})  # fmt: skip
        words = (
            f"<b>{escaped(answer.state)}</b> · {escaped(answer.question)}<br>"
            f"{escaped(answer.given.by or 'nobody named')}: {escaped(answer.given.words)}<br>"
            f"→ {escaped(answer.sentence)}"
        )
        return w.HBox([box, w.HTML(words, layout={"flex": "1"})])

    def _take(self, _: Any) -> None:
        ticked = [answer for answer, tick in zip(self.answers, self.ticks.children, strict=True)
                  if tick.children[0].value and not tick.children[0].disabled]  # fmt: skip
        twice = {answer.given.reference for answer in ticked}
        if len(twice) < len(ticked):
            self._tell("Two answers to one question are ticked. Choose one of them.")
            return
        editing = self.screen.editing
        done = take(editing.store, editing.register, ticked)
        keys = {each.given.reference.partition("#")[0].partition("?")[0] for each in ticked}
        for key in sorted(keys):
            editing.refresh(key)
        self.said.value = "".join(f'<p role="status">{escaped(each)}</p>' for each in done)
        self.ticks.children, self.go.disabled, self.answers = (), True, ()
        self._roles()
        self.screen.show_rows(sorted(keys))

    def _tell(self, sentence: str) -> None:
        self.said.value = f'<p role="status">{escaped(sentence)}</p>'
