"""How wide the panels' controls are."""

from typing import Final

WIDE: Final = {"width": "34em"}
LABEL: Final = {"description_width": "11em"}
