"""Notice and record side by side, as plain data, in both directions. Not a duty itself.

What a notice tells of a thing and what the record holds of it meet by the thing's key, such as
`recipients/google` or `activities/orders#P1`; no words are compared, only what an analyst coded.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from ropabook.law.words import TECHNOLOGIES
from ropabook.model.facts import Unknown

Topic = Literal["purposes", "bases", "recipients", "data", "people", "sources", "retention",
                "transfers", "storage"]  # fmt: skip
TOPICS: Final[Mapping[Topic, str]] = MappingProxyType(
    {
        "purposes": "Purposes",
        "bases": "Lawful bases",
        "recipients": "Recipients",
        "data": "Categories of data",
        "people": "People",
        "sources": "Sources",
        "retention": "Time limits",
        "transfers": "Countries of transfers",
        "storage": "Cookies and local storage",
    }
)


LISTS: Final = frozenset(["recipients", "data", "people", "sources", "storage"])
"""Topics in which a statement may name many things, each of which the record must hold."""
VALUED: Final[Mapping[Topic, bool]] = MappingProxyType(
    {"bases": True, "retention": True, "transfers": True, "storage": False}
)
"""Topics in which something is said of a thing; whether all that is recorded must be said."""


class Match(StrEnum):
    """How what is told and what is recorded stand to each other."""

    AGREES = "Agrees"
    DIFFERS = "Told differently"
    CONTRADICTS = "Told in two ways"
    NOT_RECORDED = "Told, not recorded"
    NOT_TOLD = "Recorded, not told"
    ELSEWHERE = "Told in another notice, or recorded for another company"
    OPEN = "Not known yet"


class Place(NamedTuple):
    """Where the record holds something: a record and a field of it."""

    record: str
    at: str


class Told(NamedTuple):
    """What a notice tells of some things, in its own words."""

    statements: tuple[str, ...]
    """As `notice#statement`."""
    words: tuple[str, ...]
    keys: tuple[str, ...]
    """The things it speaks of."""
    values: tuple[str, ...] = ()
    """What it says of them: a time limit, a basis, countries."""
    inferred: tuple[str, ...] = ()
    """Things that somebody read into it: the record holds them because of it; it tells none."""
    topical: bool = True
    """Whether the record must hold what it tells."""
    wide: tuple[str, ...] = ()
    """Those of the keys that it reaches only through something wider: a category, a country."""

    @property
    def general(self) -> bool:
        """Whether it speaks of the topic and of no thing: that data is kept "if necessary"."""
        return not (self.keys or self.inferred or self.topical)


class Recorded(NamedTuple):
    """What the record holds of one thing, in one place or in several alike."""

    key: str
    places: tuple[Place, ...]
    words: str
    values: tuple[str, ...] = ()
    unknown: Unknown | None = None
    """The question, where the value is not known yet."""
    due: bool = True
    """Whether a notice must tell it: the company controls it now, under this notice."""


class Compared(NamedTuple):
    """One row: what the notice says, what the record says, and how they agree."""

    topic: Topic
    key: str
    """The thing; empty where it is not known which."""
    statements: tuple[str, ...]
    told: tuple[str, ...]
    """The words of the notice."""
    told_values: tuple[str, ...]
    recorded: str
    """The record in words; empty where it holds nothing."""
    recorded_values: tuple[str, ...]
    places: tuple[Place, ...]
    match: Match
    question: Unknown | None = None


class Beside(NamedTuple):
    """What else decides about a topic, beside the two sides of it."""

    told: Collection[str] = ()
    """Things that other notices of the company tell."""
    recorded: Collection[str] = ()
    """Things that the record holds for other companies of the notice."""
    unknown: tuple[Unknown, ...] = ()
    """Facts of this topic that nobody has answered: what is told may yet prove to be recorded."""

    @property
    def question(self) -> Unknown | None:
        """The question that would settle it, where there is one and not several."""
        return self.unknown[0] if len(set(self.unknown)) == 1 else None


NOTHING: Final = Beside()


def compare(
    topic: Topic, told: Sequence[Told], recorded: Iterable[Recorded], beside: Beside = NOTHING
) -> Iterator[Compared]:
    """Every difference and every agreement of a topic: first what is told, then what is recorded.

    Words that speak of the whole topic stand beside everything that is not told one by one.

    Args:
        topic: which of the topics.
        told: what the notice tells.
        recorded: what the record holds, thing by thing.
        beside: other notices, other companies, and facts that are not known.
    """
    held: dict[str, list[Recorded]] = {}
    for entry in recorded:
        held.setdefault(entry.key, []).append(entry)
    speaking: dict[str, list[Told]] = {}
    reading: dict[str, list[Told]] = {}
    for saying in told:
        for key in saying.keys:
            speaking.setdefault(key, []).append(saying)
        for key in saying.inferred:
            reading.setdefault(key, []).append(saying)
        if saying.topical:
            yield from _not_recorded(topic, saying, held, beside)
    general = [saying for saying in told if saying.general]
    if general and beside.unknown and not held:
        found = _row(topic, "", general, (), Match.OPEN)
        yield found._replace(question=beside.question)
    for key, entries in held.items():
        if key in speaking:
            yield _both(topic, key, speaking[key], entries)
        elif any(entry.due for entry in entries):
            match = Match.ELSEWHERE if key in beside.told else Match.NOT_TOLD
            found = _row(topic, key, reading.get(key) or general, entries, match)
            asked = _asked(entries) if topic in VALUED and not found.recorded_values else None
            yield found._replace(match=Match.OPEN, question=asked) if asked else found
    if topic in VALUED:
        yield from _in_two_ways(topic, told, held)


def _in_two_ways(
    topic: Topic, told: Iterable[Told], held: Mapping[str, Sequence[Recorded]]
) -> Iterator[Compared]:
    """What the notice tells in two ways, unless the record has it in both of them."""
    for key, sayings in contradictions(told, _ASPECTS.get(topic, _one)):
        found = _row(topic, key, sayings, held.get(key, ()), Match.CONTRADICTS)
        if not {*found.told_values} <= {*found.recorded_values}:
            yield found


def _one(value: str) -> bool:
    return True


_ASPECTS: Final[Mapping[str, Callable[[str], bool]]] = {
    "storage": frozenset(TECHNOLOGIES).__contains__
}
"""Of what is stored, the technology and the duration are told: two things, not one in two ways."""


def _not_recorded(
    topic: Topic, saying: Told, held: Collection[str], beside: Beside
) -> Iterator[Compared]:
    """What a statement tells and the record does not hold: each thing, or the statement itself."""
    things = (*saying.keys, *saying.inferred)
    missing = [key for key in saying.keys if key not in held] if topic in LISTS else []
    if not missing and any(key in held for key in things):
        return
    for key in missing or [""]:
        row = _row(topic, key, (saying,), (), Match.NOT_RECORDED)
        if any(thing in beside.recorded for thing in ([key] if key else things)):
            row = row._replace(match=Match.ELSEWHERE)
        elif beside.unknown:
            row = row._replace(match=Match.OPEN, question=beside.question)
        yield row


def _both(topic: Topic, key: str, sayings: list[Told], entries: list[Recorded]) -> Compared:
    found = _row(topic, key, sayings, entries, Match.AGREES)
    if topic not in VALUED:
        return found
    said, held = set(found.told_values), set(found.recorded_values)
    if not held:
        asked = _asked(entries)
        if asked is not None:
            return found._replace(match=Match.OPEN, question=asked)
        return found._replace(match=Match.NOT_RECORDED) if said else found
    if not said:
        return found._replace(match=Match.NOT_TOLD) if VALUED[topic] else found
    agrees = said == held if VALUED[topic] else said <= held
    return found if agrees else found._replace(match=Match.DIFFERS)


def _asked(entries: Iterable[Recorded]) -> Unknown | None:
    return next((entry.unknown for entry in entries if entry.unknown), None)


def _row(
    topic: Topic, key: str, sayings: Sequence[Told], entries: Sequence[Recorded], match: Match
) -> Compared:
    return Compared(
        topic,
        key,
        _once(label for saying in sayings for label in saying.statements),
        _once(words for saying in sayings for words in saying.words),
        _once(value for saying in sayings for value in saying.values),
        "; ".join(_once(entry.words for entry in entries)),
        _once(value for entry in entries for value in entry.values),
        tuple(place for entry in entries for place in entry.places),
        match,
    )


def _once(members: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(members))


def contradictions(
    told: Iterable[Told], aspect: Callable[[str], bool] = _one
) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """Things of which a notice itself tells two different values, with what it says of each.

    Args:
        told: what it tells; only things that it names one by one are compared.
        aspect: values that it answers differently are never compared with each other.
    """
    of: dict[tuple[str, bool], list[Told]] = {}
    for saying in told:
        for side in dict.fromkeys(map(aspect, saying.values)):
            values = tuple(value for value in saying.values if aspect(value) is side)
            for key in saying.keys:
                if key not in saying.wide:
                    of.setdefault((key, side), []).append(saying._replace(values=values))
    for (key, _), sayings in of.items():
        if len({frozenset(saying.values) for saying in sayings}) > 1:
            yield key, tuple(sayings)
