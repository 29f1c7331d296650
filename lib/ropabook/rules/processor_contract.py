"""A processor works under a contract with the terms of Art. 28(3), in the group as well."""

from collections.abc import Callable
from datetime import date

from ropabook.model.activity import Disclosure, ProcessingActivity
from ropabook.model.facts import each, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Contract, Recipient
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_PROCESSORS = ("processor", "sub-processor")


@rule("RC-NOART28", "UK GDPR Art. 28(3)", "critical", analysis="lawfulness")
def every_processor_works_under_a_contract(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Every processor works under an Art. 28 contract in force with the company that sends data.

    Remedy:
        Sign the contract, or find it and record it.

    Gap:
        contract:
          expires_on: 2026-01-31

    Good:
        contract:
          signed_on: 2024-02-01
          expires_on: 2028-02-01
    """
    processors = list(_processors(activity, register))
    if not processors:
        yield NotApplicable("No recipient of this activity is recorded as a processor.")
    for disclosure, recipient in processors:
        at = f"recipients.{disclosure.recipient}"
        for entity in entities:
            if _under_contract(register, recipient, entity, on):
                continue
            if unknown(recipient.contract):
                what = f"The contract of {recipient.title} with {entity}"
                yield not_known(what, recipient.contract, "critical", at)
            else:
                yield Gap(f"{recipient.title} has no Art. 28 contract in force with {entity}.", at)


def _processors(
    activity: ProcessingActivity, register: Register
) -> list[tuple[Disclosure, Recipient]]:
    found = []
    for disclosure in each(activity.recipients):
        recipient = register.recipients.get(disclosure.recipient)
        if recipient and disclosure.direction == "out" and recipient.kind in _PROCESSORS:
            found.append((disclosure, recipient))
    return found


def _under_contract(register: Register, recipient: Recipient, entity: str, on: date) -> bool:
    return any(
        entity in contract.parties and _in_force(contract, on)
        for contract in register.contracts_with.get(recipient.id, ())
        if contract.kind == "article-28"
    )


def _in_force(contract: Contract, on: date) -> bool:
    signed, expires = known(contract.signed_on), known(contract.expires_on)
    return signed is not None and signed <= on and (expires is None or on <= expires)


_CLAUSES = {
    "a": ("the processor acts only on documented instructions, transfers included", "critical"),
    "b": ("everyone who handles the data is bound to confidentiality", "critical"),
    "c": ("the processor takes all measures that Art. 32 asks for", "critical"),
    "d": ("further processors are engaged only as Art. 28(2) and (4) allow", "critical"),
    "e": ("the processor helps with requests of the people concerned", "major"),
    "f": ("the processor helps with Articles 32 to 36", "major"),
    "g": ("the data is deleted or returned at the end, as the controller chooses", "critical"),
    "h": ("the processor gives information and allows audits", "critical"),
}
_MANY = 3


def _clause(letter: str, says: str, when_many: str) -> Callable[..., Judgement]:
    def the_clause_is_there(contract: Contract) -> Judgement:
        missing = [key for key in contract.clauses if not contract.clauses[key]]
        if contract.kind != "article-28":
            yield NotApplicable("This is not an Art. 28 contract.")
        elif not contract.clauses:
            sentence = f"Nobody has checked whether “{contract.title}” has clause ({letter})."
            yield Gap(sentence, "clauses", "minor")
        elif not contract.clauses.get(letter, False):  # type: ignore[call-overload]
            weight = when_many if len(missing) >= _MANY else "major"
            sentence = f"“{contract.title}” does not say that {says}."
            yield Gap(sentence, f"clauses.{letter}", weight)  # type: ignore[arg-type]

    the_clause_is_there.__doc__ = f"""The contract says that {says}.

    Remedy:
        Amend the contract.

    Gap:
        contract:
          clauses:
            {letter}: false

    Good:
        contract:
          clauses:
            {letter}: true
    """
    return the_clause_is_there


for _letter, (_says, _when_many) in _CLAUSES.items():
    rule(
        f"RC-28-{_letter.upper()}",
        f"UK GDPR Art. 28(3)({_letter})",
        "major",
        analysis="lawfulness",
        why="a term that the contract must have; critical where three or more are missing"
        if _when_many == "critical"
        else "a term that the contract must have",
    )(_clause(_letter, _says, _when_many))
