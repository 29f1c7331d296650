"""The controller record, in the 30 columns of the Commissioner's template (UK GDPR Art. 30(1))."""

from collections.abc import Iterator
from typing import Final

from ropabook.excel.table import Cell, Column, Row
from ropabook.law.article30 import CONTROLLER_SHEET
from ropabook.law.words import ROLES, label
from ropabook.model.activity import Purpose
from ropabook.sheets.scope import Done, Scope
from ropabook.sheets.template import FIELDS, filled
from ropabook.sheets.words import activity_in_words, gaps, listed, proof, say

title = CONTROLLER_SHEET
about = (
    "One row for each purpose of each activity that the company determines; the 30 columns of the "
    "Commissioner's template, then what this record holds beside them."
)
instead = (
    "Change an activity in “Activity facts”, “Purposes and bases”, “People and data”, "
    "“Disclosures” and “Transfers”, or in the notebook activities."
)
order = 20
frozen = 2
_OURS: Final = (
    Column("Gaps", 14),
    Column("Kind of purpose", 14, "Art. 8A"),
    Column("Role", 16, "Art. 4(7), 26"),
    Column("Status", 12),
    Column("Exemption claimed", 26, "Art. 30(5)"),
    Column("Who answers", 24),
    Column("Next review due", 22),
    Column("Record", 26),
    Column("The purpose rests on", 36, "Art. 5(2)"),
)
columns = (
    Column("Companies", 22, "Art. 30(1)(a)"),
    Column("Activity", 26),
    *(field.column for field in FIELDS),
    *_OURS,
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each purpose; one where an activity has none."""
    for done in scope.done:
        if not done.processor and not done.undecided:
            for purpose, cells in filled(scope.register, done):
                first = (done.companies, activity_in_words(done))
                yield Row((*first, *cells, *_ours(scope, done, purpose)), (done.activity.key,))


def _ours(scope: Scope, done: Done, purpose: Purpose | None) -> tuple[Cell, ...]:
    found, key = done.activity, done.activity.key
    return (
        gaps(scope, key),
        purpose.kind.capitalize() if purpose else "–",
        say(found.role, lambda role: label(ROLES, role)),
        found.status.capitalize(),
        found.exemption.reason if found.exemption else "None",
        say(found.owner),
        say(found.next_review_due),
        key,
        proof(purpose.evidence) if purpose else listed(()),
    )
