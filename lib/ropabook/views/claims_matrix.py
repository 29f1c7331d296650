"""The claims matrix: for each topic, how what the notice says and what is recorded compare."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.views.drawing import Colour, Size, block, rect, svg, words

_LEFT: Final = 190
_CELL: Final = (138, 40)
_TOP: Final = 66


class Column(NamedTuple):
    """One way in which both sides can stand to each other."""

    name: str
    sign: str
    fill: Colour
    """What a cell looks like that is not empty."""
    ink: Colour


def picture(
    title: str, columns: Sequence[Column], counts: Mapping[str, Mapping[str, int]]
) -> Markup:
    """Topics down the side, the ways across; each cell counts.

    Args:
        counts: topic to column to how many.
    """
    wide, high = _CELL
    height = _TOP + high * len(counts) + 10
    drawn = [
        block(_LEFT + wide * (at + 0.5), 38, column.name, wide - 14, size=12, fill="quiet",
              anchor="middle", lines=3)
        for at, column in enumerate(columns)
    ]  # fmt: skip
    for down, (topic, found) in enumerate(counts.items()):
        y = _TOP + high * down
        drawn.append(block(0, y + high / 2, topic, _LEFT - 16, size=13, bold=True, lines=2))
        for at, column in enumerate(columns):
            count = found.get(column.name, 0)
            x = _LEFT + wide * at
            said = f"{topic}, {column.name}: {count}"
            fill: Colour = column.fill if count else "none"
            drawn.append(rect(x + 2, y + 2, wide - 4, high - 4, fill, "line", said=said))
            shown = f"{column.sign} {count:,}" if count else "–"
            ink: Colour = column.ink if count else "quiet"
            drawn.append(words(x + wide / 2, y + high / 2 + 5, shown, size=14, fill=ink,
                               anchor="middle", bold=bool(count)))  # fmt: skip
    said = "; ".join(
        f"{topic}: " + ", ".join(f"{n} {name.lower()}" for name, n in found.items() if n)
        for topic, found in counts.items()
        if any(found.values())
    )
    size = Size(_LEFT + wide * len(columns) + 10, height)
    return svg(size, title, said or "Nothing is told and nothing is recorded.", drawn,
               name="claims")  # fmt: skip
