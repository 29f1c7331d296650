"""What another decides for itself is disclosed on a basis, and apart (UK GDPR Art. 6, 28(10))."""

from itertools import combinations
from typing import Final

from ropabook.law.words import RECIPIENT_KINDS, label
from ropabook.model.activity import Disclosure, ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Recipient
from ropabook.rules.agreements import capacity, given_out
from ropabook.rules.reading import NOT_CONTROLLER, processes
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_CONTROLLER: Final = NotApplicable("No recipient is recorded as an independent controller.")
_ONCE: Final = NotApplicable("No recipient is recorded as receiving data of this activity twice.")


@rule("RC-CTRL-BASIS", "UK GDPR Art. 5(1)(a), 6; ICO guidance: data sharing code", "major",
      analysis="lawfulness", standing="unverified")  # fmt: skip
def what_goes_to_other_controllers_has_a_basis(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Whatever is disclosed to an independent controller rests on a basis that is recorded.

    Remedy:
        Record the basis on which it is disclosed, and the sharing agreement where there is one.

    Gap:
        activity:
          recipients:
            - recipient: parcel-carrier
              basis: absent

    Good:
        activity:
          recipients:
            - recipient: parcel-carrier
              basis: Legitimate interests, Art. 6(1)(f)
    """
    if processes(activity):
        yield NOT_CONTROLLER
        return
    given = [(d, r) for d, r in given_out(activity, register) if capacity(d, r) == "controller"]
    if not given:
        yield _NO_CONTROLLER
    for disclosure, recipient in given:
        at = f"recipients.{disclosure.recipient}.basis"
        if unknown(disclosure.basis):
            what = f"On which basis {recipient.title} receives data"
            yield not_known(what, disclosure.basis, "major", at)
        elif known(disclosure.basis) is None:
            yield Gap(f"{recipient.title} receives data on no basis that is recorded.", at)


@rule("RC-ROLE-CONFLICT", "UK GDPR Art. 28(10)", "major", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def nobody_is_processor_and_controller_of_the_same_disclosure(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Who receives data in two capacities receives it for purposes that are told apart.

    Remedy:
        Split the disclosures by purpose, or correct the capacity of one of them.

    Gap:
        activities/card-payments:
          recipients:
            - recipient: tollgate-payments
              purposes:
                - take-payment
                - prevent-fraud

    Good:
        activities/card-payments:
          recipients:
            - recipient: tollgate-payments
              capacity: processor
              purposes:
                - take-payment
    """
    given = given_out(activity, register)
    if len({disclosure.recipient for disclosure, _ in given}) == len(given):
        yield _ONCE
        return
    together: dict[str, list[tuple[Disclosure, Recipient]]] = {}
    for disclosure, recipient in given:
        together.setdefault(recipient.id, []).append((disclosure, recipient))
    for pairs in together.values():
        name, at = pairs[0][1].title, f"recipients.{pairs[0][1].id}.capacity"
        for (one, recipient), (two, _) in combinations(pairs, 2):
            if _conflict(one, two, recipient):
                kinds = f"{_kind(one, recipient)} and as {_kind(two, recipient)}"
                yield Gap(f"{name} receives data as {kinds}, for purposes not told apart.", at)
                break


def _conflict(first: Disclosure, second: Disclosure, recipient: Recipient) -> bool:
    if capacity(first, recipient) == capacity(second, recipient):
        return False
    apart = bool(first.purposes and second.purposes) and not {*first.purposes} & {*second.purposes}
    return not apart


def _kind(disclosure: Disclosure, recipient: Recipient) -> str:
    kind = capacity(disclosure, recipient)
    return label(RECIPIENT_KINDS, kind).lower() if kind else "somebody not classified yet"
