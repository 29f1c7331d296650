"""No register, however odd, makes a rule crash: a rule that breaks says nothing of the record."""

from copy import deepcopy
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ropabook.model.kinds import KINDS
from ropabook.model.register import Register
from ropabook.review import review
from ropabook.store.building import NotARecord, with_record
from ropabook.store.plain import ABSENT
from tests.size import RELEASE
from tests.small import bodies, complete

KEYS = sorted(bodies())
ODD: list[Any] = [
    ABSENT, "", "TBC", "?", "nowhere", "NO", "xx", "P1Y", "indefinite", "session", " ",
    "\u0130\u0000\u202e", True, False, 0, -1, 10**12, [], {}, [[]],
    {"unknown": "Who?", "ask": "Anybody"},
    {"none": "It is so"}, {"none": "TBC"}, date.min, date.max, date(2024, 2, 29),
]  # fmt: skip
"""What a person, a program or a bad import might write in any place."""
DAYS = st.sampled_from([date(2018, 5, 25), date(2026, 2, 4), date(2026, 11, 24), date(2099, 1, 1)])


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = enumerate(value) if isinstance(value, list) else ()
    steps = value.items() if isinstance(value, dict) else inner
    return [p for step, each in steps for p in [(*path, step), *places(each, (*path, step))]]


def put(body: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """The body with something odd in a place, or without the place."""
    changed = deepcopy(body)
    at = changed
    for step in path[:-1]:
        at = at[step]
    if odd is ABSENT:
        del at[path[-1]]
    else:
        at[path[-1]] = odd
    return changed


@st.composite
def odd_registers(draw) -> Register:
    """The complete register with records missing, facts odd, and names that lead astray."""
    register = complete()
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=8, unique=True)):
        register = with_record(register, key, ABSENT)
    for key in draw(st.lists(st.sampled_from(KEYS), min_size=4, max_size=16, unique=True)):
        body = bodies()[key]
        for _ in range(draw(st.integers(1, 4))):
            found = places(body)
            path = found[draw(st.integers(0, len(found) - 1))]
            near = [
                bodies()[other]
                for other in KEYS
                if other.partition("/")[0] == key.partition("/")[0]
            ]
            odd = draw(st.sampled_from([*ODD, *[b[path[0]] for b in near if path[0] in b]]))
            whole = path[:1] if not any(odd is each for each in ODD) else path
            try:
                changed = put(body, whole, odd)
                register = with_record(register, key, changed)
            except NotARecord:
                continue
            body = changed if isinstance(changed, dict) and changed else body
    return register


@settings(max_examples=2_000 if RELEASE else 60)
@given(odd_registers(), DAYS)
def test_no_rule_crashes(register, on) -> None:
    assert [(a.rule, a.record, a.reason) for a in review(register, on).broken] == []


@settings(max_examples=1_000 if RELEASE else 25)
@given(st.sets(st.sampled_from(list(KINDS))), DAYS)
def test_no_rule_crashes_where_whole_kinds_of_record_are_missing(missing, on) -> None:
    kept = {kind: {} if kind in missing else complete().records[kind] for kind in KINDS}
    register = Register(
        kept, deviations=complete().deviations if "activities" not in missing else {}
    )
    assert [(a.rule, a.record, a.reason) for a in review(register, on).broken] == []
    assert [(a.rule, a.record, a.reason) for a in review(Register({}), on).broken] == []
