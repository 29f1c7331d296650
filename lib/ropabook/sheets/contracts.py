"""Contracts about personal data (UK GDPR Art. 26(1), 28(3), 46)."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.names import companies
from ropabook.model.registers import Contract
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import NOT_APPLICABLE, gaps, proof, say
from ropabook.sheets.words import title as title_of

title = "Contracts"
about = "One row for each contract: who with, until when, and which terms of Art. 28(3) it has."
order = 65
columns = (
    Column("Contract", 30),
    Column("Kind", 20),
    Column("Companies", 24),
    Column("With", 28),
    Column("Signed on", 22, "Art. 28(9)"),
    Column("Expires on", 22),
    Column("Terms of Art. 28(3)(a)–(h)", 28, "Art. 28(3)"),
    Column("Further processors", 20, "Art. 28(2)"),
    Column("Link", 26),
    Column("Gaps", 12),
    Column("Rests on", 32, "Art. 5(2)"),
    Column("Id", 22),
)


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
                contract.kind.replace("-", " ").capitalize(),
                companies(scope.register, contract.parties) or "Not recorded",
                title_of(scope.register, "recipients", who) if who else contract.customer or "–",
                say(contract.signed_on),
                say(contract.expires_on),
                _terms(contract),
                (contract.subprocessors or "Not recorded").capitalize(),
                contract.link or "–",
                gaps(scope, contract.key),
                proof(contract.evidence),
                contract.id,
            ),
            (contract.key,),
        )


def _terms(contract: Contract) -> str:
    if contract.kind != "article-28":
        return NOT_APPLICABLE
    if not contract.clauses:
        return "Not checked"
    there = [f"({letter})" for letter, found in contract.clauses.items() if found]
    missing = [f"({letter})" for letter, found in contract.clauses.items() if not found]
    return f"Has {' '.join(there) or 'none'}; lacks {' '.join(missing) or 'none'}"
