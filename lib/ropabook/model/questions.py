"""The open questions: every unknown fact, and every question written beside a record."""

from collections.abc import Iterator
from typing import NamedTuple

from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Entity
from ropabook.model.facts import Unknown, each
from ropabook.model.record import Record, walk
from ropabook.model.register import Register


class OpenQuestion(NamedTuple):
    """A question for a person: the analyst's interview list is made of these."""

    record: str
    """`folder/id` of the record that waits for the answer."""
    title: str
    field: str
    question: str
    ask: str
    entities: tuple[str, ...]
    """The companies it concerns; empty where it concerns a shared list."""


def open_questions(register: Register, entity: str | None = None) -> tuple[OpenQuestion, ...]:
    """All open questions, or those that concern one company, in the order of the record."""
    found = register.every.once(_all)
    return tuple(
        q
        for q in found
        if (entity is None or not q.entities or entity in q.entities) and register.holds(q.record)
    )


def question_about(record: Record, field: str) -> Unknown | None:
    """The question written beside a record about this field, or else about a part of it.

    A question that names no field is about the record as a whole, whose path is "".
    """
    beside = record.questions
    if not beside:
        return None
    found = next((q for q in beside if (q.about or "") == field), None)
    if found is None and field:
        found = next((q for q in beside if (q.about or "").startswith(f"{field}.")), None)
    return None if found is None else Unknown(unknown=found.question, ask=found.ask)


def questions_of(register: Register, record: Record) -> tuple[OpenQuestion, ...]:
    """The open questions of one record, without a look at the others."""
    companies = getattr(record, "differs", ())
    return (
        *_of(register, record),
        *(q for company in companies for q in _of_company(register, record.id, company)),
    )


def _all(register: Register) -> tuple[OpenQuestion, ...]:
    found = [question for record in register.all_records for question in _of(register, record)]
    for activity, company in register.deviations:
        found += _of_company(register, activity, company)
    return tuple(found)


def _of_company(register: Register, activity: str, company: str) -> list[OpenQuestion]:
    """What only this company does not know yet of an activity that it does differently."""
    deviation = register.deviations.get((activity, company))
    if deviation is None:
        return []
    as_written = {(q.field, q.question) for q in _of(register, register.activities[activity])}
    return [
        question._replace(entities=(company,))
        for question in _of(register, deviation)
        if (question.field, question.question) not in as_written
    ]


def _of(register: Register, record: Record) -> Iterator[OpenQuestion]:
    concerned = _concerned(record)
    for step in walk(record):
        if isinstance(step.value, Unknown):
            yield OpenQuestion(
                record.key,
                record.name,
                step.path,
                step.value.unknown,
                step.value.ask,
                tuple(
                    company
                    for company in concerned
                    if not _overridden(register, record, company, step.path)
                ),
            )
    for question in record.questions:
        yield OpenQuestion(
            record.key,
            record.name,
            question.about or "",
            question.question,
            question.ask,
            concerned,
        )


def _concerned(record: Record) -> tuple[str, ...]:
    if isinstance(record, Entity):
        return (record.id,)
    return each(getattr(record, "entities", ()))


def _overridden(register: Register, record: Record, company: str, path: str) -> bool:
    if not isinstance(record, ProcessingActivity) or company not in record.differs:
        return False
    deviation = register.deviations.get((record.id, company))
    return deviation is not None and not any(
        step.path == path and isinstance(step.value, Unknown) for step in walk(deviation)
    )
