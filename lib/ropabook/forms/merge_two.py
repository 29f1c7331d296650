"""The panel in which two records that are one thing become one."""

from typing import Any

import ipywidgets as w

from ropabook.forms import joining
from ropabook.forms.change_many import outcome
from ropabook.forms.looks import line
from ropabook.forms.screen import RecordScreen, escaped
from ropabook.store.plain import Path
from ropabook.store.problems import CannotRead, CannotSave
from ropabook.store.wording import in_words, place_in_words


def merging(screen: RecordScreen) -> w.Widget:
    """The panel in which two records become one."""
    look = w.Button(description="Put the two together", layout={"width": "auto"})
    go = w.Button(description="Merge them", button_style="primary", disabled=True)
    reason = line("Why they are one")
    said, choices = w.HTML(), w.VBox([])
    held: dict[str, joining.Joining] = {}
    asked: dict[Path, w.RadioButtons] = {}

    def show(_: Any) -> None:
        asked.clear()
        choices.children, go.disabled = [], True
        if len(screen.list.selected) != 2:
            count = len(screen.list.selected)
            now = f" Now {count} are chosen." if count else ""
            said.value = (
                f"<p>Choose the two records in the list; the first one chosen stays.{now}</p>"
            )
            return
        kept, gone = screen.list.selected
        try:
            found = joining.joining(screen.editing.store, screen.editing.register, kept, gone)
        except (ValueError, CannotRead) as problem:
            said.value = f"<p>{escaped(str(problem))}</p>"
            return
        held["found"] = found
        said.value = (
            f"<p><b>{escaped(kept)}</b> stays; <b>{escaped(gone)}</b> goes into it. "
            f"{_naming(len(found.naming))}</p>"
        )
        for each in found.conflicts:
            options = [(f"{_short(each.theirs)} (of the one that stays)", 0),
                       (f"{_short(each.yours)} (of the one that goes)", 1)]  # fmt: skip
            asked[each.path] = w.RadioButtons(options=options, value=None, layout={"width": "auto"})
            label = w.HTML(f"<b>{escaped(place_in_words(each.path).capitalize())}</b>")
            choices.children = (*choices.children, label, asked[each.path])
            asked[each.path].observe(ready, "value")
        ready()

    def ready(_: Any = None) -> None:
        go.disabled = any(each.value is None for each in asked.values())

    def carry_out(_: Any) -> None:
        found = held["found"]
        chosen = {each.path: (each.theirs, each.yours)[asked[each.path].value]
                  for each in found.conflicts}  # fmt: skip
        why = reason.value.strip() or "They are one and the same thing"
        try:
            done = joining.join(screen.editing.store, screen.editing.register, found, chosen, why)
        except CannotSave as problem:
            said.value = f'<p role="status">{escaped(str(problem))}</p>'
            return
        screen.list.selected = []
        said.value, choices.children, go.disabled = outcome(screen, done), [], True

    look.on_click(show)
    go.on_click(carry_out)
    return w.VBox([w.HBox([look, go]), said, choices, reason])


def _naming(count: int) -> str:
    if not count:
        return "No other record names it."
    who = "1 other record names it" if count == 1 else f"{count} other records name it"
    return f"{who} and will name the one that stays."


def _short(value: Any) -> str:
    said = in_words(value)
    return said if len(said) < 90 else f"{said[:89]}…"
