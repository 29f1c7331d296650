"""The risk matrix: likelihood across, severity up, before and after measures."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.views.drawing import Colour, Size, block, dot, rect, svg, words

_LEFT: Final = 150
_TOP: Final = 46
_CELL: Final = (138, 76)
_DOT: Final = 13


class Scale(NamedTuple):
    """The words of a scale, from the least to the most, and what each pair comes to."""

    likelihood: tuple[tuple[str, str], ...]
    """Keys and labels."""
    severity: tuple[tuple[str, str], ...]
    levels: dict[tuple[str, str], str]
    """(likelihood, severity) to a level: low, medium, high; empty where the scale gives none."""


class Placed(NamedTuple):
    """A risk on the matrix."""

    name: str
    text: str
    likelihood: str | None
    severity: str | None


_LOOKS: Final[dict[str, Colour]] = {
    "low": "good-tint", "medium": "major-tint", "high": "critical-tint", "": "tint",
}  # fmt: skip


def picture(title: str, scale: Scale, risks: Sequence[Placed]) -> Markup:
    """Draw the matrix with each risk where it stands; one that is not scored stands below it."""
    wide, high = _CELL
    columns, levels = scale.likelihood, tuple(reversed(scale.severity))
    width, height = _LEFT + wide * len(columns) + 20, _TOP + high * len(levels) + 64
    drawn = [words(0, 20, title, size=15, bold=True)]
    for down, (severity, label) in enumerate(levels):
        y = _TOP + high * down
        drawn.append(block(_LEFT - 12, y + high / 2, label, _LEFT - 20, anchor="end"))
        for at, (likelihood, _) in enumerate(columns):
            level = scale.levels.get((likelihood, severity), "")
            here = [r for r in risks if (r.likelihood, r.severity) == (likelihood, severity)]
            drawn += _cell(_LEFT + wide * at, y, level, here)
    drawn.append(words(_LEFT - 12, _TOP - 8, "Severity ↑", size=11.5, fill="quiet", anchor="end"))
    end = _LEFT + wide * len(columns)
    drawn.append(words(end, _TOP + high * len(levels) + 54, "Likelihood →", size=11.5, fill="quiet",
                       anchor="end"))  # fmt: skip
    below = _TOP + high * len(levels) + 20
    drawn += [
        block(_LEFT + wide * (at + 0.5), below, label, wide - 12, anchor="middle")
        for at, (_, label) in enumerate(columns)
    ]
    loose = [risk.name for risk in risks if risk.likelihood is None or risk.severity is None]
    if loose:
        note = f"Not scored yet: {', '.join(loose)}"
        drawn.append(words(_LEFT, below + 34, note, fill="major"))
    said = [
        f"{risk.name}: likelihood {risk.likelihood or 'not scored'}, "
        f"severity {risk.severity or 'not scored'}"
        for risk in risks
    ]
    return svg(Size(width, height), title, "; ".join(said) or "No risk.", drawn, name="risk-matrix")


def _cell(x: float, y: float, level: str, here: list[Placed]) -> list[Markup]:
    wide, high = _CELL
    drawn = [rect(x + 2, y + 2, wide - 4, high - 4, _LOOKS[level], said=level.capitalize() or "")]
    if level:
        drawn.append(words(x + 10, y + 18, level.capitalize(), size=11, fill="quiet"))
    for at, risk in enumerate(here[:8]):
        cx = x + 24 + (at % 4) * (2 * _DOT + 4)
        cy = y + high - 22 - (at // 4) * (2 * _DOT + 2)
        drawn += [
            dot(cx, cy, _DOT, "accent", f"{risk.name}: {risk.text}"),
            words(cx, cy + 4, risk.name, size=11, fill="paper", anchor="middle", bold=True),
        ]
    if len(here) > 8:
        drawn.append(words(x + wide - 12, y + 18, f"+{len(here) - 8}", size=11, anchor="end"))
    return drawn
