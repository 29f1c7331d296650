"""What stands beside a field: what the model does not take, and what the rules find."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

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


def marks_of(register: Register, key: str, data: Any, on: date) -> tuple[Mark, ...]:
    """What is to be said of a record as it is typed: mistakes first, else findings.

    Args:
        register: the record it belongs to.
        key: `folder/id`.
        data: what is typed, as plain data.
        on: the day to judge for.
    """
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
