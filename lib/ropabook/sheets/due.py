"""What is due, and when: reviews, registrations, contracts, actions, clocks."""

from collections.abc import Iterator

from ropabook.cycle.due import due
from ropabook.excel.table import Column, Link, Row
from ropabook.model.names import companies, kind_and_name
from ropabook.sheets.scope import Scope

title = "Due"
about = "One row for each thing that has a day until which it is to be done, the earliest first."
instead = "Change the day in the sheet that it comes from."
order = 123
columns = (
    Column("Until", 12),
    Column("State", 12),
    Column("What", 44),
    Column("Kind of record", 20),
    Column("Record", 40),
    Column("Who answers for it", 28),
    Column("Companies", 40),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each thing that is due, now or later."""
    register, on = scope.register, scope.review.on
    for one in due(register, entity=scope.entity):
        yield Row(
            (
                str(one.on),
                "Overdue" if one.on < on else "Due",
                one.what,
                kind_and_name(register, one.record)[0],
                Link(one.name, one.record),
                one.who or "Nobody is named",
                companies(register, one.entities) or "All",
            )
        )
