"""Transfers by mechanism: a bar for each, divided by how the country is approved."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.views.drawing import Colour, Size, block, line, rect, svg, words

_LEFT: Final = 270
_WIDTH: Final = 370
_RIGHT: Final = 420
_ROW: Final = 44
_TOP: Final = 40


class Sent(NamedTuple):
    """The transfers that rest on one mechanism."""

    mechanism: str
    number: int
    countries: str
    weight: Colour
    """`critical` where nothing carries them, `major` where that is not known, else `accent`."""
    sign: str


def picture(found: Sequence[Sent]) -> Markup:
    """One bar a mechanism, with its countries beside it."""
    most = max((one.number for one in found), default=1) or 1
    height = _TOP + _ROW * len(found) + 12
    drawn = [
        words(0, 18, "Mechanism", size=12, fill="quiet"),
        words(_LEFT, 18, "Transfers", size=12, fill="quiet"),
        words(_LEFT + _WIDTH + 20, 18, "Countries", size=12, fill="quiet"),
        line(_LEFT, _TOP - 8, _LEFT, height - 8),
    ]
    for at, one in enumerate(found):
        y = _TOP + _ROW * at
        width = max((_WIDTH - 60) * one.number / most, 3)
        said = f"{one.mechanism}: {one.number}; {one.countries}"
        drawn += [
            block(0, y + 14, f"{one.sign}{one.mechanism}", _LEFT - 20, size=13, lines=2),
            rect(_LEFT, y + 4, width, 20, one.weight, said=said),
            words(_LEFT + width + 8, y + 19, f"{one.number:,}", size=13, bold=True),
            block(_LEFT + _WIDTH + 20, y + 14, one.countries, _RIGHT - 20, size=12, fill="quiet",
                  lines=2),
        ]  # fmt: skip
    said = "; ".join(f"{one.mechanism}: {one.number} ({one.countries})" for one in found)
    size = Size(_LEFT + _WIDTH + _RIGHT, height)
    return svg(size, "Transfers by mechanism", said or "No transfer.", drawn, name="transfers")
