"""Roles, kinds of recipient, safeguards, kinds of measure and source: the closed words."""

import re
from functools import lru_cache

from ropabook.exchange.vocabulary import mentions, phrases, plain, says


def _bare(text: str) -> str:
    # Keys of other programs: `privacy_data_processor`.
    return re.sub(r"^privacy_", "", text.strip(), flags=re.IGNORECASE).replace("_", " ")


def _one(section: str, text: str) -> str | None:
    said = says(section, _bare(text))
    if said:
        return said
    found = mentions(section, _bare(text))
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def role(text: str) -> str | None:
    """The role of the company in an activity."""
    return says("roles", _bare(text))


@lru_cache(maxsize=4096)
def recipient_kind(text: str) -> str | None:
    """What a recipient is to the company."""
    return _one("kinds", text)


@lru_cache(maxsize=4096)
def mechanism(text: str) -> str | None:
    """The safeguard of a transfer. The US framework of the EU is none of the UK's own."""
    return _one("mechanisms", text)


@lru_cache(maxsize=4096)
def measure_limb(text: str) -> str | None:
    """Which part of Art. 32(1) a measure serves: a, b, c, d or organisational."""
    return _one("measures", text)


@lru_cache(maxsize=4096)
def source_kind(text: str) -> str | None:
    """From what kind of source data comes."""
    return _one("sources", text)


@lru_cache(maxsize=4096)
def special_category(text: str) -> str | None:
    """Which special category a category of data is, where its name says so."""
    bare = re.sub(r"\([^()]*\)", "", text)
    said = says("special", _bare(bare))
    if said:
        return said
    found = [each for each in mentions("special", bare) if _weighty(each, bare)]
    return found[0] if len(found) == 1 else None


def _weighty(category: str, text: str) -> bool:
    """Whether the words for it are of more than one word, or nearly all of the text."""
    words = plain(text)
    said = max((p for p in phrases("special", category) if p in words), key=len, default="")
    return " " in said or len(said) * 2 > len(words)


@lru_cache(maxsize=4096)
def is_criminal(text: str) -> bool:
    """Whether a category of data is about convictions or offences, by its name."""
    words = plain(re.sub(r"\([^()]*\)", "", text))
    return any(each == words or (" " in each and each in words) for each in phrases("criminal"))


@lru_cache(maxsize=4096)
def status(text: str) -> str | None:
    """The state of an activity."""
    return says("status", _bare(text))
