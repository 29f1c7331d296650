"""A legitimate interest is stated and assessed (UK GDPR Art. 6(1)(f), 13(1)(d))."""

from collections.abc import Mapping
from datetime import date

from ropabook.model.activity import LawfulBasis, ProcessingActivity, Purpose
from ropabook.model.assessments import LegitimateInterestsAssessment
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_LIVE, basis_at, live, resting_on
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE = NotApplicable("No purpose rests on legitimate interests.")
_NOT_ASSESSED = NotApplicable("No legitimate interests assessment is on record.")


@rule("LB-F-INTEREST", "UK GDPR Art. 13(1)(d), 5(2)", "critical", analysis="lawfulness")
def every_legitimate_interest_is_stated(activity: ProcessingActivity) -> Judgement:
    """Where a purpose rests on legitimate interests, the interest is stated, and whose it is.

    Remedy:
        State the interest and whose it is.

    Gap:
        activity:
          purposes:
            - id: offers
              lawful_basis:
                basis: legitimate-interests
                assessment: similar-products

    Good:
        activity:
          purposes:
            - id: offers
              lawful_basis:
                basis: legitimate-interests
                interest: Our own interest in keeping customers informed
                assessment: similar-products
    """
    resting = resting_on(activity, "legitimate-interests")
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        at = f"{basis_at(purpose, basis)}.interest"
        if unknown(basis.interest):
            yield not_known(f"The interest behind “{purpose.text}”", basis.interest, "critical", at)
        elif known(basis.interest) is None:
            yield Gap(f"The interest behind “{purpose.text}” is not stated.", at)


@rule(
    "LB-F-NOLIA",
    "UK GDPR Art. 6(1)(f), 5(2)",
    "major",
    analysis="lawfulness",
    why="accountability asks for it, not the words of the statute",
)
def every_legitimate_interest_is_assessed(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where a purpose rests on legitimate interests, there is an assessment of them.

    Remedy:
        Do a legitimate interests assessment before the processing.

    Gap:
        activity:
          purposes:
            - id: offers
              lawful_basis:
                basis: legitimate-interests
                interest: Our own interest in keeping customers informed

    Good:
        activity:
          purposes:
            - id: offers
              lawful_basis:
                basis: legitimate-interests
                interest: Our own interest in keeping customers informed
                assessment: similar-products
    """
    resting = resting_on(activity, "legitimate-interests")
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        at = f"{basis_at(purpose, basis)}.assessment"
        if unknown(basis.assessment):
            what = f"Whether “{purpose.text}” was assessed"
            yield not_known(what, basis.assessment, "major", at)
        elif register.lia(known(basis.assessment)) is None:
            yield Gap(f"There is no legitimate interests assessment of “{purpose.text}”.", at)


@rule("LB-F-LIAFAIL", "UK GDPR Art. 6(1)(f)", "critical", analysis="lawfulness",
      standing="unverified", why="the company's own assessment says that it may not")  # fmt: skip
def no_live_purpose_goes_against_its_assessment(
    activity: ProcessingActivity, register: Register, on: date
) -> Judgement:
    """No purpose rests on legitimate interests although its assessment decided against them.

    Remedy:
        Stop, or rely on another basis.

    Gap:
        lia:
          decision: do-not-rely

    Good:
        lia:
          decision: rely
    """
    resting = resting_on(activity, "legitimate-interests")
    assessed = [(p, b, lia) for p, b in resting if (lia := _assessment(activity, p, b, register))]
    if not resting:
        yield _NONE
    elif not assessed:
        yield _NOT_ASSESSED
    elif not live(activity, on):
        yield NOT_LIVE
    else:
        for purpose, basis, lia in assessed:
            at = basis_at(purpose, basis)
            if lia.decision == "do-not-rely":
                sentence = f"“{lia.title}” decided not to rely on interests for “{purpose.text}”."
                yield Gap(sentence, at)
            elif lia.decision is None:
                yield Gap(f"“{lia.title}” does not say what was decided.", at, "major")


def _assessment(
    activity: ProcessingActivity, purpose: Purpose, basis: LawfulBasis, register: Register
) -> LegitimateInterestsAssessment | None:
    named = register.lia(known(basis.assessment))
    return named or register.once(_by_purpose).get((activity.id, purpose.id))


def _by_purpose(
    register: Register,
) -> Mapping[tuple[str, str], LegitimateInterestsAssessment]:
    return {
        (lia.activity, purpose): lia
        for lia in register.of(LegitimateInterestsAssessment).values()
        for purpose in lia.purposes
        if lia.kind == "legitimate-interests"
    }
