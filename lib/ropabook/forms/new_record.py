"""Beginning a record: from questions for every open fact, or from another record."""

from typing import Any

import ipywidgets as w

from ropabook.forms.looks import LABEL, WIDE, line
from ropabook.forms.screen import RecordScreen
from ropabook.model.kinds import LABELS
from ropabook.model.naming import id_of
from ropabook.store.places import NoPlace, place
from ropabook.store.starters import starter
from ropabook.store.strict_yaml import parse


def beginning(screen: RecordScreen) -> w.Widget:
    """The panel in which a record is begun."""
    title = line("What it is called")
    kind = w.Dropdown(options=[(LABELS[k], k) for k in screen.kinds if k != "group"],
                      description="Kind", style=LABEL, layout=WIDE)  # fmt: skip
    begin_with = w.Dropdown(description="Begin with", style=LABEL, layout=WIDE,
                            options=[("A question for each open fact", "questions"),
                                     ("A copy of the record that is open", "copy")])  # fmt: skip
    go = w.Button(description="Begin", button_style="primary")

    def begin(_: Any) -> None:
        id = id_of(title.value)
        key = f"{kind.value}/{id}"
        try:
            place(key)
            data = _begun(screen, kind.value, id, title.value.strip(), begin_with.value)
        except (NoPlace, ValueError) as problem:
            screen.tell(f"{problem}." if not str(problem).endswith(".") else str(problem))
            return
        screen.tell("")
        screen.editing.begin(key, data)
        screen.show_form()

    go.on_click(begin)
    return w.VBox([title, *([kind] if len(kind.options) > 1 else []), begin_with, go])


def _begun(screen: RecordScreen, kind: str, id: str, title: str, begin_with: str) -> Any:
    if not id:
        raise ValueError("Say what it is called: its file is named after that")
    if screen.editing.register.has(kind, id):
        raise ValueError(f"There is a record “{kind}/{id}” already; give it another name")
    field = "legal_name" if kind == "entities" else "title"
    if begin_with == "questions":
        return {**parse(starter(kind, id).encode()), field: title}
    if screen.editing.key.partition("/")[0] != kind:
        raise ValueError("Open the record that is to be copied first")
    copy = {k: v for k, v in screen.editing.typed.items() if k not in ("formerly", "example")}
    fresh = {"status": "draft"} if kind == "activities" else {}
    for gone in ("last_reviewed", "next_review_due", "last_changed"):
        copy.pop(gone, None)
    return {**copy, **fresh, field: title}
