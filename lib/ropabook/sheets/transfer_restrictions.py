"""What regulations close to transfers, as an analyst found them (UK GDPR Art. 49A)."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import countries
from ropabook.sheets.words import title as title_of

title = "Restricted transfers"
about = (
    "One row for each restriction under Art. 49A that is recorded with the group. None recorded "
    "does not mean that there is none: it must be looked up."
)
instead = "Change them in the notebook entities, in the form of the group."
order = 72
columns = (
    Column("Country", 30, "Art. 49A"),
    Column("Category of data", 32, "Art. 49A"),
    Column("Regulations", 48),
    Column("Since", 14),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each restriction."""
    group = scope.register.group
    for found in group.transfer_restrictions if group else ():
        data = title_of(scope.register, "personal-data", found.category) if found.category else ""
        where = countries((found.country,)) if found.country else "Every country"
        yield Row((where, data or "All data", found.source, str(found.since)))
