"""What stands beside a field: what the model does not take, and what the rules find."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from ropabook.model.register import Register
from ropabook.review import review
from ropabook.store.building import Mistake, NotARecord, with_record
from ropabook.store.plain import ABSENT, NotPlain, plain


class Mark(NamedTuple):
    """Words beside one field."""

    path: str
    """`purposes.open.lawful_basis`, as findings name a place."""
    level: Literal["error", "critical", "major", "minor", "advice"]
    text: str
    rule: str = ""
    """The rule and its law; empty where the model itself does not take the value."""


MOST: Final = 30_000
"""How many characters one answer may have: more than any cell of a workbook can hold."""


def too_long(data: Any, at: str = "") -> list[Mark]:
    """The answers that no reader and no workbook could take."""
    found: list[Mark] = []
    if isinstance(data, str) and len(data) > MOST:
        said = (
            f"This answer has {len(data):,} characters, and {MOST:,} at most can be saved: put it "
            "into a document, and name the document here."
        )
        return [Mark(at, "error", said)]
    items: Iterable[tuple[str, Any]] = ()
    if isinstance(data, Mapping):
        items = ((str(key), value) for key, value in data.items())
    elif isinstance(data, list):
        items = ((_name(value, place), value) for place, value in enumerate(data))
    for step, value in items:
        found += too_long(value, f"{at}.{step}" if at else step)
    return found


def marks_of(register: Register, key: str, data: Any, on: date) -> tuple[Mark, ...]:
    """What is to be said of a record as it is typed: mistakes first, else findings.

    Args:
        register: the record it belongs to.
        key: `folder/id`.
        data: what is typed, as plain data.
        on: the day to judge for.
    """
    if long := too_long(data):
        return tuple(long)
    try:
        changed = with_record(register, key, plain(data))
    except NotARecord as problem:
        return tuple(_mistake(data, mistake) for mistake in problem.mistakes)
    except NotPlain as problem:
        return (Mark("", "error", f"{str(problem).capitalize()}."),)
    found = review(changed, on, keys=[key]).findings
    return tuple(
        Mark(one.gap.at, one.severity, one.gap.sentence, f"{one.rule.id} · {one.rule.citation}")
        for one in found
    )


def _mistake(data: Any, mistake: Mistake) -> Mark:
    path, sentence = mistake
    return Mark(path_in(data, path), "error", f"{sentence[:1].upper()}{sentence[1:]}.")


def path_in(data: Any, path: Sequence[str | int]) -> str:
    """A path with the names of parts in place of their numbers."""
    steps: list[str] = []
    for step in path:
        inner: Any = ABSENT
        if isinstance(step, int) and isinstance(data, Sequence) and step < len(data):
            inner = data[step]
            steps.append(_name(inner, step))
        else:
            inner = data.get(step, ABSENT) if isinstance(data, Mapping) else ABSENT
            steps.append(str(step))
        data = inner
    return ".".join(steps)


def _name(part: Any, place: int) -> str:
    said = part if isinstance(part, Mapping) else {}
    name = said.get("id") or said.get("recipient")
    return name if isinstance(name, str) else str(place)
