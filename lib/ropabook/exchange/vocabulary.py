"""Words of six languages, made comparable: accents, case, punctuation and articles do not count."""

import html
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ropabook.store.strict_yaml import parse

LANGUAGES: Final = ("en", "fr", "de", "nl", "es", "it")
_HINTS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD: Final = re.compile(r"[\W_]+")
_SHARP: Final = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "œ": "oe", "æ": "ae", "ł": "l"})
_ENUMERATOR: Final = re.compile(r"^\s*(?:\(?[a-z]\)|\(?\d{1,3}(?:\.\d{1,3})*[.)]?(?=\s))\s*(?=\S)")


@cache
def language(code: str) -> Mapping[str, Any]:
    """One language's file."""
    path = Path(__file__).parent / "words" / f"{code}.yaml"
    return MappingProxyType(parse(path.read_bytes()))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Words without accents, case and punctuation: `N° / RÉF` is `n ref`."""
    if "&" in text:
        text = html.unescape(text)
    if not text.islower() and not text.isupper():
        text = _CAMEL.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_SHARP))
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return _NO_WORD.sub(" ", text).strip().casefold()


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """As `plain`, without hints in brackets, numbering, and words that say nothing."""
    bare = _HINTS.sub(" ", text)
    bare = _ENUMERATOR.sub("", bare if bare.strip(" *:") else text)
    words = plain(bare).split()
    stop = _stop()
    return " ".join([word for word in words if word not in stop] or words)


@cache
def _stop() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in str(language(code)["stop"]).split())


def alternatives(text: str) -> list[str]:
    """The alternatives in one entry of a language's file."""
    return [each.strip() for each in text.split("|")]


@cache
def lookup(section: str, *, whole: bool = False) -> Mapping[str, str]:
    """From what is written to what it means, in all languages; the first language wins.

    Args:
        section: of the languages' files, such as `bases`.
        whole: compare by `plain`, with every word; else by `key`.
    """
    found: dict[str, str] = {}
    form = plain if whole else key
    for code in LANGUAGES:
        for meaning, text in language(code)[section].items():
            for phrase in alternatives(text):
                found.setdefault(form(phrase) or phrase, meaning)
    return MappingProxyType(found)


@cache
def phrases(section: str, meaning: str = "") -> frozenset[str]:
    """Everything that is written for one meaning, in all languages, as `plain` gives it."""
    found: set[str] = set()
    for code in LANGUAGES:
        entry = language(code)[section]
        text = entry.get(meaning, "") if meaning else entry
        found.update(plain(phrase) or phrase for phrase in alternatives(text))
    return frozenset(found - {""})


def says(section: str, text: str) -> str | None:
    """What a text means, where it is one of the phrases and nothing more."""
    words = plain(text)
    known = lookup(section, whole=True)
    return known.get(words or text.strip()) or _keys(section).get(words)


@cache
def _keys(section: str) -> Mapping[str, str]:
    """Our own words, so that what a mapping file decides is understood like any other."""
    return MappingProxyType({plain(each): each for each in lookup(section, whole=True).values()})


@cache
def _scanner(section: str) -> re.Pattern[str]:
    longest_first = sorted(lookup(section, whole=True), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def mentions(section: str, text: str) -> list[str]:
    """Every meaning that a text mentions, in its order; longer phrases go before shorter ones."""
    known = lookup(section, whole=True)
    return list(dict.fromkeys(known[found] for found in _scanner(section).findall(plain(text))))
