"""Several values in one cell, taken apart only where that is plain."""

import re
from functools import lru_cache
from typing import Final

_STRONG: Final = re.compile(r"\n|;|\s\|\s|•|·|‣|▪|(?:(?<=\w)|(?<=\)))\s*/\s+(?=\S)|/\s*$")
_BULLET: Final = re.compile(r"^\s*(?:[-–—*•·▪►]|\d{1,2}[.)])\s+|^\s*[•·▪►]\s*")
_COMPANY: Final = re.compile(
    r"^(inc|ltd|llc|llp|plc|gmbh|ag|co|corp|sa|s\.a|sas|sarl|bv|b\.v|nv|n\.v|srl|s\.r\.l|spa|s\.p\.a"
    r"|sl|s\.l|kg|limited|l\.p)\b\.?$",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"^(?:and|und|et|en|y|e|or|oder|ou|of|o)\s+", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.!?]\s+\S")
_CLAUSE: Final = re.compile(
    r"\b(which|that|who|when|if|unless|because|is|are|was|were|will|qui|dont|est|sont|lorsque"
    r"|die|der|wenn|wird|werden|ist|sind|wat|als|wordt|worden|que|cuando|son|che|quando)\b",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 6
_PROSE: Final = 9
"""Words in a line, on the whole: names in a list are shorter."""


@lru_cache(maxsize=4096)
def split(text: str, *, commas: bool = True) -> tuple[str, ...]:
    """The values in a text; the text itself where it is one, or might be.

    Args:
        text: the words of a cell.
        commas: whether short parts between commas are values of their own.
    """
    if _is_prose(text):
        return (text.strip(),)
    parts = [_BULLET.sub("", each).strip() for each in _outside_brackets(text, _STRONG)]
    found: list[str] = []
    for part in parts:
        found += _at_commas(part) if commas else [part]
    kept = [each.strip(" ,;") for each in found]
    return tuple(dict.fromkeys(each for each in kept if any(map(str.isalnum, each))))


def _is_prose(text: str) -> bool:
    """Whether the line ends are those of a paragraph that was broken to fit a page."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or any(_BULLET.match(line) for line in lines):
        return False
    return sum(len(line.split()) for line in lines) / len(lines) >= _PROSE


def _at_commas(text: str) -> list[str]:
    bare = text.rstrip(".")
    parts = [part.strip() for part in _outside_brackets(bare, re.compile(r",(?!\d)"))]
    if len(parts) < 2 or _SENTENCE.search(bare):
        return [text]
    if any(not _short(part) or _COMPANY.match(part) for part in parts):
        return [text]
    last = _AND.sub("", parts[-1])
    # “Business, Energy and Strategy” may be one name; “name, address, and phone” is a list.
    if last == parts[-1] and len(parts) == 2 and _and_within(last) and text[:1].isupper():
        return [text]
    return [*parts[:-1], last]


def _short(part: str) -> bool:
    bare = re.sub(r"\([^()]*\)", "", part)
    return 0 < len(bare.split()) <= _MOST_WORDS and not _CLAUSE.search(bare)


def _and_within(text: str) -> bool:
    return re.search(r"\s(and|und|et|en|y|e)\s", text) is not None


def _outside_brackets(text: str, mark: re.Pattern[str]) -> list[str]:
    """The text cut at a mark, but never within brackets or a web address."""
    safe = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|https?://\S+", lambda m: "\0" * len(m[0]), text)
    parts, start = [], 0
    for found in mark.finditer(safe):
        parts.append(text[start : found.start()])
        start = found.end()
    return [*parts, text[start:]]
