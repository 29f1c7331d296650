"""Objections to direct marketing (UK GDPR Art. 21(2)–(3))."""

from collections.abc import Iterator
from datetime import date

from ropabook.excel.table import Column, Row
from ropabook.model.logs import MarketingObjection
from ropabook.sheets.logged import days, entries, noted, told, whose
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import gaps, listed, proof

title = "Marketing objections"
about = "One row for each objection to direct marketing, and when it was respected."
instead = "Change an objection in the notebook registers."
order = 129
columns = (
    Column("Objection", 34),
    Column("Company", 18),
    Column("Received", 14, "Art. 21(2)"),
    Column("Channels", 40),
    Column("Suppressed on", 16, "Art. 21(3)"),
    Column("How long it took", 28, "Art. 21(3)"),
    Column("Notes", 30),
    Column("Gaps", 12),
    Column("Rests on", 34, "Art. 5(2)"),
    Column("Id", 22),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each objection."""
    for objection in entries(scope, MarketingObjection):
        yield Row(
            (
                objection.title,
                whose(scope.register, objection),
                str(objection.received),
                listed(objection.channels),
                told(objection.suppressed_on, "Not yet"),
                _took(objection, scope.review.on),
                noted(objection),
                gaps(scope, objection.key),
                proof(objection.evidence),
                objection.id,
            ),
            (objection.key,),
        )


def _took(objection: MarketingObjection, on: date) -> str:
    done = objection.suppressed_on
    if done is None or done > on:
        return f"Open for {days(max((on - objection.received).days, 0))}"
    passed = (done - objection.received).days
    return f"Respected after {days(passed)}" if passed > 0 else "Respected on the same day"
