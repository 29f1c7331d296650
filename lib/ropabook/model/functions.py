"""The functions of the business, by which the record can be narrowed: known from the activities."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Entity, Group
from ropabook.model.facts import known
from ropabook.model.notice import Notice
from ropabook.model.record import named
from ropabook.model.register import Register

NOT_KNOWN: Final = "Not known yet"
AT_MOST: Final = 12
"""How many can be chosen; rarer ones are chosen together."""
OTHERS: Final = "Others"
_OF_ALL: Final = (Group, Entity, Notice)
"""What is about a whole company belongs to none of its functions."""


def functions(register: Register) -> tuple[str, ...]:
    """Those that can be chosen, by name; one alone is no choice, and gives none."""
    found = register.every.once(_chosen_by)
    return tuple(dict.fromkeys(found.values())) if len(set(found.values())) > 1 else ()


def functions_of(register: Register, key: str) -> frozenset[str]:
    """The functions a record belongs to, as they can be chosen.

    An activity belongs to its own; another record to those of the activities that name it or that
    it names, or, where there are none, to those of what it names. What is about a whole company,
    and what is about nothing else, belongs to none.
    """
    return register.every.once(_belonging).get(key, frozenset())


def functions_of_any(register: Register, keys: Iterable[str]) -> set[str]:
    """The functions that some of these records belong to."""
    return {name for key in keys for name in functions_of(register, key)}


def narrowed(register: Register, function: str) -> Register:
    """The register with the activities of one function only, and with what they use."""
    keys = frozenset(
        key for key, found in register.every.once(_belonging).items() if function in found
    )
    kept = {id: each for id, each in register.activities.items() if each.key in keys}
    return replace(
        register,
        records={**register.records, ProcessingActivity.folder: kept},
        deviations={at: each for at, each in register.deviations.items() if at[0] in kept},
        only=keys,
        whole=register.every,
        _derived={},
    )


def _chosen_by(register: Register) -> dict[str, str]:
    """Every function there is, to the one it is chosen by."""
    counted = Counter(_of(activity) for activity in register.activities.values())
    known_ones = [name for name, _ in counted.most_common() if name != NOT_KNOWN]
    kept = {name: name for name in sorted(known_ones[:AT_MOST])}
    kept |= dict.fromkeys(known_ones[AT_MOST:], OTHERS)
    return kept | ({NOT_KNOWN: NOT_KNOWN} if NOT_KNOWN in counted else {})


def _of(activity: ProcessingActivity) -> str:
    return known(activity.business_function) or NOT_KNOWN


def _belonging(register: Register) -> Mapping[str, frozenset[str]]:
    """Key of each record that belongs to some function, to its functions."""
    chosen = register.once(_chosen_by)
    found: dict[str, set[str]] = defaultdict(set)
    naming: dict[str, list[str]] = {}
    for record in register.all_records:
        if isinstance(record, ProcessingActivity):
            mine = chosen[_of(record)]
            ways = (record, *(register.deviations.get((record.id, e)) for e in record.entities))
            for key in {record.key, *(key for way in ways if way for key in named(way))}:
                found[key].add(mine)
        elif not isinstance(record, _OF_ALL):
            naming[record.key] = list(named(record))
    activities = {each.key: {chosen[_of(each)]} for each in register.activities.values()}
    for key, names in naming.items():
        for one in names:
            found[key] |= activities.get(one, set())
    direct = dict(found)
    for key, names in naming.items():
        if not direct.get(key):
            found[key] = {name for one in names for name in direct.get(one, ())}
    apart = {each.key for kind in _OF_ALL for each in register.of(kind).values()}
    for activity in register.activities.values():
        found[activity.key] = activities[activity.key]  # however often another names it
    return {key: frozenset(names) for key, names in found.items() if names and key not in apart}
