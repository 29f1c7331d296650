"""From what stands above a column, or before a value, to the fact that is meant by it."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from ropabook.exchange.fields import (
    BLOCKS,
    GENERIC,
    LISTS,
    OWN,
    PARENT,
    PARENT_KEY,
    PARTY_FACTS,
    Subject,
    party_field,
)
from ropabook.exchange.vocabulary import key, lookup, phrases, plain

THRESHOLD: Final = 86
"""Below this a heading is not understood; it is shown, and its cells are kept as unplaced."""
SHORT_THRESHOLD: Final = 93
"""In a short word one letter says much: “date” is not “data”."""
_SHORT: Final = 8
MARGIN: Final = 4
"""By how much the best must be better than the best of another meaning."""
LONGEST: Final = 200
_NUMBERED: Final = re.compile(r"\s+\d{1,2}$")
_LIMB: Final = re.compile(r"(?:^|^art(?:icle)? 30 (?:1 )?)([b-g])(?: gdpr| uk gdpr)?$")
_LIMBS: Final = MappingProxyType(
    {
        "b": "purpose",
        "c": "categories",
        "d": "recipients",
        "e": "transfers",
        "f": "retention",
        "g": "security_measures",
    }
)
"""The items of Art. 30(1), for headings that say no more than “(f)”."""


class Match(NamedTuple):
    """A heading that was understood: the fact, and how sure (100 is word for word)."""

    field: str
    score: int


class Headings:
    """Understands headings; what an analyst decided goes before everything else."""

    def __init__(self, decided: Mapping[str, str | None] | None = None) -> None:
        self._decided = {_as_decided(text): field for text, field in (decided or {}).items()}
        self._known: dict[tuple[str, Subject, str, str], Match | None] = {}

    def decision(self, text: str, group: str = "", sheet: str = "") -> tuple[bool, str | None]:
        """Whether an analyst decided what a heading means, and what."""
        for name in names(text, group, sheet):
            if _as_decided(name) in self._decided:
                return True, self._decided[_as_decided(name)]
        return False, None

    def match(
        self, text: str, subject: Subject = "activity", group: str = "", sheet: str = ""
    ) -> Match | None:
        """What a heading means; None where nobody knows.

        Args:
            text: as it stands.
            subject: what the table or form tells about.
            group: what stands above several headings.
            sheet: the sheet it stands on.
        """
        asked = (text, subject, group, sheet)
        if asked not in self._known:
            decided, field = self.decision(text, group, sheet)
            if decided:
                self._known[asked] = Match(field, 100) if field else None
            else:
                self._known[asked] = _understood(text, subject, group)
        return self._known[asked]

    def sure(self, text: str, subject: Subject = "activity") -> str | None:
        """The fact a text names word for word; quick, for looking at many cells."""
        if len(text) > LONGEST:
            return None
        decided, field = self.decision(text)
        return field if decided else word_for_word(text, subject)


def names(text: str, group: str, sheet: str) -> list[str]:
    """What a heading may be called in a mapping file, the most exact name first."""
    long = f"{group} › {text}" if group else text
    return [f"{sheet}!{long}", f"{sheet}!{text}", long, text]


def _as_decided(text: str) -> str:
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=4096)
def word_for_word(text: str, subject: Subject) -> str | None:
    """The fact that a text names exactly, numbering and brackets aside."""
    form = key(text)
    for words in (form, _NUMBERED.sub("", form)):
        if found := _vocabulary(subject).get(words):
            return found
    return None


@cache
def _vocabulary(subject: Subject) -> Mapping[str, str]:
    generic = GENERIC[subject]
    own = {
        words: generic[meaning]
        for words, meaning in lookup("generic").items()
        if meaning in generic
    }
    own |= {
        words: meaning
        for words, meaning in lookup("generic").items()
        if subject != "activity" and meaning in (OWN, PARENT) and words not in own
    }
    own |= {words: meaning for words, meaning in lookup("generic").items() if meaning == PARENT_KEY}
    if subject == "company":
        own |= {
            words: party_field("company", fact)
            for words, fact in lookup("contact").items()
            if fact in PARTY_FACTS
        }
    parties = {
        words: {"company": "company", "joint_controllers": "joint_controllers"}.get(party, party)
        for words, party in lookup("parties").items()
    }
    specific = lookup("headings")
    if subject == "activity":
        return MappingProxyType({**parties, **own, **specific})
    return MappingProxyType({**parties, **specific, **own})


def _understood(text: str, subject: Subject, group: str) -> Match | None:
    if len(text) > LONGEST or not text.strip():
        return None
    if group and (found := _within(text, group)):
        return Match(found, 97)
    inside = re.findall(r"\(([^()]+)\)", text)
    outside = re.sub(r"\([^()]*\)", " ", text)
    for other in (f"{each} {outside}" for each in inside):
        # “Recipients (internal)” says more than “Recipients”.
        if found := word_for_word(other, subject):
            return Match(found, 100)
    if found := word_for_word(text, subject):
        return Match(found, 100)
    with_group = [f"{group} {text}", f"{text} {group}"] if group else []
    for other in [*with_group, re.sub(r"[()\[\]]", " ", text), *inside]:
        if found := word_for_word(other, subject):
            return Match(found, 98)
    if limb := _LIMB.search(plain(text)):
        return Match(_LIMBS[limb[1]], 95)
    near = None if plain(text) in phrases("unclear") else _nearest(key(text), subject)
    return near or (_of_group(group) if group else None)


def _within(text: str, group: str) -> str | None:
    """A word that means something only below its group: Name, below Recipients or below DPO."""
    words = key(text)
    if (party := lookup("parties").get(key(group))) and words in lookup("contact"):
        return party_field(party, lookup("contact")[words])
    field = word_for_word(group, "activity") or ""
    if field not in BLOCKS or word_for_word(text, "activity") == field:
        return None
    return GENERIC[BLOCKS[field]].get(lookup("generic").get(words, ""))


def _of_group(group: str) -> Match | None:
    """A heading that nobody knows, below a group that is a list: Internal, below Recipients."""
    field = word_for_word(group, "activity")
    return Match(field, 90) if field in LISTS else None


def _nearest(words: str, subject: Subject) -> Match | None:
    if len(words) < 4:
        return None
    known = _vocabulary(subject)
    near = process.extract(
        words, known.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=THRESHOLD - MARGIN, limit=8
    )
    if not near or near[0][1] < (THRESHOLD if len(words) >= _SHORT else SHORT_THRESHOLD):
        return None
    best, score, _ = near[0]
    rival = max((other for text, other, _ in near if known[text] != known[best]), default=0)
    return Match(known[best], int(score)) if score - rival >= MARGIN else None


def subject_of(text: str) -> Subject | None:
    """What a sheet, a section or a list tells about, by its name."""
    words = re.sub(r"\b\d+\b", " ", key(text.replace("_", " ").replace("-", " ")))
    return lookup("subjects").get(" ".join(words.split()))  # type: ignore[return-value]


def sheet_role(name: str) -> str | None:
    """Whether a sheet is a tutorial, lists of choices or an example, by its name."""
    words = " ".join(re.sub(r"\b\d+\b", " ", key(name.replace("_", " ").replace("-", " "))).split())
    for phrase, role in lookup("sheets").items():
        if words == phrase or (role == "tutorial" and words.startswith(f"{phrase} ")):
            return role
        if role == "example" and phrase in words.split():
            return role
    return None


@cache
def _titles() -> frozenset[str]:
    return frozenset(map(key, phrases("titles")))


def is_title(text: str) -> bool:
    """Whether it is one of the words that stand above labels and values: Field, Value, …"""
    return key(text) in _titles()
