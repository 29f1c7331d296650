"""Panels beside a screen, each behind a button; at most one is open."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import ipywidgets as w

from ropabook.forms.screen import RecordScreen
from ropabook.forms.widgets import RecordList


class WithList(Protocol):
    """A screen that shows a list, in which records may be chosen for a panel."""

    list: RecordList


Screen = TypeVar("Screen", bound=WithList)
Records = TypeVar("Records", bound=RecordScreen)

Panel = tuple[str, Callable[[Screen], w.Widget], bool]
"""Its title, what makes it when it is opened, and whether records are chosen in the list for it."""


def behind_buttons(screen: Records, panels: Sequence[Panel[Records]]) -> Records:
    """Give a screen its panels."""
    screen.panels.children = folded(screen, panels).children
    return screen


def folded(screen: Screen, panels: Sequence[Panel[Screen]]) -> w.VBox:
    """The buttons, and below them the panel that is open, if any.

    Buttons, for ipywidgets' own folding parts cannot be reached by keyboard.
    """
    open_panel = w.VBox([])
    buttons = [w.ToggleButton(value=False, description=title, layout={"width": "auto"})
               for title, _, _ in panels]  # fmt: skip

    def toggled(change: Any) -> None:
        if change["new"]:
            for other in buttons:
                if other is not change["owner"]:
                    other.value = False
        chosen = next((n for n, button in enumerate(buttons) if button.value), None)
        if any(choosing for _, _, choosing in panels):
            screen.list.choosing = chosen is not None and panels[chosen][2]
        open_panel.children = [] if chosen is None else [panels[chosen][1](screen)]

    for button in buttons:
        button.observe(toggled, "value")
    return w.VBox([w.HBox(buttons), open_panel])
