"""Contracts about personal data (UK GDPR Art. 26(1), 28(3), 46)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ropabook.excel.table import Column, Row
from ropabook.model.facts import known
from ropabook.model.names import companies
from ropabook.model.registers import Contract
from ropabook.sheets.edits import Begins, Chosen, Companies, Day, Edit, Named, YesNo, keys_spoken
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import (
    NOT_APPLICABLE,
    gaps,
    has_and_lacks,
    optional,
    proof,
    say,
    spoken,
    titles,
)
from ropabook.sheets.words import title as title_of

title = "Contracts"
about = "One row for each contract: who with, until when, and which terms of Art. 28(3) it has."
order = 65
columns = (
    Column("Contract", 30),
    Column("Kind", 20),
    Column("Companies", 24),
    Column("Our side", 16, "Art. 28(3)"),
    Column("With", 28),
    Column("Signed on", 22, "Art. 28(9)"),
    Column("Expires on", 22),
    Column("Terms of Art. 28(3)(a)–(h)", 28, "Art. 28(3)"),
    Column("What it sets out", 28, "Art. 28(3)"),
    Column("Further processors", 20, "Art. 28(2)"),
    Column("Warns of unlawful instructions", 16, "Art. 28(3)"),
    Column("EU clauses", 18),
    Column("Activities", 30),
    Column("Next review", 14),
    Column("Days left", 14),
    Column("Link", 26),
    Column("Gaps", 12),
    Column("Rests on", 32, "Art. 5(2)"),
    Column("Id", 22),
)

_KINDS = ("article-28", "article-26", "sharing", "idta", "addendum", "bcr", "eu-scc", "other")
_SETS = ("2021-914", "2001", "2004", "2010")


def _with(contract: Mapping[str, Any]) -> str | None:
    """A customer is no recipient: who it is stands in another field."""
    return None if "customer" in contract else "recipient"


edits = {
    "Contract": Edit("title"),
    "Kind": Edit("kind", keys_spoken("Kinds of contracts", _KINDS)),
    "Companies": Edit("parties", Companies()),
    "Our side": Edit("role", keys_spoken("Our side", ("controller", "processor"))),
    "With": Edit(_with, Named(folder="recipients")),
    "Signed on": Edit("signed_on", Day()),
    "Expires on": Edit("expires_on", Day()),
    "Further processors": Edit(
        "subprocessors", keys_spoken("Further processors", ("specific", "general", "none"))
    ),
    "Warns of unlawful instructions": Edit("infringement_warning", YesNo()),
    "EU clauses": Edit("clause_set", Chosen(name="EU clauses", labels={s: s for s in _SETS})),
    "Activities": Edit("activities", Named(folder="activities", many=True)),
    "Next review": Edit("next_review", Day()),
    "Link": Edit("link"),
}
begins = Begins("contracts")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each contract of the companies."""
    mine = {entity.id for entity in scope.entities}
    for contract in scope.register.of(Contract).values():
        if contract.parties and not mine & set(contract.parties):
            continue
        who = contract.recipient
        yield Row(
            (
                contract.title,
                spoken(contract.kind),
                companies(scope.register, contract.parties) or "Not recorded",
                spoken(contract.role),
                title_of(scope.register, "recipients", who) if who else contract.customer or "–",
                say(contract.signed_on),
                say(contract.expires_on),
                _terms(contract),
                _details(contract),
                (contract.subprocessors or "Not recorded").capitalize(),
                optional(contract.infringement_warning),
                contract.clause_set or "–",
                titles(scope.register, "activities")(contract.activities) or "–",
                str(contract.next_review or "–"),
                days_left(contract, scope.review.on),
                contract.link or "–",
                gaps(scope, contract.key),
                proof(contract.evidence),
                contract.id,
            ),
            (contract.key,),
            contract.key,
        )


def days_left(contract: Contract, on: date) -> str:
    """How many days a contract still runs, in words."""
    end = known(contract.expires_on)
    if end is None:
        return "–"
    left = (end - on).days
    return f"{left:,} days" if left >= 0 else f"Ended {-left:,} days ago"


def _details(contract: Contract) -> str:
    if contract.kind != "article-28":
        return NOT_APPLICABLE
    if not contract.details:
        return "Not checked"
    return has_and_lacks({key: key.replace("-", " ") for key in contract.details}, contract.details)


def _terms(contract: Contract) -> str:
    if contract.kind != "article-28":
        return NOT_APPLICABLE
    if not contract.clauses:
        return "Not checked"
    return has_and_lacks({letter: f"({letter})" for letter in contract.clauses}, contract.clauses)
