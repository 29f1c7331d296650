"""The trend: gaps by severity and completeness, over the past states of the record."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.words import SEVERITIES, Severity
from ropabook.views.drawing import Anchor, Colour, Size, dot, line, polyline, svg, words

_LEFT: Final = 54
_WIDTH: Final = 640
_HEIGHT: Final = 200
_TOP: Final = 40
_SIGNS: Final[dict[Severity, str]] = {"critical": "▲", "major": "◆", "minor": "●", "advice": "○"}


class Point(NamedTuple):
    """The state of one day."""

    on: date
    gaps: dict[Severity, int]
    percent: int | None
    """How complete the record was."""


def picture(points: Sequence[Point]) -> Markup:
    """A line for each severity; the last figure is written beside its end."""
    highest = max((n for p in points for n in p.gaps.values()), default=0) or 1
    most = -(-highest // 4) * 4  # four whole steps
    first, last = points[0].on, points[-1].on
    span = max((last - first).days, 1)

    def at(on: date, count: int) -> tuple[float, float]:
        return _LEFT + (on - first).days / span * _WIDTH, _TOP + _HEIGHT * (1 - count / most)

    drawn: list[Markup] = []
    for part in range(5):
        value = most * part // 4
        y = _TOP + _HEIGHT * (1 - part / 4)
        drawn.append(line(_LEFT, y, _LEFT + _WIDTH, y))
        drawn.append(words(_LEFT - 8, y + 4, f"{value:,}", size=11, fill="quiet", anchor="end"))
    ends: list[tuple[float, str, Colour]] = []
    for severity, sign in _SIGNS.items():
        colour: Colour = severity
        line_points = [at(p.on, p.gaps.get(severity, 0)) for p in points]
        drawn.append(polyline(line_points, colour))
        drawn += [
            dot(x, y, 3.5, colour, f"{p.on}: {p.gaps.get(severity, 0)} {severity}")
            for (x, y), p in zip(line_points, points, strict=True)
        ]
        end = f"{sign} {points[-1].gaps.get(severity, 0)} {SEVERITIES[severity][0].lower()}"
        ends.append((line_points[-1][1] + 4, end, colour))
    drawn += _apart(ends)
    ends_of: tuple[tuple[Point, Anchor], ...] = ((points[0], "start"), (points[-1], "end"))
    for point, anchor in ends_of:
        x = _LEFT if anchor == "start" else _LEFT + _WIDTH
        day = words(x, _TOP + _HEIGHT + 22, f"{point.on}", size=11.5, fill="quiet", anchor=anchor)
        drawn.append(day)
        if point.percent is not None:
            share = f"{point.percent} % complete"
            drawn.append(words(x, _TOP + _HEIGHT + 40, share, size=12.5, anchor=anchor, bold=True))
    said = "; ".join(
        f"{p.on}: {', '.join(f'{n} {s}' for s, n in p.gaps.items())}, {p.percent or 0} % complete"
        for p in points
    )
    size = Size(_LEFT + _WIDTH + 130, _TOP + _HEIGHT + 52)
    return svg(size, "Gaps over time", said, drawn, name="trend")


def _apart(ends: list[tuple[float, str, Colour]]) -> list[Markup]:
    """The last figures, moved so far that none covers another."""
    drawn, last = [], 0.0
    for y, said, colour in sorted(ends):
        last = max(y, last + 16)
        drawn.append(words(_LEFT + _WIDTH + 10, last, said, size=12, fill=colour))
    return drawn
