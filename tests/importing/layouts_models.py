"""What other record keepers write out: each in the keys of its own model."""

import json
from pathlib import Path
from typing import Any

from ropabook.exchange.proposal import Proposal
from tests.importing.builders import text
from tests.importing.layout import Layout, activities, of, only, titles


def _json(path: Path, value: Any) -> Path:
    return text(path, json.dumps(value, ensure_ascii=False))


def probo(folder: Path) -> Path:
    common = {"location": "Dublin", "security_measures": "Encryption", "recipients": "Bureau"}
    return _json(folder / "probo.json", {"processingActivities": [
        {**common, "name": "Payroll", "purpose": "Pay people", "data_subject_category": "Employees",
         "personal_data_category": "Bank details", "special_or_criminal_data": "POSSIBLE",
         "lawful_basis": "CONTRACTUAL_NECESSITY", "international_transfers": True,
         "transfer_safeguards": "STANDARD_CONTRACTUAL_CLAUSES", "retention_period": "6 years",
         "data_protection_impact_assessment_needed": "NEEDED", "role": "CONTROLLER",
         "last_review_date": "2026-01-02", "next_review_date": "2027-01-02"},
        {**common, "name": "Newsletter", "purpose": "Send news", "lawful_basis": "CONSENT",
         "data_subject_category": "Subscribers", "personal_data_category": "E-mail",
         "special_or_criminal_data": "NO", "international_transfers": False,
         "transfer_safeguards": None, "retention_period": "Until consent is withdrawn",
         "data_protection_impact_assessment_needed": "NOT_NEEDED", "role": "PROCESSOR"},
    ]})  # fmt: skip


def check_probo(proposal: Proposal) -> None:
    pay, news = activities(proposal).values()
    assert (pay["role"], news["role"]) == ("controller", "processor")
    assert pay["purposes"][0]["lawful_basis"]["basis"] == "contract"
    assert pay["next_review_due"] == "2027-01-02"
    assert "none" in news["transfers"]
    assert "unknown" in pay["transfers"]


def mercator(folder: Path) -> Path:
    """Rich text in cells, and a basis in each of six columns."""
    head = ("name;legal_basis;description;responsible;purpose;categories;recipients;transfert;"
            "retention;controls;lawfulness;lawfulness_legitimate_interest;"
            "lawfulness_public_interest;lawfulness_vital_interest;lawfulness_legal_obligation;"
            "lawfulness_contract;lawfulness_consent;data_source;data_collection_obligation;"
            "automated_decision_making;update_date")  # fmt: skip
    row = ('Paie;"Code du travail";"<p>Calcul de la paie</p>";DRH;"<p>Payer les salari&eacute;s'
           '</p>";"<p>&Eacute;tat civil</p>";"<p>URSSAF</p>";Non;"<p>5 ans</p>";Chiffrement;'
           '"<p>Contrat de travail</p>";0;0;0;1;1;0;Salarié;Oui;Non;2026-03-01')  # fmt: skip
    return text(folder / "mercator.csv", f"{head}\n{row}\n")


def check_mercator(proposal: Proposal) -> None:
    pay = only(proposal)
    (purpose,) = pay["purposes"]
    assert purpose["text"] == "Payer les salariés"
    named = [purpose["lawful_basis"]["basis"], *(b["basis"] for b in purpose["further_bases"])]
    assert set(named) == {"legal-obligation", "contract"}
    assert any("Code du travail" in each["question"] for each in pay["questions"])
    assert pay["unplaced"] == {"mercator!F2": "<p>&Eacute;tat civil</p>"}, "categories of what?"


def norway(folder: Path) -> Path:
    return _json(folder / "norge.json", [{
        "id": "1", "status": "APPROVED", "title": "Lønnskjøring", "purpose": "Lønn",
        "dataSubjectCategories": ["Ansatte"], "personalDataCategories": ["Kontonummer"],
        "recipientCategories": ["Skatteetaten"], "businessAreas": ["HR"],
        "plannedDeletion": "5 years after the end of employment",
        "articleSixBasis": [{"legality": "Art. 6(1)(c)", "referenceUrl": "https://lov.example/x"}],
        "otherArticles": {"articleNine": {"checked": False}, "articleTen": {"checked": False}},
        "securityMeasures": "Tilgangsstyring", "privacyProcessingSystems": "Regneark",
        "dataProcessorContactDetails": [{"name": "Lønn AS", "email": "post@lonn.example"}],
        "dataTransfers": {"transferred": False},
        "dataProtectionImpactAssessment": {"conducted": True,
                                           "assessmentReportUrl": "https://x.example/dpia"},
        "dataProcessingAgreements": [{"dataProcessorName": "Lønn AS",
                                      "agreementUrl": "https://x.example/dpa"}],
    }])  # fmt: skip


def check_norway(proposal: Proposal) -> None:
    pay = only(proposal)
    assert pay["purposes"][0]["lawful_basis"]["basis"] == "legal-obligation"
    assert "none" in pay["transfers"]
    assert "article_9" not in pay["data"][0]
    assert of(proposal, "recipients/lonn-as")["contact"] == "post@lonn.example"
    assert of(proposal, f"retention/{pay['data'][0]['retention']}")["period"] == "P5Y"


def vvt(folder: Path) -> Path:
    """German keys of an open register of processing."""
    return _json(folder / "vvt.json", [{
        "nummer": "VVT-7", "name": "Lohnabrechnung", "verantwortlich": "HR", "jointControl": False,
        "zweck": "Bezahlung der Beschäftigten", "auftragsverarbeitung": True,
        "speicherung": "Rechenzentrum Wien", "grundlage": ["Art. 6 Abs. 1 lit. b DSGVO"],
        "personengruppen": ["Beschäftigte"], "kategorien": ["Bankdaten"], "weitergabe": "Finanzamt",
        "tom": "Verschlüsselung", "status": "aktiv", "loeschfrist": "7 Jahre", "software": ["SAP"],
        "abteilung": "Personal", "source": "Beschäftigte", "dsfa": False, "risiko": ["gering"],
    }])  # fmt: skip


def check_vvt(proposal: Proposal) -> None:
    pay = only(proposal)
    assert pay["purposes"][0]["lawful_basis"]["basis"] == "contract"
    assert of(proposal, "recipients/finanzamt")["kind"] == "authority"
    assert "Bankdaten" in pay["unplaced"].values(), "categories of what, nobody says"


def cella(folder: Path) -> Path:
    return _json(folder / "cella.json", {"processingActivities": [{
        "slug": "accounts", "name": "Accounts", "purpose": "Give people an account",
        "legalBasis": "contract", "dataCategories": ["Name", "E-mail"], "dataSubjects": ["Users"],
        "storageLocation": "Frankfurt", "retentionPeriod": "For the life of the account",
    }]})  # fmt: skip


def check_cella(proposal: Proposal) -> None:
    (rule,) = [r.data for k, r in proposal.records.items() if k.startswith("retention/")]
    assert rule["criteria"] == "For the life of the account"
    assert "period" not in rule


def linked(folder: Path) -> Path:
    """Purposes, categories and processors as objects within the activity."""
    return _json(folder / "ropa.json", [{
        "name": "Human resources", "internalId": "R-1",
        "purposes": [{"name": "Pay people", "legalBases": ["contract"]},
                     {"name": "Pay tax", "legalBases": ["legal obligation"]}],
        "dataCategories": [
            {"name": "Bank details", "isSensitive": False},
            {"name": "Sick notes", "isSensitive": True, "sensitiveLegalBasis": "Art. 9(2)(b)"},
        ],
        "dataProcessors": [{"name": "Bureau Ltd", "processorAgreementPath": "/dpa/bureau.pdf"}],
    }])  # fmt: skip


def check_linked(proposal: Proposal) -> None:
    found = only(proposal)
    assert [each["lawful_basis"]["basis"] for each in found["purposes"]] == [
        "contract", "legal-obligation",
    ]  # fmt: skip
    sick = next(each for each in found["data"] if each["categories"] == ["sick-notes"])
    assert sick["article_9"] == "b"
    assert of(proposal, "recipients/bureau-ltd")["kind"] == "processor"


def catalogue(folder: Path) -> Path:
    """Legal bases of the process and of each type of information, as a public body lists them."""
    return _json(folder / "catalogue.json", [{
        "name": "Sickness benefit", "number": 101, "department": "Benefits",
        "purposes": ["Pay sickness benefit"],
        "legalBases": [{"gdpr": "Art. 6(1)(c)", "nationalLaw": "Insurance Act s. 8"}],
        "policies": [{"informationType": "Diagnosis", "subjectCategories": ["Insured person"],
                      "legalBases": [{"gdpr": "Art. 9(2)(b)"}]}],
        "retention": {"months": 120, "start": "end of the case"},
        "dataProcessors": [{"name": "Cloud Ltd", "outsideEU": True, "countries": ["US"]}],
        "dpia": {"needed": True},
    }])  # fmt: skip


def check_catalogue(proposal: Proposal) -> None:
    found = only(proposal)
    assert found["purposes"][0]["lawful_basis"]["basis"] == "legal-obligation"
    assert titles(proposal, "personal-data", found["data"][0]["categories"]) == ["Diagnosis"]
    assert any(each.startswith("catalogue![0].retention") for each in found["unplaced"])


LAYOUTS = [
    Layout("Probo", "en", probo, 2, check_probo),
    Layout("Mercator", "fr", mercator, 1, check_mercator, 0.9),
    Layout("Norwegian record", "no", norway, 1, check_norway, 0.95),
    Layout("open VVT", "de", vvt, 1, check_vvt, 0.85),
    Layout("cella", "en", cella, 1, check_cella),
    Layout("objects within objects", "en", linked, 1, check_linked),
    Layout("a public body's catalogue", "en", catalogue, 1, check_catalogue, 0.75),
]
