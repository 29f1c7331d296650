"""What a notice tells, thing by thing, to be put beside the record. Not a duty itself.

A statement speaks of a thing where an analyst coded that it does (`refers_to`), or where the
thing's evidence names the statement.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ropabook.law.periods import normal
from ropabook.model.activity import DataLink, ProcessingActivity, Purpose
from ropabook.model.facts import Evidence, each, known
from ropabook.model.notice import Notice, Statement
from ropabook.model.record import FiledRecord
from ropabook.model.register import Register
from ropabook.rules.comparing import Told, Topic
from ropabook.rules.reading import bases_of

_KINDS: Final[Mapping[Topic, str]] = {
    "purposes": "purpose",
    "recipients": "recipient",
    "data": "data",
    "sources": "collection",
}
"""Where the kind of a statement alone says that the record must hold what it tells."""
_GENERAL: Final = frozenset(["retention", "transfers"])
"""Topics of which a notice often speaks in general, of all data at once."""
_FOLDERS: Final[Mapping[Topic, str]] = {
    "recipients": "recipients/",
    "data": "personal-data/",
    "sources": "sources/",
    "retention": "retention/",
    "transfers": "recipients/",
    "storage": "cookies/",
}
_LISTS: Final = ("personal-data", "sources", "retention", "data-subjects", "cookies", "recipients")


class Spoken(NamedTuple):
    """The things that a statement speaks of."""

    stated: tuple[str, ...]
    inferred: tuple[str, ...]


def spoken(register: Register) -> Mapping[str, Spoken]:
    """What each statement of each notice speaks of, as `notice#statement`."""
    stated: dict[str, dict[str, None]] = {}
    inferred: dict[str, dict[str, None]] = {}
    for notice in register.notices.values():
        for statement in notice.statements:
            own = stated.setdefault(f"{notice.id}#{statement.id}", {})
            own.update(dict.fromkeys(statement.refers_to))
    for key, evidence in _proofs(register):
        if evidence.source in stated:
            side = inferred if evidence.kind == "inferred" else stated
            side.setdefault(evidence.source, {})[key] = None
    return {s: Spoken(tuple(keys), tuple(inferred.get(s, ()))) for s, keys in stated.items()}


def _proofs(register: Register) -> Iterator[tuple[str, Evidence]]:
    for activity in register.ways:
        for part in (*activity.purposes, *activity.data):
            assert isinstance(part, Purpose | DataLink)
            for evidence in part.evidence:
                yield f"{activity.key}#{part.id}", evidence
        for disclosure in each(activity.recipients):
            for evidence in disclosure.evidence:
                yield f"recipients/{disclosure.recipient}", evidence
        for transfer in each(activity.transfers):
            for evidence in transfer.evidence:
                yield f"recipients/{transfer.recipient}", evidence
        if activity.evidence:
            yield from _whole_fields(activity)
    for folder in _LISTS:
        for record in register.records.get(folder, {}).values():
            proofs = record.evidence
            if isinstance(record, FiledRecord):
                proofs = tuple(proof for found in record.evidence.values() for proof in found)
            for evidence in proofs:
                yield record.key, evidence


def _whole_fields(activity: ProcessingActivity) -> Iterator[tuple[str, Evidence]]:
    """Evidence for a whole list is evidence for each of its members."""
    members = {
        "purposes": [f"{activity.key}#{purpose.id}" for purpose in activity.purposes],
        "data": [f"{activity.key}#{link.id}" for link in activity.data],
        "recipients": [f"recipients/{one.recipient}" for one in each(activity.recipients)],
        "transfers": [f"recipients/{one.recipient}" for one in each(activity.transfers)],
    }
    for field, keys in members.items():
        for evidence in activity.evidence.get(field, ()):
            yield from ((key, evidence) for key in keys)


class _Parts(NamedTuple):
    """The parts of all activities, each company's own way of doing it included."""

    purposes: Mapping[str, dict[str, None]]
    """The purposes of an activity, by the activity's key."""
    links: Mapping[str, list[tuple[str, DataLink]]]
    """Its data links, each with its key; and those of a category of data, by the category's."""
    abroad: Mapping[str, dict[str, None]]
    """The recipients in a country."""
    bases: frozenset[str]
    """The lawful bases that some purpose rests on."""


def _parts(register: Register) -> _Parts:
    purposes: dict[str, dict[str, None]] = {}
    links: dict[str, list[tuple[str, DataLink]]] = {}
    abroad: dict[str, dict[str, None]] = {}
    bases: set[str] = set()
    for activity in register.ways:
        own = {f"{activity.key}#{purpose.id}": None for purpose in activity.purposes}
        purposes.setdefault(activity.key, {}).update(own)
        bases.update(found.basis for purpose in activity.purposes for found in bases_of(purpose))
        for link in activity.data:
            found = (f"{activity.key}#{link.id}", link)
            for key in (activity.key, *(f"personal-data/{c}" for c in link.categories)):
                links.setdefault(key, []).append(found)
        for transfer in each(activity.transfers):
            keys = abroad.setdefault(known(transfer.country) or "", {})
            keys[f"recipients/{transfer.recipient}"] = None
    return _Parts(purposes, links, abroad, frozenset(bases))


def told(register: Register, notice: Notice) -> dict[Topic, list[Told]]:
    """What a notice tells, topic by topic."""
    found: dict[Topic, list[Told]] = {"people": list(_people(notice))}
    for statement in notice.statements:
        label = f"{notice.id}#{statement.id}"
        speaks = register.once(spoken)[label]
        for topic, values, topical in _topics(statement):
            keys = _keys(topic, speaks.stated, statement, register)
            read = _keys(topic, speaks.inferred, statement, register)
            if _KINDS.get(topic) == statement.kind and not keys:
                # It is of this topic: what was inferred is its use, not that it is told.
                keys = read
            if topic == "bases" and not keys:
                # Told of everything together: it is recorded where anything rests on it.
                topical = statement.basis not in register.once(_parts).bases
            if keys or read or topical or topic in _GENERAL:
                inferred = tuple(key for key in read if key not in keys)
                wide = () if statement.name else tuple(k for k in keys if k not in speaks.stated)
                saying = Told((label,), (statement.quote,), keys, values, inferred, topical, wide)
                found.setdefault(topic, []).append(saying)
    return found


def _people(notice: Notice) -> Iterator[Told]:
    """The people it is for, as coded, with the words of its scope."""
    scope = [s for s in notice.statements if s.kind == "scope"]
    for audience in notice.audiences:
        key = f"data-subjects/{audience}"
        own = [s for s in scope if key in s.refers_to] or scope
        yield Told(tuple(f"{notice.id}#{s.id}" for s in own), tuple(s.quote for s in own), (key,))


def _topics(statement: Statement) -> Iterator[tuple[Topic, tuple[str, ...], bool]]:
    """The topics that a statement may tell of, what it says, and whether the record must hold it.

    Words that only introduce a list (they end with a colon) tell nothing by themselves.
    """
    tells = not statement.quote.rstrip().endswith(":")
    for topic, kind in _KINDS.items():
        yield topic, (), tells and statement.kind == kind
    if statement.basis:
        yield "bases", (statement.basis,), True
    length = (normal(statement.period),) if statement.period else ()
    if statement.kind == "terminal-equipment":
        said = (*((statement.technology,) if statement.technology else ()), *length)
        yield "storage", said, statement.name is not None
    elif length or statement.kind == "retention":
        yield "retention", length, bool(length)
    abroad = tuple(code for code in statement.countries if code != "GB")
    if abroad or statement.kind == "transfer":
        yield "transfers", abroad, bool(abroad)


def _keys(
    topic: Topic, speaks: tuple[str, ...], statement: Statement, register: Register
) -> tuple[str, ...]:
    """Those of the things spoken of that are things of this topic."""
    if topic in ("purposes", "bases"):
        exact = tuple(key for key in speaks if key.startswith("activities/") and "#" in key)
        if exact or statement.kind not in ("purpose", "basis"):
            return exact
        whole = (register.once(_parts).purposes.get(key, {}) for key in speaks)
        return tuple(key for keys in whole for key in keys)
    direct = tuple(key for key in speaks if key.startswith(_FOLDERS[topic]))
    if direct or not (speaks or statement.countries or statement.name):
        return direct
    if topic == "transfers":
        abroad = register.once(_parts).abroad
        return tuple(key for code in statement.countries for key in abroad.get(code, ()))
    if topic == "storage":
        return tuple(c.key for c in register.cookies.values() if statement.name in (c.title, c.id))
    if topic == "retention" or statement.kind == _KINDS[topic]:
        return _in_links(topic, speaks, register.once(_parts).links)
    return ()


def _in_links(
    topic: Topic, speaks: tuple[str, ...], links: Mapping[str, list[tuple[str, DataLink]]]
) -> tuple[str, ...]:
    """What the data links hold that are spoken of: by themselves, by category or by activity."""
    if topic not in ("data", "sources", "retention"):
        return ()
    parts = [key for key in speaks if key.startswith("activities/") and "#" in key]
    near = [pair for key in parts for pair in links.get(key.partition("#")[0], ())]
    chosen = [pair for pair in near if pair[0] in parts]
    if not chosen and topic == "retention":
        chosen = near or [pair for key in speaks for pair in links.get(key, ())]
    return tuple(dict.fromkeys(key for pair in chosen for key in _of_link(topic, *pair)))


def _of_link(topic: Topic, own: str, link: DataLink) -> Iterator[str]:
    if topic == "data":
        yield from (f"personal-data/{category}" for category in link.categories)
    elif topic == "sources":
        yield from (f"sources/{source}" for source in each(link.sources))
    else:
        limit = known(link.retention)
        yield f"retention/{limit}" if limit else own
