"""The logs that duties of their own ask for: requests, breaches, complaints, objections, exports.

Entries name cases by a reference, never the people concerned.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictBool, StrictInt

from ropabook.model.facts import Day, Fact, Id, Moment, Nothing, Noun, Text
from ropabook.model.record import Ref, RegisterEntry


class Clarification(Noun):
    """What a person was asked in order to find the data, and when the answer came (Art. 12A(5))."""

    asked: Day
    received: Day | None = None


class RightsRequest(RegisterEntry):
    """A request under Art. 15–22 and how it was answered (Art. 12, 12A)."""

    folder: ClassVar[str] = "rights-requests"

    right: Literal[
        "access",
        "rectification",
        "erasure",
        "restriction",
        "portability",
        "objection",
        "automated-decision",
    ]
    entity: Annotated[Id, Ref("entities")]
    activities: Annotated[tuple[Id, ...], Ref("activities")] = ()
    received: Day
    identity_asked: Day | None = None
    identity_received: Day | None = None
    fee_asked: Day | None = None
    fee_paid: Day | None = None
    clarification_asked: Day | None = None
    clarification_received: Day | None = None
    further_clarifications: tuple[Clarification, ...] = ()
    """What was asked after the first clarification (Art. 12A(5))."""
    stopped_days: StrictInt | None = None
    """For how many days the clock is said to have stood still, where somebody counted them."""
    extended_on: Day | None = None
    """When the person was told of an extension by two months (Art. 12A(3))."""
    extension_reason: Text | None = None
    answered_on: Day | None = None
    outcome: Literal["granted", "partly-granted", "refused", "withdrawn"] | None = None
    refusal_told: tuple[Literal["reasons", "controller", "commissioner", "court"], ...] = ()
    """What a refusal told of: its reasons and the three ways to complain (Art. 12(4))."""
    search_scope: Text | None = None
    recipients_told_on: Day | None = None
    recipients_not_told_because: Text | None = None


class Breach(RegisterEntry):
    """A personal data breach (Art. 33, 34, PECR reg. 5A)."""

    folder: ClassVar[str] = "breaches"

    entity: Annotated[Id, Ref("entities")]
    activities: Annotated[tuple[Id, ...], Ref("activities")] = ()
    role: Literal["controller", "processor"] = "controller"
    regime: Literal["article-33", "pecr-5a"] = "article-33"
    service_related: StrictBool | None = None
    """Whether it concerns a public electronic communications service."""
    aware_at: Moment
    facts: Text | None = None
    effects: Text | None = None
    remedial_action: Text | None = None
    risk: Fact[Literal["none", "risk", "high"]] | None = None
    risk_reason: Text | None = None
    notified_at: Moment | None = None
    late_reason: Text | None = None
    people_told_on: Day | None = None
    people_not_told_because: Text | None = None
    """The exception of Art. 34(3) that is relied on."""
    controller_told_at: Moment | None = None
    people: Fact[StrictInt] | None = None

    @property
    def assessed(self) -> str | None:
        """The risk to people: `none`, `risk` or `high`; None where nobody has assessed it."""
        if isinstance(self.risk, Nothing):
            return "none"
        return self.risk if isinstance(self.risk, str) else None


class Step(Noun):
    """Something done about a complaint, on a day."""

    on: Day
    text: Text


class Complaint(RegisterEntry):
    """A complaint to the controller (DPA 2018 s. 164A)."""

    folder: ClassVar[str] = "complaints"

    entity: Annotated[Id, Ref("entities")]
    activities: Annotated[tuple[Id, ...], Ref("activities")] = ()
    received: Day
    acknowledged_on: Day | None = None
    steps: tuple[Step, ...] = ()
    outcome: Text | None = None
    outcome_told_on: Day | None = None


class MarketingObjection(RegisterEntry):
    """An objection to direct marketing (Art. 21(2)–(3))."""

    folder: ClassVar[str] = "objections"

    entity: Annotated[Id, Ref("entities")]
    received: Day
    channels: tuple[Text, ...] = ()
    suppressed_on: Day | None = None


class HandedFile(Noun):
    """A file that was handed over, and the digest by which it is known again."""

    name: Text
    sha256: Text


class HandOver(RegisterEntry):
    """A workbook that was handed over, and for which state of the record it speaks (Art. 30(3))."""

    folder: ClassVar[str] = "hand-overs"

    on: Day
    to: Text
    by: Text
    entity: Annotated[Id | None, Ref("entities")] = None
    """The company it is about; left out, the group."""
    fingerprint: Text
    commit: Text | None = None
    sheets: dict[Text, StrictInt] = Field(default_factory=dict)
    """How many rows each sheet had, by its title; in a file, where a key holds no space, in small
    letters with hyphens (`article-30-1-record`)."""
    columns: tuple[Text, ...] = ()
    """The captions of the Article 30(1) record."""
    processor_columns: tuple[Text, ...] = ()
    """The captions of the Article 30(2) record."""
    files: tuple[HandedFile, ...] = ()
