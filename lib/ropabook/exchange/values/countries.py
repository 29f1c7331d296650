"""Countries by their names in six languages and by ISO codes; a region or a city is no country."""

import re
from functools import cache, lru_cache
from typing import Final

import pycountry
from babel import Locale

from ropabook.exchange.vocabulary import LANGUAGES, alternatives, language, phrases, plain

_ARTICLES: Final = re.compile(r"^(the|la|le|les|l|die|der|das|de|het|el|los|las|il|lo|gli|i) ")
_BRACKETS: Final = re.compile(r"^(.*?)\s*\(([^()]*)\)$")


@lru_cache(maxsize=4096)
def country(text: str) -> str | None:
    """The ISO code of the one country a text names, and nothing else; None where it does not."""
    said = text.strip()
    words = _ARTICLES.sub("", plain(said))
    if len(said) in (2, 3) and said.isupper() and said in _codes():
        return _codes()[said]
    if words in _names():
        return _names()[words]
    if (both := _BRACKETS.match(said)) and both[1]:
        first, second = country(both[1]), country(both[2])
        return (
            first if first and (second is None or second == first) and _is_code(both[2]) else None
        )
    return None


def _is_code(text: str) -> bool:
    return len(text) in (2, 3) or country(text) is not None


def is_region(text: str) -> bool:
    """Whether it is more than a country: the EU, Asia, worldwide."""
    return plain(text) in phrases("regions")


@lru_cache(maxsize=4096)
def mentioned(text: str) -> tuple[str, ...]:
    """The countries that a longer text names, in its order."""
    found = [_names()[each] for each in _scanner().findall(plain(text))]
    upper = re.findall(r"\b(?:USA?|UK|U\.S\.A?\.?)(?!\w)", text)
    if upper and not {"US", "GB"} & set(found):
        found.append("GB" if upper[0].startswith("UK") else "US")
    return tuple(dict.fromkeys(found))


@cache
def _codes() -> dict[str, str]:
    found = {"UK": "GB"}
    for each in pycountry.countries:
        found[each.alpha_2] = found[each.alpha_3] = each.alpha_2
    return found


@cache
def _names() -> dict[str, str]:
    known = set(_codes().values())
    found: dict[str, str] = {}
    for each in pycountry.countries:
        for kind in ("name", "common_name", "official_name"):
            if name := getattr(each, kind, None):
                found.setdefault(plain(name), each.alpha_2)
    for code in LANGUAGES:
        for territory, name in Locale(code).territories.items():
            if territory in known:
                found.setdefault(plain(name), territory)
                found.setdefault(_ARTICLES.sub("", plain(name)), territory)
                found.setdefault(plain(name.partition(" (")[0]), territory)
        for territory, names in language(code)["places"].items():
            found.update({plain(name): territory for name in alternatives(names)})
    return {name: territory for name, territory in found.items() if len(name) > 1}


@cache
def _scanner() -> re.Pattern[str]:
    long = sorted((name for name in _names() if len(name) > 3), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, long))})(?!\w)")
