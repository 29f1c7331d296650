"""Periods of time and how they are counted (UK GDPR Art. 4A, PECR reg. 2(5); Reg. 1182/71).

The day of the event is not counted. A period in months ends on the corresponding day, or on the
last day of a shorter month. One that ends on a day that is no working day ends with the next that
is. The detail of Reg. 1182/71 Art. 3 is unverified.
"""

import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final, Literal

from dateutil.relativedelta import relativedelta

Jurisdiction = Literal["england-and-wales", "scotland", "northern-ireland"]
_ISO: Final = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_DATED: Final = ("year", "month", "week", "day")
_TIMED: Final = ("hour", "minute")
_PART: Final = re.compile(rf"(\d{{1,6}}) ?({'|'.join((*_DATED, *_TIMED))})s?\b")
_SPOKEN: Final = re.compile(rf"{_PART.pattern}(?:(?:,| and|, and)? ?{_PART.pattern})*")
_SUBDIVISIONS: Final = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}


@cache
def period(text: str) -> relativedelta | None:
    """An ISO 8601 duration of whole numbers, such as P6Y, P30D or PT30M; None where it is none."""
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    years, months, weeks, days, hours, minutes, seconds = (
        int(part or 0) for part in found.groups()
    )
    return relativedelta(years=years, months=months, days=7 * weeks + days, hours=hours,
                         minutes=minutes, seconds=seconds)  # fmt: skip


def days_in(text: str) -> float | None:
    """About how many days a duration has: years of 365.25, months of a twelfth of that."""
    found = period(text)
    if found is None:
        return None
    return (
        found.years * 365.25
        + found.months * 365.25 / 12
        + found.days
        + found.hours / 24
        + found.minutes / 1440
        + found.seconds / 86400
    )


def normal(text: str) -> str:
    """One way of writing a duration: P12M becomes P1Y. What is no duration stays as it is."""
    found = period(text)
    if found is None:
        return text
    found = found.normalized()
    dated = [(found.years, "Y"), (found.months, "M"), (found.days, "D")]
    timed = [(found.hours, "H"), (found.minutes, "M"), (found.seconds, "S")]
    day = "".join(f"{n}{unit}" for n, unit in dated if n)
    time = "".join(f"{n}{unit}" for n, unit in timed if n)
    return f"P{day}{'T' if time else ''}{time}" if day or time else "P0D"


def longer(first: str, second: str) -> bool:
    """Whether the first duration is longer in any calendar: a year may have 366 days."""
    one, other = days_in(first), days_in(second)
    return one is not None and other is not None and one > other * 366 / 365.25 + 0.001


def shorter(first: str, second: str) -> bool:
    """Whether the first duration is shorter in any calendar: a year may have 365 days."""
    one, other = days_in(first), days_in(second)
    return one is not None and other is not None and one < other * 365 / 365.25 - 0.001


def meant(words: str) -> str | None:
    """The duration that a person means by `6 years`, `1 year, 6 months` or `p6y`, as P6Y.

    `session` and `indefinite` are meant as they stand. None where the words mean no duration:
    nothing is guessed.
    """
    said = " ".join(words.split()).lower()
    if said in ("session", "indefinite"):
        return said
    if period(said.upper()) is not None:
        return said.upper()
    if not _SPOKEN.fullmatch(said):
        return None
    found = [(unit, int(count)) for count, unit in _PART.findall(said)]
    counts = dict(found)
    if len(counts) < len(found) or ("week" in counts and len(counts) > 1):
        return None
    dated = "".join(f"{counts[unit]}{unit[0].upper()}" for unit in _DATED if unit in counts)
    timed = "".join(f"{counts[unit]}{unit[0].upper()}" for unit in _TIMED if unit in counts)
    return f"P{dated}{'T' if timed else ''}{timed}"


def in_words(text: str) -> str:
    """`P6Y` as people say it: 6 years. What is no duration stays as it is."""
    found = period(text)
    if found is None:
        return text
    parts = ("years", "months", "days", "hours", "minutes", "seconds")
    said = [(getattr(found, part), part) for part in parts if getattr(found, part)]
    return ", ".join(f"{n} {part if n != 1 else part[:-1]}" for n, part in said) or "no time"


def after(day: date, text: str) -> date | None:
    """The day on which a duration that runs from `day` ends; None where it is no duration."""
    found = period(text)
    if found is None:
        return None
    try:
        return day + found
    except (OverflowError, ValueError):
        return date.max


def working(day: date, jurisdiction: Jurisdiction = "england-and-wales") -> date:
    """The day itself, or the next one that is neither at a weekend nor a public holiday."""
    while day.weekday() > 4 or day in _holidays(jurisdiction, day.year):
        day += timedelta(days=1)
    return day


@cache
def _holidays(jurisdiction: Jurisdiction, year: int) -> frozenset[date]:
    # Imported when it is needed: most reviews meet no clock.
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv=_SUBDIVISIONS[jurisdiction], years=year))


def months_after(event: date, months: int, where: Jurisdiction = "england-and-wales") -> date:
    """The last day of a period of months that begins with an event."""
    return working(event + relativedelta(months=months), where)


def days_after(event: date, days: int, where: Jurisdiction = "england-and-wales") -> date:
    """The last day of a period of days that begins with an event."""
    return working(event + timedelta(days=days), where)


def hours_between(first: datetime, last: datetime) -> float:
    """How many hours lie between two moments."""
    return (last - first).total_seconds() / 3600
