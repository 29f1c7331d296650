"""What the sheets of the logs have in common: whose entries, and clocks in words."""

from datetime import date, datetime, timedelta
from typing import TypeVar

from ropabook.excel.table import Link
from ropabook.law.clocks import RequestClock, local
from ropabook.model.logs import Breach, Complaint, MarketingObjection, RightsRequest
from ropabook.model.names import company
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import named, titles

L = TypeVar("L", RightsRequest, Breach, Complaint, MarketingObjection)


def entries(scope: Scope, kind: type[L]) -> tuple[L, ...]:
    """The entries of a log: all for the group; a company's own for a company."""
    every = scope.register.of(kind).values()
    return tuple(entry for entry in every if scope.entity in (None, entry.entity))


def whose(register: Register, entry: L) -> str:
    """The company of an entry."""
    return company(register, entry.entity)


def concerned(register: Register, activities: tuple[str, ...]) -> str | Link:
    """The activities that an entry is about; a single one leads to its record."""
    if len(activities) == 1:
        return named(register, "activities", activities[0])
    return titles(register, "activities")(activities) or "Not recorded"


def noted(record: Record) -> str:
    """Its notes, if there are any."""
    return record.notes or "–"


def told(day: date | None, otherwise: str = "Not recorded") -> str:
    """A day, or that there is none."""
    return str(day) if day else otherwise


def moment(at: datetime | None, otherwise: str = "Not recorded") -> str:
    """A moment as the clock on the wall showed it."""
    return f"{local(at):%Y-%m-%d %H:%M}" if at else otherwise


def days(number: int) -> str:
    """A number of days in words."""
    return f"{number} day" if number == 1 else f"{number} days"


def against(due: date, done: date | None, on: date) -> str:
    """How it stands with something that is due on a day."""
    if done is not None and done <= on:
        late = (done - due).days
        return f"Done, {days(late)} late" if late > 0 else "Done in time"
    left = (due - on).days
    if left < 0:
        return f"Overdue by {days(-left)}"
    return f"{days(left)} left" if left else "Due on this day"


def clock_in_words(clock: RequestClock) -> str:
    """How the time for an answer to a request runs."""
    if clock.begins is None:
        return f"Not begun: proof of identity or a fee is awaited since {clock.waits_since}"
    said = [f"Begins on {clock.begins}"]
    if clock.stopped_days:
        said.append(f"stood still for {days(clock.stopped_days)}")
    if clock.waits_since is not None:
        said.append(f"stands still since {clock.waits_since}")
    if clock.extended:
        said.append("extended by two months")
    if clock.due is not None:
        said.append(f"ends on {clock.due}")
    return "; ".join(said)


def hours_in_words(aware: datetime, until: datetime) -> str:
    """How long after awareness something happened, in whole hours."""
    passed = local(until) - local(aware)
    hours = passed // timedelta(hours=1)
    return f"after {hours} hour" if hours == 1 else f"after {hours} hours"
