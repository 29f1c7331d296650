"""What an assessment relies on: facts of the record as they were, and whether they still are."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from ropabook.model.activity import ProcessingActivity, Transfer
from ropabook.model.assessments import Dpia, LegitimateInterestsAssessment, TransferRiskAssessment
from ropabook.model.facts import Noun, each
from ropabook.model.record import Record
from ropabook.model.register import Register

Assessment = Dpia | LegitimateInterestsAssessment | TransferRiskAssessment
_FACTS: Final = ("large_scale", "monitoring", "new_technology", "profiling", "automated_decisions",
                 "security_measures", "systems", "entities", "role")  # fmt: skip
"""What is relied on as a whole; purposes, data, recipients, transfers are relied on one by one."""


class Fact(NamedTuple):
    """A fact of the record that an assessment is about."""

    record: str
    field: str
    value: object


class Changed(NamedTuple):
    """A fact that is not what the assessment relied on."""

    kind: Literal["changed", "gone", "new"]
    record: str
    field: str
    said: str
    """What it was, in words; empty where it is new."""
    value: object
    """What it is now."""


def facts_of(assessment: Assessment, register: Register) -> Iterator[Fact]:
    """Every fact that an assessment is about, as the record has it now."""
    for activity in activities_of(assessment, register):
        for field, value in _of(assessment, activity):
            yield Fact(activity.key, field, value)


def changed_since(assessment: Assessment, register: Register) -> tuple[Changed, ...]:
    """What has changed since the assessment relied on it; nothing where it relies on nothing.

    A fact that came since, such as another recipient, has changed it, too: where the assessment
    relies on that record as a whole, and not on some of its facts only.
    """
    found = []
    for relied in assessment.relies_on:
        record = register.find(relied.record)
        now = value_at(record, relied.field) if record else None
        if digest(now) != relied.digest:
            kind: Literal["changed", "gone"] = "gone" if now in (None, ()) else "changed"
            found.append(Changed(kind, relied.record, relied.field, relied.said.rstrip("."), now))
    known_ones = {(relied.record, relied.field) for relied in assessment.relies_on}
    whole = {key for key, _ in known_ones if all((key, field) in known_ones for field in _FACTS)}
    for key, field, value in facts_of(assessment, register) if whole else ():
        if key in whole and value not in (None, ()) and (key, field) not in known_ones:
            found.append(Changed("new", key, field, "", value))
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
    return tuple(register.once(_transfers).get(tra.id, ()))


def _transfers(register: Register) -> Mapping[str, list[tuple[ProcessingActivity, Transfer]]]:
    found = defaultdict(list)
    for written in register.activities.values():
        for activity, _ in register.variants(written):
            for transfer in each(activity.transfers):
                if isinstance(transfer.assessment, str):
                    found[transfer.assessment].append((activity, transfer))
    return found


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


def value_at(record: Record, path: str) -> object:
    """The value at a path such as `purposes.fulfil.text`; None where there is none."""
    value: object = record
    for step in path.split(".") if path else ():
        value = _below(value, step)
    return value


def digest(value: object) -> str:
    """The fingerprint of a fact. What proves it, and fields left out, do not change it."""
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _below(value: object, step: str) -> object:
    if isinstance(value, tuple):
        named = (
            m for m in value if step in (getattr(m, "id", None), getattr(m, "recipient", None))
        )
        return next(named, None)
    if isinstance(value, dict):
        return value.get(step)
    return getattr(value, step, None) if step in getattr(value, "__dict__", {}) else None


def _plain(value: Any) -> Any:
    if isinstance(value, Noun):
        return {
            name: _plain(each)
            for name, each in value.__dict__.items()
            if name != "evidence" and each not in (None, (), {})
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value if isinstance(value, str | int | bool | None) else str(value)
