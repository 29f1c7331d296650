"""The register: every record that could be read, and what could not be."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from ropabook.model.activity import ProcessingActivity
from ropabook.model.assessments import Dpia, LegitimateInterestsAssessment, TransferRiskAssessment
from ropabook.model.decisions import Acceptance, Action
from ropabook.model.entity import Entity, Group
from ropabook.model.notice import Notice, Statement
from ropabook.model.record import Record
from ropabook.model.registers import Contract, Cookie, Recipient

R = TypeVar("R", bound=Record)
T = TypeVar("T")
CONTROLLING = ("controller", "joint-controller")
PROCESSING = ("processor", "sub-processor")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a part of one, that was not read; where, and why, in a sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.sentence}"


class Variant(NamedTuple):
    """An activity as it is for the companies that do it alike."""

    activity: ProcessingActivity
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """The Article 30 record of one company: computed, never stored (Art. 30(1), 30(2))."""

    entity: Entity
    controller: tuple[ProcessingActivity, ...]
    """Activities it determines, alone or jointly (Art. 30(1))."""
    processor: tuple[ProcessingActivity, ...]
    """Activities it carries out for others (Art. 30(2))."""
    undecided: tuple[ProcessingActivity, ...]
    """Activities whose role nobody has decided: they belong to one of the two records."""

    @property
    def activities(self) -> tuple[ProcessingActivity, ...]:
        """All of them, in order."""
        return (*self.controller, *self.processor, *self.undecided)


@dataclass(frozen=True)
class Register:
    """Every record by folder and id, the files that were refused, and a fingerprint."""

    records: Mapping[str, Mapping[str, Any]]
    refusals: tuple[Refusal, ...] = ()
    files: int = 0
    files_refused: int = 0
    fingerprint: str = ""
    """SHA-256 over every file's name and content, the refused ones included, the log of
    hand-overs left out: it could not hold its own."""
    acceptances: tuple[Acceptance, ...] = ()
    actions: tuple[Action, ...] = ()
    deviations: Mapping[tuple[str, str], ProcessingActivity] = field(default_factory=dict)
    """(activity, entity) to the activity as that company carries it out."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The text of each notice, by the notice's id."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The file of each record, by the record's key."""
    only: frozenset[str] | None = None
    """The keys of the records that it is narrowed to; None where nothing is left out."""
    whole: "Register | None" = None
    """The register that it was narrowed from."""

    _derived: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, make: "Callable[[Register], T]") -> T:
        """What `make` derives from this register, computed once: the register never changes."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: T = self._derived[make]
        return found

    @property
    def every(self) -> "Register":
        """The whole register, where this one is narrowed."""
        return self.whole or self

    def holds(self, key: str) -> bool:
        """Whether a record is among those that the register is narrowed to."""
        return self.only is None or key in self.only

    def of(self, kind: type[R]) -> Mapping[str, R]:
        """All records of a kind, by id."""
        return self.records.get(kind.folder, {})

    def has(self, folder: str, record: str) -> bool:
        """Whether there is such a record."""
        return record in self.records.get(folder, {})

    def find(self, key: str) -> Record | None:
        """The record named `folder/id`, if there is one."""
        folder, _, record = key.partition("/")
        found: Record | None = self.records.get(folder, {}).get(record)
        return found

    @cached_property
    def all_records(self) -> tuple[Record, ...]:
        """Every record, by folder and id."""
        return tuple(record for folder in self.records.values() for record in folder.values())

    @property
    def group(self) -> Group | None:
        """The group, where `group.yaml` could be read."""
        return next(iter(self.of(Group).values()), None)

    @property
    def entities(self) -> Mapping[str, Entity]:
        """The companies."""
        return self.of(Entity)

    @property
    def activities(self) -> Mapping[str, ProcessingActivity]:
        """The activities as written: one each, however many companies share it."""
        return self.of(ProcessingActivity)

    @property
    def ways(self) -> tuple[ProcessingActivity, ...]:
        """Every activity as written, and as each company carries it out that does so otherwise."""
        return (*self.activities.values(), *self.deviations.values())

    @property
    def recipients(self) -> Mapping[str, Recipient]:
        """The recipients."""
        return self.of(Recipient)

    @property
    def notices(self) -> Mapping[str, Notice]:
        """The notices."""
        return self.of(Notice)

    @property
    def cookies(self) -> Mapping[str, Cookie]:
        """Cookies and local storage."""
        return self.of(Cookie)

    def dpia(self, record: str | None) -> Dpia | None:
        """The DPIA of this id, if there is one."""
        return self.of(Dpia).get(record or "")

    def lia(self, record: str | None) -> LegitimateInterestsAssessment | None:
        """The legitimate interests assessment of this id, if there is one."""
        return self.of(LegitimateInterestsAssessment).get(record or "")

    def tra(self, record: str | None) -> TransferRiskAssessment | None:
        """The transfer risk assessment of this id, if there is one."""
        return self.of(TransferRiskAssessment).get(record or "")

    def statement(self, source: str | None) -> Statement | None:
        """The notice's statement that evidence names as `notice#statement`."""
        notice, _, label = (source or "").partition("#")
        found = self.notices.get(notice)
        return found.statement(label) if found and label else None

    def as_done_by(self, activity: ProcessingActivity, entity: str) -> ProcessingActivity:
        """The activity with this company's own values."""
        own = self.deviations.get((activity.id, entity))
        # Asked of one company's own way of doing it, another's is the shared one, not that.
        return own or self.activities.get(activity.id, activity)

    def variants(self, activity: ProcessingActivity) -> Iterator[Variant]:
        """The activity as each company does it; companies that do it alike come together."""
        if not activity.differs:
            yield Variant(activity, activity.entities)
            return
        alike = tuple(
            entity for entity in activity.entities if (activity.id, entity) not in self.deviations
        )
        if alike or not activity.entities:
            yield Variant(activity, alike)
        for entity in activity.entities:
            if (activity.id, entity) in self.deviations:
                yield Variant(self.deviations[activity.id, entity], (entity,))

    @cached_property
    def _by_entity(self) -> Mapping[str, tuple[ProcessingActivity, ...]]:
        found: dict[str, list[ProcessingActivity]] = {entity: [] for entity in self.entities}
        for activity in self.activities.values():
            for entity in activity.entities:
                found.setdefault(entity, []).append(self.as_done_by(activity, entity))
        return {entity: tuple(activities) for entity, activities in found.items()}

    def activities_of(self, entity: str) -> tuple[ProcessingActivity, ...]:
        """The activities of a company, each as that company does it."""
        return self._by_entity.get(entity, ())

    @cached_property
    def purposes_told(self) -> frozenset[str]:
        """The statements of notices that some purpose rests on, as `notice#statement`."""
        return frozenset(
            evidence.source
            for activity in self.ways
            for purpose in activity.purposes
            for evidence in purpose.evidence
            if evidence.source
        )

    @cached_property
    def contracts_with(self) -> Mapping[str, tuple[Contract, ...]]:
        """The contracts with each recipient, by the recipient's id."""
        found: dict[str, list[Contract]] = {}
        for contract in self.of(Contract).values():
            if contract.recipient:
                found.setdefault(contract.recipient, []).append(contract)
        return {recipient: tuple(contracts) for recipient, contracts in found.items()}

    def record_of(self, entity: str) -> EntityRecord:
        """The Article 30 record of a company.

        Raises:
            KeyError: there is no such company.
        """
        mine = self.activities_of(entity)
        return EntityRecord(
            self.entities[entity],
            tuple(each for each in mine if each.role in CONTROLLING),
            tuple(each for each in mine if each.role in PROCESSING),
            tuple(each for each in mine if each.role not in (*CONTROLLING, *PROCESSING)),
        )
