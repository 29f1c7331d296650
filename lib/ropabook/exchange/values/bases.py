"""Lawful bases and conditions, by article, by key or by words in six languages."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ropabook.exchange.vocabulary import mentions, phrases, plain, says

_BY_LETTER: Final = {
    "a": "consent",
    "b": "contract",
    "c": "legal-obligation",
    "d": "vital-interests",
    "e": "public-task",
    "ea": "recognised-legitimate-interest",
    "f": "legitimate-interests",
}
_LAW: Final = r"(?:\b(?:art(?:icle|icolo|iculo|ikel|s)?|gdpr|rgpd|dsgvo|avg|a) ?)?(?<!\d)"
_PARAGRAPH: Final = (
    r"(?:abs(?:atz)? |lid |par(?:agraph)? |al |apartado |comma )?[12]?"
    r"(?: (?:und|et|y|e|en) [12])? ?(?:s(?:atz)? ?1 ?)?"
    r"(?:lit|lettre|letter|buchst|sub|let|letra|lettera|point|onder)? ?"
)
_SIX: Final = re.compile(rf"{_LAW}6 ?{_PARAGRAPH}(ea|[a-f])(?![a-z])")
_NINE: Final = re.compile(rf"{_LAW}9 ?{_PARAGRAPH}([a-j])(?![a-z])")
_POINTS: Final = re.compile(r"\d\s*(?:\(\w{1,2}\)\s*)+")
_NOT: Final = re.compile(
    r"(?<!\w)(?:no|not|without|kein|keine|ohne|sans|pas de|geen|zonder|sin|senza|non) (?:\w+ )?$"
)
_NOT_AFTER: Final = re.compile(
    r" (?:is |ist |est |is |es |e )?(?:not|nicht|pas|niet|no|non) (?:required|needed|relied|used"
    r"|erforderlich|notwendig|requis|necessaire|nodig|vereist|necesario|requerido|necessario)"
)


class Bases(NamedTuple):
    """What a cell says about lawfulness."""

    article_6: tuple[str, ...] = ()
    article_9: tuple[str, ...] = ()
    contradicts: bool = False
    """The article and the words name different bases."""


@lru_cache(maxsize=4096)
def bases(text: str) -> Bases:
    """The bases of Art. 6 and the conditions of Art. 9 that a text names, in its order."""
    words = plain(text)
    sixth = tuple(dict.fromkeys(_BY_LETTER[found] for found in _SIX.findall(words)))
    ninth = tuple(dict.fromkeys(_NINE.findall(words)))
    rest = _NINE.sub(" ", _SIX.sub(" ", words))
    named = tuple(each for each in mentions("bases", rest) if not _denied(each, rest))
    if ninth and not sixth and plain(text) in phrases("article_9", ninth[0]):
        named = ()
    if sixth and named and not set(named) <= set(sixth):
        # “Art. 9(2)(a) explicit consent” beside an Art. 6 basis is about Art. 9.
        others = set(named) - set(sixth)
        meant_by_nine = {"consent"} if "a" in ninth else set()
        meant_by_nine |= {"vital-interests"} if "c" in ninth else set()
        meant_by_nine |= {"public-task"} if set("gi") & set(ninth) else set()
        return Bases(sixth, ninth, contradicts=not others <= meant_by_nine)
    if ninth and not sixth:
        named = _without_condition(named, ninth)
    return Bases(sixth or named, ninth)


def _without_condition(named: tuple[str, ...], ninth: tuple[str, ...]) -> tuple[str, ...]:
    if "a" in ninth:
        named = tuple(each for each in named if each != "consent")
    return named


def _denied(basis: str, words: str) -> bool:
    for phrase in phrases("bases", basis):
        at = words.find(phrase)
        if at > 0 and _NOT.search(words[:at]):
            return True
        if at >= 0 and _NOT_AFTER.match(words[at + len(phrase) :]):
            return True
    return False


@lru_cache(maxsize=4096)
def condition(text: str) -> tuple[str, ...]:
    """The conditions of Art. 9(2) that a text names, as letters."""
    words = plain(text)
    found = _NINE.findall(words)
    if not found and re.fullmatch(r"[a-j]", words):
        found = [words]
    if not found and (said := says("article_9", text)):
        found = [said]
    return tuple(dict.fromkeys(found or mentions("article_9", text)))


def reason(text: str) -> str:
    """What stands after a basis: the statute, or why; empty where nothing does."""
    masked = _POINTS.sub(lambda found: "_" * len(found[0]), text)
    rest = re.search(r"(?:\s[-–—]\s|:\s|\()([^()]{4,})\)?$", masked, re.DOTALL)
    said = text[rest.start(1) : rest.end(1)].strip(" ).") if rest else ""
    return "" if bases(said).article_6 else said
