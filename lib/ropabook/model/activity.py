"""A processing activity, written once; `differs` says where a company deviates (Art. 30)."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictBool, StrictInt

from ropabook.law.words import LawfulBasisKey, Mechanism, Role
from ropabook.model.facts import Day, EvidenceList, Fact, Id, Label, Noun, Text
from ropabook.model.record import FiledRecord, Ref

Status = Literal["draft", "active", "suspended", "retired"]
Tag = Literal[
    "marketing",
    "credit-check",
    "identity-check",
    "fraud",
    "hosting",
    "support",
    "recruitment",
    "monitoring",
    "analytics",
    "billing",
    "value-added",
    "directory",
    "security",
]
Trigger = Literal[
    "INNOV", "DENIAL", "PROFILE", "BIOM", "GENE", "MATCH", "INVIS", "TRACK", "CHILD", "HARM"
]


class LawfulBasis(Noun):
    """Why a purpose is lawful, with what each basis needs beside it (Art. 6(1))."""

    basis: LawfulBasisKey
    interest: Fact[Text] | None = None
    assessment: Annotated[Fact[Id] | None, Ref("lia")] = None
    statute: Fact[Text] | None = None
    contract: Fact[Text] | None = None
    condition: Literal["1", "2", "3", "5", "6"] | None = None
    """The paragraph of Annex 1 (Art. 6(5)), for a recognised legitimate interest."""
    necessity: Text | None = None
    request: Text | None = None
    consent: Annotated[Fact[Id] | None, Ref("consents")] = None
    withdrawal: Fact[Text] | None = None
    from_date: Day | None = None


class Purpose(Noun):
    """One purpose (Art. 30(1)(b)) with its own lawful basis (Art. 6(1))."""

    id: Label
    text: Text
    kind: Literal["original", "further"] = "original"
    lawful_basis: Fact[LawfulBasis] | None = None
    compatibility: Fact[Text] | None = None
    """For a further purpose: the Art. 8A assessment or condition."""
    tags: tuple[Tag, ...] = ()
    evidence: EvidenceList = ()


class DataLink(Noun):
    """Which data about whom, from where, for how long (Art. 30(1)(c), (f); Art. 14(2)(f))."""

    id: Label
    subjects: Annotated[tuple[Id, ...], Ref("data-subjects")] = ()
    categories: Annotated[tuple[Id, ...], Ref("personal-data")] = ()
    sources: Annotated[Fact[tuple[Id, ...]] | None, Ref("sources")] = None
    retention: Annotated[Fact[Id] | None, Ref("retention")] = None
    article_9: Fact[Literal["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]] | None = None
    schedule_1: Fact[Text] | None = None
    article_10: Fact[Text] | None = None
    policy_document: Annotated[Fact[Id] | None, Ref("policy-documents")] = None
    mandatory: Fact[StrictBool] | None = None
    consequence: Text | None = None
    evidence: EvidenceList = ()


class Disclosure(Noun):
    """To whom (or from whom, within the group) data is disclosed (Art. 30(1)(d))."""

    recipient: Annotated[Id, Ref("recipients")]
    categories: Annotated[tuple[Id, ...], Ref("personal-data")] = ()
    purposes: tuple[Label, ...] = ()
    direction: Literal["out", "in"] = "out"
    counterpart: Annotated[Id | None, Ref("activities")] = None
    basis: Fact[Text] | None = None
    evidence: EvidenceList = ()


class Transfer(Noun):
    """A transfer out of the United Kingdom (Art. 30(1)(e), 44A)."""

    id: Label
    recipient: Annotated[Id, Ref("recipients")]
    exporter: Annotated[Id | None, Ref("entities")] = None
    country: Fact[Text] | None = None
    mechanism: Fact[Mechanism] | None = None
    contract: Annotated[Id | None, Ref("contracts")] = None
    assessment: Annotated[Id | None, Ref("tra")] = None
    scope_evidence: Text | None = None
    article_49_document: Text | None = None
    onward: Text | None = None
    since: Day | None = None
    evidence: EvidenceList = ()


class Controller(Noun):
    """A controller named in the record: a joint controller, or a customer of a processor."""

    name: Text
    contact: Text | None = None
    entity: Annotated[Id | None, Ref("entities")] = None
    representative: Fact[Text] | None = None
    reference: Text | None = None
    """Where the list of customers is kept, if it is held elsewhere and can be produced."""


class AutomatedDecision(Noun):
    """A decision made by automated means (Art. 22A–22C)."""

    decision: Text
    significant: Fact[StrictBool]
    solely: Fact[StrictBool]
    human_involvement: Text | None = None
    safeguards: dict[Literal["information", "representations", "human", "contest"], StrictBool] = (
        Field(default_factory=dict)
    )


class Screening(Noun):
    """Whether a DPIA is needed, and why (Art. 35(1), (3), (4); WP248)."""

    on: Day
    article_35_3: tuple[Literal["a", "b", "c"], ...] = ()
    ico: tuple[Trigger, ...] = ()
    wp248: tuple[Annotated[StrictInt, Field(ge=1, le=9)], ...] = ()
    outcome: Literal["required", "recommended", "not-required"]
    override_reason: Text | None = None
    approver: Text | None = None
    dpia: Annotated[Id | None, Ref("dpia")] = None


class Exemption(Noun):
    """A claim that Art. 30(5) spares this activity."""

    reason: Text


class ProcessingActivity(FiledRecord):
    """One processing activity of one or more companies (Art. 30(1), 30(2))."""

    folder: ClassVar[str] = "activities"

    title: Text
    role: Fact[Role]
    entities: Annotated[tuple[Id, ...], Ref("entities")]
    status: Status
    business_function: Fact[Text] | None = None
    owner: Fact[Text] | None = None
    approver: Fact[Text] | None = None
    start_date: Fact[Day] | None = None
    end_date: Fact[Day] | None = None
    last_reviewed: Day | None = None
    next_review_due: Fact[Day] | None = None
    last_changed: Day | None = None
    occasional: Fact[StrictBool] | None = None
    risk: Fact[StrictBool] | None = None
    large_scale: Fact[StrictBool] | None = None
    exemption: Exemption | None = None
    purposes: tuple[Purpose, ...] = ()
    data: tuple[DataLink, ...] = ()
    recipients: Fact[tuple[Disclosure, ...]] | None = None
    transfers: Fact[tuple[Transfer, ...]] | None = None
    security_measures: Annotated[Fact[tuple[Id, ...]] | None, Ref("security-measures")] = None
    systems: Annotated[Fact[tuple[Id, ...]] | None, Ref("systems")] = None
    notices: Annotated[tuple[Id, ...], Ref("notices")] = ()
    joint_controllers: Fact[tuple[Controller, ...]] | None = None
    customers: Fact[tuple[Controller, ...]] | None = None
    categories_of_processing: Fact[tuple[Text, ...]] | None = None
    profiling: Fact[StrictBool] | None = None
    automated_decisions: Fact[tuple[AutomatedDecision, ...]] | None = None
    screening: Fact[Screening] | None = None
    differs: dict[Id, dict[str, Any]] = Field(default_factory=dict)
