"""Agreements: with processors and controllers, and between joint controllers."""

from collections.abc import Iterable

from ropabook.documents.standing import Case, Found, worst
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each, known, unknown
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.model.registers import Contract, Recipient
from ropabook.rules.agreements import (
    PROCESSORS,
    capacity,
    given_out,
    in_force,
    processor_contracts,
)
from ropabook.rules.reading import processes


def contracts(case: Case) -> Found:
    """The contracts of Art. 28(3), on either side."""
    activity, register = case.activity, case.register
    found = [
        _between(case, entity, recipient.title, register.contracts_with.get(recipient.id, ()))
        for disclosure, recipient in given_out(activity, register)
        if capacity(disclosure, recipient) in PROCESSORS
        for entity in case.entities
        if entity != recipient.entity and _contracts_itself(activity, recipient)
    ]
    if processes(activity):
        found += [
            _between(case, entity, customer.name, _serving(register, entity, customer.entity))
            for customer in each(activity.customers)
            for entity in case.entities
        ]
    found += [
        Found("open", f"Whether {recipient.title} acts on instructions is not decided")
        for disclosure, recipient in given_out(activity, register)
        if capacity(disclosure, recipient) in (None, "unclassified")
    ]
    if activity.recipients is None or unknown(activity.recipients):
        found.append(Found("open", "Who receives data is not known"))
    if processes(activity) and not each(activity.customers):
        found.append(Found("open", "For whom the company acts is not known"))
    return worst(found, Found("not-needed", "No processor is recorded"))


def _contracts_itself(activity: ProcessingActivity, recipient: Recipient) -> bool:
    """Whether the company signs with it; the processor does that with its sub-processors."""
    further = recipient.engaged_by is not None or recipient.kind == "sub-processor"
    return processes(activity) or not further


def _between(case: Case, entity: str, other: str, contracts: Iterable[Contract]) -> Found:
    mine = [c for c in contracts if c.kind == "article-28" and entity in c.parties]
    return _signed(case, mine, f"{companies(case.register, (entity,))} with {other}")


def _serving(register: Register, entity: str, customer: str | None) -> list[Contract]:
    """The contracts under which a company acts, or may act, for a customer."""
    return [
        contract
        for contract in register.once(processor_contracts).get(entity, ())
        if customer is None or customer in contract.parties
        if contract.role == "processor" or (customer and _is(register, contract.recipient, entity))
    ]


def _is(register: Register, recipient: str | None, entity: str) -> bool:
    found = register.recipients.get(recipient or "")
    return found is not None and found.entity == entity


def _signed(case: Case, contracts: list[Contract], who: str) -> Found:
    held = [contract for contract in contracts if in_force(contract, case.on)]
    keys = tuple(contract.key for contract in held or contracts)
    if held:
        return Found("present", f"“{held[0].title}”", keys)
    if any(unknown(contract.signed_on) for contract in contracts):
        return Found("open", f"Whether it is signed is not known: {who}", keys)
    over = [c for c in contracts if (end := known(c.expires_on)) is not None and end < case.on]
    if over:
        return Found("expired", f"“{over[0].title}” ended on {known(over[0].expires_on)}", keys)
    return Found("missing", f"None of {who}", keys)


def joint(case: Case) -> Found:
    """The arrangement between joint controllers (Art. 26(1))."""
    activity = case.activity
    if activity.role != "joint-controller":
        return Found("not-needed", "The role that is recorded is that of a controller alone")
    about = [
        contract
        for contract in case.register.once(_arrangements)
        if not contract.activities or activity.id in contract.activities
    ]
    return worst(
        (
            _signed(
                case,
                [contract for contract in about if entity in contract.parties],
                companies(case.register, (entity,)),
            )
            for entity in case.entities
        ),
        Found("missing", "No company is named"),
    )


def _arrangements(register: Register) -> tuple[Contract, ...]:
    return tuple(c for c in register.of(Contract).values() if c.kind == "article-26")
