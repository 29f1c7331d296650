"""A transfer on the UK Extension is one that it covers (SI 2023/1028)."""

import re
from datetime import date
from typing import Final

from ropabook.law.dates import FRAMEWORK_CHECK_FRESH, UK_EXTENSION
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Nothing, Unknown, blank, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import (
    DataSubjectCategory,
    Framework,
    PersonalDataCategory,
    Recipient,
)
from ropabook.rules.abroad import Leaving, categories_taken, leaving, transferred, why_none
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_OTHER: Final = NotApplicable("No transfer rests on the UK Extension.")
_NOT_SENSITIVE: Final = NotApplicable("No sensitive data goes out on the UK Extension.")
_UNREAD: Final = NotApplicable("What the list says of the recipient is not recorded yet.")
_INELIGIBLE: Final = re.compile(
    r"common carrier|telecom\w* (carrier|operator|provider)|\bbank(s|ing)?\b"
    r"|\binsur(er|ers|ance)\b",
    re.IGNORECASE,
)
_TYPES: Final = {
    "hr": "data about its own workforce (HR data)",
    "non-hr": "data other than HR data",
}


def _extended(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> list[Leaving]:
    found = leaving(activity, register, entities, "UK")
    return [one for one in found if one.mechanism == "uk-extension"]


def _recipient(one: Leaving, register: Register) -> Recipient | None:
    return register.recipients.get(one.transfer.recipient)


def _listed(one: Leaving, register: Register) -> Framework | None:
    recipient = _recipient(one, register)
    return known(recipient.framework) if recipient else None


@rule("TR-UKEXT-STATUS", "SI 2023/1028; ICO guidance: UK Extension", "critical",
      analysis="lawfulness", since=UK_EXTENSION, profiles=("UK",))  # fmt: skip
def the_recipient_is_active_on_the_list(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Every recipient under the UK Extension is active on the list with it, checked within a year.

    Remedy:
        Look the recipient up on the Data Privacy Framework list; if it is not active there with the
        UK Extension, use a safeguard and assess the transfer.

    Gap:
        recipients/deskwell:
          framework:
            status: active-without-uk-extension

    Good:
        recipients/deskwell:
          framework:
            status: active-with-uk-extension
            checked_on: 2026-01-15
    """
    extended = _extended(activity, register, entities)
    if not extended:
        yield why_none(activity, _OTHER)
    for one in extended:
        if one.code not in (None, "US"):
            sentence = f"The transfer to {one.to} cannot rest on the UK Extension."
            yield Gap(sentence, f"{one.at}.country")
        else:
            yield from _status(one, register, on)


def _status(one: Leaving, register: Register, on: date) -> Judgement:
    recipient, listed = _recipient(one, register), _listed(one, register)
    said, at = recipient and recipient.framework, f"{one.at}.mechanism"
    if listed is None and type(said) is Nothing:
        yield Gap(f"{one.name} is not on the list: {said.none.rstrip('.')}.", at)
    elif listed is None:
        what = f"What the Data Privacy Framework list says of {one.name}"
        yield not_known(what, said, "critical", at)
    elif listed.status != "active-with-uk-extension":
        yield Gap(f"{one.name} is not active on the list with the UK Extension.", at)
    elif listed.checked_on is None or listed.checked_on < on - FRAMEWORK_CHECK_FRESH:
        when = f"was last checked on {listed.checked_on}" if listed.checked_on else "was not dated"
        yield Gap(f"What the list says of {one.name} {when}.", at, "major")


@rule("TR-UKEXT-TYPE", "SI 2023/1028; ICO guidance: UK Extension", "major",
      analysis="lawfulness", since=UK_EXTENSION, profiles=("UK",))  # fmt: skip
def the_recipient_is_registered_for_the_type_of_data(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Every recipient under the UK Extension is registered for the type of data that it gets.

    Remedy:
        Use another safeguard for data that the recipient's registration does not cover.

    Gap:
        recipients/deskwell:
          framework:
            types:
              - hr

    Good:
        recipients/deskwell:
          framework:
            types:
              - non-hr
    """
    extended = _extended(activity, register, entities)
    listed = [(one, found) for one in extended if (found := _listed(one, register))]
    if not listed:
        yield _UNREAD if extended else why_none(activity, _OTHER)
    for one, found in listed:
        types, at = _types(activity, one, register), f"{one.at}.mechanism"
        for kind in ("hr", "non-hr"):
            if kind in types and kind not in found.types:
                yield Gap(f"{one.name} is not registered for {_TYPES[kind]}.", f"{at}.{kind}")
        if None in types and len({*found.types}) < len(_TYPES):
            what = f"Whether the data that goes to {one.name} is about the company's own workforce"
            yield not_known(what, None, "major", at)


def _types(activity: ProcessingActivity, one: Leaving, register: Register) -> set[str | None]:
    """The types of data of a transfer by whom it is about; None for people of whom it is open."""
    people = register.of(DataSubjectCategory)
    found: set[str | None] = set()
    for link in transferred(activity, one.transfer):
        for subject in link.subjects:
            fact = people[subject].workforce if subject in people else None
            workforce = known(fact)
            open_ = workforce is None and type(fact) is not Nothing
            found.add(None if open_ else "hr" if workforce else "non-hr")
    return found or {None}


@rule("TR-UKEXT-SENS", "SI 2023/1028; ICO guidance: UK Extension", "major",
      analysis="lawfulness", since=UK_EXTENSION, profiles=("UK",))  # fmt: skip
def the_recipient_is_told_what_is_sensitive(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Special or criminal data goes out on the UK Extension only flagged as sensitive.

    Remedy:
        Tell the recipient which of the data is sensitive, and record that it was told.

    Gap:
        activities/support-desk:
          transfers:
            - id: desk-america
              sensitive_flagged: false

    Good:
        activities/support-desk:
          transfers:
            - id: desk-america
              sensitive_flagged: true
    """
    extended = _extended(activity, register, entities)
    weighed = [(one, *_sensitive(activity, one, register)) for one in extended]
    if not any(names or asked for _, names, asked in weighed):
        yield _NOT_SENSITIVE if extended else why_none(activity, _OTHER)
    for one, names, asked in weighed:
        at = f"{one.at}.sensitive_flagged"
        if one.transfer.sensitive_flagged:
            continue
        if names:
            sentence = f"{one.name} was not told that this data is sensitive: {', '.join(names)}."
            yield Gap(sentence, at)
        elif asked:
            what = f"Whether the data that goes to {one.name} is sensitive"
            yield not_known(what, asked[0], "major", at)


def _sensitive(
    activity: ProcessingActivity, one: Leaving, register: Register
) -> tuple[list[str], list[Unknown]]:
    """The sensitive data of a transfer by name, and what is open of the other data."""
    every = register.of(PersonalDataCategory)
    taken = [every[each] for each in categories_taken(activity, one.transfer) if each in every]
    names = [c.title for c in taken if known(c.special) is not None or known(c.criminal) is True]
    return names, [fact for c in taken for fact in (c.special, c.criminal) if unknown(fact)]


@rule("TR-UKEXT-SECTOR", "SI 2023/1028; ICO guidance: UK Extension", "major",
      analysis="lawfulness", since=UK_EXTENSION, standing="secondary",
      profiles=("UK",))  # fmt: skip
def the_recipient_is_of_a_sector_that_may_join(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """No recipient under the UK Extension is a common carrier, a bank or an insurer.

    Remedy:
        Use a safeguard: the framework is open only to firms that the FTC or the DoT regulates.

    Gap:
        recipients/deskwell:
          sector: Telecommunications common carrier

    Good:
        recipients/deskwell:
          sector: Software for customer service
    """
    extended = _extended(activity, register, entities)
    if not extended:
        yield why_none(activity, _OTHER)
    for one in extended:
        recipient, at = _recipient(one, register), f"{one.at}.recipient"
        sector = recipient.sector if recipient else None
        if blank(sector):
            yield not_known(f"The sector of {one.name}", None, "major", at)
        elif _INELIGIBLE.search(sector or ""):
            yield Gap(f"{one.name} cannot join the framework: {sector}.", at)
