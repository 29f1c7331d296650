"""What rests on which approval of a country: what breaks if that approval falls (Art. 45A–45C)."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from ropabook.law.countries import destination, eu_destination, is_country
from ropabook.law.dates import FRAMEWORK_CHECK_FRESH
from ropabook.law.words import MECHANISMS, label
from ropabook.model.activity import ProcessingActivity, Transfer
from ropabook.model.facts import each, known
from ropabook.model.names import companies, country
from ropabook.model.register import Register
from ropabook.rules.assessed import dpias_of

APPROVALS: Final = ("regulations-full", "regulations-partial", "uk-extension", "adequacy-decision")
"""The mechanisms that are an approval of somebody else, who may take it back."""
_STATUS: Final = {
    "active-with-uk-extension": "active, with the UK Extension",
    "active-without-uk-extension": "active, without the UK Extension",
    "inactive": "not active",
    "not-applicable": "not applicable",
}


class Resting(NamedTuple):
    """A transfer, and the approval or the safeguard it rests on."""

    approval: str
    """What would fall: `Approved country: Norway`."""
    activity: str
    companies: str
    recipient: str
    country: str
    scope: str
    """How far the country is approved, in words."""
    mechanism: str
    checked: str
    """The day on which it was last checked that the recipient is covered; a dash where none is."""
    warning: str
    """What is to be looked at now; empty where nothing is."""
    instead: str
    """What stands ready in place of the approval, or that nothing does."""
    also: str
    """What else would have to change: notices and assessments."""
    key: str
    """The activity's key."""
    entities: tuple[str, ...]


def resting_on_approvals(register: Register, on: date) -> tuple[Resting, ...]:
    """Every transfer that rests on an approval, by approval."""
    found = [
        row_of(register, activity, entities, transfer, on)
        for activity, entities, transfer in _transfers(register)
        if known(transfer.mechanism) in APPROVALS
    ]
    return tuple(sorted(found, key=lambda row: (row.approval, row.activity, row.recipient)))


def row_of(
    register: Register,
    activity: ProcessingActivity,
    entities: tuple[str, ...],
    transfer: Transfer,
    on: date,
) -> Resting:
    """One transfer with what it rests on, on a day."""
    code, mechanism = known(transfer.country) or "", known(transfer.mechanism) or ""
    to = register.recipients.get(transfer.recipient)
    where = country(code) if code else "Country not known"
    words = label(MECHANISMS, mechanism) if mechanism else "Mechanism not known"
    checked, warning = _checked(register, transfer, mechanism, on)
    return Resting(
        words if mechanism == "uk-extension" else f"{words}: {where}",
        activity.title,
        companies(register, entities),
        to.title if to else transfer.recipient,
        where,
        _scope(code, mechanism),
        words,
        checked,
        warning,
        _instead(register, transfer),
        _also(register, activity),
        activity.key,
        entities,
    )


def _transfers(
    register: Register,
) -> Iterator[tuple[ProcessingActivity, tuple[str, ...], Transfer]]:
    for written in register.activities.values():
        for activity, entities in register.variants(written):
            for transfer in each(activity.transfers):
                yield activity, entities, transfer


def _scope(code: str, mechanism: str) -> str:
    if not is_country(code):
        return "Not known"
    if mechanism == "adequacy-decision":
        found = eu_destination(code)
        until = f", until {found.until}" if found.until else ""
        return f"Decision of the Commission{until}" if found.adequacy == "decided" else (
            found.scope or "No decision known: look it up"
        )  # fmt: skip
    given = destination(code)
    words = {"full": "Approved in full", "partial": "Approved in part", "none": "Not approved",
             "domestic": "The United Kingdom itself"}[given.approval]  # fmt: skip
    return f"{words}: {given.scope}" if given.scope else words


def _checked(register: Register, transfer: Transfer, mechanism: str, on: date) -> tuple[str, str]:
    if mechanism == "regulations-partial":
        proof = transfer.scope_evidence
        return (proof or "–", "" if proof else "No proof that the recipient is in scope")
    if mechanism != "uk-extension":
        return "–", ""
    to = register.recipients.get(transfer.recipient)
    listed = known(to.framework) if to else None
    if listed is None or listed.checked_on is None:
        return "–", "The Data Privacy Framework list was not looked at"
    said = f"{listed.checked_on}: {_STATUS[listed.status]}"
    if listed.status != "active-with-uk-extension":
        return said, "Not covered by the UK Extension"
    if listed.checked_on + FRAMEWORK_CHECK_FRESH < on:
        return said, "Checked more than a year ago"
    return said, ""


def _instead(register: Register, transfer: Transfer) -> str:
    contract = register.find(f"contracts/{transfer.contract}") if transfer.contract else None
    tra = register.tra(transfer.assessment)
    if contract and tra and tra.conclusion == "met":
        return f"{contract.name}, with {tra.title}"
    if contract:
        return f"{contract.name}; no assessment that finds the test met"
    return "Nothing: an agreement and a transfer risk assessment would be needed"


def _also(register: Register, activity: ProcessingActivity) -> str:
    notices = [register.notices[n].title for n in activity.notices if n in register.notices]
    dpias = [dpia.title for dpia in dpias_of(activity, register)]
    return "; ".join([*notices, *dpias]) or "–"
