"""What the law wants a notice to say, and what an analyst found it to do."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.notices import NOTICE_ITEMS, VERDICT_LABELS, Verdict
from ropabook.review import Review
from ropabook.views.choosing import by_choice, lead
from ropabook.views.html import figures, joined, note, tag, wanting
from ropabook.views.listing import Line, listing

title: Final = "What the law wants said"
once: Final = True
page: Final = "notice"
order: Final = 82
_SIGNS: Final[dict[Verdict, str]] = {
    "contradicts": "✕", "omits": "✕", "partial": "◐", "satisfies": "✓",
}  # fmt: skip


class Row(NamedTuple):
    """One item of one notice."""

    notice: str
    item: str
    law: str
    verdicts: tuple[Verdict, ...]
    because: str
    quotes: tuple[str, ...]
    entities: tuple[str, ...]


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Everything that was coded, the worst first."""
    worst = list(_SIGNS)
    found = []
    for notice in review.register.notices.values():
        for coded in notice.items if entity in (None, *notice.entities) else ():
            item = NOTICE_ITEMS[coded.item]
            quotes = tuple(s.quote for label in coded.statements
                           if (s := notice.statement(label)))  # fmt: skip
            found.append(Row(notice.title, item.title, item.reference, coded.verdict,
                             coded.because, quotes, notice.entities))  # fmt: skip
    return tuple(sorted(found, key=lambda row: min(worst.index(v) for v in row.verdicts)))


def draw(review: Review, entity: str | None) -> Markup:
    """How many of each verdict, and a row for each item."""
    found = rows(review, entity)
    if not found:
        return note("Nobody has compared a notice with what the law wants said.")
    lines = [
        Line(
            (
                joined(row.item, tag("small", f" Art. {row.law}" if row.law[0].isdigit()
                                     else f" {row.law}")),
                ", ".join(f"{_SIGNS[each]} {VERDICT_LABELS[each]}" for each in row.verdicts),
                joined(row.because, [tag("div", f"“{quote}”", class_="quiet")
                                     for quote in row.quotes[:2]]),
                row.notice,
            ),
            row.entities or ("",),
            None,
            _marks(row),
        )
        for row in found
    ]  # fmt: skip
    heads = ["Item", "Verdict", "Why", "Notice"]
    return joined(
        by_choice(review, entity, _figures),
        listing(review, entity, "item-rows", "Item by item, the worst first", heads, lines,
                "are in the Excel workbook, sheet “Notice against the law”"),
    )  # fmt: skip


def _marks(row: Row) -> tuple[str, ...]:
    return ("is-well" if row.verdicts == ("satisfies",) else "is-wanting",)


def _figures(review: Review, entity: str | None) -> Markup:
    found = rows(review, entity)
    if not found:
        return note("Nobody has compared a notice of this company with what the law wants said.")
    well = sum(row.verdicts == ("satisfies",) for row in found)
    bad = len(found) - well
    shown = figures(
        [
            wanting(bad, "items that do not satisfy the law, or not wholly", "critical",
                    lead("item-rows", "is-wanting")),
            (f"{well:,}", "items that satisfy the law", "good", lead("item-rows", "is-well")),
        ]
    )  # fmt: skip
    if review.function is None:
        return shown
    return joined(shown, note("A notice speaks for the whole company: this is of all functions."))
