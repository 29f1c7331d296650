"""Whatever goes abroad is recorded as a transfer (UK GDPR Art. 30(1)(e), 44A)."""

from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Profile
from ropabook.model.facts import Nothing, blank, each, known, unknown
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.model.registers import Recipient, System
from ropabook.rules.abroad import abroad
from ropabook.rules.agreements import capacity, given_out
from ropabook.rules.reading import processes
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_ALL_HERE: Final = NotApplicable("No recipient of this activity is recorded as being abroad.")
_NO_SYSTEM: Final = NotApplicable("No system of this activity is recorded as reached from abroad.")


@rule("TR-RECIP-NOROW", "UK GDPR Art. 30(1)(e)", "critical", analysis="completeness",
      profiles=("UK",))  # fmt: skip
def every_recipient_abroad_has_a_transfer(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """What goes to a recipient outside the United Kingdom is recorded as a transfer.

    Remedy:
        Record the transfer with its country and its mechanism.

    Gap:
        activity:
          transfers:
            none: Nobody thought of the carrier

    Good:
        activity:
          transfers:
            - id: carrier
              recipient: parcel-carrier
              country: "NO"
              mechanism: regulations-full
    """
    yield from recipients_without_transfer(activity, register, "UK")


def recipients_without_transfer(
    activity: ProcessingActivity, register: Register, law: Profile
) -> Judgement:
    """The recipients that this law sees as abroad, and to whom no transfer is recorded."""
    there = recipients_abroad(activity, register, law)
    if not there:
        yield _ALL_HERE
        return
    recorded = {transfer.recipient for transfer in each(activity.transfers)}
    for recipient in there:
        at, where = f"recipients.{recipient.id}", country(known(recipient.country) or "")
        if recipient.id in recorded:
            continue
        if unknown(activity.transfers):
            what = f"Whether and how data goes to {recipient.title} in {where}"
            yield not_known(what, activity.transfers, "critical", at)
        else:
            sentence = f"{recipient.title} in {where} receives data; no transfer is recorded."
            yield Gap(sentence, at)


def recipients_abroad(
    activity: ProcessingActivity, register: Register, law: Profile
) -> list[Recipient]:
    """The recipients of an activity in countries that are abroad for this law.

    A processor that gives data back to its controller makes no transfer of its own.
    """
    returning = ("controller", "joint-controller") if processes(activity) else ()
    return [
        recipient
        for disclosure, recipient in given_out(activity, register)
        if (code := known(recipient.country)) is not None
        and abroad(code, law)
        and capacity(disclosure, recipient) not in returning
    ]


@rule("TR-SYS-NOROW", "UK GDPR Art. 30(1)(e)", "major", analysis="completeness",
      profiles=("UK",))  # fmt: skip
def every_system_abroad_has_a_transfer(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A system that another hosts, or reaches, from abroad goes with a transfer to that country.

    Remedy:
        Record the transfer, or record that only the company's own employees reach the system.

    Gap:
        systems/service-desk:
          host_country: CA

    Good:
        systems/service-desk:
          host_country: US
    """
    yield from systems_without_transfer(activity, register, entities, "UK")


def systems_without_transfer(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...], law: Profile
) -> Judgement:
    """The systems that are abroad for this law, in countries to which no transfer is recorded."""
    systems = register.of(System)
    used = [systems[system] for system in each(activity.systems) if system in systems]
    apart = [system for system in used if not _own(system, register, entities)]
    places = [(system, code) for system in apart for code in _places(system) if abroad(code, law)]
    open_ = [] if unknown(activity.transfers) else [s for s in apart if _place_unknown(s)]
    if not places and not open_:
        yield _NO_SYSTEM
    recorded = {known(transfer.country) for transfer in each(activity.transfers)}
    for system, code in places:
        at, where = f"systems.{system.id}", country(code)
        if code not in recorded and unknown(activity.transfers):
            what = f"Whether and how data goes to {where} through {system.title}"
            yield not_known(what, activity.transfers, "major", at)
        elif code not in recorded:
            sentence = f"{system.title} is hosted in or reached from {where}, with no transfer."
            yield Gap(sentence, at)
    for system in open_:
        yield _place_question(system)


def _own(system: System, register: Register, entities: tuple[str, ...]) -> bool:
    """Whether no other legal person runs the system: then nothing is transferred to anybody."""
    provider = known(system.provider)
    recipient = register.recipients.get(provider or "")
    return type(system.provider) is Nothing or (
        recipient is not None and recipient.entity is not None and {*entities} == {recipient.entity}
    )


def _places(system: System) -> dict[str, None]:
    """From where others than the company's own employees can reach the data."""
    host = known(system.host_country)
    reached = () if system.own_staff_only else each(system.admin_access_countries)
    return dict.fromkeys([*([host] if host else ()), *reached])


def _place_unknown(system: System) -> bool:
    reached = not system.own_staff_only and _open(system.admin_access_countries)
    return _open(system.host_country) or reached


def _open(fact: object) -> bool:
    """Whether nobody has answered: what is left out is no answer."""
    return unknown(fact) or blank(fact)


def _place_question(system: System) -> Gap:
    at = f"systems.{system.id}"
    if _open(system.host_country):
        return not_known(f"Where {system.title} is hosted", system.host_country, "major", at)
    what = f"From where {system.title} is reached"
    return not_known(what, system.admin_access_countries, "major", at)
