"""Fields and values as people say them, for sentences about what changed."""

import re
from collections.abc import Mapping
from typing import Any, Final

from ropabook.law.periods import in_words as period_in_words
from ropabook.model.names import shortened
from ropabook.store.plain import ABSENT, Path

_ONE: Final = {
    "data": "",
    "evidence": "evidence for",
    "categories_of_processing": "category of processing",
    "security_measures": "security measure",
    "acceptances": "acceptance",
}
"""What one item of a list is called, where it is not the list's name without its s."""
_PERIOD: Final = re.compile(r"P(\d+[YMWD])*(T\d+[HMS].*)?")
_LONG: Final = 80


def place_in_words(path: Path) -> str:
    """`("data", "payment-details", "retention")`: retention of payment details."""
    if path[:1] == ("differs",) and len(path) > 1:
        said = place_in_words(path[2:]) or "what is done differently"
        return f"{said} at {path[1]}"
    parts: list[str] = []
    steps = list(path)
    while steps:
        field = steps.pop(0)
        if steps and (field in _ONE or _is_list(field)):
            one = _ONE.get(field, _singular(field))
            parts.append(f"{one} {_name(steps.pop(0))}".strip())
        else:
            parts.append(field.replace("_", " "))
    return " of ".join(reversed(parts))


def _is_list(field: str) -> bool:
    """Whether what follows a field on a path is the name of one of its items."""
    return field.endswith("s") and not field.endswith("basis")


def _singular(field: str) -> str:
    word = field.replace("_", " ")
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")


def _name(step: str) -> str:
    return step.replace("-", " ") if step.islower() else step


def in_words(value: Any) -> str:
    """A value in a few words: `unknown`, `none (no transfers)`, `6 years`, `harbour, lantern`."""
    if value is ABSENT:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list):
        return ", ".join(map(in_words, value)) or "an empty list"
    text = " ".join(str(value).split())
    if _PERIOD.fullmatch(text) and len(text) > 1:
        return period_in_words(text)
    return text


def _mapping(value: Mapping[str, Any]) -> str:
    if "unknown" in value:
        return "unknown"
    if "none" in value:
        return f"none ({_short(value['none'])})"
    for key in ("basis", "title", "name", "text", "id", "source", "recipient", "item", "rule"):
        if key in value:
            return _short(value[key])
    return ", ".join(f"{key.replace('_', ' ')} {_short(each)}" for key, each in value.items())


def _short(value: Any) -> str:
    return shortened(in_words(value), _LONG)
