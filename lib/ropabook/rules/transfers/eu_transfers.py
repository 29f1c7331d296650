"""A transfer out of the EEA has a ground that EU law knows (EU GDPR Art. 44, 45)."""

from dataclasses import replace
from datetime import date
from typing import Final

from ropabook.law.countries import EU_AS_OF, eu_destination
from ropabook.law.dates import COUNTRY_TABLE_FRESH, FRAMEWORK_CHECK_FRESH
from ropabook.law.words import MECHANISMS, label
from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Entity
from ropabook.model.facts import Nothing, blank, known, unknown
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.rules.abroad import BY_APPROVAL, Leaving, leaving, why_none
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.transfers.approved_countries import checked_on, countries_used
from ropabook.rules.transfers.transfer_rows import (
    recipients_without_transfer,
    systems_without_transfer,
)

_NO_DECISION: Final = NotApplicable("No transfer rests on a decision of the Commission.")
_NO_FRAMEWORK: Final = NotApplicable("No transfer rests on the EU–US Data Privacy Framework.")
_UK_ONLY: Final = (*BY_APPROVAL, "idta", "addendum")


@rule("EU-TR-GROUND", "EU GDPR Art. 44–49", "critical", analysis="lawfulness",
      standing="unverified", why="it is unlawful", profiles=("EU",))  # fmt: skip
def every_transfer_out_of_the_eea_has_a_ground(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Every transfer out of the EEA rests on an adequacy decision, a safeguard or a derogation.

    Remedy:
        Identify the decision, the safeguard or the derogation of the EU GDPR, or stop the transfer.

    Gap:
        activities/nordic-support:
          transfers:
            - id: desk-india
              mechanism: idta

    Good:
        activities/nordic-support:
          transfers:
            - id: desk-india
              mechanism: eu-scc
    """
    transfers = leaving(activity, register, entities, "EU")
    if not transfers:
        yield why_none(activity)
    for one in transfers:
        at = f"{one.at}.mechanism"
        if unknown(one.transfer.mechanism):
            what = f"On what the transfer to {one.to} rests"
            yield not_known(what, one.transfer.mechanism, "critical", at)
        elif one.mechanism in (None, "no-mechanism"):
            yield Gap(f"The transfer to {one.to} rests on nothing.", at)
        elif one.mechanism in _UK_ONLY:
            name = label(MECHANISMS, one.mechanism or "")
            yield Gap(f"{name}, for {one.to}, is a ground of the United Kingdom's law only.", at)


@rule("EU-TR-ADEQUACY", "EU GDPR Art. 45", "critical", analysis="lawfulness",
      standing="unverified", profiles=("EU",))  # fmt: skip
def an_adequacy_decision_holds_for_the_country(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Where a transfer rests on an adequacy decision, the Commission's decision holds for it.

    Remedy:
        Look the decision up in the Official Journal and record what was found as the proof of
        scope; if there is none, use a safeguard.

    Gap:
        activities/nordic-support:
          transfers:
            - id: desk-harbour
              country: BR

    Good:
        activities/nordic-support:
          transfers:
            - id: desk-harbour
              country: GB
    """
    resting = _on_decision(activity, register, entities)
    if not resting:
        yield why_none(activity, _NO_DECISION)
    for one in resting:
        at = f"{one.at}.country"
        place = eu_destination(one.code) if one.code else None
        if place is None:
            what = f"Whether the country of the transfer to {one.name} is adequate"
            yield not_known(what, one.transfer.country, "critical", at)
        elif place.until is not None and place.until < on:
            yield Gap(f"The decision on {place.name} ended on {place.until}.", at)
        elif place.adequacy == "unverified" and blank(one.transfer.scope_evidence):
            what = f"Whether the Commission has decided that {place.name} is adequate"
            yield not_known(what, None, "critical", f"{one.at}.scope_evidence")


def _on_decision(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> list[Leaving]:
    found = leaving(activity, register, entities, "EU")
    return [one for one in found if one.mechanism == "adequacy-decision"]


@rule("EU-TR-DPF", "EU GDPR Art. 45", "critical", analysis="lawfulness", standing="unverified",
      profiles=("EU",))  # fmt: skip
def the_american_recipient_is_active_on_the_list(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """A recipient in the USA under the adequacy decision is active on the list of the framework.

    Remedy:
        Look the recipient up on the Data Privacy Framework list; if it is not active there, use the
        EU's standard contractual clauses and assess the transfer.

    Gap:
        recipients/deskwell:
          framework:
            status: inactive

    Good:
        recipients/deskwell:
          framework:
            status: active-without-uk-extension
    """
    american = [one for one in _on_decision(activity, register, entities) if one.code == "US"]
    if not american:
        yield why_none(activity, _NO_FRAMEWORK)
    for one in american:
        recipient, at = register.recipients.get(one.transfer.recipient), f"{one.at}.mechanism"
        said = recipient.framework if recipient else None
        listed = known(said)
        if listed is None and type(said) is not Nothing:
            what = f"What the Data Privacy Framework list says of {one.name}"
            yield not_known(what, said, "critical", at)
        elif listed is None or not listed.status.startswith("active"):
            yield Gap(f"{one.name} is not active on the Data Privacy Framework list.", at)
        elif listed.checked_on is None or listed.checked_on < on - FRAMEWORK_CHECK_FRESH:
            yield Gap(f"The list was not checked for {one.name} within a year.", at, "major")


@rule("EU-TR-NOROW", "EU GDPR Art. 30(1)(e)", "critical", analysis="completeness",
      standing="unverified", profiles=("EU",))  # fmt: skip
def what_goes_out_of_the_eea_is_recorded(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """What goes to recipients and systems outside the EEA is recorded as a transfer.

    Remedy:
        Record each transfer with its country and its ground.

    Gap:
        activities/nordic-support:
          transfers:
            none: Nobody thought of the desk

    Good:
        activities/nordic-support:
          recipients:
            - recipient: parcel-carrier
              basis: Contract with the customer
    """
    said = [*recipients_without_transfer(activity, register, "EU"),
            *systems_without_transfer(activity, register, entities, "EU")]  # fmt: skip
    gaps = [one for one in said if isinstance(one, Gap)]
    for one in gaps:
        major = one.at.startswith("systems.") and one.severity is None
        yield replace(one, severity="major") if major else one
    if not gaps and len(said) > 1:
        yield said[0]


@rule("EU-TR-LIST-STALE", "EU GDPR Art. 45", "major", analysis="evidence", standing="unverified",
      profiles=("EU",))  # fmt: skip
def the_list_of_adequate_countries_is_fresh(
    entity: Entity, register: Register, on: date
) -> Judgement:
    """The countries that a company sends data to were compared with the EU's list lately.

    Remedy:
        Compare the countries with the Official Journal, and record the day with the group.

    Gap:
        on: 2027-03-01

    Good:
        on: 2027-03-01
        group:
          countries_checked_on: 2027-02-15
    """
    used, checked = register.once(countries_used).get(entity.id), checked_on(register, EU_AS_OF)
    if not used:
        yield NotApplicable("No transfer of this company is recorded.")
    elif checked < on - COUNTRY_TABLE_FRESH:
        names = ", ".join(country(code) for code in used)
        yield Gap(f"The adequacy of {names} was last compared with the list on {checked}.")
