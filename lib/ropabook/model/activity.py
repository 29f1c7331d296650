"""A processing activity, written once; `differs` says where a company deviates (Art. 30)."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictBool, StrictInt

from ropabook.law.words import LawfulBasisKey, Mechanism, RecipientKind, Role
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
    "traffic-management",
    "customer-enquiries",
    "vulnerable-customers",
    "emergency",
    "workforce",
    "surveys",
    "call-recording",
    "cctv",
    "intra-group",
]
Channel = Literal["email", "sms", "live-call", "automated-call", "fax", "post", "online"]
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
    """Why the processing is necessary, or why this basis is relied on beside another."""
    request: Text | None = None
    """Where the request is kept that Annex 1 para. 1 asks for."""
    party: Text | None = None
    """Why the people concerned are parties to the contract, where that is not plain."""
    freely_given: Text | None = None
    """Why consent is free although the people work for the company (Art. 7(4))."""
    consent: Annotated[Fact[Id] | None, Ref("consents")] = None
    withdrawal: Fact[Text] | None = None
    from_date: Day | None = None


class DirectMarketing(Noun):
    """How a purpose markets, to whom, and by what leave (PECR reg. 19–24)."""

    channels: tuple[Channel, ...]
    individual_subscribers: Fact[StrictBool] | None = None
    """Whether some are individuals: sole traders and partnerships included (PECR reg. 22)."""
    soft_opt_in: dict[Literal["sale", "similar", "at-collection", "each-time"], StrictBool] = Field(
        default_factory=dict
    )
    """The four elements of PECR reg. 22(3)."""
    preference_service_screened_on: Day | None = None
    """When numbers were last compared with the TPS and CTPS (PECR reg. 21)."""
    caller_shown: Fact[StrictBool] | None = None
    """Whether the number of the caller is shown (PECR reg. 21(A1))."""
    identified: Fact[Text] | None = None
    """How the sender tells who it is, and how to stop it (PECR reg. 23, 24)."""


class Purpose(Noun):
    """One purpose (Art. 30(1)(b)) with its own lawful basis (Art. 6(1))."""

    id: Label
    text: Text
    kind: Literal["original", "further"] = "original"
    lawful_basis: Fact[LawfulBasis] | None = None
    further_bases: tuple[LawfulBasis, ...] = ()
    """Other bases relied on for the same purpose; each says why (`necessity`)."""
    compatibility: Fact[Text] | None = None
    """For a further purpose: the Art. 8A assessment or condition."""
    compatibility_ground: Literal["assessment", "a", "b", "c", "d", "e"] | None = None
    """The assessment of Art. 8A(2), or the paragraph of Art. 8A(3) relied on."""
    collected_on_consent: StrictBool | None = None
    """Whether the data was first collected on consent (Art. 8A(4))."""
    consent_not_reasonable: Text | None = None
    """Why consent cannot reasonably be obtained, where Art. 8A(4) asks for that."""
    marketing: Fact[DirectMarketing] | None = None
    directory_choice: Fact[Text] | None = None
    """How people chose whether to be in a directory (PECR reg. 18)."""
    public_task: Fact[StrictBool] | None = None
    """Whether it belongs to the tasks of a public authority (Art. 6(1), last sentence)."""
    changed_on: Day | None = None
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
    national_law: Fact[Text] | None = None
    """The Union or Member State law behind EU GDPR Art. 9(2)(b), (g)–(j) or Art. 10."""
    consent: Annotated[Fact[Id] | None, Ref("consents")] = None
    """The consent record behind Art. 9(2)(a)."""
    special_considered: Text | None = None
    """Why no special category arises, where one is likely to hide."""
    anonymised: StrictBool | None = None
    minimisation: Text | None = None
    """Why this data is needed (Art. 5(1)(c))."""
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
    agreement: Annotated[Id | None, Ref("contracts")] = None
    capacity: RecipientKind | None = None
    """In what capacity it receives, where that is not what it is in general."""
    evidence: EvidenceList = ()


class Transfer(Noun):
    """A transfer abroad: out of the United Kingdom, or the EEA (Art. 30(1)(e), 44A)."""

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
    approval_reference: Text | None = None
    """The Commissioner's approval of binding corporate rules (Art. 47)."""
    consent: Annotated[Id | None, Ref("consents")] = None
    """The explicit consent, told of the risks, behind Art. 49(1)(a)."""
    sensitive_flagged: StrictBool | None = None
    """Whether the recipient was told which data is sensitive (UK Extension)."""
    commissioner_told_on: Day | None = None
    people_told_on: Day | None = None
    categories: Annotated[tuple[Id, ...], Ref("personal-data")] = ()
    since: Day | None = None
    evidence: EvidenceList = ()


class Controller(Noun):
    """A controller named in the record: a joint controller, or a customer of a processor."""

    name: Text
    contact: Text | None = None
    entity: Annotated[Id | None, Ref("entities")] = None
    country: Text | None = None
    representative: Fact[Text] | None = None
    officer: Fact[Text] | None = None
    """The controller's own data protection officer."""
    reference: Text | None = None
    """Where the list of customers is kept, if it is held elsewhere and can be produced."""


class AutomatedDecision(Noun):
    """A decision made by automated means (Art. 22A–22C)."""

    decision: Text
    significant: Fact[StrictBool]
    solely: Fact[StrictBool]
    human_involvement: Text | None = None
    article_9: StrictBool | None = None
    gate: Literal["explicit-consent", "contract-or-law"] | None = None
    """By which of the two ways of Art. 22B the decision may use special categories."""
    exception: Literal["contract", "law", "explicit-consent"] | None = None
    """The exception of EU GDPR Art. 22(2) that is relied on."""
    authorised_by: Text | None = None
    """The Union or Member State law behind the exception of EU GDPR Art. 22(2)(b)."""
    safeguards: dict[Literal["information", "representations", "human", "contest"], StrictBool] = (
        Field(default_factory=dict)
    )


class Screening(Noun):
    """Whether a DPIA is needed, and why (Art. 35(1), (3), (4); WP248)."""

    on: Day
    article_35_3: tuple[Literal["a", "b", "c"], ...] = ()
    ico: tuple[Trigger, ...] = ()
    wp248: tuple[Annotated[StrictInt, Field(ge=1, le=9)], ...] = ()
    major_project: StrictBool | None = None
    """Whether it is a major project, for which a DPIA is good practice."""
    outcome: Literal["required", "recommended", "not-required"]
    by: Text | None = None
    considered: dict[Text, Text] = Field(default_factory=dict)
    """Why a criterion is met or not: `article-35-3-a`, `ico-DENIAL`, `wp248-1` to a reason."""
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
    disposed_on: Fact[Day] | None = None
    """When the data was disposed of after the activity had ended."""
    people: Fact[StrictInt] | None = None
    """About how many people it concerns."""
    occasional: Fact[StrictBool] | None = None
    risk: Fact[StrictBool] | None = None
    large_scale: Fact[StrictBool] | None = None
    monitoring: Fact[StrictBool] | None = None
    """Whether people are monitored systematically."""
    new_technology: Fact[StrictBool] | None = None
    children_service: Fact[StrictBool] | None = None
    """Whether it is an information society service offered to children (Art. 8)."""
    age_assurance: Fact[Text] | None = None
    """How ages are checked, or a parent's consent is (Art. 8(2))."""
    consent_age: StrictInt | None = None
    """From which age children consent for themselves (Art. 8(1))."""
    consent_age_law: Text | None = None
    """The Member State law that sets an age below 16 (EU GDPR Art. 8(1))."""
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
    differs_because: Text | None = None
    """Why a company does it otherwise than another that does the same (Art. 5(2))."""
    differs: dict[Id, dict[str, Any]] = Field(default_factory=dict)
