"""Layouts in text: the four shapes of Markdown registers, JSON and YAML."""

import json
from pathlib import Path

from ropabook.exchange.proposal import Proposal
from tests.importing.builders import text
from tests.importing.layout import Layout, activities, of, only, titles


def field_tables(folder: Path) -> Path:
    """One heading for each activity, and a table of fields and values."""
    return text(
        folder / "ropa.md",
        """# Record of processing activities

**Controller:** Example Works Ltd

## 1. Payroll

| Field | Value |
|---|---|
| **Purpose** | Pay employees |
| **Lawful basis (Art 6)** | Art. 6(1)(b) - Contract; Art. 6(1)(c) - Legal obligation |
| **Categories of data subjects** | Employees |
| **Categories of personal data** | Name, bank details, salary |
| **Recipients** | HMRC; Payroll Bureau Ltd (processor) |
| **Third country transfers** | None |
| **Retention period** | 6 years after employment ends |

## 2. Website

| Field | Value |
|---|---|
| **Purpose** | Show the site |
| **Lawful basis (Art 6)** | Legitimate interests |
| **Retention period** | While relevant to the service |
""",
    )


def check_field_tables(proposal: Proposal) -> None:
    pay, site = activities(proposal).values()
    assert pay["entities"] == ["example-works-ltd"]
    purpose = pay["purposes"][0]
    assert purpose["lawful_basis"]["basis"] == "contract"
    assert [each["basis"] for each in purpose["further_bases"]] == ["legal-obligation"]
    rule = of(proposal, f"retention/{pay['data'][0]['retention']}")
    assert (rule["period"], rule["trigger"]) == ("P6Y", "employment ends")
    assert of(proposal, f"retention/{site['data'][0]['retention']}")["criteria"]


def bullets(folder: Path) -> Path:
    """Headings, bold labels in bullets, values that go on in nested bullets."""
    return text(
        folder / "registro.md",
        """# Registro de actividades de tratamiento

## Gestión de clientes

- **Finalidad:** Atender pedidos
- **Base jurídica:** Ejecución de un contrato
- **Categorías de interesados:** Clientes
- **Categorías de datos:**
  - Nombre
  - Dirección postal
- **Destinatarios:** Transportes SL
- **Plazo de conservación:** 5 años
- **Transferencias internacionales:** No se realizan
""",
    )


def check_bullets(proposal: Proposal) -> None:
    found = only(proposal)
    assert found["title"] == "Gestión de clientes"
    names = titles(proposal, "personal-data", found["data"][0]["categories"])
    assert names == ["Nombre", "Dirección postal"]
    assert found["transfers"]["none"]
    assert of(proposal, "retention/5-anos")["period"] == "P5Y"


def wide_table(folder: Path) -> Path:
    return text(
        folder / "verzeichnis.md",
        """# Verarbeitungsverzeichnis

| Nr. | Verarbeitungstätigkeit | Zweck | Rechtsgrundlage | Betroffene | Speicherdauer |
|---|---|---|---|---|---|
| VT-01 | Newsletter | Werbung | Einwilligung | Abonnenten | bis Widerruf |
| VT-02 | Buchhaltung | Steuern | Gesetzliche Verpflichtung | Kunden | 10 Jahre |
| VT-03 | Mahnwesen | Forderungen | Wie VT-02 | Kunden | 6 Jahre |
""",
    )


def check_wide_table(proposal: Proposal) -> None:
    news, books, claims = activities(proposal).values()
    assert news["purposes"][0]["lawful_basis"]["basis"] == "consent"
    assert books["purposes"][0]["lawful_basis"]["basis"] == "legal-obligation"
    assert "Wie VT-02" in json.dumps(claims, ensure_ascii=False)
    assert of(proposal, "retention/10-jahre")["period"] == "P10Y"


def limbs(folder: Path) -> Path:
    """A heading for each item of Art. 30, the roles inside."""
    return text(
        folder / "article30.md",
        """# Record of Rowan Analytics

## (b) Purposes of the processing

Measure how an app is used.

## (c) Categories of data subjects and of personal data

- Device identifier
- Events in the app

## (d) Recipients

- Cloud Hosting Ltd

## (f) Time limits

- 14 months

## (g) Security measures

- Encryption at rest
""",
    )


def check_limbs(proposal: Proposal) -> None:
    found = only(proposal)
    assert found["purposes"][0]["text"].startswith("Measure how an app")
    assert titles(proposal, "security-measures", found["security_measures"]) == [
        "Encryption at rest"
    ]


def flat_json(folder: Path) -> Path:
    """A list of objects with keys in French, and a byte-order mark."""
    rows = [
        {"traitement": "Recrutement", "finalité": "Choisir un candidat", "base légale": "Intérêt "
         "légitime", "personnes concernées": ["Candidats"], "catégories de données": "CV;Lettre",
         "destinataires": None, "durée de conservation": "2 ans", "transferts hors UE": "Non"},
        {"traitement": "Paie", "finalité": "Payer", "base légale": "Obligation légale (comptable)",
         "personnes concernées": ["Salariés", "Stagiaires"], "catégories de données": "RIB",
         "destinataires": "URSSAF", "durée de conservation": "5 ans", "transferts hors UE": "Non"},
    ]  # fmt: skip
    return text(folder / "registre.json", "\ufeff" + json.dumps(rows, ensure_ascii=False))


def check_flat_json(proposal: Proposal) -> None:
    hiring, pay = activities(proposal).values()
    assert hiring["purposes"][0]["lawful_basis"]["basis"] == "legitimate-interests"
    assert "recipients" not in hiring
    assert titles(proposal, "data-subjects", pay["data"][0]["subjects"]) == [
        "Salariés",
        "Stagiaires",
    ]
    assert pay["transfers"]["none"]


def fides(folder: Path) -> Path:
    return text(
        folder / "systems.yml",
        """system:
  - fides_key: web_shop
    name: Web shop
    description: Sells things
    system_type: Application
    administrating_department: Sales
    privacy_declarations:
      - name: Take orders
        data_use: essential.service
        legal_basis_for_processing: Contract
        retention_period: P3Y
        data_categories:
          - user.contact.email
          - user.name
        data_subjects:
          - customer
""",
    )


def check_fides(proposal: Proposal) -> None:
    found = only(proposal)
    assert found["title"] == "Take orders"
    assert found["purposes"][0]["lawful_basis"]["basis"] == "contract"
    assert found["systems"] == ["web-shop"]
    assert of(proposal, "retention/p3y")["period"] == "P3Y"


def tilt(folder: Path) -> Path:
    document = {
        "meta": {"_id": "7", "name": "Acme", "language": "en"},
        "controller": {"name": "Acme GmbH", "address": "Main Street 1", "country": "DE"},
        "dataProtectionOfficer": {"name": "Jo Blunt", "email": "dpo@acme.example"},
        "dataDisclosed": [{
            "_id": "1", "category": "Email address",
            "purposes": [{"purpose": "Send the newsletter", "description": ""}],
            "legalBases": [{"reference": "GDPR-6-1-a", "description": None}],
            "recipients": [{"name": "Mailer Inc", "country": "US"}],
        }],
    }  # fmt: skip
    return text(folder / "acme.tilt.json", json.dumps(document))


def check_tilt(proposal: Proposal) -> None:
    found = only(proposal)
    assert found["purposes"][0]["lawful_basis"]["basis"] == "consent"
    assert of(proposal, "recipients/mailer-inc")["country"] == "US"
    assert of(proposal, "entities/acme-gmbh")["registered_address"] == "Main Street 1"


LAYOUTS = [
    Layout("Markdown, field tables", "en", field_tables, 2, check_field_tables),
    Layout("Markdown, bold labels", "es", bullets, 1, check_bullets),
    Layout("Markdown, one wide table", "de", wide_table, 3, check_wide_table),
    Layout("Markdown, items of Art. 30", "en", limbs, 1, check_limbs, 0.7),
    Layout("JSON, a flat list", "fr", flat_json, 2, check_flat_json),
    Layout("Fides systems", "en", fides, 1, check_fides),
    Layout("TILT", "en", tilt, 1, check_tilt, 0.7),
]
