"""When each activity began, when it is looked at again, how large it is, and children."""

from collections.abc import Iterator
from typing import get_args

from ropabook.excel.table import Cell, Column, Row
from ropabook.law.words import ROLES, label
from ropabook.model.activity import ProcessingActivity, Status
from ropabook.sheets.edits import (
    Begins,
    Companies,
    Day,
    Edit,
    Number,
    YesNo,
    keys_spoken,
    labelled,
    place_of,
)
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import activity, optional, say

title = "Activity facts"
about = (
    "One row for each activity, whatever the company's role in it: its days, who answers for it, "
    "its scale, and what it has to do with children."
)
order = 38
columns = (
    Column("Activity", 30),
    Column("Companies", 24),
    Column("Role", 20, "Art. 4(7)–(8)"),
    Column("Status", 12),
    Column("Began on", 20),
    Column("Ended on", 20),
    Column("Data disposed of on", 20, "Art. 5(1)(e)"),
    Column("Who answers", 24),
    Column("Approved by", 24),
    Column("Last reviewed", 14, "Art. 5(1)(d)"),
    Column("Next review due", 20),
    Column("Last changed", 14),
    Column("About how many people", 20, "Art. 35(3)"),
    Column("Occasional", 20, "Art. 30(5)"),
    Column("Risk to people", 20, "Art. 30(5)"),
    Column("Large scale", 20, "Art. 35(3), 37(1)"),
    Column("Systematic monitoring", 20, "Art. 35(3)(c), 37(1)(b)"),
    Column("New technology", 20, "Art. 35(1)"),
    Column("Online service for children", 20, "Art. 8"),
    Column("Age of consent", 16, "Art. 8(1)"),
    Column("Law of that age", 28, "EU GDPR Art. 8(1)"),
    Column("How ages are checked", 36, "Art. 8(2)"),
    Column("Why the companies do it differently", 36, "Art. 5(2)"),
)

edits = {
    "Activity": Edit("title"),
    "Role": Edit("role", labelled("Roles", ROLES)),
    "Status": Edit("status", keys_spoken("Status", get_args(Status))),
    "Began on": Edit("start_date", Day()),
    "Ended on": Edit("end_date", Day()),
    "Data disposed of on": Edit("disposed_on", Day()),
    "Who answers": Edit("owner"),
    "Approved by": Edit("approver"),
    "Last reviewed": Edit("last_reviewed", Day()),
    "Next review due": Edit("next_review_due", Day()),
    "About how many people": Edit("people", Number()),
    "Occasional": Edit("occasional", YesNo()),
    "Risk to people": Edit("risk", YesNo()),
    "Large scale": Edit("large_scale", YesNo()),
    "Systematic monitoring": Edit("monitoring", YesNo()),
    "New technology": Edit("new_technology", YesNo()),
    "Online service for children": Edit("children_service", YesNo()),
    "Age of consent": Edit("consent_age", Number()),
    "Law of that age": Edit("consent_age_law"),
    "How ages are checked": Edit("age_assurance"),
}
begins = Begins("activities", more={"Companies": Edit("entities", Companies())})


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each activity."""
    for done in scope.done:
        cells = (activity(done), done.companies, *_cells(done.activity))
        yield Row(cells, (), place_of(done, scope.register))


def _cells(of: ProcessingActivity) -> tuple[Cell, ...]:
    return (
        say(of.role, lambda role: label(ROLES, role)),
        of.status.capitalize(),
        say(of.start_date),
        optional(of.end_date),
        optional(of.disposed_on),
        say(of.owner),
        say(of.approver),
        str(of.last_reviewed or "Never"),
        say(of.next_review_due),
        str(of.last_changed or "–"),
        say(of.people),
        say(of.occasional),
        say(of.risk),
        say(of.large_scale),
        say(of.monitoring),
        say(of.new_technology),
        say(of.children_service),
        str(of.consent_age or "–"),
        of.consent_age_law or "–",
        optional(of.age_assurance),
        of.differs_because or "–",
    )
