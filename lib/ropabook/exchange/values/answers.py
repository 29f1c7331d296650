"""Whether a text is an answer at all: yes, no, none, not known, a placeholder, “see above”."""

import re
from functools import cache, lru_cache
from typing import Final, Literal

from ropabook.exchange.vocabulary import lookup, phrases, plain, says

Answer = Literal["yes", "no", "unsure", "none", "unknown", "placeholder", "above"]

_BRACKETED: Final = re.compile(r"^[\W_]*(\[[A-Z][^\[\]]{2,}\]|<[A-Z][^<>]{2,}>|\{\{.*\}\})[\W_]*$")
_REFERENCE: Final = re.compile(r"(wie|see|voir|siehe|zie|ver|vedi|cf) [a-z]{1,4} ?\d+")
_AFTER: Final = re.compile(r"^(.{1,45}?)\s*(?:[(:;,.–—]|\s-\s)")
_LIMITING: Final = frozenset(
    {"outside", "except", "other", "besides", "apart", "beyond", "but", "ausser", "ausserhalb",
     "sauf", "hormis", "hors", "autres", "behalve", "buiten", "excepto", "salvo", "fuera",
     "tranne", "eccetto", "fuori"}
)  # fmt: skip
_DIGITS_OR_WORDS: Final = re.compile(r"[^\W_]")


@lru_cache(maxsize=4096)
def answer(text: str) -> Answer | None:
    """What kind of answer a whole text is, if it is one of the usual ones."""
    words = text.strip()
    if _BRACKETED.match(words):
        return "placeholder"
    found = "above" if means_cell_above(words) else says("answers", words)
    if found is None and not _DIGITS_OR_WORDS.search(words):
        found = lookup("answers", whole=True).get(words.strip("*_.… ")) or "unknown"
    if found is None and _is_placeholder(words):
        return "placeholder"
    if found is None and _points_elsewhere(words):
        return "above"
    return found  # type: ignore[return-value]


@lru_cache(maxsize=4096)
def leading_answer(text: str) -> Answer | None:
    """As `answer`, and also where reasons follow: `None (Brevo is in the EU)`, `Yes – weekly`."""
    whole = answer(text)
    if whole is not None:
        return whole
    first = _AFTER.match(text.strip())
    found = answer(first[1]) if first else None
    if found in ("yes", "no", "none", "unsure"):
        return found
    words = plain(text)
    longest = max(
        (each for each in phrases("answers", "none") if words.startswith(f"{each} ")),
        key=len, default="",
    )  # fmt: skip
    rest = words.removeprefix(longest).split()
    return "none" if len(longest.split()) >= 2 and len(rest) <= 8 and not _limits(rest) else None


def _limits(rest: list[str]) -> bool:
    """Whether what follows takes part of the “none” back: no recipients *outside the group*."""
    return bool(rest) and rest[0] in _LIMITING


def _is_placeholder(text: str) -> bool:
    return plain(text).startswith(_placeholders())


@cache
def _placeholders() -> tuple[str, ...]:
    return tuple(each for each in phrases("answers", "placeholder") if len(each) > 12)


def _points_elsewhere(text: str) -> bool:
    words = plain(text)
    if len(words.split()) > 8:
        return False
    if plain(text.rpartition(":")[2]) in phrases("answers", "above") or _REFERENCE.match(words):
        return True
    return words.startswith(_see_above())


@cache
def _see_above() -> tuple[str, ...]:
    return tuple(f"{each} " for each in phrases("answers", "above") if " " in each)


@lru_cache(maxsize=4096)
def means_cell_above(text: str) -> bool:
    """Whether it says that the cell directly above it holds: “as above”, “idem”, a ditto mark."""
    return (plain(text) or text.strip()) in phrases("directly_above")


@cache
def _instructions() -> tuple[str, ...]:
    return tuple(f"{each} " for each in phrases("instructions"))


def is_instruction(text: str) -> bool:
    """Whether it tells how to fill in a cell: “choose from list”, “who is it about?”."""
    return text.rstrip(" )").endswith(("?", "…", "...")) or plain(text).startswith(_instructions())


def yes_or_no(text: str) -> bool | None:
    """True, False, or None where it is neither."""
    found = leading_answer(text)
    if found == "yes":
        return True
    return False if found in ("no", "none") else None


def is_flag(text: str) -> bool:
    """Whether a text is what stands in a column of ticks."""
    return answer(text) in ("yes", "no")
