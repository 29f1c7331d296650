"""The list of approved countries is fresh, and places are what they are (UK GDPR Art. 45A–45C)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from ropabook.law.countries import AS_OF
from ropabook.law.dates import COUNTRY_TABLE_FRESH, MAIN_DUAA
from ropabook.model.entity import Entity
from ropabook.model.facts import each, known
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.model.registers import Recipient
from ropabook.rules.abroad import leaving
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_OTHER_PLACE: Final = NotApplicable("Nothing here points to Gibraltar, Jersey, Guernsey or Man.")
_PLACES: Final = ("GI", "JE", "GG", "IM")
_SPOKEN: Final = re.compile(
    r"(?<!new )\bjersey\b|\bguernsey\b|\balderney\b|\bisle of man\b|\bgibraltar\b"
    r"|\b(?:JE|GY|IM)\d{1,2} ?\d[A-Z]{2}\b|\bGX11\b",
    re.IGNORECASE,
)


@rule("TR-ADEQ-STALE", "UK GDPR Art. 45C(4)", "major", analysis="evidence", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def the_list_of_approved_countries_is_fresh(
    entity: Entity, register: Register, on: date
) -> Judgement:
    """The countries that a company sends data to were compared with the official list lately.

    Remedy:
        Compare the countries with the official list, and record the day with the group.

    Gap:
        on: 2027-03-01

    Good:
        on: 2027-03-01
        group:
          countries_checked_on: 2027-02-15
    """
    used = register.once(countries_used).get(entity.id, ())
    checked = checked_on(register, AS_OF)
    if not used:
        yield NotApplicable("No transfer of this company is recorded.")
    elif checked < on - COUNTRY_TABLE_FRESH:
        names = ", ".join(country(code) for code in used)
        yield Gap(f"The approval of {names} was last compared with the list on {checked}.")


def checked_on(register: Register, listed: date) -> date:
    """When the countries used were last compared with the official list."""
    said = register.group and register.group.countries_checked_on
    return max(said or listed, listed)


def countries_used(register: Register) -> Mapping[str, tuple[str, ...]]:
    """The countries that each company sends data to, by the company's id."""
    found: dict[str, dict[str, None]] = {}
    for written in register.activities.values():
        for activity, entities in register.variants(written):
            for one in leaving(activity, register, entities):
                for entity in entities if one.code else ():
                    found.setdefault(entity, {})[one.code or ""] = None
    return {entity: tuple(codes) for entity, codes in found.items()}


@rule("TR-GIB-CD", "UK GDPR Art. 45A", "advice", analysis="completeness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def islands_and_gibraltar_are_not_the_united_kingdom(
    recipient: Recipient, register: Register
) -> Judgement:
    """Jersey, Guernsey, the Isle of Man and Gibraltar are recorded as the countries that they are.

    Remedy:
        Record the country by its own code: JE, GG, IM or GI. All four are approved.

    Gap:
        recipients/channel-couriers:
          country: GB

    Good:
        recipients/channel-couriers:
          country: JE
    """
    there, place = known(recipient.country) in _PLACES, _place(recipient)
    if not there and not place:
        yield _OTHER_PLACE
    elif place and known(recipient.country) == "GB":
        sentence = f"{recipient.title} names {place} and is recorded as in the United Kingdom."
        yield Gap(sentence, "country")
    elif there and (said := register.once(_transfers_here).get(recipient.id)):
        where = country(known(recipient.country) or "")
        sentence = f"{recipient.title} is in {where}; {said} is recorded as within the UK."
        yield Gap(sentence, "country")


def _place(recipient: Recipient) -> str | None:
    for text in (recipient.title, recipient.contact, recipient.notes):
        if text and (found := _SPOKEN.search(text)):
            return found.group()
    return None


def _transfers_here(register: Register) -> Mapping[str, str]:
    """By recipient: a transfer to it that is recorded as going to the United Kingdom."""
    return {
        transfer.recipient: f"a transfer of “{activity.title}”"
        for activity in register.ways
        for transfer in each(activity.transfers)
        if known(transfer.country) == "GB"
    }
