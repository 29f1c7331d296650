"""Assessments: data protection impact, legitimate interests, transfer risk; and accepted gaps."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ropabook.model.facts import Day, Fact, Id, Noun, Text
from ropabook.model.record import FiledRecord, Ref


class Risk(Noun):
    """A risk to people, before and after measures (Art. 35(7)(c), (d))."""

    text: Text
    likelihood: Literal["remote", "possible", "probable"] | None = None
    severity: Literal["minimal", "significant", "severe"] | None = None
    overall: Literal["low", "medium", "high"] | None = None
    measures: tuple[Text, ...] = ()
    residual: Literal["low", "medium", "high"] | None = None


class Dpia(FiledRecord):
    """A data protection impact assessment (Art. 35)."""

    folder: ClassVar[str] = "dpia"

    title: Text
    activities: Annotated[tuple[Id, ...], Ref("activities")]
    description: Text | None = None
    necessity: Text | None = None
    risks: tuple[Risk, ...] = ()
    dpo_advice: Fact[Text] | None = None
    views: Fact[Text] | None = None
    signed_by: Text | None = None
    signed_on: Day | None = None
    review_due: Day | None = None


class LegitimateInterestsAssessment(FiledRecord):
    """Purpose, necessity and balancing of a legitimate interest (Art. 6(1)(f))."""

    folder: ClassVar[str] = "lia"

    title: Text
    activity: Annotated[Id, Ref("activities")]
    purposes: tuple[Text, ...] = ()
    purpose_test: Text | None = None
    necessity_test: Text | None = None
    balancing_test: Text | None = None
    decision: Literal["rely", "do-not-rely"] | None = None
    done_on: Day | None = None
    done_by: Text | None = None
    review_due: Day | None = None


class TransferRiskAssessment(FiledRecord):
    """Whether the data protection test is met for a transfer (Art. 46(1A), (6))."""

    folder: ClassVar[str] = "tra"

    title: Text
    answers: dict[Literal["q1", "q2", "q3", "q4", "q5", "q6"], Text] = Field(default_factory=dict)
    conclusion: Literal["met", "not-met", "open"]
    statutory_test: Literal["dpt2026", "pre2026"] = "dpt2026"
    decided_on: Day | None = None
    review_due: Day | None = None
    approver: Text | None = None


class Acceptance(Noun):
    """A gap that somebody accepts for a reason, until a day."""

    rule: Text
    record: Text
    entity: Id | None = None
    reason: Text
    by: Text
    on: Day
    until: Day


class Action(Noun):
    """What is being done about a gap."""

    rule: Text
    record: Text
    text: Text
    owner: Text
    due: Day
    state: Literal["open", "done", "dropped"] = "open"
    evidence: Text | None = None
