"""Whoever receives data is on the record of what they receive (UK GDPR Art. 30(1)(d))."""

from collections.abc import Iterator
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Recipient, System
from ropabook.rules.reading import NOT_CONTROLLER, processes
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_SYSTEM: Final = NotApplicable("No system of this activity is recorded as provided by another.")


@rule("RC-ORPHAN", "UK GDPR Art. 5(2)", "minor", analysis="evidence",
      standing="unverified")  # fmt: skip
def every_recipient_receives_something(recipient: Recipient, register: Register) -> Judgement:
    """Every recipient is named by an activity, a transfer, a cookie or a system.

    Remedy:
        Link the recipient to what it receives, or take it out of the record.

    Gap:
        recipients/former-printer:
          title: Former printer
          kind: processor

    Good:
        recipients/new-printer:
          title: New printer
          kind: processor
        systems/print-room:
          title: Print room
          provider: new-printer
    """
    if recipient.id not in register.once(_receiving):
        yield Gap(f"Nothing in the record says what “{recipient.title}” receives.")


def _receiving(register: Register) -> frozenset[str]:
    """The recipients that something names."""
    return frozenset(_named(register))


def _named(register: Register) -> Iterator[str]:
    for activity in register.ways:
        yield from (disclosure.recipient for disclosure in each(activity.recipients))
        yield from (transfer.recipient for transfer in each(activity.transfers))
    yield from (known(cookie.provider) or "" for cookie in register.cookies.values())
    yield from (known(system.provider) or "" for system in register.of(System).values())


@rule("RC-SYSPROV", "UK GDPR Art. 30(1)(d)", "major", analysis="completeness")
def every_provider_of_a_system_is_a_recipient(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Whoever provides a system that an activity uses is among the recipients of its data.

    Remedy:
        Add the provider to the activity's recipients.

    Gap:
        system:
          provider: parcel-printer
        recipients/parcel-printer:
          title: Parcel printer
          kind: processor

    Good:
        activity:
          recipients:
            - recipient: parcel-printer
        system:
          provider: parcel-printer
        recipients/parcel-printer:
          title: Parcel printer
          kind: processor
    """
    if processes(activity):
        yield NOT_CONTROLLER
        return
    provided = _provided(activity, register, entities)
    if not provided:
        yield _NO_SYSTEM
    named = {disclosure.recipient for disclosure in each(activity.recipients)}
    for system in provided:
        provider, at = known(system.provider), f"systems.{system.id}"
        if unknown(system.provider):
            yield not_known(f"Who provides {system.title}", system.provider, "major", at)
        elif provider in named:
            continue
        elif unknown(activity.recipients):
            what = f"Whether the provider of {system.title} receives data"
            yield not_known(what, activity.recipients, "major", at)
        else:
            who = _name(provider, register)
            yield Gap(f"{who} provides {system.title} and is not among the recipients.", at)


def _provided(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> list[System]:
    """The systems of the activity that another than its company provides, or may provide."""
    systems = register.of(System)
    found = [systems[system] for system in each(activity.systems) if system in systems]
    return [
        system
        for system in found
        if unknown(system.provider)
        or ((provider := known(system.provider)) and _other(provider, register, entities))
    ]


def _other(provider: str, register: Register, entities: tuple[str, ...]) -> bool:
    recipient = register.recipients.get(provider)
    return recipient is None or recipient.entity is None or {*entities} != {recipient.entity}


def _name(provider: str | None, register: Register) -> str:
    recipient = register.recipients.get(provider or "")
    return recipient.title if recipient else provider or ""
