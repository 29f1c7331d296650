"""What rests on the approval of a country: what breaks if it falls (UK GDPR Art. 45A–45C)."""

from collections.abc import Iterator

from ropabook.assessing.approvals import resting_on_approvals
from ropabook.excel.table import Column, Link, Row
from ropabook.sheets.scope import Scope

title = "If an approval falls"
about = (
    "One row for each transfer that rests on somebody else's approval: which it is, when it was "
    "checked, what is ready in its place, and what would have to change."
)
instead = "Change the country or the mechanism in “Transfers”."
order = 71
frozen = 2
columns = (
    Column("Approval", 38, "Art. 45A"),
    Column("Activity", 30),
    Column("Companies", 24),
    Column("Recipient", 30),
    Column("Country", 22, "Art. 30(1)(e)"),
    Column("How far it is approved", 34, "Art. 45A(4)"),
    Column("Checked", 30, "SI 2023/1028"),
    Column("To look at now", 34),
    Column("Ready instead", 40, "Art. 46"),
    Column("Would have to change, too", 40, "Art. 13(1)(f), 35(11)"),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each transfer that rests on an approval."""
    for row in resting_on_approvals(scope.register, scope.review.on):
        if scope.entity is None or scope.entity in row.entities:
            yield Row(
                (
                    row.approval,
                    Link(row.activity, row.key),
                    row.companies,
                    row.recipient,
                    row.country,
                    row.scope,
                    row.checked,
                    row.warning or "–",
                    row.instead,
                    row.also,
                )
            )
