"""The facts an assessment relies on: which there are, and which have changed since, and how."""

from typing import Final, Literal, NamedTuple

from ropabook.law.words import LAWFUL_BASES, MECHANISMS, label
from ropabook.model.activity import DataLink, Purpose, Transfer
from ropabook.model.assessments import ReliedOn
from ropabook.model.facts import Nothing, Unknown, known
from ropabook.model.names import companies, country, shortened
from ropabook.model.register import Register
from ropabook.model.relied_on import Assessment, Changed, changed_since, digest, facts_of
from ropabook.rules.reading import basis_of, data_in

_LONG: Final = 160


def relied_on(assessment: Assessment, register: Register) -> tuple[ReliedOn, ...]:
    """Every fact that an assessment rests on, as the record has it now."""
    return tuple(
        ReliedOn(
            record=record, field=field, digest=digest(value), said=_fact(field, value, register)
        )
        for record, field, value in facts_of(assessment, register)
    )


class Stale(NamedTuple):
    """A fact that is not what the assessment relied on."""

    kind: Literal["changed", "gone", "new"]
    record: str
    field: str
    sentence: str
    """What changed, in words."""


def stale(assessment: Assessment, register: Register) -> tuple[Stale, ...]:
    """What has changed since the assessment relied on it, in words; see `changed_since`."""
    return tuple(
        Stale(one.kind, one.record, one.field, _sentence(one, register))
        for one in changed_since(assessment, register)
    )


def _sentence(one: Changed, register: Register) -> str:
    if one.kind == "new":
        return f"New since: {_fact(one.field, one.value, register)}"
    if one.kind == "gone":
        return f"No longer there: {one.said}"
    return f"Was: {one.said}. Is: {say(one.value, register)}"


def _fact(field: str, value: object, register: Register) -> str:
    return f"{_name(field)}: {say(value, register)}"


def _name(field: str) -> str:
    kind, _, name = field.partition(".")
    words = {"purposes": "Purpose", "data": "Data", "recipients": "Recipient",
             "transfers": "Transfer", "differs": "Differs at"}  # fmt: skip
    if name:
        return f"{words[kind]} {name}"
    return kind.replace("_", " ").capitalize()


def say(value: object, register: Register) -> str:
    """A fact in a line."""
    return shortened(_say(value, register), _LONG)


def _say(value: object, register: Register) -> str:
    match value:
        case None | ():
            return "not recorded"
        case Unknown():
            return f"not known yet ({value.unknown})"
        case Nothing():
            return f"none ({value.none})"
        case bool():
            return "yes" if value else "no"
        case Purpose():
            basis = basis_of(value)
            rests = label(LAWFUL_BASES, basis.basis) if basis else "no lawful basis recorded"
            return f"{value.text.rstrip('.')}; {rests}"
        case DataLink():
            return _link(value, register)
        case Transfer():
            to = register.recipients.get(value.recipient)
            where = country(known(value.country) or "") or "country not known"
            by = label(MECHANISMS, known(value.mechanism) or "") or "mechanism not known"
            return f"to {to.title if to else value.recipient}, {where}; {by}"
        case tuple():
            return ", ".join(_say(one, register) for one in value)
    return _other(value, register)


def _link(link: DataLink, register: Register) -> str:
    people = [register.find(f"data-subjects/{s}") for s in link.subjects]
    who = ", ".join(p.name for p in people if p) or "people not named"
    kept = link.retention
    rule = register.find(f"retention/{kept}") if isinstance(kept, str) else None
    limit = rule.name if rule else "no time limit recorded"
    return f"{data_in(link, register)}; of {who}; kept: {limit}"


def _other(value: object, register: Register) -> str:
    recipient = getattr(value, "recipient", None)
    if recipient is not None:
        found = register.recipients.get(recipient)
        return found.title if found else str(recipient)
    if isinstance(value, str):
        if value in register.entities:
            return companies(register, (value,))
        named = (register.find(f"{kind}/{value}") for kind in ("systems", "security-measures"))
        return next((record.name for record in named if record), value)
    said = getattr(value, "decision", None)
    return str(said or value)
