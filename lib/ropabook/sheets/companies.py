"""The companies: each keeps a record of its own (UK GDPR Art. 30(1)(a), 30(2)(a))."""

from collections.abc import Iterator
from typing import Final, get_args

from ropabook.excel.table import Column, Row
from ropabook.law.periods import Jurisdiction
from ropabook.model.clocks import profile
from ropabook.model.entity import DataProtectionOfficer, FeeRegisterEntry, Profile
from ropabook.sheets.edits import Begins, Country, Day, Edit, Named, Number, YesNo, keys_spoken
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import countries, optional, rests_on, say, spoken, titles

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
    Column("Law that applies", 16),
    Column("Jurisdiction", 20),
    Column("Public authority", 16, "Art. 6(1), 37(1)(a)"),
    Column("Data protection officer", 34, "Art. 37–39"),
    Column("Offers or observes in the EU", 18, "EU GDPR Art. 3(2)"),
    Column("Representative in the EU", 26, "EU GDPR Art. 27"),
    Column("Registration with the Commissioner", 20, "Charges Regulations 2018"),
    Column("Registration expires", 22),
    Column("Entry in the public register", 30, "Charges Regulations 2018"),
    Column("Employees", 22, "Art. 30(5)"),
    Column("Public communications provider", 28, "PECR reg. 2"),
    Column("How people exercise rights", 28, "Art. 12(2)"),
    Column("Complaint form", 26, "DPA 2018 s. 164A"),
    Column("Other way to complain", 26, "DPA 2018 s. 164A"),
    Column("Breach procedure", 30, "Art. 33, 34"),
    Column("Security policy", 30, "PECR reg. 5(1A)(c)"),
    Column("How consent to cookies is withdrawn", 30, "PECR reg. 6, Art. 7(3)"),
    Column("Security measures", 36, "Art. 32"),
    Column("Who answers", 22),
    Column("Rests on", 36, "Art. 5(2)"),
)

edits = {
    "Company": Edit("legal_name"),
    "Company number": Edit("company_number"),
    "Registered address": Edit("registered_address"),
    "E-mail": Edit("contact_email"),
    "Telephone": Edit("contact_phone"),
    "Country": Edit("country", Country()),
    "Jurisdiction": Edit("jurisdiction", keys_spoken("Jurisdictions", get_args(Jurisdiction))),
    "Public authority": Edit("public_authority", YesNo()),
    "Offers or observes in the EU": Edit("eu_targeting", YesNo()),
    "Representative in the EU": Edit("eu_representative"),
    "Registration with the Commissioner": Edit("registration_number"),
    "Registration expires": Edit("registration_expiry", Day()),
    "Employees": Edit("employees", Number()),
    "Public communications provider": Edit("public_communications_provider", YesNo()),
    "How people exercise rights": Edit("rights_route"),
    "Complaint form": Edit("complaint_form"),
    "Other way to complain": Edit("complaint_other_route"),
    "Breach procedure": Edit("breach_procedure"),
    "Security policy": Edit("security_policy"),
    "How consent to cookies is withdrawn": Edit("cookie_preferences"),
    "Security measures": Edit("security_measures", Named(folder="security-measures", many=True)),
    "Who answers": Edit("owner"),
}
begins = Begins("entities")

LAWS: Final[dict[Profile, str]] = {"UK": "United Kingdom", "EU": "European Union"}


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
                LAWS[profile(scope.register, entity.id)],
                say(entity.jurisdiction, spoken),
                say(entity.public_authority),
                say(entity.dpo, _officer),
                say(entity.eu_targeting),
                say(entity.eu_representative),
                say(entity.registration_number),
                say(entity.registration_expiry),
                say(entity.fee_register, _entry),
                say(entity.employees),
                say(entity.public_communications_provider),
                say(entity.rights_route),
                say(entity.complaint_form),
                say(entity.complaint_other_route),
                say(entity.breach_procedure),
                optional(entity.security_policy),
                optional(entity.cookie_preferences),
                say(entity.security_measures, measures),
                say(entity.owner),
                rests_on(entity),
            ),
            (entity.key,),
            entity.key,
        )


def _officer(dpo: DataProtectionOfficer) -> str:
    decided = f"{dpo.status.replace('-', ' ').capitalize()}: {dpo.reason or 'no reason recorded'}"
    more = (
        f"called {dpo.title}" if dpo.title else None,
        f"decided on {dpo.decided_on}" if dpo.decided_on else None,
        _either(dpo.published, "contact published", "contact not published"),
        f"Commissioner told on {dpo.notified_on}" if dpo.notified_on else None,
        _either(dpo.conflict, "other tasks conflict", "no conflict of tasks"),
    )
    told = "; ".join(part for part in more if part)
    return "\n".join(part for part in (dpo.name, dpo.contact, decided, told) if part)


def _either(fact: bool | None, yes: str, no: str) -> str | None:
    return None if fact is None else yes if fact else no


def _entry(found: FeeRegisterEntry) -> str:
    return f"{found.name}, {found.address or 'no address'} (as seen on {found.on})"
