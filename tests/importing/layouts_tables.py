"""Layouts that are tables, in workbooks and in text."""

from datetime import datetime
from pathlib import Path

from ropabook.exchange.proposal import Proposal
from tests.importing.builders import ods, placed, text, xlsx
from tests.importing.layout import Layout, activities, of, only, titles

ICO = [
    "Business function",
    "Purpose of processing",
    "Name and contact details of joint controller (if applicable)",
    "Categories of individuals",
    "Categories of personal data",
    "Categories of recipients",
    "Link to contract with processor",
    "Names of third countries or international organisations that personal data are transferred "
    "to (if applicable)",
    "Safeguards for exceptional transfers of personal data to third countries or international "
    "organisations (if applicable)",
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
]
PAYROLL = ["Human resources", "Pay employees", "N/A", "Employees", "Bank details", "Payroll bureau",
           "contracts/payroll.pdf", "N/A", "N/A", "6 years after employment ends",
           "Encryption, access controls", "Article 6(1)(b) contract",
           "N/A", "N/A", "N/A", "Access, rectification", "No", "Data subject", "N/A", "SharePoint",
           "No", "N/A", "N/A", "No", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A"]  # fmt: skip
SICKNESS = ["Human resources", "Pay employees", None, "Employees", "Sickness absence", None, None,
            None, None, "3 years", None, None, "Employment, social security and social protection",
            *[None] * 12, "Employment", "Article 6(1)(c) legal obligation",
            "policies/apd.docx", "Yes", None]  # fmt: skip
NEWS = ["Marketing", "Send the newsletter", "N/A", "Subscribers", "Email address", "Mailer Ltd",
        None, "United States", "UK Addendum", "12 months plus current month", "Encryption",
        "Consent", "N/A", "N/A", "N/A", "Withdraw consent", "No", "Data subject",
        "crm/consents", "Mailer", "Yes", "In progress", "dpia/newsletter.docx", "No", "N/A",
        *["N/A"] * 5]  # fmt: skip


def ico(folder: Path) -> Path:
    contact = placed(
        (1, 1, "Controller"), (1, 4, "Data Protection Officer (if applicable)"),
        (1, 7, "Representative (if applicable)"),
        *((2 + at, column, label) for column in (1, 4, 7)
          for at, label in enumerate(("Name", "Address", "Email", "Telephone"))),
        (2, 2, "Acme Widgets Ltd"), (3, 2, "1 High Street, Leeds"), (4, 2, "privacy@acme.example"),
        (5, 2, 1134960000), (2, 5, "Jo Blunt"), (4, 5, "dpo@acme.example"),
        (8, 1, "Article 30 Record of Processing Activities"), (8, 12, "Privacy Notices"),
        (8, 19, "Consent"), (8, 20, "Access Requests"), (8, 30, " "),
    )  # fmt: skip
    return xlsx(
        folder / "ico.xlsx",
        {"Notes": [["Green columns are required, blue ones are not."]],
         "Template": [*contact, ICO, PAYROLL, SICKNESS, NEWS]},
        merged={"Template": ["A1:C1", "D1:F1", "G1:I1", "A8:K8", "L8:R8"]},
    )  # fmt: skip


def check_ico(proposal: Proposal) -> None:
    payroll = activities(proposal)["human-resources-pay-employees"]
    first, second = payroll["data"]
    assert titles(proposal, "personal-data", first["categories"]) == ["Bank details"]
    assert titles(proposal, "personal-data", second["categories"]) == ["Sickness absence"]
    assert second["article_9"] == "b"
    assert second["policy_document"] == "policies-apd-docx"
    assert payroll["purposes"][0]["lawful_basis"]["basis"] == "contract"
    assert [each["basis"] for each in payroll["purposes"][0]["further_bases"]] == [
        "legal-obligation"
    ]
    assert payroll["transfers"]["none"].startswith("Written as “N/A”")
    assert payroll["recipients"][0]["agreement"] == "contracts-payroll-pdf"
    assert of(proposal, "retention/6-years-after-employment-ends")["period"] == "P6Y"
    news = activities(proposal)["marketing-send-the-newsletter"]
    assert news["transfers"][0]["country"] == "US"
    assert news["transfers"][0]["mechanism"] == "addendum"
    assert of(proposal, "retention/12-months-plus-current-month")["trigger"]
    assert of(proposal, "entities/acme-widgets-ltd")["registered_address"] == "1 High Street, Leeds"
    note = of(proposal, "entities/acme-widgets-ltd")["evidence"]["contact_phone"][0]["note"]
    assert "leading 0" in note


def processor(folder: Path) -> Path:
    return xlsx(folder / "processor.xlsx", {"Processor": [
        ["Record of processing for others"],
        [],
        ["Name and contact details of controller", "Categories of processing",
         "Link to contract with controller", "Third countries", "Safeguards",
         "Security measures"],
        ["Harbour Ltd, 2 Quay, Hull", "Hosting of the order desk", "contracts/harbour.pdf", "None",
         "N/A", "Encryption; backups"],
        ["Mill plc", "Support by telephone; remote maintenance", "contracts/mill.pdf", "India",
         "International data transfer agreement", "Training"],
    ]})  # fmt: skip


def check_processor(proposal: Proposal) -> None:
    harbour, mill = activities(proposal).values()
    assert harbour["role"] == "processor"
    assert harbour["customers"] == [{"name": "Harbour Ltd", "contact": "2 Quay, Hull"}]
    assert mill["categories_of_processing"] == ["Support by telephone", "remote maintenance"]
    assert mill["transfers"][0]["mechanism"] == "idta"


def cnpd(folder: Path) -> Path:
    return xlsx(folder / "cnpd.xlsx", {"Registre": [
        ["Responsable du traitement : Boulangerie Dupont SARL"],
        [],
        ["Finalité", "Catégories de personnes concernées", "Catégories de données traitées",
         "Catégories de destinataires", "Transferts vers des pays tiers",
         "Délais prévus pour l'effacement", "Mesures de sécurité"],
        ["Gestion des salaires", "Salariés", "Nom, adresse, numéro de compte", "Fiduciaire",
         "Aucun", "10 ans", "Contrôle d'accès"],
        ["Newsletter", "Clients", "Adresse e-mail", "Prestataire d'envoi", "États-Unis",
         "12 mois après désinscription", "Chiffrement"],
    ]})  # fmt: skip


def check_cnpd(proposal: Proposal) -> None:
    assert proposal.entity == "boulangerie-dupont-sarl"
    pay, news = activities(proposal).values()
    assert pay["transfers"]["none"]
    assert news["transfers"][0]["country"] == "US"
    assert of(proposal, "retention/12-mois-apres-desinscription")["trigger"] == "désinscription"


def openrgpd(folder: Path) -> Path:
    head = ("ID,Traitement,Finalité du traitement,Sous-finalité,Catégorie de données traitées,"
            "Catégorie de personnes concernées,Destinataires des données,"
            "Durée d'utilité administrative,Transfert hors UE,Licéité du traitement,"
            "Sous-traitant,Déclarant,Nom du responsable du traitement,"
            "PIA ,Commentaire PIA")  # fmt: skip
    row = ("7,\"Gestion de l&#039;état civil\",Tenue des registres,\"Actes/ Livrets/ \","
           "\"Identité/ Filiation/ \",\"Administrés/ \",\"Préfecture/ Insee/ \",75 ans,Non,"
           "Obligation légale,Logiciel SA,Mme Martin,Commune de Test,Non,")  # fmt: skip
    return text(folder / "openrgpd.csv", f"{head}\r\n{row}\r\n")


def check_openrgpd(proposal: Proposal) -> None:
    found = only(proposal)
    assert found["title"] == "Gestion de l'état civil"
    assert [each["text"] for each in found["purposes"]] == [
        "Tenue des registres",
        "Actes",
        "Livrets",
    ]
    names = titles(proposal, "personal-data", found["data"][0]["categories"])
    assert names == ["Identité", "Filiation"]
    assert found["purposes"][0]["lawful_basis"]["basis"] == "legal-obligation"
    assert of(proposal, "recipients/logiciel-sa")["kind"] == "processor"


def german(folder: Path) -> Path:
    """Two rows of headings, groups over them, a title above."""
    return xlsx(
        folder / "vvt.xlsx",
        {"VVT": [
            ["Verzeichnis von Verarbeitungstätigkeiten"],
            [],
            ["Allgemein", None, None, "Daten", None, None, "Empfänger", None, "Löschung"],
            ["Lfd. Nr.", "Bezeichnung der Verarbeitung", "Zweck", "Betroffene Personen",
             "Datenkategorien", "Rechtsgrundlage", "Intern", "Extern", "Löschfrist"],
            ["VT-01", "Personalverwaltung", "Durchführung des Beschäftigungsverhältnisses",
             "Beschäftigte", "Stammdaten; Gesundheitsdaten", "Art. 6 Abs. 1 lit. b DSGVO",
             "Personalabteilung", "Finanzamt", "10 Jahre nach Austritt"],
            ["VT-02", "Bewerbungen", "Auswahl von Bewerbern", "Bewerber", "Lebenslauf",
             "Berechtigtes Interesse", "wie oben", "Keine", "6 Monate"],
        ]},
        merged={"VVT": ["A3:C3", "D3:F3", "G3:H3"]},
    )  # fmt: skip


def check_german(proposal: Proposal) -> None:
    first, second = activities(proposal).values()
    assert "VT-01" in first["notes"]
    assert of(proposal, "recipients/finanzamt")["kind"] == "authority"
    assert of(proposal, "personal-data/gesundheitsdaten")["special"] == "health"
    assert of(proposal, "retention/10-jahre-nach-austritt")["trigger"] == "Austritt"
    assert second["purposes"][0]["lawful_basis"]["basis"] == "legitimate-interests"
    evidence = second["recipients"][0]["evidence"][0]
    assert evidence["kind"] == "inferred"
    assert "wie oben" in evidence["note"]


def dutch(folder: Path) -> Path:
    rows = ["Naam verwerking;Doel;Grondslag;Betrokkenen;Persoonsgegevens;Ontvangers;Bewaartermijn",
            '"Salarisadministratie";"Uitbetalen van lonen";"Uitvoering overeenkomst";'
            '"Werknemers";"Naam\nBSN\nRekeningnummer";"Belastingdienst";"7 jaar"',
            '"Nieuwsbrief";"Informeren";"Toestemming betrokkene";"Abonnees";"E-mailadres";'
            '"n.v.t.";"Zolang ingeschreven"']  # fmt: skip
    return text(folder / "register.csv", "\n".join(rows) + "\n", "iso-8859-1")


def check_dutch(proposal: Proposal) -> None:
    pay, news = activities(proposal).values()
    names = titles(proposal, "personal-data", pay["data"][0]["categories"])
    assert names == ["Naam", "BSN", "Rekeningnummer"]
    assert pay["purposes"][0]["lawful_basis"]["basis"] == "contract"
    assert news["recipients"]["none"]
    assert of(proposal, "retention/zolang-ingeschreven")["criteria"]
    assert any("semicolons" in note for note in proposal.about.notes)


def ticks(folder: Path) -> Path:
    """Categories as columns of ticks below a group."""
    return xlsx(
        folder / "kruisjes.xlsx",
        {"Verwerkingsregister": [
            [None, None, "Categorieën persoonsgegevens", None, None, "Betrokkenen", None],
            ["Naam verwerking", "Doel", "Naam en adres", "Telefoon", "Medische gegevens", "Klanten",
             "Werknemers"],
            ["Klachten", "Klachten afhandelen", "x", "x", None, "x", None],
            ["Verzuim", "Verzuim begeleiden", "ja", "nee", "ja", "nee", "ja"],
        ]},
        merged={"Verwerkingsregister": ["C1:E1", "F1:G1"]},
    )  # fmt: skip


def check_ticks(proposal: Proposal) -> None:
    complaints, absence = activities(proposal).values()
    assert titles(proposal, "personal-data", complaints["data"][0]["categories"]) == [
        "Naam en adres", "Telefoon",
    ]  # fmt: skip
    assert titles(proposal, "personal-data", absence["data"][0]["categories"]) == [
        "Naam en adres", "Medische gegevens",
    ]  # fmt: skip
    assert titles(proposal, "data-subjects", absence["data"][0]["subjects"]) == ["Werknemers"]


def italian(folder: Path) -> Path:
    """The headings again in the middle, and rows that name a section."""
    head = ["Denominazione del trattamento", "Finalità", "Base giuridica",
            "Categorie di interessati", "Categorie di dati", "Destinatari",
            "Periodo di conservazione", "Misure di sicurezza"]  # fmt: skip
    return xlsx(
        folder / "registro.xlsx",
        {"Registro": [
            ["Registro dei trattamenti 2025"],
            head,
            ["Risorse umane"],
            ["Paghe", "Elaborazione delle buste paga", "Esecuzione di un contratto", "Dipendenti",
             "Dati anagrafici", "INPS; consulente del lavoro", "10 anni", "Controllo accessi"],
            head,
            ["Commerciale"],
            ["Fatturazione", "Emissione fatture", "Obbligo di legge", "Clienti", "Dati fiscali",
             "Commercialista", "10 anni dalla cessazione del rapporto", "Backup"],
        ]},
        merged={"Registro": ["A3:H3", "A6:H6"]},
    )  # fmt: skip


def check_italian(proposal: Proposal) -> None:
    pay, bills = activities(proposal).values()
    assert pay["business_function"] == "Risorse umane"
    assert bills["business_function"] == "Commerciale"
    assert bills["purposes"][0]["lawful_basis"]["basis"] == "legal-obligation"
    assert of(proposal, "recipients/inps")["kind"] == "authority"


def italian_tabs(folder: Path) -> Path:
    lines = ["Trattamento\tFinalità\tInteressati\tDati personali\tPaesi terzi"
             "\tTempi di conservazione",
             "Sito web\tStatistiche\tVisitatori\tIndirizzo IP\tStati Uniti\t30 giorni"]  # fmt: skip
    return text(folder / "registro.tsv", "\ufeff" + "\n".join(lines))


def check_italian_tabs(proposal: Proposal) -> None:
    found = only(proposal)
    assert found["transfers"][0]["country"] == "US"
    assert of(proposal, "retention/30-giorni")["period"] == "P30D"


def spanish(folder: Path) -> Path:
    return ods(
        folder / "registro.ods",
        {"Registro de actividades": [
            ["Actividad de tratamiento", "Fines del tratamiento", "Base jurídica",
             "Categorías de interesados", "Categorías de datos", "Destinatarios",
             "Transferencias internacionales", "Plazo de conservación", "Medidas de seguridad"],
            ["Nóminas", "Gestión de nóminas", "Ejecución de un contrato", "Empleados",
             "Nombre, DNI, cuenta bancaria", "Agencia Tributaria", "No se realizan", "5 años",
             "Control de acceso"],
            ["Videovigilancia", "Seguridad de las instalaciones", "Interés legítimo", "Visitantes",
             "Imagen", "Encargado del tratamiento", "No", "1 mes", "Cifrado"],
        ]},
        comments={("Registro de actividades", 1, 2): "Indique para qué se usan los datos"},
    )  # fmt: skip


def check_spanish(proposal: Proposal) -> None:
    pay, cameras = activities(proposal).values()
    assert pay["purposes"][0]["text"] == "Gestión de nóminas"
    assert pay["transfers"]["none"]
    assert cameras["purposes"][0]["lawful_basis"]["basis"] == "legitimate-interests"
    assert of(proposal, "recipients/agencia-tributaria")["kind"] == "authority"
    assert any("Indique para qué" in note for note in proposal.about.notes)


def ciso_flat(folder: Path) -> Path:
    return xlsx(folder / "processings.xlsx", {"Sheet1": [
        [None, "ref_id", "name", "description", "status", "processing_nature", "folder",
         "assigned_to", "labels", "dpia_required", "dpia_reference"],
        [0, "PRC-1", "Payroll", "Monthly pay", "Draft", None, "HR", "a@x.example", "pay",
         "=FALSE()", None],
        [1, "PRC-2", "Newsletter", "Mailing", "Approved", None, "Marketing", "b@x.example", None,
         "=TRUE()", "DPIA-2"],
    ]})  # fmt: skip


def check_ciso_flat(proposal: Proposal) -> None:
    pay, news = activities(proposal).values()
    assert "PRC-1" in pay["notes"]
    assert "=FALSE()" in pay["screening"]["unknown"]
    assert news["status"] == "active"


def ciso_workbook(folder: Path) -> Path:
    return xlsx(folder / "processing.xlsx", {
        "Processing": [["ref_id", "name", "description", "dpia_required"],
                       ["PRC-9", "Payroll", "Pay people", True]],
        "Purposes": [["name", "description", "legal_basis", "article_9_condition"],
                     ["Pay salaries", "Each month", "privacy_contract", None]],
        "Personal data": [["name", "description", "category", "retention", "is_sensitive"],
                          ["Bank details", "IBAN", "privacy_financial_data", "5 years", False],
                          ["Sick notes", None, "privacy_health_data", "3 years", True]],
        "Data subjects": [["name", "description", "category"], ["Staff", None, "privacy_employee"]],
        "Data recipients": [["name", "description", "category"],
                            ["Bureau", "Payslips", "privacy_data_processor"]],
        "Contractors": [["name", "entity", "relationship_type", "country", "documentation_link"],
                        ["Pay SaaS", "Pay SaaS GmbH", "privacy_data_processor", "DE", "dpa.pdf"]],
        "Transfers": [["name", "entity", "country", "transfer_mechanism", "documentation_link"],
                      ["Backup", "Cloud Inc", "US", "privacy_standard_contractual_clauses",
                       "scc.pdf"]],
    })  # fmt: skip


def check_ciso_workbook(proposal: Proposal) -> None:
    found = only(proposal)
    assert len(found["data"]) == 2
    assert all(each["subjects"] == ["staff"] for each in found["data"])
    assert "Art. 9" in found["data"][1]["article_9"]["unknown"]
    assert found["transfers"][0]["recipient"] == "cloud-inc"
    assert of(proposal, "recipients/pay-saas")["country"] == "DE"


def datamap(folder: Path) -> Path:
    return text(folder / "datamap.csv", (
        "Department or Business Function,Purpose of Processing,Categories of Individuals,"
        "Categories of Personal Data (Fides Taxonomy),Categories of Recipients,"
        "Role or Responsibility,Article 6 lawful basis for processing personal data,"
        "Third Country Transfers,Retention Schedule,General Description of Security Measures,"
        "System Fides Key,Description of the System\n"
        'Engineering,Improve the service,customer,"user.contact, user.device",Hosting Ltd,'
        "Controller,Legitimate Interests,None,P90D,Encryption,web_shop,The shop\n"
    ))  # fmt: skip


def check_datamap(proposal: Proposal) -> None:
    found = only(proposal)
    assert found["role"] == "controller"
    assert of(proposal, "retention/p90d")["period"] == "P90D"
    assert titles(proposal, "personal-data", found["data"][0]["categories"]) == [
        "user.contact", "user.device",
    ]  # fmt: skip


def joined(folder: Path) -> Path:
    """Several sheets joined by an id."""
    return xlsx(folder / "relational.xlsx", {
        "Activities": [["ID", "Name", "Purpose", "Lawful basis", "Recipients"],
                       ["A1", "Payroll", "Pay people", "Contract", "R1; R2"],
                       ["A2", "Newsletter", "Send news", "Consent", "R3"]],
        "Personal data": [["Activity ID", "Name", "Retention"],
                          ["A1", "Bank details", "6 years"], ["A2", "Email address", "2 years"],
                          ["A1", "Salary", "6 years"]],
        "Recipients": [["ID", "Name", "Type", "Country"],
                       ["R1", "Bureau Ltd", "Processor", "GB"], ["R2", "HMRC", "Authority", "UK"],
                       ["R3", "Mailer Inc", "Processor", "USA"]],
    })  # fmt: skip


def check_joined(proposal: Proposal) -> None:
    pay, news = activities(proposal).values()
    data = [name for link in pay["data"] for name in link["categories"]]
    assert titles(proposal, "personal-data", data) == ["Bank details", "Salary"]
    assert [each["recipient"] for each in pay["recipients"]] == ["bureau-ltd", "hmrc"]
    assert [each["recipient"] for each in news["recipients"]] == ["mailer-inc"]
    assert of(proposal, "recipients/mailer-inc")["country"] == "US"


def below_and_beside(folder: Path) -> Path:
    """Two tables below each other, and a third beside them."""
    return xlsx(folder / "several.xlsx", {"Register": placed(
        (1, 1, "Activities of sales"),
        (2, 1, "Processing activity"), (2, 2, "Purpose"), (2, 3, "Retention"),
        (3, 1, "Orders"), (3, 2, "Deliver goods"), (3, 3, "6 years"),
        (4, 1, "Quotes"), (4, 2, "Prepare offers"), (4, 3, "1 year"),
        (2, 6, "Processing activity"), (2, 7, "Purpose"), (2, 8, "Lawful basis"),
        (3, 6, "Visitors"), (3, 7, "Know who is in the building"), (3, 8, "Legitimate interests"),
        (8, 1, "Recipients"),
        (9, 1, "Name"), (9, 2, "Type"), (9, 3, "Country"),
        (10, 1, "Carrier Ltd"), (10, 2, "Controller"), (10, 3, "United Kingdom"),
    )})  # fmt: skip


def check_below_and_beside(proposal: Proposal) -> None:
    assert list(activities(proposal)) == ["orders", "quotes", "visitors"]
    assert of(proposal, "recipients/carrier-ltd")["country"] == "GB"
    assert "purposes" in activities(proposal)["visitors"]


def hierarchy(folder: Path) -> Path:
    return xlsx(folder / "tree.xlsx", {"Register": [
        ["Ref", "Processing activity", "Purpose", "Data subjects", "Last review"],
        ["1", "Human resources", None, None, None],
        ["1.1", "Payroll", "Pay people", "Employees", datetime(2025, 3, 14)],
        ["1.2", "Training", "Train people", "Employees", "03/04/2025"],
        ["2", "Sales", None, None, None],
        ["2.1", "Orders", "Deliver goods", "Customers", "26/05/2025"],
    ]})  # fmt: skip


def check_hierarchy(proposal: Proposal) -> None:
    assert list(activities(proposal)) == ["payroll", "training", "orders"]
    assert activities(proposal)["orders"]["business_function"] == "Sales"
    assert activities(proposal)["payroll"]["last_reviewed"] == "2025-03-14"
    assert "last_reviewed" not in activities(proposal)["training"]
    asked = activities(proposal)["training"]["questions"][0]["question"]
    assert "3 April 2025 or 4 March 2025" in asked


def ipsec(folder: Path) -> Path:
    return xlsx(folder / "article30.xlsx", {"Treatments": [
        ["name", "purpose", "legalBasis", "personCategories", "subPurposes", "retentionPeriod",
         "assignedToEmail"],
        ["CRM", "Customer care", "Contract", "Customers; Prospects", "Support; Surveys", "3 years",
         "sam@x.example"],
    ]})  # fmt: skip


def check_ipsec(proposal: Proposal) -> None:
    found = only(proposal)
    assert [each["text"] for each in found["purposes"]] == ["Customer care", "Support", "Surveys"]
    assert found["owner"] == "sam@x.example"


LAYOUTS = [
    Layout("ICO controller template", "en", ico, 2, check_ico, 0.85),
    Layout("ICO processor template", "en", processor, 2, check_processor),
    Layout("CNPD table", "fr", cnpd, 2, check_cnpd),
    Layout("openRGPD export", "fr", openrgpd, 1, check_openrgpd, 0.9),
    Layout("two rows of headings", "de", german, 2, check_german),
    Layout("csv, semicolons", "nl", dutch, 2, check_dutch),
    Layout("columns of ticks", "nl", ticks, 2, check_ticks),
    Layout("headings again, sections", "it", italian, 2, check_italian),
    Layout("tsv", "it", italian_tabs, 1, check_italian_tabs),
    Layout("OpenDocument with comments", "es", spanish, 2, check_spanish),
    Layout("CISO Assistant, flat", "en", ciso_flat, 2, check_ciso_flat, 0.9),
    Layout("CISO Assistant, seven sheets", "en", ciso_workbook, 1, check_ciso_workbook),
    Layout("Fides datamap", "en", datamap, 1, check_datamap),
    Layout("sheets joined by an id", "en", joined, 2, check_joined),
    Layout("tables below and beside each other", "en", below_and_beside, 3,
           check_below_and_beside),
    Layout("dotted numbering", "en", hierarchy, 3, check_hierarchy, 0.8),
    Layout("ipsec Article30", "en", ipsec, 1, check_ipsec),
]  # fmt: skip
