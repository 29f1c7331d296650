"""The intra-group matrix: what each company gives to each other one."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.names import company
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.sharing import NOT_NAMED, Sharing, sharings
from ropabook.views.choosing import picture_name
from ropabook.views.drawing import Colour, Size, rect, svg, words
from ropabook.views.figure import figure
from ropabook.views.html import Content, joined, note, plural, table, to_record
from ropabook.views.listing import most_rows

title: Final = "What the companies pass to each other"
page: Final = "data"
order: Final = 55
_HOW: Final = {
    "discloses": "gives data",
    "joint": "decides jointly",
    "processes for": "has data processed",
}
_LOOKS: Final[dict[str, tuple[Colour, Colour]]] = {
    "open": ("critical-tint", "critical"),
    "full": ("good-tint", "good"),
    "empty": ("none", "line"),
}
_CELL: Final = 132
_HEAD: Final = 170
_ROW: Final = 46


class Row(NamedTuple):
    """One activity in which data passes from one company to another, in words."""

    giver: str
    taker: str
    key: str
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
            f"activities/{sharing.activity}",
            _activity(register, sharing),
            _HOW[sharing.kind],
            sharing.mirrored,
        )
        for sharing in sharings(register, entity)
    )


def _who(register: Register, entity: str) -> str:
    return company(register, entity) if entity != NOT_NAMED else "Not named"


def _activity(register: Register, sharing: Sharing) -> str:
    found = register.every.activities.get(sharing.activity)
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
            to_record(row.key, row.activity),
            "✓ both sides" if row.mirrored else "✕ one side",
        ]
        for row in found[: most_rows(review.register)]
    ]
    left = len(found) - len(lines)
    heads = ["From", "To", "How", "Activity", "Recorded on"]
    return joined(
        note(said, class_="lead"),
        figure(picture(found), picture_name("sharing", review, entity)),
        table("The same as a table", heads, lines),
        note(f"{left:,} more are in the Excel workbook, sheet “Within the group”.") if left else "",
    )


def picture(found: tuple[Row, ...]) -> Markup:
    """Givers down the side, takers along the top; each cell counts what passes between them."""
    givers = list(dict.fromkeys(row.giver for row in found))
    takers = list(dict.fromkeys(row.taker for row in found))
    width, height = _HEAD + _CELL * len(takers), _ROW * (len(givers) + 1)
    drawn = [
        words(_HEAD + _CELL * (at + 0.5), 28, taker, size=14, anchor="middle", bold=True)
        for at, taker in enumerate(takers)
    ]
    for down, giver in enumerate(givers, 1):
        head = words(_HEAD - 12, _ROW * down + 28, giver, size=14, anchor="end", bold=True)
        drawn.append(head)
        for at, taker in enumerate(takers):
            passing = [row for row in found if (row.giver, row.taker) == (giver, taker)]
            drawn.append(_cell(_HEAD + _CELL * at, _ROW * down, giver, taker, passing))
    said = "; ".join(
        f"{row.giver} to {row.taker}, {row.activity}: {row.how}, "
        f"{'both sides' if row.mirrored else 'one side only'}"
        for row in found
    )
    title = "What the companies of the group pass to each other"
    return svg(Size(width, height), title, said, drawn, name="matrix")


def _cell(x: int, y: int, giver: str, taker: str, passing: list[Row]) -> Markup:
    one_sided = sum(not row.mirrored for row in passing)
    shown = "–" if giver == taker else f"{len(passing)}" if passing else ""
    if one_sided:
        shown += f" ✕ {one_sided}"
    said = f"{giver} to {taker}: {plural(len(passing), 'sharing')}, {one_sided} on one side only"
    fill, ink = _LOOKS["open" if one_sided else "full" if passing else "empty"]
    box = rect(x + 2, y + 2, _CELL - 4, _ROW - 4, fill, ink, said=said, round=6)
    return joined(box, words(x + _CELL / 2, y + 28, shown, size=14, anchor="middle"))
