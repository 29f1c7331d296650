"""How the rules about the group compare what its companies do. Not a duty itself."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

from ropabook.model.activity import Disclosure, ProcessingActivity
from ropabook.model.facts import each
from ropabook.model.register import Register, Variant
from ropabook.rules.agreements import capacity
from ropabook.rules.rule import NotApplicable

ONE_COMPANY: Final = NotApplicable("The record is that of one company.")
NOTHING_SHARED: Final = NotApplicable("No sharing within the group is recorded.")


def alone(register: Register) -> bool:
    """Whether there is nobody in the group to compare with."""
    return len(register.entities) < 2


@lru_cache(maxsize=2**16)
def same_words(text: str) -> str:
    """The text without what makes no difference: capitals, spaces, stops and commas."""
    return " ".join(text.casefold().replace(",", " ").replace(";", " ").split()).rstrip(".")


def every_way(register: Register) -> Iterator[Variant]:
    """Every activity as each company does it; companies that do it alike come together."""
    for written in register.activities.values():
        yield from register.variants(written)


def company_of(register: Register, disclosure: Disclosure) -> str | None:
    """The company of the group that is the other side of a disclosure."""
    recipient = register.recipients.get(disclosure.recipient)
    return recipient.entity if recipient else None


def capacity_of(register: Register, disclosure: Disclosure) -> str | None:
    """In what capacity the recipient receives; None where nobody has decided."""
    recipient = register.recipients.get(disclosure.recipient)
    return capacity(disclosure, recipient) if recipient else disclosure.capacity


def within_the_group(
    register: Register, activity: ProcessingActivity, direction: Literal["in", "out"]
) -> list[Disclosure]:
    """What an activity gives to companies of the group, or takes from them."""
    ways = [d for d in each(activity.recipients) if d.direction == direction]
    return [d for d in ways if company_of(register, d)]


def other_side(
    register: Register, activity: str, disclosure: Disclosure, entity: str
) -> Disclosure | None:
    """What the other company records of what this one gives or takes; None where it does not."""
    company = company_of(register, disclosure)
    other = register.activities.get(disclosure.counterpart or "")
    if company is None or other is None or company not in other.entities:
        return None
    wanted = "in" if disclosure.direction == "out" else "out"
    for mirror in each(register.as_done_by(other, company).recipients):
        if mirror.direction == wanted and mirror.counterpart == activity:
            mine = company_of(register, mirror)
            if mine is None or mine == entity:
                return mirror
    return None
