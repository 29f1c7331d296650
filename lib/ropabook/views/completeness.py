"""The Article 30 record, item by item: how many of the answers that are due are given."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.completeness import Grid, Missing, Share, completeness
from ropabook.law.article30 import CONTROLLER_ITEMS, PROCESSOR_ITEMS, Item
from ropabook.review import Review
from ropabook.views import completeness_chart
from ropabook.views.choosing import lead, linked, picture_name
from ropabook.views.figure import figure
from ropabook.views.html import joined, note, same_as_table, table, tag

title: Final = "How complete the Article 30 record is"
page: Final = "overview"
order: Final = 20


class Cell(NamedTuple):
    """One item of one company's record."""

    entity: str
    name: str
    record: str
    """`controller` (Art. 30(1)) or `processor` (Art. 30(2))."""
    item: Item
    share: Share


def rows(review: Review, entity: str | None) -> tuple[Cell, ...]:
    """Every cell of the grid, company by company."""
    return tuple(
        Cell(grid.entity.id, grid.entity.short_name, record, item, share)
        for grid in _grids(review, entity)
        for record, items in (("controller", grid.controller), ("processor", grid.processor))
        for item, share in items.items()
    )


def _grids(review: Review, entity: str | None) -> tuple[Grid, ...]:
    grids = completeness(review.register)
    return tuple(grid for grid in grids if entity in (None, grid.entity.id))


def draw(review: Review, entity: str | None) -> Markup:
    """Company by item for the group; item by item for a company."""
    cells, grids = rows(review, entity), _grids(review, entity)
    if not grids:
        return note("There is no company in the record yet.")
    parts: list[Markup] = []
    for record, items, heading in (
        ("controller", CONTROLLER_ITEMS, "As controller (Art. 30(1))"),
        ("processor", PROCESSOR_ITEMS, "As processor (Art. 30(2))"),
    ):
        mine = [cell for cell in cells if cell.record == record]
        if not any(cell.share.due for cell in mine):
            parts.append(note(f"{heading}: nothing is due, as there is no such activity."))
        elif entity is None:
            parts.append(_by_company(review, heading, items, mine))
        else:
            parts.append(_by_item(heading, mine))
    undecided = [(grid.entity, grid.undecided) for grid in grids if grid.undecided]
    parts += [
        note(
            f"{company.short_name}: ",
            linked(count, lead("missing-rows", UNDECIDED, f"of-{company.id}"), "Undecided roles"),
            " with an undecided role. Each counts as one answer that is missing, and is in neither "
            "record.",
        )
        for company, count in undecided
    ]
    return joined(parts)


def _by_company(review: Review, heading: str, items: tuple[Item, ...], cells: list[Cell]) -> Markup:
    heads = [f"{item.title} {item.reference}" for item in items]
    of: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        of.setdefault((cell.entity, cell.name), []).append(cell)
    lines = [[name, *(_bar(cell) for cell in mine)] for (_, name), mine in of.items()]
    drawn = completeness_chart.picture(
        heading, heads, {name: [cell.share for cell in mine] for (_, name), mine in of.items()}
    )
    name = picture_name(f"complete-{cells[0].record}", review, None)
    return joined(
        tag("h4", heading),
        figure(drawn, name),
        same_as_table(table(heading, ["Company", *heads], lines)),
    )


def _by_item(heading: str, cells: list[Cell]) -> Markup:
    lines = [
        [
            joined(cell.item.title, tag("small", f" {cell.item.qualifier}")),
            f"Art. {cell.item.reference}",
            _bar(cell),
        ]
        for cell in cells
    ]
    return table(heading, ["What it must contain", "Law", "Answers given"], lines)


UNDECIDED: Final = "is-undecided"


def _mark(record: str, item: Item | None) -> str:
    """What stands for an item in the address of the list of what is missing."""
    return f"is-{record}-{item.key}" if item else UNDECIDED


def _bar(cell: Cell) -> Markup:
    """The share, with what is missing as a number that leads to it."""
    share, marks = cell.share, (_mark(cell.record, cell.item), f"of-{cell.entity}")
    said = f"{cell.item.title} that {cell.name} has not answered"
    left = linked(share.due - share.given, lead("missing-rows", *marks), said)
    return joined(bar(share), tag("span", left, " missing", class_="quiet")
                  if share.given < share.due else "")  # fmt: skip


def bar(share: Share) -> Markup:
    """A share in words with a bar beside them."""
    if share.percent is None:
        return tag("span", "nothing due", class_="quiet")
    filled = tag("i", style=f"width:{share.percent}%")
    words = f"{share.given:,} of {share.due:,}"
    state = "full" if share.percent == 100 else "empty" if share.given == 0 else "part"
    sign = {"full": "✓ ", "empty": "✕ ", "part": ""}[state]
    return tag("span", sign + words, tag("span", filled, class_="bar"), class_=f"share {state}")


def row_mark(of: Missing) -> str:
    """The mark of an answer that is missing."""
    return _mark(of.record, of.item)
