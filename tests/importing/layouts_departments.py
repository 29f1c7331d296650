"""Registers as departments write them by themselves."""

from pathlib import Path

from ropabook.exchange.proposal import Proposal
from tests.importing.builders import xlsx
from tests.importing.layout import Layout, activities, of

DEPARTMENT = [
    "Ref No.", "Processing Activity", "Description", "Lawful Basis", "Special category data? (Y/N)",
    "Data Subjects", "Recipients (internal)", "Recipients (external)", "Retention Period",
]  # fmt: skip


def department(folder: Path) -> Path:
    """A row that explains the headings, no purpose, three bases, a total and a signature below."""
    return xlsx(folder / "hr.xlsx", {"ROPA": [
        ["Record of Processing Activities – HR"], ["Please complete one line per activity."], [],
        DEPARTMENT,
        ["unique number", "what do you call it?", "what do you do?", "choose from list",
         "health, ethnicity?", "who is it about?", "who sees it?", "e.g. HMRC", "how long?"],
        ["HR-01", "Recruitment", "Assess applicants", "Legitimate interests", "N", "Applicants",
         "HR", "Agency Ltd", "6 months"],
        ["HR-02", "Payroll", "Pay staff", "Contract", "N", "Employees", "HR", "HMRC", "6 years"],
        ["HR-03", "Occupational health", "Fitness for work", "Legal obligation", "Y", "Employees",
         "HR", "Clinic plc", "6 years"],
        ["HR-04", "Staff photographs", "Show who is who", "Consent", "N", "Employees", "All staff",
         "None", "2 years"],
        [], ["Total activities", 4], ["Completed by: Jo Baker"],
    ]})  # fmt: skip


def check_department(proposal: Proposal) -> None:
    found = activities(proposal)
    assert [each["title"] for each in found.values()] == [
        "Recruitment", "Payroll", "Occupational health", "Staff photographs",
    ]  # fmt: skip
    bases = [each["purposes"][0]["lawful_basis"]["basis"] for each in found.values()]
    assert bases == ["legitimate-interests", "contract", "legal-obligation", "consent"]
    assert "what is the purpose?" in found["payroll"]["questions"][0]["question"]
    assert of(proposal, "recipients/hr")["kind"] == "group"
    assert {cell.text for cell in proposal.unplaced()} == {
        "Total activities", "4", "Completed by: Jo Baker",
    }  # fmt: skip


def grouped(folder: Path) -> Path:
    """Small words that mean something only below their groups; questions for headings beside it."""
    return xlsx(folder / "groups.xlsx", {
        "R": [
            ["Activity", None, "Who and what", None, "Sharing", None, None, "Time"],
            ["No.", "Name", "Data subjects", "Personal data", "Recipient", "Country", "Safeguard",
             "Retention"],
            ["1.", "Payroll", "Employees", "Bank details", "Bureau", "USA", "SCCs", "6 years"],
            ["2.", "Web shop", "Customers", "Orders", "Host Ltd", "Ireland", "n/a", "3 years"],
        ],
        "Finance": [
            ["Activity", "Why", "Whose data is it?", "Shared with", "How long", "Where"],
            ["Invoicing", "Bill customers", "Buyers", "Auditors", "7 years", "SAP"],
        ],
    }, merged={"R": ["A1:B1", "C1:D1", "E1:G1"]})  # fmt: skip


def check_grouped(proposal: Proposal) -> None:
    found = activities(proposal)
    assert list(found) == ["payroll", "web-shop", "invoicing"]
    assert of(proposal, "recipients/bureau")["country"] == "US"
    assert found["invoicing"]["purposes"][0]["text"] == "Bill customers"
    assert found["invoicing"]["systems"] == ["sap"]


LAYOUTS = [
    Layout("a department's own", "en", department, 4, check_department, 0.9),
    Layout("groups, and questions", "en", grouped, 3, check_grouped),
]
