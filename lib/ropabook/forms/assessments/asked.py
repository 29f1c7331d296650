"""What the form of an assessment asks, in its steps."""

from collections.abc import Mapping
from typing import Any, Final

from ropabook.assessing.steps import steps_of
from ropabook.forms.fields import Field, fields_of
from ropabook.law.risk import SCALES, words_of
from ropabook.model.kinds import KINDS

_SHORT: Final = frozenset(
    ["id", "title", "version", "by", "done_by", "approver", "owner", "accepted_by", "approved_by",
     "kept_under_review_by"]
)  # fmt: skip
"""Texts of a line; all others of an assessment are written at length."""
_HIGH: Final = ("high", "residual_high")
_REST: Final = "Notes and questions"


def asked(kind: str, data: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of an assessment, step by step, as it is typed.

    The words of a risk are those of the scale that is chosen; a recognised interest is asked
    neither for its alternatives nor for a balance. What is not asked is kept as it is.
    """
    fields = {field.name: _long(field) for field in fields_of(KINDS[kind])}
    found = []
    for step in steps_of(kind, data):
        for name in step.fields:
            if name in fields:
                found.append(_scaled(fields[name], data)._replace(section=step.title))
    stepless = ("notes", "questions")
    return (*found, *(fields[name]._replace(section=_REST) for name in stepless))


def not_asked(kind: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that hold something and are not asked on this path, in words."""
    shown = {field.name for field in asked(kind, data)}
    return tuple(
        field.label
        for field in fields_of(KINDS[kind])
        if field.name in data
        and field.name not in shown
        and field.kind in ("text", "words", "part")
    )


def _long(field: Field) -> Field:
    inner = tuple(map(_long, field.fields))
    if field.kind == "text" and field.name not in _SHORT:
        return field._replace(kind="words")
    if field.kind == "map" and field.value == "text":
        return field._replace(value="words")
    return field._replace(fields=inner)


def _scaled(field: Field, data: Mapping[str, Any]) -> Field:
    """A risk's fields with the words of the scale, each with what it means."""
    key = data.get("scale", "ico")
    if field.name != "risks" or key not in SCALES:
        return field
    scale, allowed = SCALES[key], words_of(key)
    meanings = {word.key: word for word in (*scale.likelihood, *scale.severity, *scale.levels)}
    inner = []
    for one in field.fields:
        if one.name in _HIGH and scale.matrix:
            continue
        if one.name in allowed:
            of = scale.severity if "severity" in one.name else scale.likelihood
            words = {**meanings, **{word.key: word for word in of}}
            choices = tuple(
                (k, _word(words[k].label, words[k].definition)) for k in allowed[one.name]
            )
            one = one._replace(choices=choices)
        inner.append(one)
    return field._replace(fields=tuple(inner))


def _word(label: str, definition: str) -> str:
    return f"{label}: {definition[:1].lower()}{definition[1:]}" if definition else label
