"""The list that a figure leads to: a table that opens, with no more rows than can be looked at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.model.functions import functions, functions_of_any
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.views.choosing import by_choice, chosen_by, concerning
from ropabook.views.html import Content, folded, note, table, tag

OPEN: Final = 12
"""A list of no more rows than this stands open."""
AT_MOST: Final = 400
"""A list of more rows than this shows some of each kind."""
_EACH: Final = 5
_MANY: Final = 1000
_ROWS: Final = (300, 40)
"""How many rows stand in a table that is drawn for every choice; and of a large record."""


class Line(NamedTuple):
    """One row of a list: its cells, and by what the page shows or hides it."""

    cells: Sequence[Content]
    entities: tuple[str, ...] = ()
    """The companies it concerns; empty where it concerns all."""
    records: tuple[str, ...] | None = ()
    """The records it is about, by whose functions it is chosen; None where it is of all."""
    marks: tuple[str, ...] = ()
    """The figures that count it, each as the mark that it has in the address of the list."""


def listing(
    review: Review, entity: str | None, anchor: str, caption: str, heads: Sequence[str],
    lines: Sequence[Line], elsewhere: str = "",
) -> Markup:  # fmt: skip
    """The list, which opens by itself when a figure that leads to it is chosen.

    Args:
        entity: the company whose lines these are; None where they are those of all.
        anchor: the id by which it is led to.
        elsewhere: where the rows are that are too many to be shown.
    """
    register = review.register
    shown = _shown(register, lines)
    classes = [row_class(register, line) for line in shown]
    drawn = table(caption, heads, [line.cells for line in shown], classes)
    left = len(lines) - len(shown)
    more = note(f"{left:,} more {elsewhere}.") if left else ""
    count = by_choice(review, entity, lambda of, whose: _count(of, whose, lines), "span")
    inner = listed(anchor, drawn, more)
    return folded(tag("span", count, class_="words"), inner, open=len(lines) <= OPEN, class_="rows")


def listed(anchor: str, *content: Content) -> Markup:
    """A list that a number leads to: whatever in it has the class `row` is one of its rows."""
    return tag("div", *content, id=anchor, class_="list")


def row_class(register: Register, line: Line) -> str:
    """The classes of a row."""
    function = "" if line.records is None else chosen_by(register, line.records)
    parts = ("row", concerning(line.entities), function, *line.marks)
    return " ".join(part for part in parts if part)


def group(register: Register, lines: Sequence[Line]) -> str:
    """The classes of a part of a list that folds, which goes where none of its rows is left.

    `c-alder-3` says that some row concerns this company and this function both.
    """
    names = functions(register)
    whose, ways, marks = dict[str, None](), dict[str, None](), dict[str, None]()
    entities = tuple(register.entities)
    for line in lines:
        mine = functions_of_any(register, line.records or ())
        at = [place for place, name in enumerate(names) if name in mine]
        marks |= dict.fromkeys(line.marks)
        whose |= dict.fromkeys(f"of-{entity}" for entity in line.entities or entities)
        ways |= dict.fromkeys(f"fn-{place}" for place in at)
        ways |= {f"c-{entity}-{place}": None for entity in line.entities or entities
                 for place in at}  # fmt: skip
    return " ".join(("group some", *(["work"] if names else ()), *whose, *ways, *marks))


def _count(review: Review, entity: str | None, lines: Sequence[Line]) -> str:
    if review.function is None and entity is None:
        found = len(lines)
    else:
        found = sum(
            concerned(line.entities, entity)
            and (line.records is None or any(map(review.register.holds, line.records))
                 or review.function is None)
            for line in lines
        )  # fmt: skip
    return f"All {found:,}, row by row" if found > 1 else "The row" if found else "No row"


def _shown(register: Register, lines: Sequence[Line]) -> Sequence[Line]:
    """All, or the first of each company, function and mark: whatever is chosen, there are some."""
    if len(lines) <= AT_MOST:
        return lines
    seen: Counter[tuple[str, ...]] = Counter()
    shown = []
    for line in lines:
        names = functions_of_any(register, line.records or ())
        cells = [
            cell
            for mark in ("", *line.marks)
            for whose in ("", *line.entities)
            for cell in ((mark, whose), *((mark, whose, name) for name in names))
        ]
        if any(seen[cell] < _EACH for cell in cells):
            shown.append(line)
            seen.update(cells)
    return shown


def most_rows(register: Register) -> int:
    """How many rows stand in a table that is drawn for every choice."""
    return _ROWS[register.files > _MANY]


def whose(register: Register, entities: tuple[str, ...]) -> str:
    """The companies by name; all of the group are “All companies”."""
    if not entities or {*entities} >= {*register.entities}:
        return "All companies"
    return companies(register, entities)


def concerned(entities: Iterable[str], entity: str | None) -> bool:
    """Whether what concerns these companies, or all where there are none, concerns this one."""
    named = tuple(entities)
    return entity is None or not named or entity in named
