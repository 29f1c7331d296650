"""Where the data is: applications, devices, places, and who runs them."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.registers import System
from ropabook.sheets.edits import Begins, Country, Edit, Named, Number, YesNo
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import countries, gaps, listed, optional, rests_on, say, titles

title = "Systems"
about = "One row for each system that holds personal data."
order = 100
columns = (
    Column("System", 28),
    Column("Hosted in", 28, "Art. 30(1)(e)"),
    Column("Administered from", 28, "Art. 44A"),
    Column("Reached from abroad by own staff only", 18, "Art. 44A"),
    Column("Provider", 30, "Art. 28"),
    Column("Security measures", 34, "Art. 32"),
    Column("Backups", 16, "Art. 5(1)(e), 32(1)(c)"),
    Column("Days that backups are kept", 24, "Art. 5(1)(e)"),
    Column("Used in", 44),
    Column("Gaps", 12),
    Column("Rests on", 34, "Art. 5(2)"),
    Column("Id", 22),
)

edits = {
    "System": Edit("title"),
    "Hosted in": Edit("host_country", Country()),
    "Administered from": Edit("admin_access_countries", Country(many=True)),
    "Reached from abroad by own staff only": Edit("own_staff_only", YesNo()),
    "Provider": Edit("provider", Named(folder="recipients")),
    "Security measures": Edit("security_measures", Named(folder="security-measures", many=True)),
    "Backups": Edit("backups", YesNo()),
    "Days that backups are kept": Edit("backup_days", Number()),
}
begins = Begins("systems")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each system."""
    provider = titles(scope.register, "recipients")
    measures = titles(scope.register, "security-measures")
    for system in scope.records(System):
        yield Row(
            (
                system.title,
                say(system.host_country, lambda code: countries((code,))),
                say(system.admin_access_countries, countries),
                optional(system.own_staff_only),
                say(system.provider, lambda record: provider((record,))),
                say(system.security_measures, measures),
                optional(system.backups),
                say(system.backup_days),
                listed(scope.users.get(system.key, ("No activity",))),
                gaps(scope, system.key),
                rests_on(system),
                system.id,
            ),
            (system.key,),
            system.key,
        )
