"""How each kind of record begins: what it must have, and a question for each fact it lacks."""

from types import UnionType
from typing import Any, Union, get_args, get_origin

from ropabook.model.facts import Unknown
from ropabook.model.kinds import KINDS, LABELS
from ropabook.model.record import Record

_ASK = "Compliance Manager"
_VALUES = {
    "status": "draft",
    "origin": "confirmed",
    "nature": "organisational",
    "article_32": "organisational",
}


def starter(kind: str, record: str) -> str:
    """The text of a new record: it loads, and every gap in it is a question.

    Returns:
        YAML that the strict loader accepts.
    """
    words = record.replace("-", " ").capitalize()
    lines: list[str] = []
    for name, field in KINDS[kind].model_fields.items():
        if name in Record.model_fields or name == "evidence":
            continue
        if _may_be_unknown(field.annotation):
            question = f"{LABELS[kind]} “{words}”: {name.replace('_', ' ')}?"
            lines += [f"{name}:", f"  unknown: {question!r}".replace("'", '"'), f"  ask: {_ASK}"]
        elif field.is_required():
            lines += _required(name, field.annotation, words)
    return "\n".join(lines) + "\n"


def _required(name: str, annotation: Any, words: str) -> list[str]:
    if name in ("title", "legal_name"):
        return [f"{name}: {words}"]
    closed = get_args(annotation)
    if closed and all(isinstance(word, str) for word in closed):
        return [f"{name}: {_VALUES[name] if _VALUES.get(name) in closed else closed[0]}"]
    if get_origin(annotation) is tuple:
        return [f"{name}: []"]
    # Reads as words and as an id: the review then says that nothing of this name exists.
    return [f"{name}: to-be-written"]


def _may_be_unknown(annotation: Any) -> bool:
    if annotation is Unknown:
        return True
    if hasattr(annotation, "__metadata__") or get_origin(annotation) in (Union, UnionType):
        return any(_may_be_unknown(part) for part in get_args(annotation))
    return False
