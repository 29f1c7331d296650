"""The facts an assessment relies on: which there are, and which have changed since, and how."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from ropabook.law.words import LAWFUL_BASES, MECHANISMS, label
from ropabook.model.activity import DataLink, ProcessingActivity, Purpose, Transfer
from ropabook.model.assessments import (
    Dpia,
    LegitimateInterestsAssessment,
    ReliedOn,
    TransferRiskAssessment,
)
from ropabook.model.facts import Nothing, Unknown, each, known
from ropabook.model.names import companies, country, shortened
from ropabook.model.register import Register
from ropabook.model.relied_on import digest, value_at
from ropabook.rules.reading import basis_of, data_in

Assessment = Dpia | LegitimateInterestsAssessment | TransferRiskAssessment
_FACTS: Final = ("large_scale", "monitoring", "new_technology", "profiling", "automated_decisions",
                 "security_measures", "systems", "entities", "role")  # fmt: skip
"""What is relied on as a whole; purposes, data, recipients, transfers are relied on one by one."""
_LONG: Final = 160


class Stale(NamedTuple):
    """A fact that is not what the assessment relied on."""

    kind: Literal["changed", "gone", "new"]
    record: str
    field: str
    before: str
    now: str

    @property
    def sentence(self) -> str:
        """What changed, in words."""
        if self.kind == "new":
            return f"New since: {self.now}"
        if self.kind == "gone":
            return f"No longer there: {self.before}"
        return f"Was: {self.before}. Is: {self.now}"


def relied_on(assessment: Assessment, register: Register) -> tuple[ReliedOn, ...]:
    """Every fact that an assessment rests on, as the record has it now."""
    return tuple(
        ReliedOn(record=key, field=field, digest=digest(value), said=said)
        for key, field, value, said in _facts(assessment, register)
    )


def stale(assessment: Assessment, register: Register) -> tuple[Stale, ...]:
    """What has changed since the assessment relied on it; nothing where it relies on nothing.

    A fact that came since, such as another recipient, makes it stale, too: where the assessment
    relies on the facts of that record at all.
    """
    found = []
    for relied in assessment.relies_on:
        record = register.find(relied.record)
        now = value_at(record, relied.field) if record else None
        if digest(now) != relied.digest:
            kind: Literal["changed", "gone"] = "gone" if now in (None, ()) else "changed"
            words = say(now, register)
            found.append(Stale(kind, relied.record, relied.field, relied.said.rstrip("."), words))
    known_ones = {(relied.record, relied.field) for relied in assessment.relies_on}
    whole = {relied.record for relied in assessment.relies_on if relied.field in _FACTS}
    for key, field, value, said in _facts(assessment, register):
        if key in whole and value not in (None, ()) and (key, field) not in known_ones:
            found.append(Stale("new", key, field, "", said))
    return tuple(found)


def activities_of(assessment: Assessment, register: Register) -> tuple[ProcessingActivity, ...]:
    """The activities that an assessment is about, as they are written."""
    if isinstance(assessment, Dpia):
        named: Iterable[str] = assessment.activities
    elif isinstance(assessment, LegitimateInterestsAssessment):
        named = (assessment.activity,)
    else:
        named = [activity.id for activity, _ in transfers_on(assessment, register)]
    return tuple(register.activities[a] for a in dict.fromkeys(named) if a in register.activities)


def transfers_on(
    tra: TransferRiskAssessment, register: Register
) -> tuple[tuple[ProcessingActivity, Transfer], ...]:
    """The transfers that rest on an assessment, each with its activity."""
    return tuple(
        (activity, transfer)
        for written in register.activities.values()
        for activity, _ in register.variants(written)
        for transfer in each(activity.transfers)
        if transfer.assessment == tra.id
    )


def _facts(assessment: Assessment, register: Register) -> Iterator[tuple[str, str, object, str]]:
    for activity in activities_of(assessment, register):
        for field, value in _of(assessment, activity):
            yield activity.key, field, value, f"{_name(field)}: {say(value, register)}"


def _of(assessment: Assessment, activity: ProcessingActivity) -> Iterator[tuple[str, object]]:
    if isinstance(assessment, TransferRiskAssessment):
        for transfer in each(activity.transfers):
            if transfer.assessment == assessment.id:
                yield f"transfers.{transfer.id}", transfer
        return
    purposes = activity.purposes
    if isinstance(assessment, LegitimateInterestsAssessment) and assessment.purposes:
        purposes = tuple(p for p in purposes if p.id in assessment.purposes)
    yield from ((f"purposes.{p.id}", p) for p in purposes)
    yield from ((f"data.{link.id}", link) for link in activity.data)
    yield from ((f"recipients.{r.recipient}", r) for r in each(activity.recipients))
    yield from ((f"transfers.{t.id}", t) for t in each(activity.transfers))
    if not each(activity.recipients):
        yield "recipients", activity.recipients
    if not each(activity.transfers):
        yield "transfers", activity.transfers
    for field in _FACTS:
        yield field, getattr(activity, field)
    for entity, difference in activity.differs.items():
        yield f"differs.{entity}", difference


def _name(field: str) -> str:
    kind, _, name = field.partition(".")
    words = {"purposes": "Purpose", "data": "Data", "recipients": "Recipient",
             "transfers": "Transfer", "differs": "Differs at"}  # fmt: skip
    if name:
        return f"{words[kind]} {name}"
    return kind.replace("_", " ").capitalize()


def say(value: object, register: Register) -> str:
    """A fact in a line."""
    return shortened(_say(value, register), _LONG)


def _say(value: object, register: Register) -> str:
    match value:
        case None | ():
            return "not recorded"
        case Unknown():
            return f"not known yet ({value.unknown})"
        case Nothing():
            return f"none ({value.none})"
        case bool():
            return "yes" if value else "no"
        case Purpose():
            basis = basis_of(value)
            rests = label(LAWFUL_BASES, basis.basis) if basis else "no lawful basis recorded"
            return f"{value.text.rstrip('.')}; {rests}"
        case DataLink():
            return _link(value, register)
        case Transfer():
            to = register.recipients.get(value.recipient)
            where = country(known(value.country) or "") or "country not known"
            by = label(MECHANISMS, known(value.mechanism) or "") or "mechanism not known"
            return f"to {to.title if to else value.recipient}, {where}; {by}"
        case tuple():
            return ", ".join(_say(one, register) for one in value)
    return _other(value, register)


def _link(link: DataLink, register: Register) -> str:
    people = [register.find(f"data-subjects/{s}") for s in link.subjects]
    who = ", ".join(p.name for p in people if p) or "people not named"
    kept = link.retention
    rule = register.find(f"retention/{kept}") if isinstance(kept, str) else None
    limit = rule.name if rule else "no time limit recorded"
    return f"{data_in(link, register)}; of {who}; kept: {limit}"


def _other(value: object, register: Register) -> str:
    recipient = getattr(value, "recipient", None)
    if recipient is not None:
        found = register.recipients.get(recipient)
        return found.title if found else str(recipient)
    if isinstance(value, str):
        if value in register.entities:
            return companies(register, (value,))
        named = (register.find(f"{kind}/{value}") for kind in ("systems", "security-measures"))
        return next((record.name for record in named if record), value)
    said = getattr(value, "decision", None)
    return str(said or value)
