"""A legitimate interest is stated and assessed (UK GDPR Art. 6(1)(f), 13(1)(d))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import resting_on
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE = NotApplicable("No purpose rests on legitimate interests.")


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
        at = f"purposes.{purpose.id}.lawful_basis.interest"
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
        at = f"purposes.{purpose.id}.lawful_basis.assessment"
        if unknown(basis.assessment):
            what = f"Whether “{purpose.text}” was assessed"
            yield not_known(what, basis.assessment, "major", at)
        elif register.lia(known(basis.assessment)) is None:
            yield Gap(f"There is no legitimate interests assessment of “{purpose.text}”.", at)
