"""Days as they are written in six languages; 03/04/2025 may be two days and stays a question."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ropabook.exchange.vocabulary import LANGUAGES, alternatives, language, plain

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_SLASHED: Final = re.compile(
    r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?:[ T,]+\d{1,2}[:h]\d{2}.*)?"
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_NAMED: Final = re.compile(
    r"(\d{1,2})\s*(?:st|nd|rd|th|er|º|\.)?\s*(?:de\s+|di\s+)?([a-z]{3,})\.?,?\s*(?:de\s+)?(\d{4})"
)
_NAME_FIRST: Final = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")

_LONGEST: Final = 30
_MONTHS: Final = 12


class Written(NamedTuple):
    """A day, or the days it may be."""

    day: date | None
    may_be: tuple[date, ...] = ()
    """Read with the day first, and with the month first."""


@lru_cache(maxsize=4096)
def day(text: str) -> Written:
    """The day a text names; no day where it names none, or where it may be one of two."""
    said = text.strip().rstrip(".")
    if found := _ISO.fullmatch(said) or _YEAR_FIRST.fullmatch(said):
        return Written(_day(int(found[1]), int(found[2]), int(found[3])))
    if found := _SLASHED.fullmatch(said):
        return _slashed(int(found[1]), int(found[3]), found[4], found[2])
    words = plain_keeping_commas(said)
    if found := _NAMED.fullmatch(words):
        month = _months().get(found[2])
        return Written(_day(int(found[3]), month, int(found[1])) if month else None)
    if found := _NAME_FIRST.fullmatch(words):
        month = _months().get(found[1])
        return Written(_day(int(found[3]), month, int(found[2])) if month else None)
    return Written(None)


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether the days of a file are written 26/05/2025 or 05/26/2025; None where nothing tells."""
    told = set()
    for text in texts:
        if len(text) <= _LONGEST and (found := _SLASHED.fullmatch(text.strip())):
            first, second = int(found[1]), int(found[3])
            if max(first, second) > _MONTHS and found[2] != ".":
                told.add(first > second)
    return told.pop() if len(told) == 1 else None


def plain_keeping_commas(text: str) -> str:
    """Without accents and case."""
    return " ".join(plain(text).split())


def _slashed(first: int, second: int, year: str, sign: str) -> Written:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    day_first, month_first = _day(full, second, first), _day(full, first, second)
    if sign == "." or day_first == month_first:
        # With points the day comes first, in every language that writes so.
        return Written(day_first)
    both = tuple(each for each in (day_first, month_first) if each)
    return Written(both[0]) if len(both) == 1 else Written(None, both)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for code in LANGUAGES:
        for at, names in enumerate(alternatives(language(code)["months"]), 1):
            for name in names.split():
                found.setdefault(plain(name), at)
    return found
