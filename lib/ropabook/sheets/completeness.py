"""How complete each company's record is, item by item (UK GDPR Art. 30(1), 30(2))."""

from collections.abc import Iterator

from ropabook.completeness import Share, completeness
from ropabook.excel.table import Column, Row
from ropabook.law.article30 import Item
from ropabook.sheets.scope import Scope

title = "Completeness"
about = "How many of the answers that Article 30 asks for are given. “Unknown” is not an answer."
instead = (
    "Fill in what it counts as missing: in the sheets that are marked, or in the notebook "
    "activities."
)
order = 15
columns = (
    Column("Company", 30),
    Column("Item", 34),
    Column("Reference", 16),
    Column("Answers due", 14),
    Column("Answers given", 14),
    Column("Per cent", 16),
    Column("Softened by the words", 24),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each company and item, and one for all items of the company."""
    wanted = {entity.id for entity in scope.entities}
    for grid in completeness(scope.register):
        if grid.entity.id not in wanted:
            continue
        company = grid.entity.short_name
        for items in (grid.controller, grid.processor):
            for item, share in items.items():
                yield Row(_cells(company, item, share))
        decide = Item("role", "4(7)–(8)", "Role decided, for each undecided activity")
        yield Row(_cells(company, decide, Share(0, grid.undecided)))
        yield Row(_cells(company, Item("total", "30", "All items"), grid.total))


def _cells(company: str, item: Item, share: Share) -> tuple[str | int, ...]:
    percent = "Nothing due" if share.percent is None else share.percent
    reference = f"Art. {item.reference}"
    return (
        company, item.title, reference, share.due, share.given, percent, item.qualifier or "–",
    )  # fmt: skip
