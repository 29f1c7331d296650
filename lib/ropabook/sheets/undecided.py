"""Activities that nobody has yet placed: controller's record or processor's (UK GDPR Art. 30)."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.article30 import UNDECIDED_SHEET
from ropabook.model.facts import Unknown
from ropabook.sheets.processor_record import columns as _processor_columns
from ropabook.sheets.processor_record import rows_of
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import lines, say

title = UNDECIDED_SHEET
about = (
    "Activities of which nobody has decided whether the company is controller or processor. "
    "Until then they are in neither record, and each is a gap."
)
instead = "Decide the role in “Activity facts”."
order = 30
frozen = 2
columns = (
    *_processor_columns[:2],
    Column("What must be decided", 40, "Art. 4(7)–(8)"),
    Column("Purposes told in the notice", 36, "Art. 30(1)(b)"),
    *_processor_columns[2:],
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each activity, with what either record would need."""
    for done in scope.done:
        if done.undecided:
            role = done.activity.role
            decide = role.unknown if isinstance(role, Unknown) else say(role)
            purposes = lines(purpose.text for purpose in done.activity.purposes)
            for row in rows_of(scope, done):
                yield Row((*row.cells[:2], decide, purposes, *row.cells[2:]), row.keys)
