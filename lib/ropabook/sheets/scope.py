"""What a workbook is about: the group or one company, and what belongs to it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeVar

from ropabook.model.activity import DataLink, Disclosure, ProcessingActivity, Transfer
from ropabook.model.entity import Entity
from ropabook.model.facts import each, known
from ropabook.model.names import companies
from ropabook.model.record import Record
from ropabook.model.register import PROCESSING, Register
from ropabook.review import Finding, Review
from ropabook.sheets.past import Past

R = TypeVar("R", bound=Record)


class Done(NamedTuple):
    """An activity as the companies named carry it out."""

    activity: ProcessingActivity
    entities: tuple[str, ...]
    companies: str

    @property
    def processor(self) -> bool:
        """Whether it belongs in the Article 30(2) record."""
        return self.activity.role in PROCESSING

    @property
    def undecided(self) -> bool:
        """Whether nobody has decided in which record it belongs."""
        return known(self.activity.role) is None

    @property
    def links(self) -> tuple[DataLink, ...]:
        """Which data about whom."""
        return self.activity.data

    @property
    def disclosures(self) -> tuple[Disclosure, ...]:
        """The recipients that are named."""
        return each(self.activity.recipients)

    @property
    def transfers(self) -> tuple[Transfer, ...]:
        """The transfers that are named."""
        return each(self.activity.transfers)


class Scope:
    """A review seen for one company, or for the group where the company is None."""

    def __init__(self, review: Review, entity: str | None, past: Past | None = None) -> None:
        self.review, self.entity, self.past = review, entity, past

    @property
    def register(self) -> Register:
        """The record."""
        return self.review.register

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The companies it is about."""
        return tuple(e for e in self.register.entities.values() if self.entity in (None, e.id))

    @cached_property
    def done(self) -> tuple[Done, ...]:
        """Every activity, once for the companies that do it alike."""
        return tuple(self._done())

    def _done(self) -> Iterator[Done]:
        if self.entity is not None:
            name = companies(self.register, (self.entity,))
            for activity in self.register.activities_of(self.entity):
                yield Done(activity, (self.entity,), name)
            return
        for activity in self.register.activities.values():
            for variant in self.register.variants(activity):
                names = companies(self.register, variant.entities)
                yield Done(variant.activity, variant.entities, names)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The gaps, worst first."""
        return self.review.findings_of(self.entity)

    @cached_property
    def gaps_of(self) -> Mapping[str, int]:
        """How many gaps each record has, by its key."""
        counted: dict[str, int] = {}
        for finding in self.findings:
            key = finding.answer.record
            counted[key] = counted.get(key, 0) + 1
        return counted

    @cached_property
    def users(self) -> Mapping[str, tuple[str, ...]]:
        """The titles of the activities that use a shared record, by the record's key."""
        found: dict[str, dict[str, None]] = {}
        for done in self.done:
            for key in _used_by(done):
                found.setdefault(key, {})[done.activity.title] = None
        return {key: tuple(titles) for key, titles in found.items()}

    def records(self, kind: type[R]) -> tuple[R, ...]:
        """The records of a shared kind: all for the group; a company's are those it uses.

        One that names companies belongs to them. One that names none, and that no activity of the
        whole group uses, is in every workbook: nothing is left out.
        """
        every = tuple(self.register.of(kind).values())
        if self.entity is None:
            return every
        return tuple(record for record in every if self._has(record))

    def _has(self, record: Record) -> bool:
        if record.key in self.users:
            return True
        named = _companies_of(self.register, record)
        return self.entity in named if named else record.key not in self.register.once(_used)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of every record that belongs to it."""
        return frozenset(record.key for record in self.every_record())

    def every_record(self) -> Iterator[Record]:
        """The companies, the activities as they are done, and all the rest that belongs to them."""
        yield from self.entities
        yield from {id(done.activity): done.activity for done in self.done}.values()
        for folder, records in self.register.records.items():
            if folder not in ("entities", "activities") and records:
                yield from self.records(type(next(iter(records.values()))))


def _used(register: Register) -> frozenset[str]:
    """The keys of all shared records that some activity uses."""
    variants = (v for written in register.activities.values() for v in register.variants(written))
    return frozenset(key for variant in variants for key in _used_by(Done(*variant, "")))


def _companies_of(register: Register, record: Record) -> set[str]:
    """The companies that a record names: itself, or through the activities that it is about."""
    if record.folder == "recipients":
        return set()  # The company that it names is the one that receives.
    said = record.__dict__
    named = {*(said.get("entities") or said.get("parties") or ()), said.get("entity")} - {None}
    about = {*said.get("activities", ()), said.get("activity")}
    if not named:
        found = (register.activities[each] for each in about if each in register.activities)
        named = {entity for activity in found for entity in activity.entities}
    return named


def _used_by(done: Done) -> Iterator[str]:
    activity = done.activity
    for disclosure in done.disclosures:
        yield f"recipients/{disclosure.recipient}"
    for transfer in done.transfers:
        yield f"recipients/{transfer.recipient}"
        yield f"tra/{transfer.assessment}"
        yield f"contracts/{transfer.contract}"
    for system in each(activity.systems):
        yield f"systems/{system}"
    for measure in each(activity.security_measures):
        yield f"security-measures/{measure}"
    for notice in activity.notices:
        yield f"notices/{notice}"
    for link in activity.data:
        yield from (f"data-subjects/{subject}" for subject in link.subjects)
        yield from (f"personal-data/{category}" for category in link.categories)
        yield from (f"sources/{source}" for source in each(link.sources))
        if isinstance(link.retention, str):
            yield f"retention/{link.retention}"
        if isinstance(link.policy_document, str):
            yield f"policy-documents/{link.policy_document}"
        if isinstance(link.consent, str):
            yield f"consents/{link.consent}"
    for purpose in activity.purposes:
        basis = known(purpose.lawful_basis)
        for relied_on in (*((basis,) if basis else ()), *purpose.further_bases):
            if isinstance(relied_on.consent, str):
                yield f"consents/{relied_on.consent}"
            if isinstance(relied_on.assessment, str):
                yield f"lia/{relied_on.assessment}"
