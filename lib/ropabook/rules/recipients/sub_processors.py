"""A processor engages another only with leave, and binds it likewise (UK GDPR Art. 28(2), (4))."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Contract, Recipient
from ropabook.rules.agreements import in_force, processor_contracts
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NOT_ONE: Final = NotApplicable("This recipient is not recorded as a sub-processor.")
_LEAVE: Final = ("specific", "general")


@rule("RC-SUBPROC", "UK GDPR Art. 28(2), 28(4)", "critical", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def every_sub_processor_is_authorised_and_bound(
    recipient: Recipient, register: Register, on: date
) -> Judgement:
    """Every sub-processor is engaged with the controller's leave, under a contract that binds it.

    Remedy:
        Have the controller authorise it, and have the processor pass its own duties on by contract.

    Gap:
        contracts/quality-terms:
          subprocessors: none

    Good:
        contracts/quality-terms:
          subprocessors: specific
    """
    if recipient.kind != "sub-processor":
        yield _NOT_ONE
        return
    own = _running(register, on, recipient)
    engager, above = _engaged_under(recipient, own, register, on)
    if engager is None:
        yield Gap(f"Which processor engages {recipient.title} is not recorded.", "engaged_by")
    elif not any(contract.subprocessors in _LEAVE for contract in above):
        sentence = f"No contract with {engager} lets it engage {recipient.title}."
        yield Gap(sentence, "engaged_by")
    if not own and unknown(recipient.contract):
        what = f"The contract that binds {recipient.title}"
        yield not_known(what, recipient.contract, "critical", "contract")
    elif not own:
        sentence = f"{recipient.title} is not bound by a contract with who engages it."
        yield Gap(sentence, "contract")


def _running(register: Register, on: date, recipient: Recipient) -> list[Contract]:
    """The Art. 28 contracts in force with a recipient; those of its company where it has one."""
    named = register.of(Contract).get(known(recipient.contract) or "")
    found = [*register.contracts_with.get(recipient.id, ()), *([named] if named else ())]
    return [one for one in found if one.kind == "article-28" and in_force(one, on)]


def _engaged_under(
    recipient: Recipient, own: list[Contract], register: Register, on: date
) -> tuple[str | None, list[Contract]]:
    """Who engages a sub-processor, and under which contracts that processor itself works."""
    engager = register.recipients.get(recipient.engaged_by or "")
    if engager is not None:
        company = (engager.entity,) if engager.entity else ()
        above = _running(register, on, engager) or _as_processor(register, on, company)
        return engager.title, above
    parties = dict.fromkeys(party for contract in own for party in contract.parties)
    names = [register.entities[one].short_name for one in parties if one in register.entities]
    return ", ".join(names) or None, _as_processor(register, on, parties)


def _as_processor(register: Register, on: date, parties: Iterable[str]) -> list[Contract]:
    """The contracts in force under which companies of the group are processors."""
    contracts = register.once(processor_contracts)
    return [
        contract
        for party in parties
        for contract in contracts.get(party, ())
        if in_force(contract, on) and _is_processor(party, contract, register)
    ]


def _is_processor(party: str, contract: Contract, register: Register) -> bool:
    with_whom = register.recipients.get(contract.recipient or "")
    return contract.role == "processor" or (with_whom is not None and with_whom.entity == party)
