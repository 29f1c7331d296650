"""Which documents each activity needs, and whether they are there: the same for every view."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple, TypeVar

from ropabook.law.periods import after
from ropabook.law.screening import decide
from ropabook.model.activity import DataLink, ProcessingActivity, Purpose
from ropabook.model.assessments import Dpia
from ropabook.model.facts import Nothing, Unknown, each, known, unknown
from ropabook.model.names import companies
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.model.registers import ConsentRecord, Contract, PersonalDataCategory, PolicyDocument
from ropabook.rules.abroad import BY_SAFEGUARD
from ropabook.rules.agreements import (
    PROCESSORS,
    capacity,
    given_out,
    in_force,
    processor_contracts,
)
from ropabook.rules.assessed import dpias_of, replaced, signed_on
from ropabook.rules.reading import (
    bases_of,
    controls,
    live,
    needs_document,
    notices_for,
    processes,
)

T = TypeVar("T")
Kind = Literal["lia", "dpia", "tra", "article-28", "article-26", "policy", "consent", "notice"]
State = Literal["present", "missing", "expired", "open", "not-needed"]
"""`open`: whether it is needed, or there, is a question that nobody has answered yet."""
KINDS: Final[dict[Kind, str]] = {
    "lia": "Legitimate interests assessment",
    "dpia": "DPIA",
    "tra": "Transfer risk assessment",
    "article-28": "Art. 28 contract",
    "article-26": "Joint arrangement",
    "policy": "Appropriate policy document",
    "consent": "Consent record",
    "notice": "Notice",
}
_WORST: Final[tuple[State, ...]] = ("missing", "expired", "open", "present", "not-needed")
_CONSENT_LASTS: Final = "P24M"
_FOR_ANOTHER: Final = "The company acts for a controller, who sees to it"
_ROLE_OPEN: Final = "Whether the company is the controller is not decided"


class Document(NamedTuple):
    """A document that an activity needs or not, and how it stands."""

    activity: ProcessingActivity
    entities: tuple[str, ...]
    kind: Kind
    state: State
    why: str
    """Why it is needed or not, or what is lacking, in words."""
    records: tuple[str, ...] = ()
    """The documents that there are, as `folder/id`."""

    @property
    def needed(self) -> bool:
        """Whether it has to be there."""
        return self.state in ("present", "missing", "expired")


class _Found(NamedTuple):
    state: State
    why: str
    records: tuple[str, ...] = ()


class _Case(NamedTuple):
    activity: ProcessingActivity
    register: Register
    entities: tuple[str, ...]
    on: date


def documents_needed(register: Register, on: date) -> tuple[Document, ...]:
    """Every activity, as each company does it, with every kind of document."""
    kept = register.once(_kept)
    if on not in kept:
        kept[on] = tuple(
            Document(activity, entities, kind, *judge(_Case(activity, register, entities, on)))
            for written in register.activities.values()
            for activity, entities in register.variants(written)
            for kind, judge in _JUDGES.items()
        )
    return kept[on]


def _kept(register: Register) -> dict[date, tuple[Document, ...]]:
    # Filled day by day: every workbook asks for the same.
    return {}


def _worst(found: Iterable[_Found], otherwise: _Found) -> _Found:
    """The state of the worst, what is said of all in that state, and all the documents."""
    every = tuple(found)
    if not every:
        return otherwise
    state = min((one.state for one in every), key=_WORST.index)
    why = "; ".join(dict.fromkeys(one.why for one in every if one.state == state))
    return _Found(state, why, tuple(dict.fromkeys(r for one in every for r in one.records)))


def _there(record: Record, due: date | None, on: date) -> _Found:
    if due is not None and due < on:
        return _Found("expired", f"“{record.name}” was to be reviewed by {due}", (record.key,))
    return _Found("present", f"“{record.name}”", (record.key,))


def _for_controllers(judge: Callable[[_Case], _Found]) -> Callable[[_Case], _Found]:
    def judged(case: _Case) -> _Found:
        if known(case.activity.role) is None:
            return _Found("open", _ROLE_OPEN)
        return judge(case) if controls(case.activity) else _Found("not-needed", _FOR_ANOTHER)

    return judged


def _bases_open(activity: ProcessingActivity) -> list[_Found]:
    """The purposes of which nobody has said yet on what they rest: they may ask for anything."""
    waiting = [p for p in activity.purposes if known(p.lawful_basis) is None and not _none(p)]
    return [_Found("open", f"The lawful basis of “{p.text}” is not known") for p in waiting]


def _none(purpose: Purpose) -> bool:
    return isinstance(purpose.lawful_basis, Nothing)


def _resting(activity: ProcessingActivity, basis: str) -> Iterator[tuple[Purpose, object]]:
    for purpose in activity.purposes:
        for found in bases_of(purpose):
            if found.basis == basis:
                named = found.consent if basis == "consent" else found.assessment
                yield purpose, named


def _named(fact: object, what: str, find: Callable[[str], T | None]) -> T | _Found:
    """The document that a fact names; open or missing where it names none that is there."""
    if isinstance(fact, Unknown):
        return _Found("open", f"Not known yet for {what}")
    found = find(fact) if isinstance(fact, str) else None
    return _Found("missing", f"None for {what}") if found is None else found


def _interests(case: _Case) -> _Found:
    def one(purpose: Purpose, fact: object) -> _Found:
        lia = _named(fact, f"“{purpose.text}”", case.register.lia)
        if isinstance(lia, _Found):
            return lia
        if lia.decision != "rely":
            return _Found("missing", f"“{lia.title}” does not decide to rely on it", (lia.key,))
        return _there(lia, lia.review_due, case.on)

    found = [one(*each_one) for each_one in _resting(case.activity, "legitimate-interests")]
    otherwise = _Found("not-needed", "No purpose rests on legitimate interests")
    return _worst([*found, *_bases_open(case.activity)], otherwise)


def _impact(case: _Case) -> _Found:
    activity, screening = case.activity, known(case.activity.screening)
    standing = [d for d in dpias_of(activity, case.register) if _stands(d, case)]
    if standing:
        return min(
            (_there(dpia, dpia.review_due, case.on) for dpia in standing),
            key=lambda one: one.state != "present",
        )
    if screening is None:
        return _Found("open", "The activity has not been screened for a DPIA")
    decided = decide(screening.article_35_3, screening.ico, screening.wp248)
    outcomes = {screening.outcome, decided.outcome}
    if "required" in outcomes and screening.override_reason is None:
        return _Found("missing", "The screening asks for a DPIA, and none is signed")
    if "required" in outcomes:
        return _Found("not-needed", f"Screened on {screening.on}: {screening.override_reason}")
    said = "one is recommended" if "recommended" in outcomes else "none is required"
    return _Found("not-needed", f"Screened on {screening.on}: {said}")


def _stands(dpia: Dpia, case: _Case) -> bool:
    signed = signed_on(dpia, case.on) is not None
    return signed and not replaced(dpia, case.register, case.on)


def _transfer(case: _Case) -> _Found:
    transfers = case.activity.transfers
    if transfers is None or unknown(transfers):
        return _Found("open", "Whether data leaves the country is not known")

    def one(recipient: str, record: str | None) -> _Found:
        found = case.register.recipients.get(recipient)
        to = found.title if found else recipient
        tra = case.register.tra(record)
        if tra is None:
            return _Found("missing", f"None for the transfer to {to}")
        if tra.conclusion != "met":
            return _Found("missing", f"“{tra.title}” does not find the test met", (tra.key,))
        return _there(tra, tra.review_due, case.on)

    asking = [
        one(transfer.recipient, transfer.assessment)
        for transfer in each(transfers)
        if known(transfer.mechanism) in (*BY_SAFEGUARD, "eu-scc")
    ]
    if any(known(transfer.mechanism) is None for transfer in each(transfers)):
        asking.append(_Found("open", "On what a transfer rests is not known"))
    why = "No transfer rests on a safeguard of Art. 46" if each(transfers) else "No transfer"
    return _worst(asking, _Found("not-needed", why))


def _contracts(case: _Case) -> _Found:
    activity, register = case.activity, case.register
    found = [
        _between(case, entity, recipient.title, register.contracts_with.get(recipient.id, ()))
        for disclosure, recipient in given_out(activity, register)
        if capacity(disclosure, recipient) in PROCESSORS
        for entity in case.entities
        if entity != recipient.entity and (recipient.engaged_by is None or processes(activity))
    ]
    if processes(activity):
        found += [
            _between(case, entity, customer.name, _serving(register, entity, customer.entity))
            for customer in each(activity.customers)
            for entity in case.entities
        ]
    found += [
        _Found("open", f"Whether {recipient.title} acts on instructions is not decided")
        for disclosure, recipient in given_out(activity, register)
        if capacity(disclosure, recipient) in (None, "unclassified")
    ]
    if activity.recipients is None or unknown(activity.recipients):
        found.append(_Found("open", "Who receives data is not known"))
    if processes(activity) and not each(activity.customers):
        found.append(_Found("open", "For whom the company acts is not known"))
    return _worst(found, _Found("not-needed", "No processor is recorded"))


def _between(case: _Case, entity: str, other: str, contracts: Iterable[Contract]) -> _Found:
    mine = [c for c in contracts if c.kind == "article-28" and entity in c.parties]
    return _signed(case, mine, f"{companies(case.register, (entity,))} with {other}")


def _serving(register: Register, entity: str, customer: str | None) -> list[Contract]:
    """The contracts under which a company acts, or may act, for a customer."""
    return [
        contract
        for contract in register.once(processor_contracts).get(entity, ())
        if customer is None or customer in contract.parties
        if contract.role == "processor" or (customer and _is(register, contract.recipient, entity))
    ]


def _is(register: Register, recipient: str | None, entity: str) -> bool:
    found = register.recipients.get(recipient or "")
    return found is not None and found.entity == entity


def _signed(case: _Case, contracts: list[Contract], who: str) -> _Found:
    held = [contract for contract in contracts if in_force(contract, case.on)]
    keys = tuple(contract.key for contract in held or contracts)
    if held:
        return _Found("present", f"“{held[0].title}”", keys)
    if any(unknown(contract.signed_on) for contract in contracts):
        return _Found("open", f"Whether it is signed is not known: {who}", keys)
    over = [c for c in contracts if (end := known(c.expires_on)) is not None and end < case.on]
    if over:
        return _Found("expired", f"“{over[0].title}” ended on {known(over[0].expires_on)}", keys)
    return _Found("missing", f"None of {who}", keys)


def _joint(case: _Case) -> _Found:
    activity = case.activity
    if activity.role != "joint-controller":
        return _Found("not-needed", "The role that is recorded is that of a controller alone")
    about = [
        contract
        for contract in case.register.once(_arrangements)
        if not contract.activities or activity.id in contract.activities
    ]
    return _worst(
        (
            _signed(
                case,
                [contract for contract in about if entity in contract.parties],
                companies(case.register, (entity,)),
            )
            for entity in case.entities
        ),
        _Found("missing", "No company is named"),
    )


def _arrangements(register: Register) -> tuple[Contract, ...]:
    return tuple(c for c in register.of(Contract).values() if c.kind == "article-26")


def _policy(case: _Case) -> _Found:
    documents = case.register.of(PolicyDocument)

    def one(fact: object) -> _Found:
        found = _named(fact, "what rests on Schedule 1", documents.get)
        if isinstance(found, _Found):
            return found
        return _there(found, found.review_due, case.on)

    data = case.activity.data
    asking = [one(link.policy_document) for link in data if needs_document(link)]
    asking += [found for link in data if (found := _condition_open(case.register, link))]
    otherwise = _Found("not-needed", "No condition of Schedule 1 that asks for one is relied on")
    return _worst(asking, otherwise)


def _condition_open(register: Register, link: DataLink) -> _Found | None:
    """Where it is open whether data is special, or on which condition special data is used."""
    kinds = register.of(PersonalDataCategory)
    named = [kinds[category] for category in link.categories if category in kinds]
    waiting = [kind for kind in named if unknown(kind.special) or unknown(kind.criminal)]
    if waiting:
        return _Found("open", f"Whether “{waiting[0].title}” is special or criminal is not known")
    special = [kind for kind in named if known(kind.special) or known(kind.criminal) is True]
    conditions = (link.article_9, link.schedule_1, link.article_10)
    if special and not any(known(condition) for condition in conditions):
        return _Found("open", f"On which condition “{special[0].title}” is used is not known")
    return None


def _consents(case: _Case) -> _Found:
    records = case.register.of(ConsentRecord)

    def one(fact: object, what: str) -> _Found:
        found = _named(fact, what, records.get)
        if isinstance(found, _Found):
            return found
        last = max((day for day in (found.oldest, found.refreshed_on) if day), default=None)
        if last is not None and (after(last, _CONSENT_LASTS) or last) < case.on:
            return _Found("expired", f"“{found.title}” dates from {last}", (found.key,))
        return _Found("present", f"“{found.title}”", (found.key,))

    activity = case.activity
    asking = [one(fact, f"“{p.text}”") for p, fact in _resting(activity, "consent")]
    asking += [
        one(link.consent, "explicit consent, Art. 9(2)(a)")
        for link in activity.data
        if known(link.article_9) == "a"
    ]
    asking += [
        one(transfer.consent, "a transfer, Art. 49(1)(a)")
        for transfer in each(activity.transfers)
        if known(transfer.mechanism) == "derogation-a"
    ]
    otherwise = _Found("not-needed", "Nothing rests on consent")
    return _worst([*asking, *_bases_open(activity)], otherwise)


def _notice(case: _Case) -> _Found:
    if not live(case.activity, case.on):
        return _Found("not-needed", "The activity is not live")

    def one(entity: str) -> _Found:
        found = notices_for(case.register, case.activity, entity)
        name = companies(case.register, (entity,))
        if not found:
            return _Found("missing", f"No notice of {name} tells of it")
        return _Found("present", f"“{found[0].title}”", tuple(notice.key for notice in found))

    return _worst(map(one, case.entities), _Found("missing", "No company is named"))


_JUDGES: Final[dict[Kind, Callable[[_Case], _Found]]] = {
    "lia": _for_controllers(_interests),
    "dpia": _for_controllers(_impact),
    "tra": _transfer,
    "article-28": _contracts,
    "article-26": _for_controllers(_joint),
    "policy": _for_controllers(_policy),
    "consent": _for_controllers(_consents),
    "notice": _for_controllers(_notice),
}
