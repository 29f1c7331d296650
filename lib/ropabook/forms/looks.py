"""How the panels' controls look, and when they say what was typed in them."""

from typing import Any, Final

import ipywidgets as w

WIDE: Final = {"width": "34em"}
LABEL: Final = {"description_width": "11em"}


def line(description: str, placeholder: str = "") -> Any:
    """A line of text to write.

    What is written is handed over when one leaves the line: letter by letter, the last letters can
    come after the press of a button, while the notebook is at work on the first ones.
    """
    return w.Text(description=description, placeholder=placeholder, continuous_update=False,
                  layout=WIDE, style=LABEL)  # fmt: skip
