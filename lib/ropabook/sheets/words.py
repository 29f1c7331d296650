"""Facts as cells say them: a value, none and why, or not known and whom to ask."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import Any, Final

from ropabook.excel.table import Cell, Link
from ropabook.model.facts import Evidence, Nothing, Unknown, blank
from ropabook.model.names import country
from ropabook.model.record import Record, RegisterEntry
from ropabook.model.register import Register
from ropabook.sheets.scope import Done, Scope

NOT_RECORDED: Final = "Not recorded"
NOT_APPLICABLE: Final = "Not applicable"


def say(fact: object, show: Callable[[Any], str] = str) -> str:
    """A fact in words: `show` says its value. The question itself is in “Open questions”."""
    kind = type(fact)
    if kind is Unknown:
        return f"Not known yet (ask: {fact.ask})"  # type: ignore[attr-defined]
    if kind is Nothing:
        return f"None: {fact.none}"  # type: ignore[attr-defined]
    if kind is bool:
        return "Yes" if fact else "No"
    return NOT_RECORDED if blank(fact) else show(fact)


def optional(fact: object, show: Callable[[Any], str] = str) -> str:
    """A fact that few records have: a dash where nobody has said anything."""
    return "–" if fact is None else say(fact, show)


def spoken(key: str | None) -> str:
    """A closed word as people read it: `third-party` is “Third party”; a dash for none."""
    return key.replace("-", " ").capitalize() if key else "–"


def words_of(keys: Iterable[str], none: str = "–") -> str:
    """Closed words beside each other, in small letters."""
    return ", ".join(key.replace("-", " ") for key in keys) or none


def has_and_lacks(words: Mapping[str, str], given: Mapping[Any, bool]) -> str:
    """Which of several things are there, and which are not."""
    there = [said for key, said in words.items() if given.get(key)]
    lacking = [said for key, said in words.items() if not given.get(key)]
    return f"Has {', '.join(there) or 'none'}; lacks {', '.join(lacking) or 'none'}"


def lines(texts: Iterable[str]) -> str:
    """One below the other; said plainly where there is none."""
    return "\n".join(dict.fromkeys(text for text in texts if text)) or NOT_RECORDED


def listed(texts: Iterable[str]) -> str:
    """One beside the other."""
    return ", ".join(texts) or NOT_RECORDED


def title(register: Register, folder: str, record: str) -> str:
    """What people call a record; its id where there is no such record."""
    found = register.once(_names)[folder].get(record)
    return f"{record} (no such record)" if found is None else found


def _names(register: Register) -> Mapping[str, Mapping[str, str]]:
    every = {f: {id: r.name for id, r in found.items()} for f, found in register.records.items()}
    return defaultdict(dict, every)


def titles(register: Register, folder: str) -> Callable[[Iterable[str]], str]:
    """How to say a list of records of one kind."""
    known = register.once(_names)[folder]
    return lambda records: ", ".join(
        [known.get(record) or title(register, folder, record) for record in records]
    )


def named(register: Register, folder: str, record: str) -> Link:
    """A cell that leads to a record's own row."""
    return Link(title(register, folder, record), f"{folder}/{record}")


def activity(done: Done) -> Link:
    """A cell that leads to the activity's row in the record."""
    return Link(done.activity.title, done.activity.key)


def led_by(done: Done) -> Iterator[Cell]:
    """The activity for each of its rows: the first leads to its record, the others only name it."""
    return chain([activity(done)], repeat(done.activity.title))


def activity_in_words(done: Done) -> Link:
    """A cell that leads to the activity's printable row."""
    return Link(done.activity.title, f"words:{done.activity.key}")


def gaps(scope: Scope, key: str) -> Cell:
    """How many gaps a record has, leading to the first of them."""
    count = scope.gaps_of.get(key, 0)
    return Link(f"{count} gaps" if count != 1 else "1 gap", f"gaps:{key}") if count else "None"


def countries(codes: Iterable[str]) -> str:
    """Countries by their names."""
    return ", ".join(country(code) for code in codes)


def proof(evidence: Iterable[Evidence]) -> str:
    """What a fact rests on, and how good that is."""
    return lines(
        " · ".join(
            part for part in (e.source, e.kind, e.by, str(e.on) if e.on else None, e.note) if part
        )
        for e in evidence
    )


def rests_on(record: Record) -> str:
    """What an entry of a shared list, or a record with a file of its own, rests on."""
    if isinstance(record, RegisterEntry):
        return proof(record.evidence)
    found = [e for proofs in getattr(record, "evidence", {}).values() for e in proofs]
    return proof(found)
