"""Assessments: data protection impact, legitimate interests, transfer risk."""

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from ropabook.law.risk import SCALES, words_of
from ropabook.model.facts import Day, Fact, Id, Label, Mistakes, Noun, Text
from ropabook.model.record import FiledRecord, Ref

Likelihood = Literal[
    "remote", "possible", "probable", "negligible", "limited", "significant", "maximum"
]
Severity = Literal["minimal", "significant", "severe", "negligible", "limited", "maximum"]
Level = Literal["low", "medium", "high", "negligible", "limited", "significant", "maximum"]
Harm = Literal[
    "rights-or-services",
    "loss-of-control",
    "discrimination",
    "identity-theft",
    "financial-loss",
    "reputation",
    "physical-harm",
    "confidentiality",
    "re-identification",
    "disadvantage",
]


class Description(Noun):
    """What is envisaged, systematically (Art. 35(7)(a))."""

    need: Text | None = None
    nature: Text | None = None
    scope: Text | None = None
    context: Text | None = None
    purposes: Text | None = None
    life_cycle: Text | None = None
    """How the data moves from collection to erasure."""
    supporting_assets: Text | None = None


class Necessity(Noun):
    """Why it is necessary and proportionate (Art. 35(7)(b))."""

    basis: Text | None = None
    achieves: Text | None = None
    less_intrusive: Text | None = None
    function_creep: Text | None = None
    minimisation: Text | None = None
    quality: Text | None = None
    retention: Text | None = None
    information: Text | None = None
    consent: Text | None = None
    rights: Text | None = None
    access: Text | None = None
    rectification: Text | None = None
    objection: Text | None = None
    processors: Text | None = None
    transfers: Text | None = None


class Risk(Noun):
    """A risk to people, before and after measures (Art. 35(7)(c), (d))."""

    id: Label
    text: Text
    source: Text | None = None
    threat: Text | None = None
    harms: tuple[Harm, ...] = ()
    impacts: tuple[Text, ...] = ()
    """What may come of it, in words."""
    likelihood: Likelihood | None = None
    severity: Severity | None = None
    overall: Level | None = None
    high: StrictBool | None = None
    """Whether it is a high risk, where the words of the scale do not say so (Art. 35(7)(d))."""
    note: Text | None = None
    """Why the overall level is not what the matrix gives."""
    residual_likelihood: Likelihood | None = None
    residual_severity: Severity | None = None
    residual: Level | None = None
    residual_high: StrictBool | None = None
    """Whether a high risk is left, where the words of the scale do not say so (Art. 36(1))."""
    residual_reason: Text | None = None
    accepted_by: Text | None = None
    """Who approved the risk that is left."""
    suggested: StrictBool = False
    """Taken from the library of starting points, and not confirmed for this processing yet."""


class DpiaMeasure(Noun):
    """A measure against risks, and what became of it (Art. 35(7)(d))."""

    id: Label
    text: Text
    risks: tuple[Label, ...] = ()
    effect: Literal["eliminated", "reduced", "accepted"] | None = None
    measure: Annotated[Id | None, Ref("security-measures")] = None
    """The same measure in the register of security measures."""
    owner: Text | None = None
    due: Day | None = None
    status: Literal["planned", "in-place", "dropped"] = "planned"
    approved_by: Text | None = None
    suggested: StrictBool = False
    """Taken from the library of starting points, and not confirmed for this processing yet."""


class SignOff(Noun):
    """Who signs for which company."""

    entity: Annotated[Id | None, Ref("entities")] = None
    by: Text
    on: Day


class PriorConsultation(Noun):
    """Whether the Commissioner is asked before processing starts (Art. 36)."""

    status: Literal["not-needed", "needed", "sent", "answered"]
    sent_on: Day | None = None
    extended: StrictBool = False
    """Whether the eight weeks were extended by six (Art. 36(2))."""
    answered_on: Day | None = None
    advice: Text | None = None


class ReliedOn(Noun):
    """A fact of the record that the assessment rests on, as it was then."""

    record: Text
    field: Text
    digest: Text
    said: Text


class Dpia(FiledRecord):
    """A data protection impact assessment (Art. 35)."""

    folder: ClassVar[str] = "dpia"

    title: Text
    activities: Annotated[tuple[Id, ...], Ref("activities")]
    version: Text | None = None
    replaces: Annotated[Id | None, Ref("dpia")] = None
    scale: Literal["ico", "cnil"] = "ico"
    """3 × 3 of the Commissioner, or 4 × 4 of the CNIL: never converted into each other."""
    description: Description | None = None
    necessity: Necessity | None = None
    codes: Text | None = None
    """Approved codes of conduct (Art. 35(8))."""
    views: Fact[Text] | None = None
    """The views of the people concerned (Art. 35(9))."""
    consulted: Text | None = None
    """Whom else was asked: within the company, processors, experts."""
    risks: tuple[Risk, ...] = ()
    measures: tuple[DpiaMeasure, ...] = ()
    dpo_advice: Fact[Text] | None = None
    dpo_advice_on: Day | None = None
    dpo_followed: StrictBool | None = None
    dpo_overruled_because: Text | None = None
    views_departed_because: Text | None = None
    sign_offs: tuple[SignOff, ...] = ()
    kept_under_review_by: Text | None = None
    prior_consultation: PriorConsultation | None = None
    review_due: Day | None = None
    relies_on: tuple[ReliedOn, ...] = ()

    @model_validator(mode="after")
    def _keeps_to_its_scale(self) -> Self:
        found = [
            mistake
            for place, risk in enumerate(self.risks)
            for mistake in _strange_words(self.scale, risk, place)
        ]
        if found:
            raise Mistakes(*found)
        return self

    @property
    def signed_on(self) -> date | None:
        """When the last one signed; None where nobody has."""
        return max((each.on for each in self.sign_offs), default=None)

    @property
    def first_signed_on(self) -> date | None:
        """When every company that signs had done so for the first time."""
        first: dict[str | None, date] = {}
        for each in self.sign_offs:
            first[each.entity] = min(each.on, first.get(each.entity, each.on))
        return max(first.values(), default=None)


def _strange_words(
    key: Literal["ico", "cnil"], risk: Risk, place: int
) -> list[tuple[tuple[str | int, ...], str]]:
    """The words of a risk that are not those of the assessment's scale."""
    scale = SCALES[key]
    found: list[tuple[tuple[str | int, ...], str]] = []
    for field, words in words_of(key).items():
        word = getattr(risk, field)
        if word is not None and word not in words:
            sentence = (
                f"'{field}' of risk {risk.id} is '{word}', which is not a word of the "
                f"{scale.title}; it must be one of {', '.join(words)}"
            )
            found.append((("risks", place, field), sentence))
    for field in ("high", "residual_high"):
        if scale.matrix and getattr(risk, field) is not None:
            sentence = (
                f"'{field}' of risk {risk.id} is not for the {scale.title}, whose level says it"
            )
            found.append((("risks", place, field), sentence))
    return found


class LegitimateInterestsAssessment(FiledRecord):
    """Purpose, necessity and balancing of a legitimate interest (Art. 6(1)(f))."""

    folder: ClassVar[str] = "lia"

    title: Text
    activity: Annotated[Id, Ref("activities")]
    purposes: tuple[Label, ...] = ()
    kind: Literal["legitimate-interests", "recognised"] = "legitimate-interests"
    """A recognised legitimate interest (Annex 1) needs no balancing: only why it is necessary."""
    condition: Literal["1", "2", "3", "5", "6"] | None = None
    purpose_test: Text | None = None
    benefits: Text | None = None
    necessity_test: Text | None = None
    alternatives: Text | None = None
    balancing_test: Text | None = None
    nature: Text | None = None
    expectations: Text | None = None
    impact: Text | None = None
    safeguards: Text | None = None
    opt_out: Fact[Text] | None = None
    """How people can object, or that they cannot and why (Art. 21)."""
    vulnerable: Text | None = None
    """The extra weight given to children or vulnerable people."""
    dpia_indicated: StrictBool | None = None
    decision: Literal["rely", "do-not-rely"] | None = None
    done_on: Day | None = None
    done_by: Text | None = None
    review_due: Day | None = None
    relies_on: tuple[ReliedOn, ...] = ()


class TransferRiskAssessment(FiledRecord):
    """Whether the data protection test is met for a transfer (Art. 46(1A), (6))."""

    folder: ClassVar[str] = "tra"

    title: Text
    answers: dict[Literal["q1", "q2", "q3", "q4", "q5a", "q5b", "q6"], Text] = Field(
        default_factory=dict
    )
    extra_steps: Text | None = None
    conclusion: Literal["met", "not-met", "open"]
    statutory_test: Literal["dpt2026", "pre2026", "essentially-equivalent"] = "dpt2026"
    """The data protection test, what came before it, or the test of the EU (EU GDPR Art. 46)."""
    decided_on: Day | None = None
    review_due: Day | None = None
    approver: Text | None = None
    relies_on: tuple[ReliedOn, ...] = ()
