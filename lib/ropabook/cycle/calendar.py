"""What is due as a calendar file (RFC 5545), for the calendar that everybody has open anyway."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from ropabook.cycle.due import Due


def as_calendar(dues: Iterable[Due], made: datetime) -> bytes:
    """One day-long entry for each thing that is due.

    Args:
        dues: what is due.
        made: when the file is made.

    Returns:
        A file that calendars open. An entry keeps its identity as long as what is due stays the
        same, so that a file opened again changes entries and does not double them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//ropabook//record of processing//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Record of processing: what is due")
    for one in dues:
        calendar.add_component(_event(one, made))
    return bytes(calendar.to_ical())


def _event(one: Due, made: datetime) -> Event:
    event = Event()
    identity = hashlib.sha256(f"{one.record}\0{one.what}".encode()).hexdigest()[:32]
    event.add("uid", f"{identity}@ropabook")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("dtstart", one.on)
    event.add("dtend", _next(one.on))
    event.add("summary", one.sentence)
    who = f"Who answers for it: {one.who}\n" if one.who else ""
    event.add("description", f"{who}Record: {one.record}")
    event.add("transp", "TRANSPARENT")
    return event


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)
