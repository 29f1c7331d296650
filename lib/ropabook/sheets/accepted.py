"""Gaps that somebody accepts, for a reason, until a day."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.model.names import companies, kind_and_name
from ropabook.review import Verdict
from ropabook.sheets.scope import Scope

title = "Accepted gaps"
about = "One row for each gap that is accepted today; after its last day it is a gap again."
instead = "Change an acceptance in the notebook gaps, or in acceptances.yaml."
order = 125
columns = (
    Column("Rule", 20),
    Column("It must hold that", 40),
    Column("Record", 32),
    Column("Companies", 24),
    Column("The gap", 48),
    Column("Why it is accepted", 44),
    Column("Accepted by", 22),
    Column("On", 12),
    Column("Until", 12),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each accepted gap."""
    register = scope.register
    for answer in scope.review.answers_of(scope.entity):
        acceptance = answer.acceptance
        if answer.verdict is not Verdict.ACCEPTED or acceptance is None:
            continue
        _, name = kind_and_name(register, answer.record)
        for gap in answer.gaps:
            yield Row(
                (
                    answer.rule,
                    scope.review.rules[answer.rule].title,
                    Link(name, answer.record),
                    companies(register, answer.entities) or "All",
                    gap.sentence,
                    acceptance.reason,
                    acceptance.by,
                    str(acceptance.on),
                    str(acceptance.until),
                )
            )
