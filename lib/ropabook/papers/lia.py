"""A legitimate interests assessment as a document (UK GDPR Art. 6(1)(f); ICO's three tests)."""

from collections.abc import Iterator

from ropabook.model.assessments import LegitimateInterestsAssessment
from ropabook.model.facts import Nothing, Unknown
from ropabook.model.names import companies
from ropabook.papers.grounds import questions, rests_on
from ropabook.papers.open_points import open_points
from ropabook.papers.paper import Facts, Heading, Paper, Part, Signature, answered
from ropabook.papers.record_facts import from_the_record
from ropabook.review import Review
from ropabook.sheets.words import title as title_of


def paper(review: Review, lia: LegitimateInterestsAssessment) -> Paper:
    """The assessment; a recognised interest has its own short path (Annex 1)."""
    recognised = lia.kind == "recognised"
    decision = (lia.decision or "").replace("-", " ").capitalize()
    about = (
        ("Activity", title_of(review.register, "activities", lia.activity)),
        ("Companies", _companies(review, lia) or answered(None)),
        ("Purposes", _purposes(review, lia) or answered(None)),
        ("Decision", decision or answered(None)),
        ("Done on", str(lia.done_on or answered(None))),
        ("Review due", str(lia.review_due or answered(None))),
        ("Record as at", str(review.on)),
    )
    title = "Record of necessity (UK GDPR Art. 6(1)(ea), Annex 1)" if recognised else (
        "Legitimate interests assessment (UK GDPR Art. 6(1)(f))"
    )  # fmt: skip
    tests = _recognised(lia) if recognised else _three_tests(lia)
    parts = (
        *tests,
        *_decision(review, lia),
        *from_the_record(review, (lia.activity,)),
        *questions(lia),
        *rests_on(review, lia),
        *open_points(review, (lia.key,)),
    )
    return Paper(lia.key, lia.title, title, about, parts)


def _recognised(lia: LegitimateInterestsAssessment) -> Iterator[Part]:
    yield Heading("1  The recognised interest")
    condition = f"Annex 1 para. {lia.condition}" if lia.condition else None
    yield Facts(
        (
            ("Condition", answered(condition)),
            ("What it is for", answered(lia.purpose_test)),
            ("Why the processing is necessary", answered(lia.necessity_test)),
        )
    )


def _three_tests(lia: LegitimateInterestsAssessment) -> Iterator[Part]:
    yield Heading("1  Purpose: is there a legitimate interest?")
    yield Facts(
        (("The interest, and whose it is", answered(lia.purpose_test)),
         ("Who benefits, and what if it were not done", answered(lia.benefits)))
    )  # fmt: skip
    yield Heading("2  Necessity: is it needed for that?")
    yield Facts(
        (("Does it help, and is it proportionate?", answered(lia.necessity_test)),
         ("Other ways, with less data or less intrusive", answered(lia.alternatives)))
    )  # fmt: skip
    yield Heading("3  Balancing: do people's interests override it?")
    yield Facts(
        (
            ("Nature of the data", answered(lia.nature)),
            ("What people reasonably expect", answered(lia.expectations)),
            ("Likely impact on people", answered(lia.impact)),
            ("Safeguards", answered(lia.safeguards)),
            ("Objection and opt-out (Art. 21)", _opt_out(lia)),
            ("Children or vulnerable people", lia.vulnerable or "–"),
            ("The balance", answered(lia.balancing_test)),
        )
    )


def _opt_out(lia: LegitimateInterestsAssessment) -> str:
    value = lia.opt_out
    if isinstance(value, Unknown):
        return f"Not known yet: {value.unknown}"
    return f"None: {value.none}" if isinstance(value, Nothing) else answered(value)


def _companies(review: Review, lia: LegitimateInterestsAssessment) -> str:
    activity = review.register.activities.get(lia.activity)
    return companies(review.register, activity.entities) if activity else ""


def _purposes(review: Review, lia: LegitimateInterestsAssessment) -> str:
    activity = review.register.activities.get(lia.activity)
    texts = {purpose.id: purpose.text for purpose in activity.purposes} if activity else {}
    return "\n".join(texts.get(each, each) for each in lia.purposes)


def _decision(review: Review, lia: LegitimateInterestsAssessment) -> Iterator[Part]:
    yield Heading("4  Decision")
    indicated = {True: "Yes", False: "No", None: answered(None)}[lia.dpia_indicated]
    rely = {"rely": "The company can rely on the interest",
            "do-not-rely": "The company must not rely on the interest"}  # fmt: skip
    yield Facts((("Outcome", rely.get(lia.decision or "", answered(None))),
                 ("Is a DPIA indicated?", indicated)))  # fmt: skip
    yield Signature(((lia.done_by or "", _companies(review, lia), str(lia.done_on or "")),))
