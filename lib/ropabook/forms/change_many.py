"""The panel in which one field is changed in many records, after a preview."""

from typing import Any

import ipywidgets as w

from ropabook.forms import bulk
from ropabook.forms.fields import Field
from ropabook.forms.looks import LABEL, WIDE, line
from ropabook.forms.rows import names
from ropabook.forms.screen import RecordScreen, escaped
from ropabook.model.kinds import LABELS
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotSave
from ropabook.store.saving import Conflict, Saved

_MANY = 200
"""How many records a preview lists; the rest are counted."""


def changing_many(screen: RecordScreen) -> w.Widget:
    """The panel in which one field is changed in many records."""
    kind = w.Dropdown(options=[(LABELS[k], k) for k in screen.kinds], description="Kind",
                      style=LABEL, layout=WIDE)  # fmt: skip
    field = w.Dropdown(description="Field", style=LABEL, layout=WIDE)
    value = w.VBox([])
    reason = line("Why")
    look = w.Button(description="Show what would change", layout={"width": "auto"})
    go = w.Button(description="Change them", button_style="primary", disabled=True)
    preview = w.HTML()
    plans: list[bulk.Planned] = []

    def fields(_: Any = None) -> None:
        found = bulk.bulk_fields(kind.value)
        field.options = [(each.label, each) for each in found]

    def asked(_: Any = None) -> None:
        value.children = _controls(screen, field.value) if field.value else []
        plans.clear()
        go.disabled, preview.value = True, ""

    def show(_: Any) -> None:
        chosen = [key for key in screen.list.selected if key.startswith(f"{kind.value}/")]
        how, wanted = _wanted(field.value, value.children)
        editing = screen.editing
        plans[:] = bulk.plan(editing.store, editing.register, chosen, field.value.name, wanted,
                             add=how == "add")  # fmt: skip
        possible = sum(each.possible for each in plans)
        go.disabled = not possible
        go.description = f"Change {possible}" if possible else "Change them"
        preview.value = _preview(plans) if plans else "<p>Choose records in the list first.</p>"

    def carry_out(_: Any) -> None:
        try:
            done = bulk.carry_out(screen.editing.store, plans, reason.value.strip() or None)
        except CannotSave as problem:
            preview.value = f'<p role="status">{escaped(str(problem))}</p>'
            return
        preview.value = outcome(screen, done)
        go.disabled, screen.list.selected = True, []

    kind.observe(fields, "value")
    field.observe(asked, "value")
    look.on_click(show)
    go.on_click(carry_out)
    fields()
    asked()
    more = [kind] if len(screen.kinds) > 1 else []
    return w.VBox([*more, field, value, reason, w.HBox([look, go]), preview])


def _controls(screen: RecordScreen, field: Field) -> list[w.Widget]:
    listed = [
        (name, id)
        for id, name in names(screen.editing.register, [field.folder]).get(field.folder, [])
    ]
    choices = {
        "choice": [(words, key) for key, words in field.choices],
        "choices": [(words, key) for key, words in field.choices],
        "yes-no": [("Yes", "true"), ("No", "false")],
        "reference": listed,
        "references": listed,
    }.get(field.kind)
    several = field.kind in ("references", "choices", "texts")
    how = w.Dropdown(description="What to do", style=LABEL, layout=WIDE,
                     options=[("Add", "add"), ("Take out", "take")] if several
                     else [("Set to", "set"), ("Take away", "remove")])  # fmt: skip
    if choices is not None:
        return [how, w.Dropdown(options=choices, description="Value", style=LABEL, layout=WIDE)]
    hint = {"day": "YYYY-MM-DD", "period": "P6Y, P18M, P30D", "number": "a number"}
    return [how, line("Value", hint.get(field.kind, ""))]


def _wanted(field: Field, controls: Any) -> tuple[str, Any]:
    how, given = controls[0].value, controls[1].value
    if how == "remove" or given in (None, ""):
        return how, ABSENT
    if field.kind == "yes-no":
        return how, given == "true"
    if field.kind == "number" and str(given).isdigit():
        return how, int(given)
    return how, given


def _preview(plans: list[bulk.Planned]) -> str:
    rows = "".join(
        f"<tr><th>{escaped(each.title)}</th><td>{escaped(each.sentence)}</td></tr>"
        for each in plans[:_MANY]
    )
    more = f"<p>… and {len(plans) - _MANY} more.</p>" if len(plans) > _MANY else ""
    possible = sum(each.possible for each in plans)
    return f"<p>{possible} of {len(plans)} would change:</p><table>{rows}</table>{more}"


def outcome(screen: RecordScreen, done: list[Saved | Conflict]) -> str:
    """What became of several records, for the panel; the list and the form follow."""
    conflicts = [each for each in done if isinstance(each, Conflict)]
    if conflicts:
        names_of = ", ".join(each.key for each in conflicts)
        return (f'<p role="status">Nothing was changed: meanwhile somebody else changed '
                f"{escaped(names_of)}. Show what would change again.</p>")  # fmt: skip
    for each in done:
        screen.editing.refresh(each.key)
    screen.show_rows([each.key for each in done])
    open_now = screen.editing.key
    if open_now and screen.editing.register.find(open_now) is None and screen.editing.base:
        screen.editing.discard()  # it went into another
        screen.show_form()
    elif open_now and not screen.editing.changes:
        screen.open(open_now)
    return f'<p role="status">Saved: {len(done)} records, in one step.</p>'
