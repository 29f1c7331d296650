"""Each open question with the place in its record that waits for the answer."""

import hashlib
from typing import NamedTuple

from ropabook.forms.fields import Field, fields_of
from ropabook.model.facts import Unknown
from ropabook.model.kinds import KINDS
from ropabook.model.questions import OpenQuestion, open_questions
from ropabook.model.record import FiledRecord, walk
from ropabook.model.register import Register
from ropabook.store.plain import Path


class Asked(NamedTuple):
    """A question that is open, and what an answer to it must be."""

    reference: str
    """Names the place for as long as it is open: `activities/orders#transfers`."""
    question: OpenQuestion
    path: Path
    """In the record; empty for a question that is written beside the record."""
    field: Field | None
    """What stands there; None where it can only be said in words."""
    evidence: Path
    """Where the evidence of the answer stands."""


def asked(
    register: Register, ask: str | None = None, entity: str | None = None
) -> tuple[Asked, ...]:
    """The open questions, by the person to ask, then in the order of the record.

    Args:
        register: the record.
        ask: only those for this role.
        entity: only those that concern this company.
    """
    chosen = [q for q in open_questions(register, entity) if ask in (None, q.ask)]
    return tuple(_asked(register, q) for q in sorted(chosen, key=lambda q: q.ask))


def _asked(register: Register, question: OpenQuestion) -> Asked:
    kind = question.record.partition("/")[0]
    record = register.find(question.record)
    places = {
        (step.path, step.value.unknown): step.value
        for step in walk(record) if isinstance(step.value, Unknown)
    } if record else {}  # fmt: skip
    within = (question.field, question.question) in places
    if not within and (record is None or any(_is(q, question) for q in record.questions)):
        token = hashlib.sha256(question.question.encode()).hexdigest()[:8]
        about = ("notes",) if issubclass(KINDS[kind], FiledRecord) else ()
        return Asked(f"{question.record}?{token}", question, (), None, ("evidence", *about))
    path = tuple(question.field.split("."))
    field, evidence = place_of(kind, path)
    if not within:  # it is asked of one company only
        above = ("differs", question.entities[0])
        path = (*above, *path)
        evidence = evidence if evidence[0] == "evidence" else (*above, *evidence)
    return Asked(f"{question.record}#{'.'.join(path)}", question, path, field, evidence)


def _is(written: object, question: OpenQuestion) -> bool:
    said = (getattr(written, "question", None), getattr(written, "about", None) or "")
    return said == (question.question, question.field)


def place_of(kind: str, path: Path) -> tuple[Field | None, Path]:
    """What a form asks at a place, and where the evidence of the place stands.

    Args:
        kind: the folder of the record.
        path: as `walk` names it: an item of a list by its name.
    """
    whole = issubclass(KINDS[kind], FiledRecord)
    evidence: Path = ("evidence", path[0]) if whole else ("evidence",)
    fields, at = fields_of(KINDS[kind]), 0
    while True:
        field = next((each for each in fields if each.name == path[at]), None)
        at += 1
        if field is None or at == len(path):
            return field, evidence
        at += field.kind == "parts"
        fields = field.fields
        if any(each.kind == "evidence" for each in fields):
            evidence = (*path[:at], "evidence")
        if at >= len(path):
            return None, evidence
