"""What the record says of the activities that an assessment is about."""

from collections.abc import Iterator

from ropabook.excel.table import Link
from ropabook.papers.paper import Facts, Heading, Part, Text
from ropabook.review import Review
from ropabook.sheets import activities_in_words
from ropabook.sheets.scope import Scope


def from_the_record(review: Review, activities: tuple[str, ...]) -> Iterator[Part]:
    """Each activity in words, as it stands in the record on the day of the review."""
    scope = Scope(review, None)
    yield Heading(f"From the record, as at {review.on}", 2)
    headings = [column.heading for column in activities_in_words.columns]
    found = False
    for done, row in zip(scope.done, activities_in_words.rows(scope), strict=True):
        if done.activity.id in activities:
            found = True
            cells = [cell.text if isinstance(cell, Link) else str(cell) for cell in row.cells]
            yield Heading(f"{cells[0]} ({done.companies})", 3)
            yield Facts(tuple(zip(headings[1:-1], cells[1:-1], strict=True)))
    if not found:
        yield Text("The record has no activity of those that the assessment names.")
