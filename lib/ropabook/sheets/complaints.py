"""Complaints to the companies, and how their time runs (DPA 2018 s. 164A)."""

from collections.abc import Iterator
from datetime import date

from ropabook.excel.table import Column, Row
from ropabook.model.clocks import acknowledge_by
from ropabook.model.logs import Complaint
from ropabook.sheets.logged import against, concerned, days, entries, noted, told, whose
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import gaps, lines, proof

title = "Complaints"
about = "One row for each complaint: when it is to be acknowledged, what was done, how it ended."
instead = "Change a complaint in the notebook registers."
order = 128
columns = (
    Column("Complaint", 32),
    Column("Company", 16),
    Column("Activities", 30),
    Column("Received", 14),
    Column("To be acknowledged by", 16, "DPA 2018 s. 164A(3)"),
    Column("Acknowledged on", 16, "DPA 2018 s. 164A(3)"),
    Column("Acknowledgement on the day of the workbook", 20),
    Column("Steps", 46, "DPA 2018 s. 164A(4)"),
    Column("Outcome", 36),
    Column("Outcome told on", 16, "DPA 2018 s. 164A(4)"),
    Column("Progress", 24, "DPA 2018 s. 164A(4)"),
    Column("Notes", 24),
    Column("Gaps", 12),
    Column("Rests on", 30, "Art. 5(2)"),
    Column("Id", 20),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each complaint."""
    for complaint in entries(scope, Complaint):
        due = acknowledge_by(scope.register, complaint)
        steps = [f"{step.on}: {step.text}" for step in complaint.steps]
        yield Row(
            (
                complaint.title,
                whose(scope.register, complaint),
                concerned(scope.register, complaint.activities),
                str(complaint.received),
                str(due),
                told(complaint.acknowledged_on, "Not yet"),
                against(due, complaint.acknowledged_on, scope.review.on),
                lines(steps) if steps else "None",
                complaint.outcome or "Open",
                told(complaint.outcome_told_on, "Not yet"),
                _progress(complaint, scope.review.on),
                noted(complaint),
                gaps(scope, complaint.key),
                proof(complaint.evidence),
                complaint.id,
            ),
            (complaint.key,),
        )


def _progress(complaint: Complaint, on: date) -> str:
    end = complaint.outcome_told_on
    if end is not None and end <= on:
        return f"Closed after {days((end - complaint.received).days)}"
    last = max([complaint.received, *(s.on for s in complaint.steps if s.on <= on)])
    return f"Open for {days((on - complaint.received).days)}, last step on {last}"
