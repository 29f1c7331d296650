"""Controller and processor of one group tell the same story (UK GDPR Art. 28(4), 30(1), 30(2))."""

from collections.abc import Iterator

from ropabook.model.activity import Disclosure, ProcessingActivity
from ropabook.model.facts import Unknown, each
from ropabook.model.names import company
from ropabook.model.register import CONTROLLING, PROCESSING, Register
from ropabook.model.registers import Contract
from ropabook.rules.compared import capacity_of, company_of
from ropabook.rules.reading import NOT_CONTROLLER, NOT_PROCESSOR, controls, processes
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_PROCESSOR = NotApplicable("No company of the group is recorded as its processor here.")
_NO_CHAIN = NotApplicable("No further processor, or no controller within the group, is recorded.")


def _processors(register: Register, activity: ProcessingActivity) -> list[Disclosure]:
    return [
        disclosure
        for disclosure in each(activity.recipients)
        if disclosure.direction == "out" and capacity_of(register, disclosure) in PROCESSING
    ]


def _served(register: Register) -> dict[tuple[str, str], Unknown | None]:
    """(processor, controller) that a processor's record names; (processor, "") where it is open."""
    found: dict[tuple[str, str], Unknown | None] = {}
    for entity in register.entities:
        for activity in register.activities_of(entity):
            if activity.role not in PROCESSING:
                continue
            if isinstance(activity.customers, Unknown):
                found[entity, ""] = activity.customers
            for customer in each(activity.customers):
                if customer.entity:
                    found[entity, customer.entity] = None
    return found


@rule("XE-PROC-PAIR", "UK GDPR Art. 30(1), 30(2)", "critical", analysis="group")
def a_processor_in_the_group_names_its_controller(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Where a company of the group is the processor, its own record names the controller.

    Remedy:
        Write the activity of the processor, with the controller among those it acts for.

    Gap:
        activities/recording-storage:
          customers:
            - name: Harbour Telecoms Limited
              contact: privacy@harbour.example
              entity: absent
        processor_activity:
          customers:
            - name: Customers of the hosting service
              reference: The contract list

    Good:
        processor_activity:
          customers:
            - name: Harbour Telecoms Limited
              contact: privacy@harbour.example
              entity: harbour
    """
    pairs = [
        (disclosure.recipient, one, entity)
        for disclosure in _processors(register, activity)
        if (one := company_of(register, disclosure))
        for entity in entities
        if entity != one
    ]
    if not controls(activity) or not pairs:
        yield _NO_PROCESSOR if controls(activity) else NOT_CONTROLLER
        return
    for recipient, processor, entity in pairs:
        served, at = register.once(_served), f"recipients.{recipient}"
        us, them = company(register, entity), company(register, processor)
        what = f"The record of {them} as a processor for {us}"
        if (processor, entity) not in served:
            asked = served.get((processor, ""))
            yield (
                not_known(what, asked, "critical", at) if asked else Gap(f"{what} is missing.", at)
            )


@rule("XE-SUBPROC-CHAIN", "UK GDPR Art. 28(4), 30(1)(d)", "major", analysis="group",
      standing="unverified")  # fmt: skip
def the_controller_knows_every_further_processor(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A further processor is in the controller's record, and the contract allows for it.

    Remedy:
        Add the further processor to the controller's record, and have it authorised.

    Gap:
        recipients/granite-vaults:
          engaged_by: absent

    Good:
        recipients/granite-vaults:
          engaged_by: lantern-hosting
    """
    if not processes(activity):
        yield NOT_PROCESSOR
        return
    further = _processors(register, activity)
    named = dict.fromkeys(c.entity for c in each(activity.customers) if c.entity)
    if not further or not named:
        yield _NO_CHAIN
        return
    for disclosure in further:
        at, who = f"recipients.{disclosure.recipient}", _name(register, disclosure)
        for controller in named:
            ours = company(register, controller)
            if disclosure.recipient not in register.once(_known).get(controller, frozenset()) and (
                not _engaged(register, disclosure.recipient, controller)
            ):
                yield Gap(f"{who} is not in the record of {ours}, the controller.", at)
            elif _forbidden(register, entities, controller):
                yield Gap(f"The contract with {ours} allows for no further processor: {who}.", at)


def _name(register: Register, disclosure: Disclosure) -> str:
    found = register.recipients.get(disclosure.recipient)
    return found.title if found else disclosure.recipient


def _known(register: Register) -> dict[str, frozenset[str]]:
    """The recipients in the record of each company as a controller."""
    return {
        entity: frozenset(
            disclosure.recipient
            for activity in register.activities_of(entity)
            if activity.role in CONTROLLING
            for disclosure in each(activity.recipients)
            if disclosure.direction == "out"
        )
        for entity in register.entities
    }


def _engaged(register: Register, recipient: str, controller: str) -> bool:
    """Whether the one that engages it, or the one before, is in the controller's record."""
    known_to, seen = register.once(_known).get(controller, frozenset()), {recipient}
    step = register.recipients.get(recipient)
    while step is not None and step.engaged_by and step.engaged_by not in seen:
        if step.engaged_by in known_to:
            return True
        seen.add(step.engaged_by)
        step = register.recipients.get(step.engaged_by)
    return False


def _forbidden(register: Register, entities: tuple[str, ...], controller: str) -> bool:
    """Whether every contract of the controller with these companies rules further ones out."""
    found = [
        contract
        for entity in entities
        for contract in register.once(_between).get((entity, controller), ())
    ]
    return bool(found) and all(contract.subprocessors == "none" for contract in found)


def _between(register: Register) -> dict[tuple[str, str], tuple[Contract, ...]]:
    found: dict[tuple[str, str], tuple[Contract, ...]] = {}
    for processor, controller, contract in _signed(register):
        found[processor, controller] = (*found.get((processor, controller), ()), contract)
    return found


def _signed(register: Register) -> Iterator[tuple[str, str, Contract]]:
    for recipient, contracts in register.contracts_with.items():
        found = register.recipients.get(recipient)
        for contract in contracts if found and found.entity else ():
            if contract.kind == "article-28":
                for party in contract.parties:
                    yield found.entity or "", party, contract  # type: ignore[union-attr]
