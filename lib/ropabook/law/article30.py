"""What an Article 30 record must contain, item by item (UK GDPR Art. 30(1) and 30(2))."""

from typing import Final, NamedTuple


class Item(NamedTuple):
    """One thing the record must contain."""

    key: str
    reference: str
    title: str
    qualifier: str = ""
    """The words by which the statute itself softens the duty, if it does."""


CONTROLLER_ITEMS: Final = (
    Item("identity", "30(1)(a)", "Name and contact details"),
    Item("purposes", "30(1)(b)", "Purposes"),
    Item("people", "30(1)(c)", "Categories of people"),
    Item("data", "30(1)(c)", "Categories of data"),
    Item("recipients", "30(1)(d)", "Recipients"),
    Item("transfers", "30(1)(e)", "Transfers abroad", "where applicable"),
    Item("retention", "30(1)(f)", "Time limits for erasure", "where possible"),
    Item("security", "30(1)(g)", "Security measures", "where possible"),
)
PROCESSOR_ITEMS: Final = (
    Item("identity", "30(2)(a)", "Name and contact details"),
    Item("customers", "30(2)(a)", "Controllers served"),
    Item("categories", "30(2)(b)", "Categories of processing"),
    Item("transfers", "30(2)(c)", "Transfers abroad", "where applicable"),
    Item("security", "30(2)(d)", "Security measures", "where possible"),
)

TEMPLATE_COLUMNS: Final = (
    "Business function",
    "Purpose of processing",
    "Name and contact details of joint controller (if applicable)",
    "Categories of individuals",
    "Categories of personal data",
    "Categories of recipients",
    "Link to contract with processor",
    "Names of third countries or international organisations that personal data are transferred to (if applicable)",
    "Safeguards for exceptional transfers of personal data to third countries or international organisations (if applicable)",
    "Retention schedule (if possible)",
    "General description of technical and organisational security measures (if possible)",
    "Article 6 lawful basis for processing personal data",
    "Article 9 condition for processing special category data",
    "Legitimate interests for the processing (if applicable)",
    "Link to record of legitimate interests assessment (if applicable)",
    "Rights available to individuals",
    "Existence of automated decision-making, including profiling (if applicable)",
    "The source of the personal data (if applicable)",
    "Link to record of consent",
    "Location of personal data",
    "Data Protection Impact Assessment required?",
    "Data Protection Impact Assessment progress",
    "Link to Data Protection Impact Assessment",
    "Has a personal data breach occurred?",
    "Link to record of personal data breach",
    "Data Protection Act 2018 Schedule 1 Condition for processing",
    "GDPR Article 6 lawful basis for processing",
    "Link to retention and erasure policy document",
    "Is personal data retained and erased in accordance with the policy document?",
    "Reasons for not adhering to policy document (if applicable)",
)
"""The 30 captions of the Commissioner's controller template, in its order."""
PROCESSOR_COLUMNS: Final = (
    "Name and contact details of the controller",
    "Controller's representative (if applicable)",
    "Controller's data protection officer (if applicable)",
    "Categories of processing",
    "Names of third countries or international organisations (if applicable)",
    "Safeguards for exceptional transfers (if applicable)",
    "General description of technical and organisational security measures (if possible)",
)
"""The captions that Art. 30(2) asks for; no official template for processors could be seen."""
CONTROLLER_SHEET: Final = "Article 30(1) record"
PROCESSOR_SHEET: Final = "Article 30(2) record"
UNDECIDED_SHEET: Final = "Role not decided"
