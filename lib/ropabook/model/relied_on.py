"""What an assessment relies on: facts of the record as they were, and whether they still are."""

import hashlib
import json
from typing import Any

from ropabook.model.facts import Noun
from ropabook.model.record import Record


def value_at(record: Record, path: str) -> object:
    """The value at a path such as `purposes.fulfil.text`; None where there is none."""
    value: object = record
    for step in path.split(".") if path else ():
        value = _below(value, step)
    return value


def digest(value: object) -> str:
    """The fingerprint of a fact. What proves it, and fields left out, do not change it."""
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _below(value: object, step: str) -> object:
    if isinstance(value, tuple):
        named = (
            m for m in value if step in (getattr(m, "id", None), getattr(m, "recipient", None))
        )
        return next(named, None)
    if isinstance(value, dict):
        return value.get(step)
    return getattr(value, step, None) if step in getattr(value, "__dict__", {}) else None


def _plain(value: Any) -> Any:
    if isinstance(value, Noun):
        return {
            name: _plain(each)
            for name, each in value.__dict__.items()
            if name != "evidence" and each not in (None, (), {})
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value if isinstance(value, str | int | bool | None) else str(value)
