"""What can be done besides editing one record: begin one, change many, merge two."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from ropabook.forms.change_many import changing_many
from ropabook.forms.merge_two import merging
from ropabook.forms.new_record import beginning
from ropabook.forms.screen import RecordScreen


def with_panels(screen: RecordScreen) -> RecordScreen:
    """Give a screen its panels, each behind a button."""
    made: tuple[tuple[str, Callable[[RecordScreen], w.Widget], bool], ...] = (
        ("New record", beginning, False),
        ("Change many at once", changing_many, True),
        ("Merge two", merging, True),
    )
    place_of_panel = w.VBox([])
    buttons = [w.ToggleButton(value=False, description=title, layout={"width": "auto"})
               for title, _, _ in made]  # fmt: skip

    def toggled(change: Any) -> None:
        if change["new"]:
            for other in buttons:
                if other is not change["owner"]:
                    other.value = False
        chosen = next((n for n, button in enumerate(buttons) if button.value), None)
        screen.list.choosing = chosen is not None and made[chosen][2]
        place_of_panel.children = [] if chosen is None else [made[chosen][1](screen)]

    for button in buttons:
        button.observe(toggled, "value")
    screen.panels.children = [w.HBox(buttons), place_of_panel]
    return screen
