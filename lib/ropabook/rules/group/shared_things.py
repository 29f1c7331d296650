"""What several companies use is described alike by all of them (UK GDPR Art. 4, 30(1), 44A)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from ropabook.law.words import MECHANISMS, RECIPIENT_KINDS, label
from ropabook.model.clocks import profile
from ropabook.model.facts import each, known
from ropabook.model.names import companies, country
from ropabook.model.register import Register
from ropabook.model.registers import Recipient, SecurityMeasure, System
from ropabook.rules.agreements import capacity
from ropabook.rules.compared import every_way, same_words
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_ONE_USER = NotApplicable("Fewer than two companies use it and name their measures.")
_ONE_GIVER = NotApplicable("Fewer than two companies disclose data to it.")
_ONE_TRANSFER = NotApplicable("Fewer than two transfers to it are recorded.")
_PARTS: Final = {
    "a": "encryption or pseudonymisation",
    "b": "confidentiality and resilience",
    "c": "restoring after an incident",
    "d": "regular testing",
}


class _Used(NamedTuple):
    entities: tuple[str, ...]
    what: frozenset[str]


def _measures(register: Register) -> Mapping[str, list[_Used]]:
    """Which parts of Art. 32(1) the activities name beside each system, and for which companies."""
    found: dict[str, list[_Used]] = defaultdict(list)
    parts = _in_place(register)
    for activity, entities in every_way(register):
        named = each(activity.security_measures)
        if named:
            used = _Used(entities, frozenset(parts[one] for one in named if one in parts))
            for system in each(activity.systems):
                found[system].append(used)
    return found


def _in_place(register: Register) -> dict[str, str]:
    return {
        measure.id: measure.article_32
        for measure in register.of(SecurityMeasure).values()
        if measure.status == "in-place" and measure.article_32 in _PARTS
    }


@rule("XE-MEAS", "UK GDPR Art. 30(1)(g)", "minor", analysis="group")
def a_shared_system_is_secured_alike_in_every_record(
    system: System, register: Register
) -> Judgement:
    """Companies that share a system describe how it is secured alike.

    Remedy:
        Find out which measures the system has, and record them alike, best with the system itself.

    Gap:
        system:
          security_measures: absent
        processor_activity:
          security_measures:
            - access-by-role

    Good:
        system:
          security_measures: absent
        processor_activity:
          security_measures:
            - encryption-at-rest
            - access-by-role
            - staff-training
    """
    parts = _in_place(register)
    common = {parts[one] for one in each(system.security_measures) if one in parts}
    mine: dict[str, set[str]] = {}
    for used in register.once(_measures).get(system.id, ()):
        for entity in used.entities:
            mine.setdefault(entity, set(common)).update(used.what)
    if len(mine) < 2:
        yield _ONE_USER
        return
    for part, words in _PARTS.items():
        saying = [entity for entity, named in mine.items() if part in named]
        silent = [entity for entity in mine if entity not in saying]
        if saying and silent:
            ours, theirs = companies(register, saying), companies(register, silent)
            sentence = f"{system.title}: {ours} names a measure of {words}, {theirs} does not."
            yield Gap(sentence, "security_measures")


class _Given(NamedTuple):
    entities: tuple[str, ...]
    capacity: str
    services: tuple[str, ...]


def _capacities(register: Register) -> Mapping[str, list[_Given]]:
    """In what capacity each recipient receives, from whom, and for which purposes."""
    found: dict[str, list[_Given]] = defaultdict(list)
    recipients = register.recipients
    for activity, entities in every_way(register):
        texts = {purpose.id: same_words(purpose.text) for purpose in activity.purposes}
        for one in each(activity.recipients):
            recipient = recipients.get(one.recipient)
            kind = capacity(one, recipient) if recipient else None
            if one.direction == "out" and kind is not None:
                services = tuple(texts[p] for p in one.purposes or texts if p in texts)
                found[one.recipient].append(_Given(entities, kind, services))
    return found


@rule("XE-KIND", "UK GDPR Art. 4(7)–(8)", "major", analysis="group", standing="unverified")
def a_recipient_is_the_same_to_every_company(recipient: Recipient, register: Register) -> Judgement:
    """A recipient that does the same for several companies is recorded in the same capacity.

    Remedy:
        Decide whether it acts on instructions or for its own purposes, and record that alike.

    Gap:
        activities/newsletter:
          differs:
            lantern:
              recipients:
                - recipient: mail-sender
                  capacity: controller

    Good:
        activities/newsletter:
          differs:
            lantern:
              recipients:
                - recipient: mail-sender
                  capacity: processor
    """
    given = register.once(_capacities).get(recipient.id, [])
    if len({entity for one in given for entity in one.entities}) < 2:
        yield _ONE_GIVER
        return
    first: dict[str, _Given] = {}
    for one in given:
        for service in one.services:
            met = first.setdefault(service, one)
            if met.capacity != one.capacity and not set(one.entities) <= set(met.entities):
                ours = f"{companies(register, met.entities)} {_as(met)}"
                theirs = f"{companies(register, one.entities)} {_as(one)}"
                sentence = f"{recipient.title} is recorded by {ours}, by {theirs}."
                yield Gap(sentence, "kind")
                return


def _as(given: _Given) -> str:
    return f"as {label(RECIPIENT_KINDS, given.capacity).lower()}"


class _Sent(NamedTuple):
    entities: tuple[str, ...]
    country: str | None
    mechanism: str | None


def _transfers(register: Register) -> Mapping[str, list[_Sent]]:
    found: dict[str, list[_Sent]] = defaultdict(list)
    for activity, entities in every_way(register):
        for one in each(activity.transfers):
            who = (one.exporter,) if one.exporter else entities
            found[one.recipient].append(_Sent(who, known(one.country), known(one.mechanism)))
    return found


@rule("XE-TRANSFER", "UK GDPR Art. 44A", "major", analysis="group")
def transfers_to_one_recipient_agree(recipient: Recipient, register: Register) -> Judgement:
    """Transfers to one recipient name one country and, under one law, one mechanism.

    Remedy:
        Find out where the recipient is and on what the transfers rest, and correct the records.

    Gap:
        activities/newsletter:
          transfers:
            - id: sender-ireland
              mechanism: idta
          differs:
            lantern:
              transfers:
                - id: sender-ireland
                  mechanism: regulations-full

    Good:
        activities/newsletter:
          transfers:
            - id: sender-ireland
              mechanism: regulations-full
              country: IE
    """
    sent = register.once(_transfers).get(recipient.id, [])
    if sum(len(one.entities) or 1 for one in sent) < 2:
        yield _ONE_TRANSFER
        return
    lands = dict.fromkeys(one.country for one in sent if one.country)
    if len(lands) > 1:
        names = ", ".join(country(code) for code in lands)
        yield Gap(f"Transfers to {recipient.title} name several countries: {names}.", "country")
    for ways in _by_law(register, sent).values():
        if len(ways) > 1:
            names = ", ".join(label(MECHANISMS, key).lower() for key in ways)
            yield Gap(f"Transfers to {recipient.title} rest on several mechanisms: {names}.")


def _by_law(register: Register, sent: list[_Sent]) -> Mapping[str, dict[str, None]]:
    """The mechanisms under each law: companies under another law need another mechanism."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in sent:
        for entity in one.entities if one.mechanism else ():
            found[profile(register, entity)][one.mechanism or ""] = None
    return found
