"""A transfer names who makes it, and what becomes of the data there (UK GDPR Art. 44A, 46)."""

from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Unknown, blank, each, known, unknown
from ropabook.model.names import companies, company
from ropabook.model.register import Register
from ropabook.rules.abroad import Leaving, abroad, leaving, why_none
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_EXPORTER: Final = NotApplicable("No transfer names its exporter: the activity's companies are.")
_NO_ONWARD: Final = NotApplicable("No recipient is recorded as using sub-processors abroad.")


@rule("TR-EXPORTER", "UK GDPR Art. 44A; EU GDPR Art. 44", "minor", analysis="group",
      since=MAIN_DUAA)  # fmt: skip
def the_exporter_carries_the_activity_out(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """The exporter of every transfer is a company that carries the activity out.

    Remedy:
        Correct the exporter, or add the company to the activity.

    Gap:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              exporter: lantern

    Good:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              exporter: harbour
    """
    named = [transfer for transfer in each(activity.transfers) if transfer.exporter]
    if not named:
        yield why_none(activity, _NO_EXPORTER)
    for transfer in named:
        if transfer.exporter not in (*entities, *activity.entities):
            who = company(register, transfer.exporter or "")
            whose = companies(register, entities) or "no company"
            sentence = f"{who} is named as the exporter; “{activity.title}” is done by {whose}."
            yield Gap(sentence, f"transfers.{transfer.id}.exporter")


@rule("TR-ONWARD", "UK GDPR Art. 44A(1)(b), 46; EU GDPR Art. 44", "major", analysis="lawfulness",
      since=MAIN_DUAA)  # fmt: skip
def what_is_passed_on_abroad_is_settled(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Where a recipient uses sub-processors abroad, the terms of passing the data on are recorded.

    Remedy:
        Record to whom and on which terms the recipient passes the data on.

    Gap:
        activities/support-desk:
          transfers:
            - id: desk-america
              onward: absent

    Good:
        activities/support-desk:
          transfers:
            - id: desk-america
              onward: To its data centre operator in Canada, on the same terms
    """
    found = [(one, _onward(one, register)) for one in leaving(activity, register, entities)]
    arising = [(one, passes) for one, passes in found if passes is not False]
    if not arising:
        yield why_none(activity, _NO_ONWARD)
    for one, passes in arising:
        if not blank(one.transfer.onward):
            continue
        at = f"{one.at}.onward"
        if passes is True:
            yield Gap(
                f"{one.name} uses sub-processors abroad, and no onward terms are recorded.", at
            )
        else:
            yield not_known(f"Whether {one.to} passes the data on abroad", passes, "major", at)


def _onward(one: Leaving, register: Register) -> bool | Unknown | None:
    """Whether the recipient uses sub-processors abroad; a question or None where that is open."""
    if one.transfer.recipient in register.once(_engaging_abroad):
        return True
    recipient = register.recipients.get(one.transfer.recipient)
    fact = recipient.subprocessors_abroad if recipient else None
    if fact is None or unknown(fact):
        return fact
    return known(fact) is True


def _engaging_abroad(register: Register) -> frozenset[str]:
    """The recipients that engage a sub-processor outside the United Kingdom."""
    return frozenset(
        recipient.engaged_by
        for recipient in register.recipients.values()
        if recipient.engaged_by and (code := known(recipient.country)) and abroad(code, "UK")
    )
