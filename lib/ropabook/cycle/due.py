"""Everything in the record that is due on a day: reviews, decisions, contracts, clocks."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from ropabook.law.clocks import local, notification_due
from ropabook.law.periods import after
from ropabook.model.activity import ProcessingActivity
from ropabook.model.assessments import Dpia, LegitimateInterestsAssessment, TransferRiskAssessment
from ropabook.model.clocks import acknowledge_by, clock_of
from ropabook.model.entity import Entity
from ropabook.model.facts import known
from ropabook.model.logs import Breach, Complaint, RightsRequest
from ropabook.model.names import kind_and_name
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.model.registers import Contract, PolicyDocument


class Due(NamedTuple):
    """Something that somebody is to do until a day."""

    on: date
    """The last day for it."""
    what: str
    record: str
    """`folder/id`."""
    name: str
    """What people call the record."""
    who: str | None
    """Who answers for it; None where nobody is recorded."""
    entities: tuple[str, ...] = ()
    """The companies it concerns; empty where it concerns all."""

    @property
    def sentence(self) -> str:
        """`Review of Customer accounts`."""
        return f"{self.what}: {self.name}"


def due(
    register: Register, until: date | None = None, entity: str | None = None
) -> tuple[Due, ...]:
    """What is due, the earliest first; what is overdue is due still.

    Args:
        register: the record.
        until: the last day to look at; left out, everything that has a day.
        entity: only what concerns this company.
    """
    return tuple(
        one
        for one in register.every.once(_all)
        if (until is None or one.on <= until)
        and register.holds(one.record)
        and (entity is None or not one.entities or entity in one.entities)
    )


def _all(register: Register) -> tuple[Due, ...]:
    found = [one for make in _MAKERS for one in make(register)]
    return tuple(sorted(found, key=lambda one: (one.on, one.what, one.record)))


def _activities(register: Register) -> Iterator[Due]:
    cycle = (known(register.group.review_cycle) if register.group else None) or "P1Y"
    for activity in register.activities.values():
        if activity.status == "retired":
            continue
        day = known(activity.next_review_due)
        if day is None and activity.last_reviewed:
            day = after(activity.last_reviewed, cycle)
        if day:
            yield _due(activity, day, "Review", known(activity.owner), activity.entities)


def _assessments(register: Register) -> Iterator[Due]:
    for dpia in register.of(Dpia).values():
        whose = _companies(register, dpia.activities)
        if dpia.review_due:
            yield _due(
                dpia, dpia.review_due, "Review of the DPIA", dpia.kept_under_review_by, whose
            )
        for measure in dpia.measures:
            if measure.due and measure.status == "planned":
                what = f"Measure “{measure.text}” of the DPIA"
                yield _due(dpia, measure.due, what, measure.owner, whose)
    for lia in register.of(LegitimateInterestsAssessment).values():
        if lia.review_due:
            whose = _companies(register, [lia.activity])
            yield _due(lia, lia.review_due, "Review of the interests", lia.done_by, whose)
    for tra in register.of(TransferRiskAssessment).values():
        if tra.review_due:
            yield _due(tra, tra.review_due, "Review of the transfer risk", tra.approver, ())


def _documents(register: Register) -> Iterator[Due]:
    for contract in register.of(Contract).values():
        expiry = known(contract.expires_on)
        if expiry:
            yield _due(contract, expiry, "Contract expires", None, contract.parties)
        if contract.next_review:
            yield _due(contract, contract.next_review, "Review of the contract", None,
                       contract.parties)  # fmt: skip
    for document in register.of(PolicyDocument).values():
        if document.review_due:
            yield _due(document, document.review_due, "Review of the policy document", None, ())
    for company in register.of(Entity).values():
        day = known(company.registration_expiry)
        if day:
            who = known(company.owner)
            yield _due(company, day, "Registration with the Commissioner", who, (company.id,))


def _decisions(register: Register) -> Iterator[Due]:
    for acceptance in register.acceptances:
        name = kind_and_name(register, acceptance.record)[1]
        what = f"Acceptance of {acceptance.rule} ends"
        whose = (acceptance.entity,) if acceptance.entity else ()
        yield Due(acceptance.until, what, acceptance.record, name, acceptance.by, whose)
    for action in register.actions:
        if action.state == "open":
            name = kind_and_name(register, action.record)[1]
            whose = (action.entity,) if action.entity else ()
            yield Due(action.due, action.text, action.record, name, action.owner, whose)


def _logs(register: Register) -> Iterator[Due]:
    for request in register.of(RightsRequest).values():
        day = clock_of(register, request).due
        if day and request.answered_on is None:
            yield _due(request, day, "Answer to the request", None, (request.entity,))
    for complaint in register.of(Complaint).values():
        if complaint.acknowledged_on is None:
            day = acknowledge_by(register, complaint)
            yield _due(complaint, day, "Acknowledgement of the complaint", None,
                       (complaint.entity,))  # fmt: skip
    for breach in register.of(Breach).values():
        if breach.notified_at is None and breach.assessed in ("risk", "high"):
            moment = local(notification_due(breach.aware_at))
            what = f"Notification of the breach, until {moment:%H:%M}"
            yield _due(breach, moment.date(), what, None, (breach.entity,))


_MAKERS: Final[tuple[Callable[[Register], Iterator[Due]], ...]] = (
    _activities, _assessments, _documents, _decisions, _logs,
)  # fmt: skip


def _due(record: Record, day: date, what: str, who: Any, entities: tuple[str, ...]) -> Due:
    return Due(day, what, record.key, record.name, who, entities)


def _companies(register: Register, activities: Iterable[str | None]) -> tuple[str, ...]:
    found = (register.activities.get(each or "") for each in activities)
    named: list[ProcessingActivity] = [each for each in found if each is not None]
    return tuple(dict.fromkeys(entity for each in named for entity in each.entities))
