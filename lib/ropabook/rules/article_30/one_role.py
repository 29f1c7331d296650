"""In one activity a company has one role (UK GDPR Art. 30(1), 30(2))."""

from collections.abc import Iterator, Mapping
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import CONTROLLING, PROCESSING, Register
from ropabook.model.registers import Contract
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NO_CONTRACT: Final = NotApplicable("No Art. 28 contract names this activity and a role in it.")


@rule("A30-ROLE-MIXED", "UK GDPR Art. 30(1), 30(2)", "major", analysis="completeness",
      why="the two roles belong in two records")  # fmt: skip
def no_activity_has_both_roles(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """In one activity a company is either controller or processor, and its contracts show it so.

    Remedy:
        Split the activity into two: one for each record.

    Gap:
        contract:
          role: processor
          activities:
            - orders

    Good:
        contract:
          role: controller
          activities:
            - orders
    """
    shown = [
        (contract.role, contract)
        for contract in register.once(_contracts_of).get(activity.id, ())
        if {*contract.parties} & {*entities}
        if not _with_sub_processor(activity, contract, register)
    ]
    roles = {role for role, _ in shown} | {*_own(activity)}
    if not shown:
        yield _NO_CONTRACT
    elif len(roles) > 1:
        names = ", ".join(f"“{contract.title}”" for _, contract in shown)
        sentence = f"“{activity.title}” has both roles: controller and processor ({names})."
        yield Gap(sentence, "role")


def _own(activity: ProcessingActivity) -> Iterator[str]:
    if activity.role in CONTROLLING:
        yield "controller"
    elif activity.role in PROCESSING:
        yield "processor"


def _with_sub_processor(
    activity: ProcessingActivity, contract: Contract, register: Register
) -> bool:
    """A processor that engages another one stands where a controller does (Art. 28(4))."""
    recipient = register.recipients.get(contract.recipient or "")
    below = recipient is not None and recipient.kind == "sub-processor"
    return activity.role in PROCESSING and contract.role == "controller" and below


def _contracts_of(register: Register) -> Mapping[str, list[Contract]]:
    found: dict[str, list[Contract]] = {}
    for contract in register.of(Contract).values():
        if contract.kind == "article-28" and contract.role is not None:
            for activity in contract.activities:
                found.setdefault(activity, []).append(contract)
    return found
