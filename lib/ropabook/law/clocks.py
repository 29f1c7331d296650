"""The clocks that the law starts: when each begins, when it stands still, when it is over.

Pure functions of dates: who they are about, and which jurisdiction's holidays count, the caller
says. Periods are counted as `periods` has it (Reg. 1182/71 Art. 3, whose detail is unverified).
A moment is the naive local time of the place where it was noted: nobody has to know a time zone,
and a span across the change to or from summer time is told one hour too long or too short.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from ropabook.law.periods import Jurisdiction, days_after, months_after, working

NOTIFICATION: Final = timedelta(hours=72)
SCREENING: Final = timedelta(days=28)
PROGRESS: Final = timedelta(days=60)
"""After how long without a step a complaint is looked at: our own threshold, not the law's."""
_HOME: Final[Jurisdiction] = "england-and-wales"
_LAST: Final = date(9900, 1, 1)
"""Dates beyond are read as this one, so that no clock runs past the end of the calendar."""
_MONTHS_EXTENDED: Final = 3


class Asked(NamedTuple):
    """Something that the person was asked for, and the day on which it came (None: not yet)."""

    on: date
    came: date | None = None


class RequestClock(NamedTuple):
    """The time for the answer to a request (UK GDPR Art. 12(3), 12A)."""

    begins: date | None
    """The relevant time; None while proof of identity, or a fee, is still awaited."""
    first_month_ends: date | None
    """Until when an extension may be told; None while the clock stands still."""
    due: date | None
    """The last day for the answer; None while the clock stands still or has not begun."""
    extended: bool = False
    """Whether the two further months count."""
    stopped_days: int = 0
    """For how many days the clock stood still."""
    waits_since: date | None = None
    """The day since which the person's answer is awaited."""


def request_clock(
    received: date,
    *,
    identity: Asked | None = None,
    fee: Asked | None = None,
    clarifications: Iterable[Asked] = (),
    extended_on: date | None = None,
    where: Jurisdiction = _HOME,
) -> RequestClock:
    """When a request must be answered (UK GDPR Art. 12(3), 12A, in force since 5 February 2026).

    One month from the latest of receipt, proof of identity that was asked for (Art. 12(6)) and a
    fee that was charged (Art. 12(5)). Three months where an extension was told, with its reasons,
    within the first: pass `extended_on` only then. The days between the question and the answer
    do not count while a clarification is awaited (Art. 12A(5)): pass `clarifications` only for a
    request for access. Verified: DUAA s. 76.

    What is asked for when the time is already over moves nothing, and an answer that is dated
    before its question stops nothing. Days are counted once, however many questions were open.
    """
    begins = _begins(_early(received), [_capped(each) for each in (identity, fee) if each], where)
    if begins.came is None:
        return RequestClock(None, None, None, waits_since=begins.on)
    start, asked = begins.came, sorted(map(_capped, clarifications), key=_asked_on)
    first = _run(start, 1, asked, where)
    in_time = extended_on is not None and received <= extended_on and (
        first.due is None or extended_on <= first.due
    )  # fmt: skip
    if not in_time:
        return first._replace(first_month_ends=first.due)
    whole = _run(start, _MONTHS_EXTENDED, asked, where)
    return whole._replace(first_month_ends=first.due, extended=True)


def _early(day: date) -> date:
    return min(day, _LAST)


def _capped(asked: Asked) -> Asked:
    return Asked(_early(asked.on), None if asked.came is None else _early(asked.came))


def _asked_on(asked: Asked) -> date:
    return asked.on


def _begins(received: date, asked: list[Asked], where: Jurisdiction) -> Asked:
    """The relevant time: `came` is None while something asked for in time has not come."""
    start = received
    waits: date | None = None
    for one in sorted(asked, key=_asked_on):
        if one.on > months_after(start, 1, where):
            continue
        if one.came is None:
            waits = waits or one.on
        elif one.came >= one.on:
            start = max(start, one.came)
    return Asked(waits or start, None if waits else start)


def _run(
    start: date, months: int, clarifications: list[Asked], where: Jurisdiction
) -> RequestClock:
    """So many months from the start, with the days in between on which the clock stood still."""
    end, stopped, counted_to = start + relativedelta(months=months), 0, start
    for one in clarifications:
        if one.on > working(end + timedelta(days=stopped), where):
            continue
        if one.came is None:
            return RequestClock(start, None, None, stopped_days=stopped, waits_since=one.on)
        since = max(one.on, counted_to)
        if one.came > since:
            stopped += (one.came - since).days
            counted_to = one.came
    due = working(end + timedelta(days=stopped), where)
    return RequestClock(start, None, due, stopped_days=stopped)


def acknowledgement_due(received: date, where: Jurisdiction = _HOME) -> date:
    """The last day on which a complaint may be acknowledged: 30 days from the day after receipt.

    DPA 2018 s. 164A(3), in force since 19 June 2026: verified; how the days are counted:
    secondary.
    """
    return days_after(_early(received), 30, where)


def notification_due(aware: datetime) -> datetime:
    """Until when a breach is told to the Commissioner: 72 hours from awareness.

    UK GDPR Art. 33(1): unverified; PECR reg. 5A, since 20 August 2025: verified. The hours run
    through weekends and holidays: of the two readings, the one that nobody can object to.
    """
    return min(local(aware), datetime(9900, 1, 1)) + NOTIFICATION


def local(moment: datetime) -> datetime:
    """The moment as the clock on the wall showed it, whatever offset was written beside it."""
    return moment.replace(tzinfo=None)


def advice_due(sent: date, *, extended: bool = False, where: Jurisdiction = _HOME) -> date:
    """Until when the Commissioner advises in a prior consultation: eight weeks, or six more.

    UK GDPR Art. 36(2): secondary. Binds the Commissioner; until then processing does not start.
    """
    return days_after(_early(sent), 7 * (14 if extended else 8), where)


def screening_holds_until(screened: date) -> date:
    """The last day on which live calls may rest on a comparison with the TPS and CTPS.

    PECR reg. 21(3): a number binds callers 28 days after it was listed, so whatever was listed
    after the comparison binds from the 29th day on. Verified. No holiday makes it longer.
    """
    return _early(screened) + SCREENING


def policy_document_until(reliance_ended: date) -> date:
    """How long an appropriate policy document is kept at least: six months after its last use.

    DPA 2018 Sch. 1 para. 40: unverified. No holiday makes it longer: Reg. 1182/71 is verified for
    the periods of the UK GDPR (Art. 4A) and of PECR (reg. 2(5)), not for those of the Act.
    """
    return _early(reliance_ended) + relativedelta(months=6)
