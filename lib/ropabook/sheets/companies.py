"""The companies: each keeps a record of its own (UK GDPR Art. 30(1)(a), 30(2)(a))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.entity import DataProtectionOfficer
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import countries, rests_on, say, titles

title = "Companies"
about = "Who keeps the record: name, contact details, registration, data protection officer."
order = 10
columns = (
    Column("Company", 28, "Art. 30(1)(a), 30(2)(a)"),
    Column("Trading names", 20),
    Column("Company number", 24),
    Column("Registered address", 30, "Art. 30(1)(a)"),
    Column("E-mail", 26, "Art. 30(1)(a)"),
    Column("Telephone", 18, "Art. 30(1)(a)"),
    Column("Country", 20),
    Column("Data protection officer", 34, "Art. 37–39"),
    Column("Representative in the EU", 26, "EU GDPR Art. 27"),
    Column("Registration with the Commissioner", 20, "Charges Regulations 2018"),
    Column("Registration expires", 22),
    Column("Employees", 22, "Art. 30(5)"),
    Column("Public communications provider", 28, "PECR reg. 2"),
    Column("How people exercise rights", 28, "Art. 12(2)"),
    Column("Complaint form", 26, "DPA 2018 s. 164A"),
    Column("Other way to complain", 26, "DPA 2018 s. 164A"),
    Column("Breach procedure", 30, "Art. 33, 34"),
    Column("Security measures", 36, "Art. 32"),
    Column("Who answers", 22),
    Column("Rests on", 36, "Art. 5(2)"),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row a company."""
    measures = titles(scope.register, "security-measures")
    for entity in scope.entities:
        yield Row(
            (
                entity.legal_name,
                ", ".join(entity.trading_names) or "None stated",
                say(entity.company_number),
                say(entity.registered_address),
                say(entity.contact_email),
                say(entity.contact_phone),
                say(entity.country, lambda code: countries((code,))),
                say(entity.dpo, _officer),
                say(entity.eu_representative),
                say(entity.registration_number),
                say(entity.registration_expiry),
                say(entity.employees),
                say(entity.public_communications_provider),
                say(entity.rights_route),
                say(entity.complaint_form),
                say(entity.complaint_other_route),
                say(entity.breach_procedure),
                say(entity.security_measures, measures),
                say(entity.owner),
                rests_on(entity),
            ),
            (entity.key,),
        )


def _officer(dpo: DataProtectionOfficer) -> str:
    decided = f"{dpo.status.replace('-', ' ').capitalize()}: {dpo.reason or 'no reason recorded'}"
    return "\n".join(part for part in (dpo.name, dpo.contact, decided) if part)
