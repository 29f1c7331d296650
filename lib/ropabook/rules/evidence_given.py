"""Every fact says what it rests on, and how good that is (UK GDPR Art. 5(2))."""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from ropabook.model.activity import (
    DataLink,
    Disclosure,
    ProcessingActivity,
    Purpose,
    Transfer,
)
from ropabook.model.facts import Evidence, Nothing, Unknown, blank
from ropabook.model.names import kind_and_name
from ropabook.model.record import FiledRecord, Record, RegisterEntry
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_DOCUMENTS: Final = frozenset({
    "group", "notices", "dpia", "lia", "tra",
    "rights-requests", "breaches", "complaints", "objections", "hand-overs",
})  # fmt: skip
"""Documents and logs: what was written when it happened is itself the evidence of it."""
_KEEPING: Final = frozenset({
    "id", "title", "notes", "questions", "unplaced", "formerly", "example", "evidence", "profile",
    "status", "last_reviewed", "next_review_due", "last_changed", "screening", "exemption",
    "differs",
})  # fmt: skip
"""Labels, and what the record says of how it is kept: no facts about the company."""
_PARTS: Final = (Purpose, DataLink, Disclosure, Transfer)
_MOST: Final = 8
_NOTHING_TOLD: Final = NotApplicable("No fact is recorded yet: there are open questions only.")
_ITSELF: Final = NotApplicable("The record is a document or a log, and is evidence itself.")
_NO_INFERENCE: Final = NotApplicable("Nothing in this record is inferred.")
_NO_NOTICE: Final = NotApplicable("Nothing in this record rests on a notice.")


class _Told(NamedTuple):
    """A fact of a record and what it rests on."""

    field: str
    value: object
    evidence: tuple[Evidence, ...]


class _Found:
    """What a record tells, and which of it is ill proved: found once for the rules below."""

    def __init__(self, told: list[_Told], register: Register) -> None:
        self.nothing_told = not told
        self.inferences = self.notices = False
        self.unproved = [fact for fact in told if not fact.evidence]
        self.only_inferred: list[_Told] = []
        self.only_noticed: list[_Told] = []
        for fact in told if len(self.unproved) < len(told) else ():
            if fact.evidence:
                self._sort(fact, register)

    def _sort(self, fact: _Told, register: Register) -> None:
        proved, inferred, noticed = False, True, True
        for proof in fact.evidence:
            if blank(proof.source) and blank(proof.by):
                continue
            proved = True
            if proof.kind == "inferred":
                self.inferences = True
            else:
                inferred = False
            if _of_notice(proof.source, register):
                self.notices = True
            else:
                noticed = False
        if not proved:
            self.unproved.append(fact)
        elif inferred:
            self.only_inferred.append(fact)
        elif noticed:
            self.only_noticed.append(fact)


def _of_notice(source: str | None, register: Register) -> bool:
    return source is not None and "#" in source and source.partition("#")[0] in register.notices


def _found(record: Record, register: Register) -> _Found:
    # One record meets all its rules before the next one does.
    last = register.once(_last)
    if record.key not in last:
        last.clear()
        last[record.key] = _Found(_collect(record, register), register)
    return last[record.key]


def _last(register: Register) -> dict[str, _Found]:
    return {}


def _collect(record: Record, register: Register) -> list[_Told]:
    if isinstance(record, RegisterEntry):
        return [_Told("title", record.title, record.evidence)]
    told = list(_told(record)) if isinstance(record, FiledRecord) else []
    if isinstance(record, ProcessingActivity):
        common = tuple(told)
        for entity, changed in record.differs.items():
            own = register.as_done_by(record, entity)
            told += _differing(common, [fact for fact in _told(own) if fact.field in changed])
    return told


def _differing(common: tuple[_Told, ...], own: list[_Told]) -> list[_Told]:
    """The facts of one company; what proves the common way proves nothing of its own."""
    found = []
    for fact in own:
        shared = [one for one in common if one.field == fact.field]
        if not any(one.value == fact.value for one in shared):
            inherited = any(one.evidence == fact.evidence for one in shared)
            found.append(fact._replace(evidence=()) if inherited else fact)
    return found


def _told(record: FiledRecord) -> Iterator[_Told]:
    said, evidence = record.__dict__, record.evidence
    for field in _fields(type(record)):
        value = said[field]
        kind = type(value)
        if value is None or kind is Unknown or (kind is tuple and not value):
            continue
        common = evidence.get(field, ())
        if kind is tuple and isinstance(value[0], _PARTS):
            yield from (_Told(field, part, (*part.evidence, *common)) for part in value)
        elif kind is Nothing:
            yield _Told(field, value, (*value.evidence, *common, *_said(value)))
        else:
            yield _Told(field, value, common)


@cache
def _fields(kind: type[FiledRecord]) -> tuple[str, ...]:
    return tuple(field for field in kind.model_fields if field not in _KEEPING)


def _said(nothing: Nothing) -> tuple[Evidence, ...]:
    return (Evidence(kind="confirmed", by=nothing.by),) if nothing.by else ()


def _in_words(fact: _Told, register: Register) -> str:
    part = fact.value
    if isinstance(part, Purpose):
        return f"the purpose “{part.text}”"
    if isinstance(part, Disclosure):
        return f"disclosure to {kind_and_name(register, f'recipients/{part.recipient}')[1]}"
    if isinstance(part, Transfer):
        return f"transfer to {kind_and_name(register, f'recipients/{part.recipient}')[1]}"
    return f"the data {part.id}" if isinstance(part, DataLink) else fact.field.replace("_", " ")


def _gap(record: Record, register: Register, facts: list[_Told], says: str) -> Iterator[Gap]:
    if facts and isinstance(record, RegisterEntry):
        yield Gap(f"{record.name}: {says}.", "evidence")
    elif facts:
        names = list(dict.fromkeys(_in_words(fact, register) for fact in facts))
        more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
        yield Gap(f"{record.name}: {says}: {', '.join(names[:_MOST])}{more}.", "evidence")


@rule("EV-NOSOURCE", "UK GDPR Art. 5(2)", "major", analysis="evidence",
      why="what rests on nothing cannot be shown to be true")  # fmt: skip
def every_fact_has_its_evidence(record: Record, register: Register) -> Judgement:
    """Every fact says where it comes from: a document, a statement of a notice, or a person.

    Remedy:
        Attach the source, or who said it and when.

    Gap:
        system:
          evidence:
            provider: []

    Good:
        system:
          evidence:
            provider:
              - kind: confirmed
                by: Head of IT
                on: 2026-09-01
    """
    if record.folder in _DOCUMENTS:
        yield _ITSELF
    elif (found := _found(record, register)).nothing_told:
        yield _NOTHING_TOLD
    else:
        says = "nothing shows where this comes from"
        yield from _gap(record, register, found.unproved, says)


@rule("EV-INFERRED", "UK GDPR Art. 5(2)", "major", analysis="evidence",
      why="an inference that stands in the record like a fact misleads who reads it")  # fmt: skip
def every_inference_is_confirmed(record: Record, register: Register) -> Judgement:
    """What was inferred was confirmed before anybody relies on it.

    Remedy:
        Ask whoever knows, and record who confirmed it and when.

    Gap:
        system:
          evidence:
            provider:
              - source: Invoice of March 2026
                kind: inferred

    Good:
        system:
          evidence:
            provider:
              - source: Invoice of March 2026
                kind: inferred
              - kind: confirmed
                by: Head of IT
                on: 2026-09-01
    """
    if record.folder in _DOCUMENTS:
        yield _ITSELF
    elif not (found := _found(record, register)).inferences:
        yield _NO_INFERENCE
    else:
        says = "this is inferred and not confirmed"
        yield from _gap(record, register, found.only_inferred, says)


@rule("EV-SEEDONLY", "UK GDPR Art. 5(2)", "minor", analysis="evidence",
      why="a notice tells what a company says, not what it does")  # fmt: skip
def no_fact_rests_on_a_notice_alone(record: Record, register: Register) -> Judgement:
    """No fact rests on what a public notice says alone.

    Remedy:
        Verify the fact where the work is done, and record who confirmed it.

    Gap:
        source:
          evidence:
            - privacy-notice#M1

    Good:
        source:
          evidence:
            - privacy-notice#M1
            - kind: observed
              by: Head of Sales
              on: 2026-09-01
    """
    if record.folder in _DOCUMENTS:
        yield _ITSELF
    elif not (found := _found(record, register)).notices:
        yield _NO_NOTICE
    else:
        # What is inferred only is told by EV-INFERRED already.
        says = "this is known from a public notice only"
        yield from _gap(record, register, found.only_noticed, says)
