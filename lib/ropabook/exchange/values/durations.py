"""How long something is kept: a period where the words say one, else the words are the rule."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ropabook.exchange.values.answers import leading_answer
from ropabook.exchange.vocabulary import LANGUAGES, alternatives, language, lookup, phrases, plain
from ropabook.law.periods import period

_UNITS: Final = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M"}
_ISO: Final = re.compile(r"P(?=[\dT])[\dYMWDTHS]+")


class Duration(NamedTuple):
    """A time limit as it is written."""

    period: str | None
    """ISO 8601, `session` or `indefinite`; None where the words give no single period."""
    trigger: str | None = None
    """From when it runs, in the words of the file."""


@lru_cache(maxsize=4096)
def duration(text: str) -> Duration:
    """What a text says about how long.

    `6 years after the contract ends` is P6Y from “the contract ends”. Two periods, or a period
    with conditions, are criteria: no period is taken from them.
    """
    said = text.strip().rstrip(".")
    if _ISO.fullmatch(said) and period(said) is not None:
        return Duration(said)
    words = plain(said)
    if words in phrases("durations", "forever"):
        return Duration("indefinite")
    if words in phrases("durations", "session"):
        return Duration("session")
    return _counted(said)


def _counted(said: str) -> Duration:
    found = list(_pattern().finditer(said))
    if len(found) != 1:
        return Duration(None)
    match = found[0]
    before, after = said[: match.start()], said[match.end() :]
    length = _iso(match)
    if length is None or (before.strip() and not _only_says_kept(before)):
        return _plus(before, after, length)
    rest = after.strip(" .")
    if not rest:
        return Duration(length)
    for current, ends in (("current_month", "the end of the current month"),
                             ("current_year", "the end of the current year")):  # fmt: skip
        if plain(rest.replace("+", "plus ")) in phrases("durations", current):
            return Duration(length, ends)
    trigger = _trigger(rest)
    return Duration(length, trigger) if trigger else Duration(None)


def _plus(before: str, after: str, length: str | None) -> Duration:
    """`contract plus 2 years`: the period runs from the end of what stands first."""
    first = plain(before.replace("+", " plus "))
    if length is None or after.strip(" .") or first not in phrases("durations", "ended"):
        return Duration(None)
    return Duration(length, re.sub(r"\s*(\+|\w+)\s*$", "", before.strip()))


def _trigger(rest: str) -> str | None:
    words = plain(rest)
    starts = sorted(phrases("durations", "after"), key=len, reverse=True)
    start = next((each for each in starts if words.startswith(f"{each} ")), None)
    if start is None or re.search(r"\d", rest) or re.search(r"[;]|\.\s|,\s*(then|puis|dann)", rest):
        return None
    return re.sub(rf"^\W*(?:\w+\W+){{{len(start.split())}}}", "", rest).strip() or None


@cache
def _keeping() -> re.Pattern[str]:
    kept = ("kept for", "retained for", "for", "up to", "maximum", "max", "minimum", "at least",
            "stored for", "conservation", "pendant", "für", "bis zu", "gedurende", "durante", "per",
            "keep for", "statutory", "deleted after", "gelöscht nach", "löschung nach")  # fmt: skip
    return re.compile("|".join(re.escape(plain(each)) for each in sorted(kept, key=len)[::-1]))


def _only_says_kept(before: str) -> bool:
    exact = ("up to", "maximum", "minimum", "at least", "bis zu", "max", "statutory")
    words = plain(before)
    return _keeping().fullmatch(words) is not None and words not in map(plain, exact)


def _iso(match: re.Match[str]) -> str | None:
    amount = _number(match["amount"])
    if amount is None or amount > 9999:
        return None
    unit = lookup("durations", whole=True)[plain(match["unit"])]
    return f"P{'T' if unit in ('hour', 'minute') else ''}{amount}{_UNITS[unit]}"


@cache
def _pattern() -> re.Pattern[str]:
    units = {
        phrase
        for code in LANGUAGES
        for unit in _UNITS
        for phrase in alternatives(language(code)["durations"][unit])
    }
    names = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    numbers = "|".join(sorted(map(re.escape, _numbers()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,])(?P<amount>\d+|{numbers})(?:\s*\(\d+\))?[\s-]*(?P<unit>{names})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _numbers() -> dict[str, int]:
    found: dict[str, int] = {}
    for code in LANGUAGES:
        for at, words in enumerate(alternatives(language(code)["numbers"]), 1):
            for word in words.split():
                found.setdefault(word, at)
    return found


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _numbers().get(word.casefold())


def mentions_duration(text: str) -> bool:
    """Whether some length of time is named at all."""
    return _pattern().search(text) is not None or leading_answer(text) is not None
