"""How the rules read contracts, and in what capacity somebody receives. Not a duty itself."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from ropabook.law.words import RecipientKind
from ropabook.model.activity import Disclosure, ProcessingActivity
from ropabook.model.facts import each, known
from ropabook.model.register import Register
from ropabook.model.registers import Contract, Recipient
from ropabook.rules.rule import NotApplicable

PROCESSORS: Final = ("processor", "sub-processor")
"""The kinds of recipient that act for another (Art. 4(8))."""

NO_COMPANY: Final = NotApplicable("No company is named that carries the activity out.")


def in_force(contract: Contract, on: date) -> bool:
    """Whether it is signed, and not at its end yet."""
    signed, expires = known(contract.signed_on), known(contract.expires_on)
    return signed is not None and signed <= on and (expires is None or on <= expires)


def capacity(disclosure: Disclosure, recipient: Recipient) -> RecipientKind | None:
    """In what capacity it receives: what the disclosure says, else what it is in general."""
    return disclosure.capacity or known(recipient.kind)


def given_out(
    activity: ProcessingActivity, register: Register
) -> list[tuple[Disclosure, Recipient]]:
    """What the activity discloses, each with the recipient; those that do not exist left out.

    Several duties ask it of each activity: it is answered once.
    """
    asked = register.once(_given)
    known_of, found = asked.get(id(activity), (None, []))
    if known_of is not activity:
        recipients = register.recipients
        found = [
            (disclosure, recipients[disclosure.recipient])
            for disclosure in each(activity.recipients)
            if disclosure.direction == "out" and disclosure.recipient in recipients
        ]
        asked[id(activity)] = activity, found
    return found


_Given = dict[int, tuple[ProcessingActivity, list[tuple[Disclosure, Recipient]]]]


def _given(_: Register) -> _Given:
    return {}


def processor_contracts(register: Register) -> Mapping[str, tuple[Contract, ...]]:
    """The Art. 28 contracts of each company, by its id: for `Register.once`."""
    found: dict[str, list[Contract]] = {}
    for contract in register.of(Contract).values():
        for party in contract.parties if contract.kind == "article-28" else ():
            found.setdefault(party, []).append(contract)
    return {party: tuple(contracts) for party, contracts in found.items()}
