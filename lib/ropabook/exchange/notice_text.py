"""A pasted privacy notice as proposed statements: guesses that an analyst accepts or changes.

Every line of the text ends up in a statement, as a heading, or in the list of what could not be
placed. Nothing is dropped, and every proposal quotes the text exactly.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

from ropabook.exchange.notice_cues import (
    BASES,
    HEADINGS,
    NUMBERS,
    SENTENCES,
    UNITS,
    VENDORS,
)
from ropabook.law.words import LawfulBasisKey
from ropabook.model.notice import StatementKind

_LETTERS: Final[dict[StatementKind, str]] = {
    "entity": "E", "office": "OF", "contact": "CN", "law": "L", "scope": "SC", "purpose": "P",
    "basis": "B", "data": "D", "collection": "M", "recipient": "R", "terminal-equipment": "TE",
    "right": "RI", "security": "SE", "retention": "RE", "transfer": "T", "complaint": "C",
    "amendment": "AM", "consent": "CS", "breach": "BR", "processor-terms": "PT", "accuracy": "AC",
    "commitment": "CM",
}  # fmt: skip
_SENTENCE: Final = re.compile(r"(?<=[.?!])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bNo\.)\s+(?=[A-Z“\"(])")
_PERIOD: Final = re.compile(
    rf"\b(\d+|{'|'.join(NUMBERS)})[\s-](minute|hour|day|week|month|year)s?\b", re.IGNORECASE
)
_SESSION: Final = re.compile(r"\b(end of the|during (the|your)|browser) session\b", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*(?:[-*•–·]|\d{1,2}[.)])\s+")
_COOKIE_HEAD: Final = re.compile(r"\b(cookie|name)\b", re.IGNORECASE)
_HEADING_LENGTH: Final = 70
_PARAGRAPH: Final = 40
_PLAIN: Final[frozenset[StatementKind | None]] = frozenset(
    ["complaint", "transfer", "breach", "law", "entity", "office", "processor-terms"]
)
"""Kinds whose words are plain wherever they stand."""
_WITHIN: Final[dict[StatementKind, frozenset[StatementKind | None]]] = {
    "purpose": frozenset(["basis", "consent", "terminal-equipment"]),
    "right": frozenset(["consent"]),
    "security": frozenset(["contact"]),
}
"""What else a section of a kind holds, where the words say so."""


class Proposed(NamedTuple):
    """A statement that the text seems to make."""

    id: str
    kind: StatementKind
    quote: str
    section: str
    period: str = ""
    basis: LawfulBasisKey | None = None
    vendors: tuple[str, ...] = ()
    name: str = ""
    """The name of a cookie, from a table of them."""

    def as_data(self) -> dict[str, Any]:
        """As the record keeps it; guesses about its meaning only where there are any."""
        more = {"period": self.period, "basis": self.basis, "name": self.name}
        said = {key: value for key, value in more.items() if value}
        if self.vendors:
            said["note"] = f"Names {', '.join(self.vendors)}"
        return {"id": self.id, "kind": self.kind, "quote": self.quote, **said}


class Proposal(NamedTuple):
    """What was made of a text."""

    statements: tuple[Proposed, ...]
    headings: tuple[str, ...]
    unplaced: tuple[str, ...]
    """Passages that gave no clue: an analyst places them."""


def propose(text: str) -> Proposal:
    """Split a notice into statements and guess what each is about."""
    counted: Counter[StatementKind] = Counter()
    statements: list[Proposed] = []
    headings: list[str] = []
    unplaced: list[str] = []
    section, topic, table = "", None, False
    for each, following in _lines(text):
        line = each.words
        if _is_heading(each, following):
            headings.append(line)
            section, topic, table = line, _topic(line), False
            continue
        cells = [cell.strip() for cell in re.split(r"\||\t", line)]
        if len(cells) > 1 and not table:
            table = bool(_COOKIE_HEAD.search(cells[0]))
            headings.append(line)
            continue
        for quote in [line] if len(cells) > 1 else _sentences(line):
            kind = "terminal-equipment" if len(cells) > 1 and table else _kind(quote, topic)
            if kind is None:
                unplaced.append(quote)
                continue
            counted[kind] += 1
            name = cells[0] if len(cells) > 1 and table else ""
            statements.append(
                _proposed(f"{_LETTERS[kind]}{counted[kind]:02}", kind, quote, section, name)
            )
    return Proposal(tuple(statements), tuple(headings), tuple(unplaced))


class _Line(NamedTuple):
    words: str
    bullet: bool


def _lines(text: str) -> Iterator[tuple[_Line, _Line]]:
    """Every line that says something, with the one after it."""
    raw = [line.strip() for line in text.splitlines() if line.strip()]
    lines = [_Line(_BULLET.sub("", line).strip(), bool(_BULLET.match(line))) for line in raw]
    lines = [line for line in lines if line.words]
    yield from pairwise([*lines, _Line("", False)])


def _is_heading(line: _Line, following: _Line) -> bool:
    """Short, without a full stop, and something longer or a list comes after it."""
    words = line.words
    if line.bullet or len(words) > _HEADING_LENGTH or words[-1] in '.;,:|”"' or "|" in words:
        return False
    if re.search(r"\d{3}|@|\t", words) or not words[0].isupper() or len(words.split()) > 10:
        return False
    shouted = words.isupper() and not any(letter.isdigit() for letter in words)
    listed = following.bullet or "|" in following.words
    return shouted or listed or len(following.words) >= _PARAGRAPH


def _topic(heading: str) -> StatementKind | None:
    return next((kind for cue, kind in HEADINGS if re.search(cue, heading, re.IGNORECASE)), None)


def _sentences(line: str) -> list[str]:
    return [part for part in _SENTENCE.split(line) if part.strip()]


def _kind(quote: str, topic: StatementKind | None) -> StatementKind | None:
    """The section decides where it is clear; a few words say more than any section."""
    said = next((k for cue, k in SENTENCES if re.search(cue, quote, re.IGNORECASE)), None)
    if topic is None or said in _PLAIN or said in _WITHIN.get(topic, ()):
        return said
    return topic


def _proposed(id: str, kind: StatementKind, quote: str, section: str, name: str) -> Proposed:
    basis = next((b for cue, b in BASES if re.search(cue, quote, re.IGNORECASE)), None)
    return Proposed(
        id,
        kind,
        quote,
        section,
        _period(quote) if kind in ("retention", "terminal-equipment") else "",
        basis if kind in ("basis", "purpose", "consent") else None,
        tuple(dict.fromkeys(VENDORS.findall(quote))),
        name,
    )


def _period(quote: str) -> str:
    if _SESSION.search(quote):
        return "session"
    found = _PERIOD.search(quote)
    if found is None:
        return ""
    number = found.group(1).lower()
    count = int(number) if number.isdigit() else NUMBERS[number]
    return f"P{UNITS[found.group(2).lower()].format(count)}"
