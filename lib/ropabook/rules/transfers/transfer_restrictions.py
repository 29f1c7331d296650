"""What regulations close to transfers does not go abroad (UK GDPR Art. 44A(3), 49A)."""

from datetime import date
from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import TransferRestriction
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.abroad import BY_APPROVAL, categories_taken, leaving, why_none
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_OPEN: Final = NotApplicable("No restriction under Art. 49A is recorded with the group.")
_APPROVED: Final = NotApplicable("Every transfer rests on the approval of its country.")


@rule("TR-49A", "UK GDPR Art. 44A(3), 49A", "critical", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def no_restricted_transfer_is_made(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """No transfer is made that regulations under Art. 49A restrict, unless an approval carries it.

    Remedy:
        Stop the transfer.

    Gap:
        group:
          transfer_restrictions:
            - country: IN
              source: Fictitious regulations, for this example
              since: 2026-10-01

    Good:
        group:
          transfer_restrictions:
            - country: AQ
              source: Fictitious regulations, for this example
              since: 2026-10-01
    """
    restrictions = register.group.transfer_restrictions if register.group else ()
    found = leaving(activity, register, entities, "UK")
    judged = [one for one in found if one.mechanism not in BY_APPROVAL]
    if not restrictions:
        yield _OPEN
    elif not judged:
        yield why_none(activity, _APPROVED)
    for one in judged:
        taken = categories_taken(activity, one.transfer)
        for restriction in restrictions:
            if restriction.since <= on and _meets(restriction, one.code, taken):
                sentence = f"The transfer to {one.to} is closed by {restriction.source}"
                data = _data(restriction, register)
                field = "country" if restriction.country else "categories"
                yield Gap(f"{sentence}{data}, since {restriction.since}.", f"{one.at}.{field}")


def _meets(restriction: TransferRestriction, code: str | None, taken: tuple[str, ...]) -> bool:
    """Whether a transfer is to the country, and of the data, that is restricted."""
    named = restriction.country is not None or restriction.category is not None
    return (
        named
        and restriction.country in (None, code)
        and (restriction.category is None or restriction.category in taken)
    )


def _data(restriction: TransferRestriction, register: Register) -> str:
    found = register.of(PersonalDataCategory).get(restriction.category or "")
    return f" for {found.title}" if found else ""
