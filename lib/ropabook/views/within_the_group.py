"""The intra-group matrix: what each company gives to each other one."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.names import company
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.sharing import NOT_NAMED, Sharing, sharings
from ropabook.views.html import Content, joined, note, plural, table, tag

title: Final = "What the companies pass to each other"
page: Final = "data"
order: Final = 55
_HOW: Final = {
    "discloses": "gives data",
    "joint": "decides jointly",
    "processes for": "has data processed",
}
_LOOKS: Final = {
    "open": ("#fbeaec", "#a0162b"),
    "full": ("#e9f3ec", "#22663f"),
    "empty": ("none", "#d5dce3"),
}
_INK: Final = "#1c2733"
_CELL: Final = 132
_HEAD: Final = 170
_ROW: Final = 46


class Row(NamedTuple):
    """One activity in which data passes from one company to another, in words."""

    giver: str
    taker: str
    activity: str
    how: str
    mirrored: bool


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every sharing that concerns the company, or all."""
    register = review.register
    return tuple(
        Row(
            _who(register, sharing.giver),
            _who(register, sharing.taker),
            _activity(register, sharing),
            _HOW[sharing.kind],
            sharing.mirrored,
        )
        for sharing in sharings(register, entity)
    )


def _who(register: Register, entity: str) -> str:
    return company(register, entity) if entity != NOT_NAMED else "Not named"


def _activity(register: Register, sharing: Sharing) -> str:
    found = register.activities.get(sharing.activity)
    return found.title if found else sharing.activity


def draw(review: Review, entity: str | None) -> Markup:
    """The matrix as a picture, and the same as a table."""
    found = rows(review, entity)
    if not found:
        return note(
            "The record names nothing that one company passes to another. "
            "Sharing within a group is disclosure like any other, and is recorded on both sides."
        )
    one_sided = sum(not row.mirrored for row in found)
    said = f"{plural(len(found), 'sharing')} recorded; "
    said += f"{one_sided:,} on one side only." if one_sided else "each of them on both sides."
    lines: list[list[Content]] = [
        [
            row.giver,
            row.taker,
            row.how,
            row.activity,
            "✓ both sides" if row.mirrored else "✕ one side",
        ]
        for row in found
    ]
    heads = ["From", "To", "How", "Activity", "Recorded on"]
    return joined(
        note(said, class_="lead"), picture(found), table("The same as a table", heads, lines)
    )


def picture(found: tuple[Row, ...]) -> Markup:
    """Givers down the side, takers along the top; each cell counts what passes between them."""
    givers = list(dict.fromkeys(row.giver for row in found))
    takers = list(dict.fromkeys(row.taker for row in found))
    width, height = _HEAD + _CELL * len(takers), _ROW * (len(givers) + 1)
    drawn = [
        _words(_HEAD + _CELL * (at + 0.5), 28, taker, "head") for at, taker in enumerate(takers)
    ]
    for down, giver in enumerate(givers, 1):
        drawn.append(_words(_HEAD - 12, _ROW * down + 28, giver, "head", "end"))
        for at, taker in enumerate(takers):
            passing = [row for row in found if (row.giver, row.taker) == (giver, taker)]
            drawn.append(_cell(_HEAD + _CELL * at, _ROW * down, giver, taker, passing))
    svg = tag(
        "svg",
        tag("title", "What the companies of the group pass to each other"),
        tag(
            "desc", "From the company at the side to the company at the top. A table says the same."
        ),
        drawn,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        class_="matrix",
        role="img",
        xmlns="http://www.w3.org/2000/svg",
    )
    return tag(
        "div", svg, class_="scroll", tabindex=0, role="region", aria_label="Intra-group matrix"
    )


def _cell(x: int, y: int, giver: str, taker: str, passing: list[Row]) -> Markup:
    one_sided = sum(not row.mirrored for row in passing)
    words = "–" if giver == taker else f"{len(passing)}" if passing else ""
    if one_sided:
        words += f" ✕ {one_sided}"
    said = f"{giver} to {taker}: {plural(len(passing), 'sharing')}, {one_sided} on one side only"
    fill, stroke = _LOOKS["open" if one_sided else "full" if passing else "empty"]
    return tag(
        "g",
        tag("title", said),
        tag(
            "rect",
            x=x + 2,
            y=y + 2,
            width=_CELL - 4,
            height=_ROW - 4,
            rx=6,
            fill=fill,
            stroke=stroke,
        ),
        _words(x + _CELL / 2, y + 28, words, "number"),
    )


def _words(x: float, y: float, words: str, kind: str, anchor: str = "middle") -> Markup:
    return tag(
        "text", words, x=f"{x:.0f}", y=f"{y:.0f}", fill=_INK, class_=kind, text_anchor=anchor
    )
