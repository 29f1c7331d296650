"""Shapes for pictures: SVG that stands alone, in a page, in a file, in Word or as PNG.

Every shape carries its colour itself; its class lets a page in the dark change it. Text is text:
it can be read out, searched and copied.
"""

import textwrap
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from markupsafe import Markup

from ropabook.views.html import Content, tag

Colour = Literal[
    "ink", "quiet", "paper", "line", "accent", "tint",
    "critical", "major", "minor", "advice", "good",
    "critical-tint", "major-tint", "good-tint", "none",
]  # fmt: skip
Anchor = Literal["start", "middle", "end"]
PALETTE: Final[dict[Colour, str]] = {
    "ink": "#1c2733",
    "quiet": "#55636f",
    "paper": "#ffffff",
    "line": "#d5dce3",
    "accent": "#1d5480",
    "tint": "#e6eef5",
    "critical": "#a0162b",
    "major": "#8a4500",
    "minor": "#3d5a80",
    "advice": "#4d5b66",
    "good": "#22663f",
    "critical-tint": "#f8dfe2",
    "major-tint": "#fbead8",
    "good-tint": "#dff0e5",
    "none": "none",
}
FONT: Final = "system-ui, 'Segoe UI', Roboto, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_WIDE: Final = 0.56
"""About how wide a letter is, in ems: what decides where words are broken."""


class Size(NamedTuple):
    """How large a picture is, in pixels."""

    width: int
    height: int


def svg(size: Size, title: str, description: str, *content: Content, name: str = "") -> Markup:
    """A picture with a title and a description, which a screen reader reads."""
    return tag(
        "svg",
        tag("title", title),
        tag("desc", description),
        *content,
        viewBox=f"0 0 {size.width} {size.height}",
        width=size.width,
        height=size.height,
        class_=f"picture {name}".strip(),
        role="img",
        aria_label=title,
        font_family=FONT,
        xmlns="http://www.w3.org/2000/svg",
    )


def rect(
    x: float, y: float, width: float, height: float, fill: Colour,
    stroke: Colour = "none", *, said: str = "", round: int = 4, dashed: bool = False,
) -> Markup:  # fmt: skip
    """A box; `said` is what shows where a pointer rests on it, and what is read out."""
    return tag(
        "rect",
        tag("title", said) if said else "",
        x=_number(x),
        y=_number(y),
        width=_number(max(width, 0)),
        height=_number(max(height, 0)),
        rx=round,
        fill=PALETTE[fill],
        stroke=PALETTE[stroke],
        stroke_dasharray="5 4" if dashed else None,
        class_=f"f-{fill} s-{stroke}",
    )


def words(
    x: float, y: float, text: str, *, size: float = 13, fill: Colour = "ink",
    anchor: Anchor = "start", bold: bool = False,
) -> Markup:  # fmt: skip
    """One line of words; y is where the letters stand."""
    return tag(
        "text",
        text,
        x=_number(x),
        y=_number(y),
        font_size=_number(size),
        font_weight=600 if bold else None,
        text_anchor=None if anchor == "start" else anchor,
        fill=PALETTE[fill],
        class_=f"f-{fill}",
    )


def block(
    x: float, y: float, text: str, width: float, *, size: float = 13, fill: Colour = "ink",
    anchor: Anchor = "start", bold: bool = False, lines: int = 3,
) -> Markup:  # fmt: skip
    """Words broken into lines of a width, centred on y; an ellipsis marks what does not fit."""
    broken = wrapped(text, width, size, lines)
    first = y - (len(broken) - 1) * size * 0.6 + size * 0.35
    return tag(
        "g",
        tag("title", text) if len(" ".join(broken)) < len(text) else "",
        [
            words(x, first + at * size * 1.2, line, size=size, fill=fill, anchor=anchor, bold=bold)
            for at, line in enumerate(broken)
        ],
    )


def line(
    x1: float, y1: float, x2: float, y2: float, stroke: Colour = "line", width: float = 1
) -> Markup:
    """A straight line."""
    return tag(
        "line", x1=_number(x1), y1=_number(y1), x2=_number(x2), y2=_number(y2),
        stroke=PALETTE[stroke], stroke_width=_number(width), class_=f"s-{stroke}",
    )  # fmt: skip


def dot(x: float, y: float, radius: float, fill: Colour, said: str = "") -> Markup:
    """A disc."""
    return tag(
        "circle", tag("title", said) if said else "", cx=_number(x), cy=_number(y),
        r=_number(radius), fill=PALETTE[fill], class_=f"f-{fill}",
    )  # fmt: skip


def polyline(points: Sequence[tuple[float, float]], stroke: Colour, width: float = 2) -> Markup:
    """A line through several points."""
    path = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return tag(
        "polyline", points=path, fill="none", stroke=PALETTE[stroke],
        stroke_width=_number(width), class_=f"s-{stroke}",
    )  # fmt: skip


def wrapped(text: str, width: float, size: float, lines: int) -> list[str]:
    """Words broken into at most so many lines of a width in pixels."""
    letters = max(4, int(width / (size * _WIDE)))
    return textwrap.wrap(text, letters, max_lines=lines, placeholder=" …") or [""]


def group(*content: Content, said: str = "") -> Markup:
    """Shapes that belong together, with the words for all of them."""
    return tag("g", tag("title", said) if said else "", *content)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
