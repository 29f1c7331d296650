"""What people read above a field and for a choice. A name that is not here is read as it is."""

from typing import Final

from ropabook.forms.assessments import labels as assessments
from ropabook.law.notices import NOTICE_ITEMS
from ropabook.law.retention_norms import NORMS
from ropabook.law.words import TABLES
from ropabook.model.facts import Noun

_LABELS: Final = {
    "Entity": {
        "dpo": "Data protection officer (Art. 37)",
        "employees": "How many people it employs (Art. 30(5))",
        "public_communications_provider": "Provides a public communications service (PECR reg. 2)",
        "registration_number": "Registration with the Commissioner",
        "eu_targeting": "Offers goods or services to people in the EU, or monitors them",
        "eu_representative": "Representative in the EU (EU GDPR Art. 27)",
        "complaint_form": "Electronic form for complaints (DPA 2018 s. 164A)",
        "complaint_other_route": "Other way to complain (DPA 2018 s. 164A)",
        "rights_route": "How people exercise their rights (Art. 12(2))",
        "registered_address": "Registered address (Art. 30(1)(a))",
    },
    "ProcessingActivity": {
        "role": "Role of the company (Art. 4(7)–(8))",
        "entities": "Companies that carry it out",
        "business_function": "Function of the business",
        "owner": "Who answers for it",
        "purposes": "Purposes, each with its lawful basis (Art. 30(1)(b), 6(1))",
        "data": "People and data (Art. 30(1)(c), (f))",
        "recipients": "Recipients (Art. 30(1)(d))",
        "transfers": "Transfers out of the United Kingdom (Art. 30(1)(e))",
        "security_measures": "Security measures (Art. 30(1)(g))",
        "joint_controllers": "Joint controllers (Art. 26)",
        "customers": "Controllers it acts for (Art. 30(2)(a))",
        "categories_of_processing": "Categories of processing (Art. 30(2)(b))",
        "automated_decisions": "Automated decisions (Art. 22A–22C)",
        "screening": "Whether a DPIA is needed (Art. 35)",
        "people": "About how many people",
        "occasional": "Only occasional (Art. 30(5))",
        "risk": "Likely to result in a risk (Art. 30(5))",
        "exemption": "Exemption claimed (Art. 30(5))",
    },
    "DataLink": {
        "subjects": "Categories of people",
        "categories": "Categories of data",
        "retention": "Retention rule (Art. 30(1)(f))",
        "mandatory": "Must it be given? (Art. 13(2)(e))",
        "consequence": "What follows if it is not given",
        "article_9": "Condition of Art. 9(2)",
        "schedule_1": "Condition of DPA 2018 Schedule 1",
        "article_10": "Authority for criminal offence data (Art. 10)",
    },
    "LawfulBasis": {
        "interest": "The legitimate interest, and whose it is",
        "statute": "The law and its section",
        "assessment": "Legitimate interests assessment",
        "condition": "Condition of Annex 1",
        "consent": "Consent record",
        "withdrawal": "How consent is withdrawn (Art. 7(3))",
    },
    **assessments.LABELS,
}
_CHOICES: Final = {
    ("article_9", "a"): "(a) Explicit consent",
    ("article_9", "b"): "(b) Employment and social protection",
    ("article_9", "c"): "(c) Vital interests",
    ("article_9", "d"): "(d) Not-for-profit body",
    ("article_9", "e"): "(e) Made public by the person",
    ("article_9", "f"): "(f) Legal claims",
    ("article_9", "g"): "(g) Substantial public interest",
    ("article_9", "h"): "(h) Health or social care",
    ("article_9", "i"): "(i) Public health",
    ("article_9", "j"): "(j) Archiving, research, statistics",
    **assessments.CHOICES,
}


_SECTIONS: Final = {
    "ProcessingActivity": {
        "What it is": ("title", "role", "entities", "status", "business_function", "owner",
                       "approver", "people"),
        "Purposes": ("purposes",),
        "People and data": ("data",),
        "Who receives it, and where": ("recipients", "transfers", "joint_controllers"),
        "Acting for others": ("customers", "categories_of_processing"),
        "Security and systems": ("security_measures", "systems"),
        "Risk and decisions": ("large_scale", "monitoring", "new_technology", "profiling",
                               "automated_decisions", "screening", "children_service",
                               "age_assurance"),
        "Notices": ("notices",),
        "Dates and review": ("start_date", "end_date", "last_reviewed", "next_review_due",
                             "last_changed", "disposed_on"),
        "Exemption of small companies": ("occasional", "risk", "exemption"),
    },
    "Entity": {
        "Who it is": ("legal_name", "trading_names", "company_number", "registered_address",
                      "contact_email", "contact_phone", "country", "jurisdiction", "profile",
                      "employees", "owner"),
        "Data protection officer": ("dpo",),
        "Registration": ("registration_number", "registration_expiry", "fee_register"),
        "How people reach it": ("rights_route", "complaint_form", "complaint_other_route",
                                "cookie_preferences"),
    },
}  # fmt: skip
_REST: Final = "More"


def section_of(noun: type[Noun], name: str) -> str:
    """The part of the form a field stands in; empty where the form has no parts."""
    sections = _SECTIONS.get(noun.__name__)
    if sections is None:
        return ""
    return next((title for title, names in sections.items() if name in names), _REST)


def order_of(noun: type[Noun], section: str) -> int:
    """Where a part of the form stands among the others."""
    sections = list(_SECTIONS.get(noun.__name__, ()))
    return sections.index(section) if section in sections else len(sections)


def label_for(noun: type[Noun], name: str) -> str:
    """What stands above the field."""
    for owner in noun.__mro__:
        said = _LABELS.get(owner.__name__, {}).get(name)
        if said:
            return said
    return name.replace("_", " ").capitalize()


def choice_label(field: str, key: str) -> str:
    """What people read for a stored word."""
    if (field, key) in _CHOICES:
        return _CHOICES[field, key]
    for table, _ in TABLES:
        if key in table:
            return table[key][0]
    if field == "item" and key in NOTICE_ITEMS:
        return NOTICE_ITEMS[key].title
    if field == "norm" and key in NORMS:
        return NORMS[key].title
    return key.replace("-", " ").capitalize() if len(key) > 1 else f"({key})"
