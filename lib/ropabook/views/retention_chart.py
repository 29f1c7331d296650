"""The retention chart: how long each category of data is kept, activity by activity."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.views.drawing import Colour, Size, line, rect, svg, words, wrapped

_LEFT: Final = 300
_WIDTH: Final = 560
_RIGHT: Final = 300
_ROW: Final = 34
_TOP: Final = 54
_TICKS: Final = ((30, "1 month"), (182, "6 months"), (365, "1 year"), (1096, "3 years"),
                 (2191, "6 years"), (4383, "12 years"))  # fmt: skip
"""Marks on the scale, in days."""


class Kept(NamedTuple):
    """How long one category is kept by one rule."""

    category: str
    where: str
    """The activities, in words."""
    days: float | None
    """None where no period is known; infinity where there is no end."""
    words: str
    """The period and what it runs from, or what is not known."""
    conflict: bool = False
    """Whether the same category is kept for another time elsewhere."""


def picture(kept: Sequence[Kept]) -> Markup:
    """A bar for each; the scale is such that a month and twelve years can both be seen."""
    height = _TOP + _ROW * len(kept) + 16
    drawn = []
    for days, label in _TICKS:
        x = _LEFT + _place(days)
        drawn.append(line(x, _TOP - 14, x, height - 12))
        drawn.append(words(x, _TOP - 20, label, size=10, fill="quiet", anchor="middle"))
    for at, one in enumerate(kept):
        drawn += _bar(_TOP + _ROW * at, one)
    said = "; ".join(f"{one.category}, {one.where}: {one.words}" for one in kept)
    size = Size(_LEFT + _WIDTH + _RIGHT, height)
    return svg(size, "How long data is kept", said, drawn, name="retention-chart")


def _place(days: float) -> float:
    """Square roots: short periods are not squeezed against the edge, long ones stay in sight."""
    return float(min((days / 5000) ** 0.5, 1.0) * _WIDTH)


def _bar(y: float, one: Kept) -> list[Markup]:
    said = f"{one.category}, {one.where}: {one.words}"
    drawn = [
        words(0, y + 11, wrapped(one.category, _LEFT - 16, 12, 1)[0], size=12),
        words(0, y + 25, wrapped(one.where, _LEFT - 16, 11, 1)[0], size=11, fill="quiet"),
    ]
    if one.days is None:
        drawn.append(rect(_LEFT, y + 5, _WIDTH, 16, "none", "major", said=said, dashed=True))
        drawn.append(words(_LEFT + 10, y + 17.5, "No period known", size=11.5, fill="major"))
        return [*drawn, _beside(y, one.words)]
    endless = one.days == float("inf")
    fill: Colour = "critical" if endless else "major" if one.conflict else "accent"
    width = _WIDTH if endless else max(_place(one.days), 3)
    drawn.append(rect(_LEFT, y + 5, width, 16, fill, said=said))
    sign = "⚠ " if one.conflict or endless else ""
    return [*drawn, _beside(y, sign + one.words)]


def _beside(y: float, said: str) -> Markup:
    short = wrapped(said, _RIGHT - 16, 11.5, 1)[0]
    return words(_LEFT + _WIDTH + 14, y + 17, short, size=11.5, fill="quiet")
