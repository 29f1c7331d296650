"""The shared lists and the things with a file of their own: recipients and systems."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt

from ropabook.law.retention_norms import NORMS
from ropabook.law.words import CookieException, RecipientKind, SpecialCategory, Technology
from ropabook.model.facts import Day, Fact, Id, Noun, Period, Text
from ropabook.model.record import FiledRecord, Ref, RegisterEntry


def _norm(key: str) -> str:
    if key not in NORMS:
        raise ValueError(f"must be one of {', '.join(NORMS)}")
    return key


class DataSubjectCategory(RegisterEntry):
    """A category of people (Art. 30(1)(c))."""

    folder: ClassVar[str] = "data-subjects"

    workforce: Fact[StrictBool] | None = None
    children: Fact[StrictBool] | None = None
    vulnerable: Fact[StrictBool] | None = None
    corporate: StrictBool | None = None
    party: Fact[StrictBool] | None = None
    """Whether these people are themselves parties to the company's contract (Art. 6(1)(b))."""


DataNature = Literal[
    "traffic",
    "location",
    "communications-content",
    "voice-recording",
    "cctv",
    "card-authentication",
    "financial",
    "biometric",
    "free-text",
    "suppression",
    "statutory-register",
    "criminal-register",
]


class PersonalDataCategory(RegisterEntry):
    """A category of personal data (Art. 30(1)(c)), special or criminal or neither (Art. 9, 10)."""

    folder: ClassVar[str] = "personal-data"

    special: Fact[SpecialCategory] | None = None
    criminal: Fact[StrictBool] | None = None
    nature: tuple[DataNature, ...] = ()
    """What some duties ask of this data beyond Art. 9 and 10."""


class Article14Exception(Noun):
    """An exception from telling people (Art. 14(5)), with what it asks for."""

    point: Literal["a", "c", "d", "e", "f"]
    reason: Text | None = None
    made_public: Text | None = None
    """What was made publicly available instead (Art. 14(6)–(7))."""


class AdequacyRelied(Noun):
    """The EU's decision on the United Kingdom by which data may come from the EEA (EU Art. 45)."""

    decision: Text
    until: Day


class Source(RegisterEntry):
    """Where data comes from (Art. 14(2)(f))."""

    folder: ClassVar[str] = "sources"

    kind: Literal["subject", "group", "third-party", "public", "observed", "inferred"]
    country: Fact[Text] | None = None
    nature: tuple[
        Literal["credit-reference", "identity-check", "cctv", "call-recording", "cookies"], ...
    ] = ()
    article_14_notice: Fact[Text] | None = None
    """How people are told of data that does not come from them (Art. 14(3))."""
    article_14_exception: Article14Exception | None = None
    notice_at_collection: Fact[Text] | None = None
    """The sign, announcement or banner where people are observed (Art. 13(1))."""
    adequacy: AdequacyRelied | None = None
    """What lets data come from a source in the EEA, and until when (EU GDPR Art. 45)."""


class RetentionRule(RegisterEntry):
    """An envisaged time limit for erasure (Art. 30(1)(f))."""

    folder: ClassVar[str] = "retention"

    trigger: Fact[Text] | None = None
    period: Fact[Period] | None = None
    criteria: Text | None = None
    impossible: Text | None = None
    legal_reference: Text | None = None
    rationale: Text | None = None
    disposal: Text | None = None
    owner: Text | None = None
    adherence: Literal["yes", "no", "unknown"] | None = None
    nonadherence_reason: Text | None = None
    origin: Literal["stated", "confirmed", "norm-suggestion", "inferred"]
    accepted_by: Text | None = None
    norm: Annotated[str, AfterValidator(_norm)] | None = None
    """The usual kind of record it is, to compare it with what statutes ask for."""
    decided_on: Day | None = None
    oldest: Day | None = None
    """The day from which the limit of the oldest data runs that was found, and ..."""
    checked_on: Day | None = None
    """... the day on which somebody looked."""


class SecurityMeasure(RegisterEntry):
    """A technical or organisational measure (Art. 30(1)(g), 32(1))."""

    folder: ClassVar[str] = "security-measures"

    text: Text
    article_32: Literal["a", "b", "c", "d", "organisational"]
    nature: Literal["technical", "organisational"]
    subject: Literal["training", "access", "encryption", "backup", "testing", "other"] | None = None
    status: Literal["planned", "in-place", "retired"]
    tested_on: Fact[Day] | None = None


class Cookie(RegisterEntry):
    """Information stored on, or read from, a person's device (PECR reg. 6, Sch. A1)."""

    folder: ClassVar[str] = "cookies"

    technology: Technology
    provider: Annotated[Fact[Id] | None, Ref("recipients")] = None
    purpose: Fact[Text] | None = None
    category: (
        Fact[
            Literal[
                "necessary", "analytics", "appearance", "marketing", "emergency", "transmission"
            ]
        ]
        | None
    ) = None
    exception: Fact[CookieException] | None = None
    consent_gated: Fact[StrictBool] | None = None
    set_before_choice: Fact[StrictBool] | None = None
    objection_route: Fact[Text] | None = None
    duration: Fact[Period] | None = None
    uses: tuple[
        Literal["advertising", "call-attribution", "cross-site", "provider-own-use"], ...
    ] = ()
    """What it does beyond counting visits: the statistical exception allows none of it."""
    long_because: Text | None = None
    """Why it lasts long."""
    seen: StrictBool | None = None
    """Whether the last scan found it."""
    activity: Annotated[Id | None, Ref("activities")] = None
    scanned_on: Day | None = None


class Contract(RegisterEntry):
    """A contract about personal data (Art. 26(1), 28(3), 46)."""

    folder: ClassVar[str] = "contracts"

    kind: Literal[
        "article-28", "article-26", "sharing", "idta", "addendum", "bcr", "eu-scc", "other"
    ]
    parties: Annotated[tuple[Id, ...], Ref("entities")] = ()
    recipient: Annotated[Id | None, Ref("recipients")] = None
    customer: Text | None = None
    role: Literal["controller", "processor"] | None = None
    """On which side of an Art. 28 contract the group's company stands."""
    signed_on: Fact[Day] | None = None
    expires_on: Fact[Day] | None = None
    clauses: dict[Literal["a", "b", "c", "d", "e", "f", "g", "h"], StrictBool] = Field(
        default_factory=dict
    )
    details: dict[
        Literal[
            "subject-and-duration", "nature-and-purpose", "data-and-subjects", "controller-rights"
        ],
        StrictBool,
    ] = Field(default_factory=dict)
    infringement_warning: StrictBool | None = None
    """Whether the processor must say when an instruction infringes the law (Art. 28(3))."""
    subprocessors: Literal["specific", "general", "none"] | None = None
    activities: Annotated[tuple[Id, ...], Ref("activities")] = ()
    clause_set: Literal["2021-914", "2001", "2004", "2010"] | None = None
    """Which set of EU clauses it uses (Commission decision)."""
    next_review: Day | None = None
    link: Text | None = None


class PolicyDocument(RegisterEntry):
    """An appropriate policy document (DPA 2018 Sch. 1 Part 4)."""

    folder: ClassVar[str] = "policy-documents"

    conditions: tuple[Text, ...] = ()
    principles: Text | None = None
    retention: Text | None = None
    review_due: Day | None = None
    retain_until: Day | None = None
    link: Text | None = None


class ConsentRecord(RegisterEntry):
    """How consent is asked for and proved (Art. 7(1))."""

    folder: ClassVar[str] = "consents"

    wording: Text | None = None
    version: Text | None = None
    captured: Text | None = None
    """Where the time of each consent is kept."""
    mechanism: Text | None = None
    explicit: StrictBool | None = None
    risk_informed: StrictBool | None = None
    """Whether people were told of the risks of a transfer (Art. 49(1)(a))."""
    oldest: Day | None = None
    """From when the oldest consents are that are still relied on."""
    refreshed_on: Day | None = None


class Framework(Noun):
    """What the Data Privacy Framework list said of a recipient, on a day (SI 2023/1028)."""

    status: Literal[
        "active-with-uk-extension", "active-without-uk-extension", "inactive", "not-applicable"
    ]
    types: tuple[Literal["hr", "non-hr"], ...] = ()
    checked_on: Day | None = None


class DueDiligence(Noun):
    """Whether a processor's guarantees were assessed (Art. 28(1))."""

    on: Day
    result: Literal["pass", "fail"]
    by: Text | None = None


class Recipient(FiledRecord):
    """Who receives data, what they are to us, and where (Art. 4(9), 30(1)(d))."""

    folder: ClassVar[str] = "recipients"

    title: Text
    kind: Fact[RecipientKind]
    entity: Annotated[Id | None, Ref("entities")] = None
    country: Fact[Text] | None = None
    headquarters_country: Fact[Text] | None = None
    contract: Annotated[Fact[Id] | None, Ref("contracts")] = None
    engaged_by: Annotated[Id | None, Ref("recipients")] = None
    """The processor that engages this sub-processor (Art. 28(2), (4))."""
    subprocessors_abroad: Fact[StrictBool] | None = None
    own_purposes: Fact[StrictBool] | None = None
    due_diligence: Fact[DueDiligence] | None = None
    framework: Fact[Framework] | None = None
    sector: Text | None = None
    contact: Text | None = None


class System(FiledRecord):
    """Where the data is: an application, a device, a place."""

    folder: ClassVar[str] = "systems"

    title: Text
    host_country: Fact[Text] | None = None
    admin_access_countries: Fact[tuple[Text, ...]] | None = None
    provider: Annotated[Fact[Id] | None, Ref("recipients")] = None
    own_staff_only: StrictBool | None = None
    """Whether only own employees reach it from abroad: then nothing is transferred."""
    security_measures: Annotated[Fact[tuple[Id, ...]] | None, Ref("security-measures")] = None
    backups: Fact[StrictBool] | None = None
    backup_days: Fact[StrictInt] | None = None
