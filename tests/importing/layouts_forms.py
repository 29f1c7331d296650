"""Layouts that are forms: a label with its value, one activity a form."""

from pathlib import Path

from ropabook.exchange.mapping import ImportMapping
from ropabook.exchange.proposal import Proposal
from tests.importing.builders import Rows, ods, placed, xlsx
from tests.importing.layout import Layout, activities, of, only, titles

PLEASE_CHOOSE = "Sélectionnez un élément dans cette liste déroulante ►"


def fiche(title: str | None, number: str | None) -> Rows:
    """A form of the French authority's simplified register."""
    filled = title is not None
    return placed(
        (1, 1, "Fiche de registre"),
        (3, 1, "Description  du traitement  "),
        (4, 1, "Nom du traitement"), (4, 2, title),
        (5, 1, "N° / RÉF"), (5, 2, number),
        (6, 1, "Date de création du traitement"), (6, 2, "26/05/2018" if filled else None),
        (9, 1, "Acteurs"), (9, 2, "Nom"), (9, 3, "Adresse"), (9, 4, "Code Postal"), (9, 5, "Ville"),
        (9, 6, "Pays"), (9, 7, "Téléphone"), (9, 8, "Adresse mél"),
        (10, 1, "Responsable du traitement"), (10, 2, "Mairie de Test" if filled else None),
        (10, 4, "01000" if filled else None), (10, 6, "France" if filled else None),
        (11, 1, "Délégué à la protection des données"), (11, 2, "Mme Martin" if filled else None),
        (14, 1, "Finalité principale"), (14, 2, "Payer les agents" if filled else None),
        (15, 1, "Sous-finalité 1"), (15, 2, "Calculer les salaires" if filled else None),
        (16, 1, "Sous-finalité 2"),
        (18, 1, "Catégories de données personnelles concernées"), (18, 2, "Description"),
        (18, 5, "Durée de conservation"),
        (19, 1, "État civil, identité"), (19, 2, "Nom, prénom" if filled else None),
        (19, 5, "5 ans" if filled else None),
        (20, 1, "Numéro de Sécurité Sociale (ou NIR)"), (20, 2, "NIR" if filled else None),
        (20, 5, "5 ans" if filled else None),
        (22, 1, "Catégories de personnes concernées"), (22, 2, "Description"),
        (22, 5, "Précisions"),
        (23, 1, "Catégorie de personnes 1"), (23, 2, "Salariés" if filled else PLEASE_CHOOSE),
        (24, 1, "Catégorie de personnes 2"), (24, 2, PLEASE_CHOOSE),
        (26, 1, "Destinataires"), (26, 2, "Type de destinataire"), (26, 5, "Précisions"),
        (27, 1, "Destinataire 1"), (27, 2, "Sous-traitants" if filled else PLEASE_CHOOSE),
        (27, 5, "Paie SARL" if filled else None),
        (29, 1, "Mesures de sécurité"), (29, 2, "Type de mesure de sécurité"),
        (29, 5, "Précisions"),
        (30, 1, "Mesure de sécurité 1"), (30, 2, "Chiffrement des données" if filled else None),
    )  # fmt: skip


def cnil(folder: Path) -> Path:
    """All sheets of it: explanations, list, blank form, example, choices, and one filled form."""
    listed = placed(
        (1, 1, "Coordonnées du responsable de l’organisme"), (1, 2, "Nom :"), (1, 4, "Prénom :"),
        (2, 2, "Code postal :"), (2, 4, "Ville :"),
        (7, 1, "Identification du traitement"), (7, 5, "Finalité du traitement"),
        (7, 8, "Données sensibles ?"),
        (8, 1, "Nom du traitement"), (8, 2, "N° / RÉF"), (8, 3, "Date de création de la fiche"),
        (8, 4, "Dernière mise à jour de la fiche"), (8, 8, "Oui/non"),
        (9, 1, "(EXEMPLE) Gestion de la paie"), (9, 2, "1 - Exemple"), (9, 5, "Payer"),
        (9, 8, "Non"),
        (10, 1, "Paie des agents"), (10, 2, "RH-01"), (10, 3, "26/05/2018"),
        (10, 5, "Payer les agents"), (10, 8, "Oui"),
    )  # fmt: skip
    return ods(
        folder / "registre.ods",
        {"Tutoriel": [["Comment remplir ce registre"], ["Une ligne par traitement."]],
         "Liste des traitements": listed,
         "Modèle de fiche de registre": fiche(None, None),
         "Exemple de fiche": fiche("Gestion de la paie", "1 - Exemple"),
         "RH-01": fiche("Paie des agents", "RH-01"),
         "Listes": [["Garanties", "Pays"], ["Pays adéquat", "Suisse"]]},
        spans={("Liste des traitements", 7, 1): 4, ("Liste des traitements", 7, 5): 3,
               ("Liste des traitements", 7, 8): 2},
        comments={("RH-01", 14, 1): "Un traitement de données doit avoir un objectif"},
    )  # fmt: skip


def check_cnil(proposal: Proposal) -> None:
    pay = only(proposal)
    assert pay["title"] == "Paie des agents"
    assert [each["text"] for each in pay["purposes"]] == ["Payer les agents",
                                                          "Calculer les salaires"]  # fmt: skip
    names = titles(proposal, "personal-data", [c for d in pay["data"] for c in d["categories"]])
    assert names == ["État civil, identité", "Numéro de Sécurité Sociale (ou NIR)"]
    assert {each["retention"] for each in pay["data"]} == {"5-ans"}
    assert of(proposal, "recipients/paie-sarl")["kind"] == "processor"
    assert of(proposal, "entities/mairie-de-test")["registered_address"].startswith("01000")
    assert any("form that nobody filled in" in note for note in proposal.about.notes)
    reasons = {fate.reason for _, fate in proposal.cells if fate.kind == "not_data"}
    assert {"example", "tutorial", "list of choices"} <= reasons


def one_a_sheet(folder: Path) -> Path:
    def form(number: str, title: str, purpose: str, basis: str, period: str) -> Rows:
        return [
            ["Verarbeitungstätigkeit", title], ["Lfd. Nr.", number],
            ["Zweck der Verarbeitung", purpose], ["Rechtsgrundlage", basis],
            ["Betroffene Personen", "Beschäftigte"], ["Datenkategorien", "Name, Anschrift"],
            ["Empfänger", "Keine"], ["Übermittlung in Drittländer", "keine"],
            ["Löschfristen", period], ["Technische und organisatorische Maßnahmen", "TLS\nBackup"],
        ]  # fmt: skip

    return xlsx(folder / "formulare.xlsx", {
        "VT-01": form("VT-01", "Zeiterfassung", "Arbeitszeit nachweisen",
                      "Art. 6 Abs. 1 lit. c DSGVO, § 16 ArbZG", "2 Jahre"),
        "VT-02": form("VT-02", "Gästebuch", "Besucher kennen", "berechtigtes Interesse",
                      "solange der Besucher im Haus ist"),
    })  # fmt: skip


def check_one_a_sheet(proposal: Proposal) -> None:
    times, guests = activities(proposal).values()
    assert times["purposes"][0]["lawful_basis"]["basis"] == "legal-obligation"
    assert times["transfers"]["none"]
    assert times["recipients"]["none"]
    assert titles(proposal, "security-measures", times["security_measures"]) == ["TLS", "Backup"]
    rule = of(proposal, f"retention/{guests['data'][0]['retention']}")
    assert rule["criteria"] == "solange der Besucher im Haus ist"


FORM = ["Naam verwerking", "Doel", "Grondslag", "Betrokkenen", "Bewaartermijn"]
WAGES = ["Lonen", "Lonen betalen", "Wettelijke verplichting", "Werknemers", "7 jaar"]
DOOR = ["Toegang", "Deur openen", "Gerechtvaardigd belang", "Bezoekers", "1 maand"]
NEWS = ["Nieuwsbrief", "Informeren", "Toestemming", "Abonnees", "tot uitschrijving"]


def _form(row: int, column: int, values: list[str]) -> list[tuple[int, int, str]]:
    return [
        cell
        for at, (label, value) in enumerate(zip(FORM, values, strict=True))
        for cell in ((row + at, column, label), (row + at, column + 1, value))
    ]


def stacked(folder: Path) -> Path:
    """Forms below each other, with gaps that differ."""
    return xlsx(folder / "stapel.xlsx", {"Register": placed(
        *_form(1, 1, WAGES), *_form(7, 1, DOOR), *_form(15, 1, NEWS),
    )})  # fmt: skip


def check_three(proposal: Proposal) -> None:
    assert [each["title"] for each in activities(proposal).values()] == [
        "Lonen", "Toegang", "Nieuwsbrief",
    ]  # fmt: skip
    bases = [each["purposes"][0]["lawful_basis"]["basis"] for each in activities(proposal).values()]
    assert bases == ["legal-obligation", "legitimate-interests", "consent"]


def beside(folder: Path) -> Path:
    """Forms side by side, the gaps differ."""
    return xlsx(folder / "naast.xlsx", {"Register": placed(
        *_form(2, 1, WAGES), *_form(2, 4, DOOR), *_form(2, 8, NEWS),
    )})  # fmt: skip


def on_its_side(folder: Path) -> Path:
    """A table laid on its side: a column for each activity."""
    rows = [list(each) for each in zip(FORM, WAGES, DOOR, NEWS, strict=True)]
    return xlsx(folder / "kolommen.xlsx", {"Register": rows})


def chosen_example(folder: Path) -> Path:
    """A sheet of examples that an analyst decided to read."""
    return xlsx(folder / "ejemplos.xlsx", {"Ejemplo": [
        ["Actividad de tratamiento", "Videovigilancia"], ["Finalidad", "Seguridad"],
        ["Base jurídica", "Interés legítimo"], ["Plazo de conservación", "30 días"],
    ]})  # fmt: skip


def check_chosen(proposal: Proposal) -> None:
    found = only(proposal)
    assert found["title"] == "Videovigilancia"
    assert of(proposal, "retention/30-dias")["period"] == "P30D"


LAYOUTS = [
    Layout("CNIL register", "fr", cnil, 1, check_cnil, 0.95),
    Layout("a form on each sheet", "de", one_a_sheet, 2, check_one_a_sheet),
    Layout("forms below each other", "nl", stacked, 3, check_three),
    Layout("forms side by side", "nl", beside, 3, check_three),
    Layout("a column for each activity", "nl", on_its_side, 3, check_three),
    Layout("an example that is read", "es", chosen_example, 1, check_chosen, 1.0,
           ImportMapping(sheets={"Ejemplo": "read"})),
]  # fmt: skip
