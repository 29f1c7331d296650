"""The gaps of an assessment, at its end: what must be done before it can be relied on."""

from collections.abc import Iterator

from ropabook.law.words import SEVERITIES
from ropabook.papers.paper import Grid, Heading, Part, Text
from ropabook.review import Review


def open_points(review: Review, keys: tuple[str, ...]) -> Iterator[Part]:
    """Every gap of these records, the worst first."""
    found = [f for f in review.findings if f.answer.record in keys]
    yield Heading("Open points")
    if not found:
        yield Text(f"No rule finds a gap in this assessment on {review.on}.")
        return
    rows = tuple(
        (SEVERITIES[f.severity][0], f.gap.sentence, f.rule.citation, f.rule.remedy) for f in found
    )
    yield Grid(("Severity", "What is missing or wrong", "Law", "What to do"), rows)
