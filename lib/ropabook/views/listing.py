"""The list that a figure leads to: a table that opens, with no more rows than can be looked at."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.views.functions import chosen_by
from ropabook.views.html import Content, concerning, folded, joined, note, table, tag

OPEN: Final = 12
"""A list of no more rows than this stands open."""


class Line(NamedTuple):
    """One row of a list: its cells, and by what the page shows or hides it."""

    cells: Sequence[Content]
    entities: tuple[str, ...] = ()
    """The companies it concerns; empty where it concerns all."""
    records: tuple[str, ...] = ()
    """The records it is about, by whose functions it is chosen."""


def listing(
    register: Register, anchor: str, caption: str, heads: Sequence[str], lines: Sequence[Line],
    at_most: int = 400, elsewhere: str = "",
) -> Markup:  # fmt: skip
    """The list, which opens by itself when a figure that leads to it is chosen.

    Args:
        anchor: the id by which it is led to.
        elsewhere: where the rows are that are more than `at_most`.
    """
    shown = lines[:at_most]
    classes = [
        f"{concerning(line.entities)} {chosen_by(register, line.records)}".strip() for line in shown
    ]
    drawn = table(caption, heads, [line.cells for line in shown], classes)
    left = len(lines) - at_most
    more = note(f"{left:,} more {elsewhere}.") if left > 0 else ""
    summary = joined(
        tag("span", f"All {len(lines):,}, row by row" if len(lines) > 1 else "The row",
            class_="words"),
    )  # fmt: skip
    inner = tag("div", drawn, more, id=anchor)
    return folded(summary, inner, open=len(lines) <= OPEN, class_="rows")


def whose(register: Register, entities: tuple[str, ...]) -> str:
    """The companies by name; all of the group are “All companies”."""
    if not entities or {*entities} >= {*register.entities}:
        return "All companies"
    return companies(register, entities)
