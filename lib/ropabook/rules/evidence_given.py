"""Every fact says what it rests on, and how good that is (UK GDPR Art. 5(2))."""

from collections.abc import Callable, Iterator
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

    def in_words(self, register: Register) -> str:
        """What people call it."""
        part = self.value
        if isinstance(part, Purpose):
            return f"the purpose “{part.text}”"
        if isinstance(part, Disclosure):
            return f"disclosure to {kind_and_name(register, f'recipients/{part.recipient}')[1]}"
        if isinstance(part, Transfer):
            return f"transfer to {kind_and_name(register, f'recipients/{part.recipient}')[1]}"
        if isinstance(part, DataLink):
            return f"the data {part.id}"
        return self.field.replace("_", " ")


def _facts(record: Record, register: Register) -> list[_Told]:
    """The facts of a record; of what a company does differently, those that differ."""
    # One record meets all its rules before the next one does: its facts are found once.
    last = register.once(_last)
    if record.key not in last:
        last.clear()
        last[record.key] = _collect(record, register)
    return last[record.key]


def _last(register: Register) -> dict[str, list[_Told]]:
    return {}


def _collect(record: Record, register: Register) -> list[_Told]:
    if isinstance(record, RegisterEntry):
        return [_Told("title", record.title, record.evidence)]
    found = list(_told(record)) if isinstance(record, FiledRecord) else []
    if isinstance(record, ProcessingActivity):
        for entity in record.differs:
            found += _differing(found, register.as_done_by(record, entity))
    return found


def _differing(common: list[_Told], own: ProcessingActivity) -> list[_Told]:
    """The facts of one company; what proves the common way proves nothing of its own."""
    found = []
    for fact in _told(own):
        shared = [one for one in common if one.field == fact.field]
        if not any(one.value == fact.value for one in shared):
            inherited = any(one.evidence == fact.evidence for one in shared)
            found.append(fact._replace(evidence=()) if inherited else fact)
    return found


def _told(record: FiledRecord) -> Iterator[_Told]:
    for field, value in record.__dict__.items():
        if field in _KEEPING or value is None or value == () or type(value) is Unknown:
            continue
        common = record.evidence.get(field, ())
        if type(value) is tuple and isinstance(value[0], _PARTS):
            yield from (_Told(field, part, (*part.evidence, *common)) for part in value)
        elif type(value) is Nothing:
            yield _Told(field, value, (*value.evidence, *common, *_said(value)))
        else:
            yield _Told(field, value, common)


def _said(nothing: Nothing) -> tuple[Evidence, ...]:
    return (Evidence(kind="confirmed", by=nothing.by),) if nothing.by else ()


def _proves(evidence: Evidence) -> bool:
    return not blank(evidence.source) or not blank(evidence.by)


def _listed(told: list[_Told], register: Register) -> str:
    names = list(dict.fromkeys(fact.in_words(register) for fact in told))
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _judged(
    record: Record, register: Register, fails: Callable[[_Told], bool], says: str
) -> Iterator[Gap]:
    lacking = [fact for fact in _facts(record, register) if fails(fact)]
    if lacking and isinstance(record, RegisterEntry):
        yield Gap(f"{record.name}: {says}.", "evidence")
    elif lacking:
        yield Gap(f"{record.name}: {says}: {_listed(lacking, register)}.", "evidence")


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
    elif not _facts(record, register):
        yield _NOTHING_TOLD
    else:
        says = "nothing shows where this comes from"
        yield from _judged(record, register, lambda f: not any(map(_proves, f.evidence)), says)


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
    facts = () if record.folder in _DOCUMENTS else _facts(record, register)
    if record.folder in _DOCUMENTS:
        yield _ITSELF
    elif not any(e.kind == "inferred" for fact in facts for e in fact.evidence):
        yield _NO_INFERENCE
    else:
        yield from _judged(record, register, _only_inferred, "this is inferred and not confirmed")


def _only_inferred(fact: _Told) -> bool:
    return bool(fact.evidence) and all(e.kind == "inferred" for e in fact.evidence)


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
    facts = () if record.folder in _DOCUMENTS else _facts(record, register)
    if record.folder in _DOCUMENTS:
        yield _ITSELF
    elif not any(_of_notice(e, register) for fact in facts for e in fact.evidence):
        yield _NO_NOTICE
    else:
        # What is inferred only is told by EV-INFERRED already.
        yield from _judged(
            record,
            register,
            lambda f: bool(f.evidence) and not _only_inferred(f)
            and all(_of_notice(e, register) for e in f.evidence),
            "this is known from a public notice only",
        )  # fmt: skip


def _of_notice(evidence: Evidence, register: Register) -> bool:
    notice, mark, _ = (evidence.source or "").partition("#")
    return bool(mark) and notice in register.notices
