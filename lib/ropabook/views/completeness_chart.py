"""The coverage grid: each company's record, item by item, as a bar of what is given."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from ropabook.completeness import Share
from ropabook.views.drawing import Colour, Size, block, rect, svg, words

_LEFT: Final = 170
_CELL: Final = (122, 46)
_TOP: Final = 84


def picture(title: str, items: Sequence[str], companies: Mapping[str, Sequence[Share]]) -> Markup:
    """Companies down the side, items across; each cell says how many of the answers are given.

    Args:
        companies: the name of each to its share of each item.
    """
    wide, high = _CELL
    drawn = [
        block(_LEFT + wide * at + 2, 48, item, wide - 10, size=12, fill="quiet", lines=4)
        for at, item in enumerate(items)
    ]
    said = []
    for down, (name, shares) in enumerate(companies.items()):
        y = _TOP + high * down
        drawn.append(block(0, y + 16, name, _LEFT - 16, size=13, bold=True, lines=2))
        for at, share in enumerate(shares):
            drawn += _cell(_LEFT + wide * at, y, share, f"{name}, {items[at]}")
        told = (f"{item} {_words(share)}" for item, share in zip(items, shares, strict=True))
        said.append(f"{name}: {', '.join(told)}")
    size = Size(_LEFT + wide * len(items) + 4, _TOP + high * len(companies) + 4)
    return svg(size, title, "; ".join(said), drawn, name="coverage")


def _cell(x: float, y: float, share: Share, name: str) -> list[Markup]:
    wide = _CELL[0] - 14
    if share.percent is None:
        return [words(x + 2, y + 18, "nothing due", size=12, fill="quiet")]
    ink: Colour = "good" if share.percent == 100 else "critical" if not share.given else "ink"
    fill: Colour = "good" if share.percent == 100 else "accent"
    sign = {"good": "✓ ", "critical": "✕ "}.get(ink, "")
    return [
        words(x + 2, y + 18, f"{sign}{_words(share)}", size=13, fill=ink, bold=True),
        rect(x + 2, y + 25, wide, 7, "line", said=f"{name}: {_words(share)}", round=3),
        rect(x + 2, y + 25, wide * share.percent / 100, 7, fill, round=3),
    ]


def _words(share: Share) -> str:
    return "nothing due" if share.percent is None else f"{share.given:,} of {share.due:,}"
