"""The company that sends data is a party to the contract about it (UK GDPR Art. 28(3), 46)."""

from collections.abc import Iterator
from typing import NamedTuple

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each, known
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.model.registers import Contract
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


class _Relied(NamedTuple):
    """A contract that an activity relies on, where, and who must be a party to it."""

    contract: Contract
    at: str
    entities: tuple[str, ...]


@rule("XE-CONTRACT", "UK GDPR Art. 28(3), 46", "critical", analysis="group")
def the_company_that_sends_data_is_a_party(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Every company that discloses or transfers data is a party to the contract it relies on.

    Remedy:
        Let the company accede to the contract, or assign the activity to the company that signed.

    Gap:
        contract:
          parties:
            - lantern

    Good:
        contract:
          parties:
            - lantern
            - harbour
    """
    found = False
    for relied in _relied_on(activity, register, entities):
        found = True
        outside = [entity for entity in relied.entities if entity not in relied.contract.parties]
        if outside:
            names = companies(register, outside)
            sentence = f"{names} relies on “{relied.contract.title}” and is no party to it."
            yield Gap(sentence, relied.at)
    if not found:
        yield NotApplicable("No contract is named for what is disclosed or transferred.")


def _relied_on(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Iterator[_Relied]:
    contracts = register.of(Contract)
    for disclosure in each(activity.recipients):
        at = f"recipients.{disclosure.recipient}"
        if disclosure.agreement in contracts:
            yield _Relied(contracts[disclosure.agreement or ""], f"{at}.agreement", entities)
        elif disclosure.direction == "out" and disclosure.agreement is None:
            yield from _general(register, disclosure.recipient, at, entities)
    for transfer in each(activity.transfers):
        if transfer.contract in contracts:
            who = (transfer.exporter,) if transfer.exporter else entities
            at = f"transfers.{transfer.id}.contract"
            yield _Relied(contracts[transfer.contract or ""], at, who)


def _general(
    register: Register, recipient: str, at: str, entities: tuple[str, ...]
) -> Iterator[_Relied]:
    """The contract named with the recipient, for those who have no other one with it."""
    found = register.recipients.get(recipient)
    named = register.of(Contract).get(known(found.contract) or "") if found else None
    if found is None or named is None:
        return
    others = {party for c in register.contracts_with.get(recipient, ()) for party in c.parties}
    if found.engaged_by or found.kind == "sub-processor":
        # A sub-processor contracts with the processor that engages it (Art. 28(4)).
        engager = register.recipients.get(found.engaged_by or "")
        entities = tuple(e for e in entities if engager is not None and engager.entity == e)
    mine = tuple(
        e for e in entities if e != found.entity and (e in named.parties or e not in others)
    )
    if mine:
        yield _Relied(named, at, mine)
