"""Purposes and the lawful basis of each (UK GDPR Art. 6(1), 30(1)(b))."""

from collections.abc import Callable, Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.words import LAWFUL_BASES, label
from ropabook.model.activity import LawfulBasis, Purpose
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import NOT_APPLICABLE, led_by, listed, proof, say, titles

title = "Purposes and bases"
about = "One row for each purpose: its lawful basis, and what that basis needs beside it."
order = 40
frozen = 3
columns = (
    Column("Activity", 26),
    Column("Companies", 22),
    Column("Purpose", 40, "Art. 30(1)(b)"),
    Column("Id", 12),
    Column("Lawful basis", 30, "Art. 6(1)"),
    Column("Law of the basis", 20),
    Column("Interest, law or contract", 36, "Art. 6(1)(b), (c), (f)"),
    Column("Assessment or consent record", 30, "Art. 5(2), 7(1)"),
    Column("Withdrawal of consent", 26, "Art. 7(3)"),
    Column("Annex 1 condition", 16, "Art. 6(5)"),
    Column("Why it is necessary", 30),
    Column("Kind of purpose", 14, "Art. 8A"),
    Column("Compatibility of a further purpose", 28, "Art. 5(1)(b), 8A"),
    Column("Tags", 18),
    Column("Rests on", 34, "Art. 5(2)"),
)
_SUPPORT: dict[str, Callable[[LawfulBasis], object]] = {
    "contract": lambda basis: basis.contract,
    "legal-obligation": lambda basis: basis.statute,
    "public-task": lambda basis: basis.statute,
    "legitimate-interests": lambda basis: basis.interest,
    "recognised-legitimate-interest": lambda basis: basis.request,
}


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each purpose."""
    for done in scope.done:
        whom = led_by(done)
        for purpose in done.activity.purposes:
            yield Row(
                (
                    next(whom),
                    done.companies,
                    purpose.text,
                    purpose.id,
                    say(purpose.lawful_basis, lambda basis: label(LAWFUL_BASES, basis.basis)),
                    *_basis(scope, purpose),
                    purpose.kind.capitalize(),
                    say(purpose.compatibility) if purpose.kind == "further" else NOT_APPLICABLE,
                    listed(purpose.tags),
                    proof(purpose.evidence),
                )
            )


def _basis(scope: Scope, purpose: Purpose) -> tuple[str, ...]:
    basis = purpose.lawful_basis
    if not isinstance(basis, LawfulBasis):
        return ("–",) * 6
    support = _SUPPORT.get(basis.basis)
    proved = {
        "legitimate-interests": (basis.assessment, "lia"),
        "consent": (basis.consent, "consents"),
    }.get(basis.basis)
    named = titles(scope.register, proved[1] if proved else "")
    return (
        LAWFUL_BASES[basis.basis][1],
        say(support(basis)) if support else NOT_APPLICABLE,
        say(proved[0], lambda record: named((record,))) if proved else NOT_APPLICABLE,
        say(basis.withdrawal) if basis.basis == "consent" else NOT_APPLICABLE,
        f"Annex 1 para. {basis.condition}" if basis.condition else NOT_APPLICABLE,
        basis.necessity or "–",
    )
