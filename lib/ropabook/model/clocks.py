"""Which clock runs for an entry of the logs: its company says where, and under whose law."""

from collections.abc import Iterator
from datetime import date

from ropabook.law.clocks import Asked, RequestClock, acknowledgement_due, request_clock
from ropabook.law.periods import Jurisdiction
from ropabook.model.entity import Profile
from ropabook.model.facts import blank, known
from ropabook.model.logs import Complaint, RightsRequest
from ropabook.model.register import Register


def jurisdiction(register: Register, entity: str) -> Jurisdiction:
    """Whose public holidays count for a company: England and Wales while nobody has said."""
    found = register.entities.get(entity)
    return (known(found.jurisdiction) if found else None) or "england-and-wales"


def profile(register: Register, entity: str) -> Profile:
    """Whose law applies to a company; the group's where the company does not say."""
    found = register.entities.get(entity)
    group = register.group.profile if register.group else "UK"
    return (found.profile if found else None) or group


def clock_of(register: Register, request: RightsRequest) -> RequestClock:
    """The clock of a request. Under EU law one month runs from receipt, and nothing stops it."""
    where, extended_on = jurisdiction(register, request.entity), request.extended_on
    told = None if blank(request.extension_reason) else extended_on
    if profile(register, request.entity) == "EU":
        return request_clock(request.received, extended_on=told, where=where)
    return request_clock(
        request.received,
        identity=_asked(request.identity_asked, request.identity_received),
        fee=_asked(request.fee_asked, request.fee_paid),
        clarifications=clarifications(request) if request.right == "access" else (),
        extended_on=told,
        where=where,
    )


def clarifications(request: RightsRequest) -> Iterator[Asked]:
    """What was asked in order to find the data, with the day on which each answer came."""
    first = _asked(request.clarification_asked, request.clarification_received)
    if first is not None:
        yield first
    yield from (Asked(each.asked, each.received) for each in request.further_clarifications)


def acknowledge_by(register: Register, complaint: Complaint) -> date:
    """The last day for the acknowledgement of a complaint (DPA 2018 s. 164A(3))."""
    return acknowledgement_due(complaint.received, jurisdiction(register, complaint.entity))


def _asked(on: date | None, came: date | None) -> Asked | None:
    return None if on is None else Asked(on, came)
