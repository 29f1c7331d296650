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

    def __init__(self, review: Review, entity: str | None) -> None:
        self.review, self.entity = review, entity

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

        One that no activity of the whole group uses is in every workbook: nothing is left out.
        """
        every = tuple(self.register.of(kind).values())
        if self.entity is None:
            return every
        return tuple(r for r in every if r.key in self.users or r.key not in self._used_anywhere)

    @cached_property
    def _used_anywhere(self) -> frozenset[str]:
        return frozenset(Scope(self.review, None).users)


def _used_by(done: Done) -> Iterator[str]:
    activity = done.activity
    for disclosure in done.disclosures:
        yield f"recipients/{disclosure.recipient}"
    for transfer in done.transfers:
        yield f"recipients/{transfer.recipient}"
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
    for purpose in activity.purposes:
        basis = known(purpose.lawful_basis)
        if basis is not None and isinstance(basis.consent, str):
            yield f"consents/{basis.consent}"
