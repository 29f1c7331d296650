"""Whatever the record names is there (integrity of the record, UK GDPR Art. 5(2))."""

from collections.abc import Iterator
from functools import cache
from typing import get_args

from ropabook.model.activity import Disclosure, ProcessingActivity
from ropabook.model.facts import Evidence, Noun, each
from ropabook.model.kinds import LABELS
from ropabook.model.notice import Notice
from ropabook.model.record import FiledRecord, Record, references_of, walk
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, rule


@rule("EV-REF", "UK GDPR Art. 5(2), 30(1)", "critical", analysis="evidence",
      why="a record that names nothing cannot be shown to anybody")  # fmt: skip
def everything_named_is_there(record: Record, register: Register) -> Judgement:
    """Every record, statement and purpose that a record names exists.

    Remedy:
        Correct the name, or write the record that is missing.

    Gap:
        activity:
          systems:
            - old-desk

    Good:
        activity:
          systems:
            - order-desk
    """
    for owner, field, value, path in () if _whole(record, register) else walk(record):
        folder = references_of(type(owner)).get(field)
        names = value if type(value) is tuple else (value,)
        for name in names if folder else ():
            if isinstance(name, str) and not register.has(folder or "", name):
                what = LABELS[folder or ""].lower()
                yield Gap(f"{record.key} names the {what} “{name}”, which does not exist.", path)
        for name in names if field == "evidence" else ():
            if type(name) is Evidence and not _proved(name, register):
                yield Gap(f"{record.key} rests on “{name.source}”, which does not exist.", path)
    yield from _own_evidence(record, register)
    yield from _own_parts(record)
    yield from _spoken_of(record, register)


def _whole(noun: Noun, register: Register) -> bool:
    """Whether all that is named within is there; where not, a walk says where it is missing."""
    said = noun.__dict__
    for field, folder in _naming(type(noun)):
        value = said[field]
        if value is None or value == ():
            continue
        members = value if type(value) is tuple else (value,)
        for member in members:
            if folder == "":
                whole = not isinstance(member, Noun) or _whole(member, register)
            else:
                whole = not isinstance(member, str) or register.has(folder, member)
            if not whole:
                return False
            if type(member) is Evidence and not _proved(member, register):
                return False
    return True


@cache
def _naming(kind: type[Noun]) -> tuple[tuple[str, str], ...]:
    """The fields that name records, with their folder, and (with none) those that hold nouns."""
    named = references_of(kind)
    return tuple(
        (field, named.get(field, ""))
        for field, about in kind.model_fields.items()
        if field in named or _holds_nouns(about.annotation)
    )


def _holds_nouns(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return True
    return any(_holds_nouns(part) for part in get_args(annotation))


def _proved(evidence: Evidence, register: Register) -> bool:
    notice, mark, _ = (evidence.source or "").partition("#")
    # Only `notice#statement` is a reference; the name of a document is free text.
    return not mark or " " in notice or register.statement(evidence.source) is not None


def _own_evidence(record: Record, register: Register) -> Iterator[Gap]:
    for field, proofs in record.evidence.items() if isinstance(record, FiledRecord) else ():
        if field not in type(record).model_fields:
            yield Gap(f"{record.key} proves “{field}”, a field that does not exist.", "evidence")
        for proof in proofs:
            if not _proved(proof, register):
                sentence = f"{record.key} rests on “{proof.source}”, which does not exist."
                yield Gap(sentence, f"evidence.{field}")


def _own_parts(record: Record) -> Iterator[Gap]:
    if isinstance(record, ProcessingActivity):
        purposes = {purpose.id for purpose in record.purposes}
        for disclosure in each(record.recipients):
            for name in _strangers(disclosure, purposes):
                sentence = f"{record.key} discloses for “{name}”, which is none of its purposes."
                yield Gap(sentence, f"recipients.{disclosure.recipient}.purposes")
    if isinstance(record, Notice):
        labels = {statement.id for statement in record.statements}
        for item in record.items:
            for name in sorted(set(item.statements) - labels):
                sentence = f"{record.key} codes the statement “{name}”, which does not exist."
                yield Gap(sentence, f"items.{item.item}")


def _spoken_of(record: Record, register: Register) -> Iterator[Gap]:
    for statement in record.statements if isinstance(record, Notice) else ():
        for name in statement.refers_to:
            key, mark, part = name.partition("#")
            found = register.find(key)
            if found is None or (mark and part not in _parts(found, register)):
                sentence = f"{record.key} speaks of “{name}”, which does not exist."
                yield Gap(sentence, f"statements.{statement.id}.refers_to")


def _parts(record: Record, register: Register) -> set[str]:
    """The purposes, data and transfers of an activity, each company's own included."""
    if not isinstance(record, ProcessingActivity):
        return set()
    whose = [record, *(register.as_done_by(record, entity) for entity in record.differs)]
    found = {purpose.id for one in whose for purpose in one.purposes}
    found.update(link.id for one in whose for link in one.data)
    found.update(transfer.id for one in whose for transfer in each(one.transfers))
    return found


def _strangers(disclosure: Disclosure, purposes: set[str]) -> list[str]:
    return sorted(set(disclosure.purposes) - purposes)
