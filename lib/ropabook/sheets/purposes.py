"""Purposes and the lawful basis of each (UK GDPR Art. 6(1), 30(1)(b))."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ropabook.excel.table import Cell, Column, Row
from ropabook.law.words import LAWFUL_BASES, label
from ropabook.model.activity import LawfulBasis, Purpose
from ropabook.model.facts import known
from ropabook.sheets.edits import Begins, Edit, keys_spoken, labelled, place_of
from ropabook.sheets.scope import Done, Scope
from ropabook.sheets.words import NOT_APPLICABLE, led_by, listed, optional, proof, say, titles

title = "Purposes and bases"
about = (
    "One row for each purpose and lawful basis: what the basis needs beside it. A basis relied on "
    "beside the first has a row of its own."
)
order = 40
frozen = 3
columns = (
    Column("Activity", 26),
    Column("Companies", 22),
    Column("Purpose", 40, "Art. 30(1)(b)"),
    Column("Id", 12),
    Column("Lawful basis", 30, "Art. 6(1)"),
    Column("Law of the basis", 20),
    Column("Beside another basis", 14),
    Column("Interest, law or contract", 36, "Art. 6(1)(b), (c), (f)"),
    Column("Assessment or consent record", 30, "Art. 5(2), 7(1)"),
    Column("Withdrawal of consent", 26, "Art. 7(3)"),
    Column("Why consent is free", 30, "Art. 7(4)"),
    Column("Why they are parties to the contract", 30, "Art. 6(1)(b)"),
    Column("Annex 1 condition", 16, "Art. 6(5)"),
    Column("Why it is necessary", 30),
    Column("Relied on since", 14),
    Column("Task of a public authority", 14, "Art. 6(1)"),
    Column("Kind of purpose", 14, "Art. 8A"),
    Column("Compatibility of a further purpose", 28, "Art. 5(1)(b), 8A"),
    Column("Ground of compatibility", 22, "Art. 8A(2)–(4)"),
    Column("Changed on", 14, "Art. 13(3)"),
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
_NO_BASIS = ("–",) * 10
_FIELDS = {
    "contract": "contract",
    "legal-obligation": "statute",
    "public-task": "statute",
    "legitimate-interests": "interest",
    "recognised-legitimate-interest": "request",
}


def _support(purpose: Mapping[str, Any]) -> str | None:
    basis = purpose.get("lawful_basis")
    field = _FIELDS.get(basis.get("basis", "")) if isinstance(basis, Mapping) else None
    return f"lawful_basis.{field}" if field else None


def _consents(purpose: Mapping[str, Any]) -> str | None:
    basis = purpose.get("lawful_basis")
    consent = isinstance(basis, Mapping) and basis.get("basis") == "consent"
    return "lawful_basis.withdrawal" if consent else None


edits = {
    "Purpose": Edit("text"),
    "Lawful basis": Edit("lawful_basis", labelled("Lawful bases", LAWFUL_BASES, "basis")),
    "Interest, law or contract": Edit(_support),
    "Withdrawal of consent": Edit(_consents),
    "Why it is necessary": Edit("lawful_basis.necessity"),
    "Kind of purpose": Edit("kind", keys_spoken("Kind of purpose", ("original", "further"))),
    "Compatibility of a further purpose": Edit("compatibility"),
}
begins = Begins("activities", "purposes", "Purpose")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each purpose and each basis that it rests on."""
    for done in scope.done:
        whom = led_by(done)
        for purpose in done.activity.purposes:
            last = _purpose(purpose)
            basis = known(purpose.lawful_basis)
            named = say(purpose.lawful_basis, _label)
            told = _basis(scope, basis, "No") if basis else _NO_BASIS
            first = _row(done, next(whom), purpose, named, told, last)
            yield first._replace(place=place_of(done, scope.register, f"purposes.{purpose.id}"))
            for further in purpose.further_bases:
                told = _basis(scope, further, "Yes")
                yield _row(done, next(whom), purpose, _label(further), told, last)


def _row(
    done: Done,
    whom: Cell,
    purpose: Purpose,
    named: str,
    told: tuple[str, ...],
    last: tuple[str, ...],
) -> Row:
    return Row((whom, done.companies, purpose.text, purpose.id, named, *told, *last))


def _label(basis: LawfulBasis) -> str:
    return label(LAWFUL_BASES, basis.basis)


def _basis(scope: Scope, basis: LawfulBasis, further: str) -> tuple[str, ...]:
    support = _SUPPORT.get(basis.basis)
    proved = {
        "legitimate-interests": (basis.assessment, "lia"),
        "consent": (basis.consent, "consents"),
    }.get(basis.basis)
    named = titles(scope.register, proved[1] if proved else "")
    consent = basis.basis == "consent"
    return (
        LAWFUL_BASES[basis.basis][1],
        further,
        say(support(basis)) if support else NOT_APPLICABLE,
        say(proved[0], lambda record: named((record,))) if proved else NOT_APPLICABLE,
        say(basis.withdrawal) if consent else NOT_APPLICABLE,
        basis.freely_given or "–" if consent else NOT_APPLICABLE,
        basis.party or "–",
        f"Annex 1 para. {basis.condition}" if basis.condition else NOT_APPLICABLE,
        basis.necessity or "–",
        str(basis.from_date or "–"),
    )


def _purpose(purpose: Purpose) -> tuple[str, ...]:
    further = purpose.kind == "further"
    return (
        optional(purpose.public_task),
        purpose.kind.capitalize(),
        say(purpose.compatibility) if further else NOT_APPLICABLE,
        _ground(purpose) if further else NOT_APPLICABLE,
        str(purpose.changed_on or "–"),
        listed(purpose.tags),
        proof(purpose.evidence),
    )


def _ground(purpose: Purpose) -> str:
    """The assessment or the paragraph of Art. 8A(3); more where consent came first."""
    ground = purpose.compatibility_ground
    said = {None: "Not recorded", "assessment": "Assessment of Art. 8A(2)"}
    parts = [said.get(ground, f"Art. 8A(3)({ground})")]
    if purpose.collected_on_consent is not None:
        first = "on consent" if purpose.collected_on_consent else "on another basis"
        parts.append(f"first collected {first}")
    if purpose.consent_not_reasonable:
        parts.append(f"consent cannot be asked for: {purpose.consent_not_reasonable}")
    return "; ".join(parts)
