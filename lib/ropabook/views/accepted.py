"""The gaps that somebody accepted, for a reason and until a day; and those no longer accepted."""

from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.words import Severity
from ropabook.model.decisions import Acceptance
from ropabook.model.names import company, kind_and_name
from ropabook.review import Answer, Review, Verdict
from ropabook.views.html import joined, note, table, to_record
from ropabook.views.listing import concerned

title: Final = "Accepted gaps"
page: Final = "gaps"
order: Final = 60


class Row(NamedTuple):
    """One gap that is accepted."""

    rule: str
    words: str
    record: str
    gaps: tuple[str, ...]
    key: str
    severity: Severity
    reason: str
    by: str
    until: str
    days_left: int


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every accepted answer, the one that lapses first at the top."""
    # Where nothing was ever accepted, hundreds of thousands of answers need no look.
    among = review.answers if review.register.acceptances else ()
    found = [
        _row(review, answer, answer.acceptance)
        for answer in among
        if answer.verdict is Verdict.ACCEPTED and answer.acceptance and answer.concerns(entity)
    ]
    return tuple(sorted(found, key=lambda row: row.until))


def lapsed(review: Review, entity: str | None) -> tuple[Acceptance, ...]:
    """Acceptances whose last day has passed: their gaps are gaps again."""
    return tuple(
        acceptance
        for acceptance in review.register.acceptances
        if acceptance.until < review.on and _concerns(review, acceptance, entity)
    )


def _concerns(review: Review, acceptance: Acceptance, entity: str | None) -> bool:
    record = review.register.find(acceptance.record)
    of_record: tuple[str, ...] = getattr(record, "entities", ())
    whose = (acceptance.entity,) if acceptance.entity else of_record
    return concerned(whose, entity) and review.register.holds(acceptance.record)


def _row(review: Review, answer: Answer, acceptance: Acceptance) -> Row:
    return Row(
        answer.rule,
        review.rules[answer.rule].title,
        kind_and_name(review.register, answer.record)[1],
        tuple(gap.sentence for gap in answer.gaps),
        answer.record,
        review.rules[answer.rule].severity,
        acceptance.reason,
        acceptance.by,
        acceptance.until.isoformat(),
        (acceptance.until - review.on).days,
    )


def draw(review: Review, entity: str | None) -> Markup:
    """A table of what is accepted, and a line for each acceptance that has lapsed."""
    found = rows(review, entity)
    lines = [
        [
            to_record(row.key, row.record),
            joined(row.words, " ", " ".join(row.gaps)),
            row.reason,
            row.by,
            f"{row.until} ({row.days_left} days left)",
        ]
        for row in found
    ]
    heads = ["Record", "Gap", "Why it is accepted", "By", "Until"]
    return joined(
        table("Gaps accepted on this day", heads, lines, [f"sev-{row.severity}" for row in found])
        if lines
        else note("No gap is accepted."),
        (
            note(
                f"No longer accepted since {each.until}: {each.rule} on "
                f"{kind_and_name(review.register, each.record)[1]}"
                f"{f' ({company(review.register, each.entity)})' if each.entity else ''}."
            )
            for each in lapsed(review, entity)
        ),
    )
