"""A processor works under a contract in force, in the group as well (UK GDPR Art. 28(3))."""

from datetime import date
from typing import Final

from ropabook.model.activity import Disclosure, ProcessingActivity
from ropabook.model.facts import Unknown, known, unknown
from ropabook.model.names import companies
from ropabook.model.register import PROCESSING, Register
from ropabook.model.registers import Contract, Recipient
from ropabook.rules.agreements import (
    NO_COMPANY,
    PROCESSORS,
    capacity,
    given_out,
    in_force,
    processor_contracts,
)
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_PROCESSOR: Final = NotApplicable("No recipient of this activity is recorded as a processor.")
_NOBODY_ACTS: Final = NotApplicable("No company of the group is recorded as acting for this one.")


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
    processors = [found for found in given_out(activity, register) if _engaged(*found, entities)]
    if not processors or not entities:
        yield NO_COMPANY if processors else _NO_PROCESSOR
    for disclosure, recipient in processors:
        at = f"recipients.{disclosure.recipient}"
        missing = _without_contract(register, recipient, entities, on)
        if missing and unknown(recipient.contract):
            what = f"The contract of {recipient.title} with {companies(register, missing)}"
            yield not_known(what, recipient.contract, "critical", at)
        elif missing:
            names = companies(register, missing)
            yield Gap(f"{recipient.title} has no Art. 28 contract in force with {names}.", at)


def _engaged(disclosure: Disclosure, recipient: Recipient, entities: tuple[str, ...]) -> bool:
    # A group company has a rule of its own (RC-GROUP28), and so has the contract between another
    # processor and those that it engages (RC-SUBPROC).
    acts = capacity(disclosure, recipient) in PROCESSORS and recipient.kind != "group"
    return acts and not (recipient.kind == "sub-processor" and recipient.engaged_by)


def _without_contract(
    register: Register, recipient: Recipient, entities: tuple[str, ...], on: date
) -> tuple[str, ...]:
    """The companies that have no Art. 28 contract in force with this recipient."""
    contracts = register.once(processor_contracts)
    return tuple(
        entity
        for entity in entities
        if entity != recipient.entity
        and not any(
            in_force(contract, on) and _is_with(contract, recipient)
            for contract in contracts.get(entity, ())
        )
    )


def _is_with(contract: Contract, recipient: Recipient) -> bool:
    # A contract that names its recipient is about that one, not about all that its company does.
    if contract.recipient is not None:
        return contract.recipient == recipient.id
    return recipient.entity in contract.parties


@rule("RC-GROUP28", "UK GDPR Art. 28(3)", "critical", analysis="lawfulness",
      why="the group is no exception")  # fmt: skip
def group_companies_that_process_have_a_contract(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """A company of the group that acts for another works under an Art. 28 contract with it.

    Remedy:
        Put an intra-group contract with the terms of Art. 28(3) in place.

    Gap:
        contracts/nordic-desk-terms:
          signed_on: absent

    Good:
        contracts/nordic-desk-terms:
          signed_on: 2025-01-10
          expires_on:
            none: It runs until one of the two ends it
    """
    shared = [(d, r, _role(d, r, register)) for d, r in given_out(activity, register)]
    acting = [found for found in shared if found[2] in PROCESSING or unknown(found[2])]
    if not acting or not entities:
        yield NO_COMPANY if acting else _NOBODY_ACTS
    for disclosure, recipient, role in acting:
        at = f"recipients.{disclosure.recipient}"
        missing = _without_contract(register, recipient, entities, on)
        if missing and unknown(role):
            what = f"Whether {recipient.title} acts for {companies(register, missing)}"
            yield not_known(what, role, "critical", at)
        elif missing:
            names = companies(register, missing)
            yield Gap(f"{recipient.title} acts for {names} without an Art. 28 contract.", at)


def _role(disclosure: Disclosure, recipient: Recipient, register: Register) -> str | Unknown | None:
    """What a company of the group is in what it receives; None where that is not recorded."""
    if recipient.kind != "group":
        return None
    if disclosure.capacity:
        return disclosure.capacity
    other = register.activities.get(disclosure.counterpart or "")
    if other is None:
        return None
    role = register.as_done_by(other, recipient.entity or "").role
    return role if unknown(role) else known(role)


@rule("RC-28-EXPIRED", "UK GDPR Art. 28(3)", "critical", analysis="lawfulness")
def every_processor_contract_is_signed_and_runs(contract: Contract, on: date) -> Judgement:
    """Every Art. 28 contract is signed, and has not come to its end.

    Remedy:
        Sign or renew the contract, and record the days.

    Gap:
        contract:
          signed_on: absent

    Good:
        contract:
          signed_on: 2024-02-01
          expires_on: 2026-11-24
    """
    signed, expires = known(contract.signed_on), known(contract.expires_on)
    if contract.kind != "article-28":
        yield NotApplicable("This is not an Art. 28 contract.")
        return
    if unknown(contract.signed_on):
        what = f"Whether and when “{contract.title}” was signed"
        yield not_known(what, contract.signed_on, "critical", "signed_on")
    elif signed is None or signed > on:
        yield Gap(f"“{contract.title}” is not recorded as signed.", "signed_on")
    if unknown(contract.expires_on):
        what = f"Until when “{contract.title}” runs"
        yield not_known(what, contract.expires_on, "critical", "expires_on")
    elif expires is not None and expires < on:
        yield Gap(f"“{contract.title}” came to its end on {expires}.", "expires_on")
