"""What can be done with an assessment besides answering: begin, start from, renew, act, write."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import ipywidgets as w

from ropabook.assessing.renewing import measure_actions, next_version
from ropabook.forms.assessments.beginning import (
    begun,
    can_rest,
    interest_purposes,
    prefilled,
    resting,
)
from ropabook.forms.assessments.screen import AssessmentScreen
from ropabook.forms.behind_buttons import behind_buttons
from ropabook.forms.looks import LABEL, WIDE, line
from ropabook.library.starting_points import NOTE, fitting, starting_points, taken
from ropabook.model.naming import id_of
from ropabook.papers.making import SUFFIXES, Form, NoSuchForm, made
from ropabook.review import review
from ropabook.store.places import NoPlace, place
from ropabook.store.problems import CannotRead, CannotSave, NoSuchRecord
from ropabook.whole import put

_KINDS: Final = (
    ("Data protection impact assessment (DPIA)", "dpia"),
    ("Legitimate interests assessment (LIA)", "lia"),
    ("Recognised legitimate interest: necessity only", "recognised"),
    ("Transfer risk assessment (TRA)", "tra"),
)


def with_panels(screen: AssessmentScreen) -> AssessmentScreen:
    """Give the screen what can be done, each behind a button."""
    return behind_buttons(
        screen,
        (
            ("New assessment", beginning, False),
            ("Start from …", starting, False),
            ("With this assessment", doing, False),
        ),
    )


# ----- a new assessment --------------------------------------------------------------------------


def beginning(screen: AssessmentScreen) -> w.Widget:
    """The panel in which an assessment is begun from an activity."""
    register = screen.editing.register
    listed = [(each.title, id) for id, each in register.activities.items()]
    kind = w.Dropdown(options=_KINDS, description="Which", style=LABEL, layout=WIDE)
    about = w.Dropdown(options=listed, description="About", style=LABEL, layout=WIDE)
    title = line("What it is called")
    go = w.Button(description="Begin", button_style="primary")

    def begin(_: Any) -> None:
        name = title.value.strip() or next((t for t, id in listed if id == about.value), "")
        try:
            key, data = _begun(screen, kind.value, name, about.value)
        except (NoPlace, ValueError) as problem:
            screen.tell(f"{problem}.".replace("..", "."))
            return
        screen.editing.begin(key, data)
        screen.show_form()
        screen.tell("Begun with what the record says. Nothing is saved yet.")

    go.on_click(begin)
    return w.VBox([kind, about, title, go])


def _begun(screen: AssessmentScreen, kind: str, title: str, about: str) -> tuple[str, Any]:
    register, on = screen.editing.register, screen.editing.on
    folder, id = kind if kind != "recognised" else "lia", id_of(title)
    if not id:
        raise ValueError("Say what it is called: its file is named after that")
    place(f"{folder}/{id}")
    if register.has(folder, id):
        raise ValueError(f"There is “{folder}/{id}” already; give it another name")
    activity = register.activities.get(about)
    data = begun(folder, title, activity)
    if folder == "dpia":
        data, _ = prefilled(data, register, on)
    if folder == "lia" and activity is not None:
        data |= {"purposes": interest_purposes(activity, recognised=kind == "recognised")}
        data |= {"kind": "recognised"} if kind == "recognised" else {}
    return f"{folder}/{id}", resting(folder, id, data, register)


# ----- from the library --------------------------------------------------------------------------


def starting(screen: AssessmentScreen) -> w.Widget:
    """The panel in which risks, measures and questions are taken from the library."""
    points = starting_points()
    register, typed = screen.editing.register, screen.editing.typed
    near = [
        point.id for id in (typed.get("activities", ()) if screen.editing.key else ())
        if id in register.activities for point in fitting(register.activities[id])
    ]  # fmt: skip
    order = [*dict.fromkeys(near), *(id for id in points if id not in near)]
    point = w.Dropdown(options=[(points[id].title, id) for id in order], description="Start from",
                       style=LABEL, layout=WIDE)  # fmt: skip
    which = w.SelectMultiple(description="Take only these", rows=12, style=LABEL,
                             layout={"width": "60em"})  # fmt: skip
    note = w.HTML()
    go = w.Button(description="Take them", button_style="primary")

    def show(_: Any = None) -> None:
        chosen = points[point.value]
        offered = [(f"{risk.id}  {risk.text}", risk.id) for risk in chosen.risks]
        offered += [(f"{measure.id}  {measure.text}", measure.id) for measure in chosen.measures]
        which.options = offered
        note.value = (
            f"<p><b>{chosen.about}.</b> Suggestions, never facts about the company: each stays "
            "marked until somebody confirms it, and nothing is scored. Choose some, or none to "
            f"take all with the {len(chosen.questions)} questions to ask.</p>"
        )

    def take(_: Any) -> None:
        if not screen.editing.key.startswith("dpia/"):
            screen.tell("Open or begin a DPIA first: the library is for DPIAs.")
            return
        only = frozenset(which.value) or None
        data = taken(points[point.value], screen.editing.typed, only)
        screen.take(data, NOTE)

    point.observe(show, "value")
    go.on_click(take)
    show()
    return w.VBox([point, note, which, go])


# ----- with the assessment that is open ----------------------------------------------------------


def doing(screen: AssessmentScreen) -> w.Widget:
    """The buttons for the assessment that is open."""
    acts: tuple[tuple[str, Callable[[AssessmentScreen], str]], ...] = (
        ("Fill what is empty from the record", _fill),
        ("Rest on the record as it is now", _rest),
        ("Make the measures actions", _act),
        ("Begin the next version", _renew),
    )
    form = w.Dropdown(options=[("Page that prints", "html"), ("Word", "word"),
                               ("CNIL PIA software (JSON)", "cnil-json")],
                      description="Document", style=LABEL)  # fmt: skip
    write = w.Button(description="Write it", layout={"width": "auto"})
    write.on_click(lambda _: _tried(screen, lambda one: _write(one, form.value)))
    buttons = []
    for title, act in acts:
        button = w.Button(description=title, layout={"width": "auto"})
        button.on_click(lambda _, act=act: _tried(screen, act))
        buttons.append(button)
    return w.VBox([w.HBox(buttons), w.HBox([form, write])])


def _tried(screen: AssessmentScreen, act: Callable[[AssessmentScreen], str]) -> None:
    if not screen.editing.key:
        screen.tell("Open or begin an assessment first.")
        return
    try:
        said = act(screen)
    except (CannotSave, CannotRead, ValueError, OSError) as problem:
        said = str(problem)
    screen.tell(said)


def _fill(screen: AssessmentScreen) -> str:
    if not screen.editing.key.startswith("dpia/"):
        return "Only a DPIA has a description to fill."
    editing = screen.editing
    data, count = prefilled(editing.typed, editing.register, editing.on)
    if not count:
        return "Nothing to fill: what the record knows is there already."
    screen.take(data, "")
    return f"{count} answers filled from the record; what was there stayed as it was."


def _rest(screen: AssessmentScreen) -> str:
    kind, _, id = screen.editing.key.partition("/")
    if problem := can_rest(kind, id, screen.editing.typed):
        return f"First put right what is marked: {problem}."
    data = resting(kind, id, screen.editing.typed, screen.editing.register)
    screen.take(data, "")
    return f"It rests on {len(data['relies_on'])} facts of the record as they are now. Save it."


def _act(screen: AssessmentScreen) -> str:
    editing = screen.editing
    dpia = editing.register.dpia(editing.key.partition("/")[2])
    if dpia is None or editing.changes:
        return "Save the DPIA first: actions are made from what is saved."
    try:
        base = editing.store.read("actions")
    except NoSuchRecord:
        base = None
    there = list(base.data) if base else []
    new, lacking = measure_actions(dpia, there)
    if new:
        editing.store.save_many({"actions": [*there, *new]}, "edit",
                                f"Measures of “{dpia.title}”", [base] if base else [])  # fmt: skip
        editing.register = editing.store.register()
    made_of = f"{len(new)} measures became actions." if new else "No new action: "
    if not new and not lacking:
        return f"{made_of}every planned measure has one."
    return " ".join([made_of, *lacking])


def _renew(screen: AssessmentScreen) -> str:
    editing, register = screen.editing, screen.editing.register
    kind, _, id = editing.key.partition("/")
    if kind != "dpia" or editing.base is None or editing.changes:
        return "Save the DPIA first: the next version begins with what is saved."
    new, data = next_version(id, editing.typed, {*register.records.get("dpia", {})})
    editing.begin(f"dpia/{new}", resting("dpia", new, data, register))
    screen.show_form()
    return "The next version. The one before stands until this one is signed."


def _write(screen: AssessmentScreen, form: Form) -> str:
    editing = screen.editing
    found = editing.register.find(editing.key)
    if found is None or editing.changes:
        return "Save it first: the document is made from what is saved."
    try:
        done = made(review(editing.register, editing.on), found, form)  # type: ignore[arg-type]
    except NoSuchForm as problem:
        return str(problem)
    folder = Path(os.environ.get("ROPABOOK_EXPORTS") or editing.store.root.parent / "exports")
    file = folder / f"{editing.key.replace('/', '-')}{SUFFIXES[form]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        put(file, lambda new: new.write_bytes(done.content))
    except OSError as problem:
        return f"Not written: {file.name} in {folder.name}: {problem.strerror or problem}."
    lost = "; ".join(done.left_out)
    return f"Written: {file.name} in {folder.name}." + (
        f" It has no place for: {lost}" if lost else ""
    )
