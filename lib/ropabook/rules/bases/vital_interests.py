"""Vital interests are a basis for emergencies only (UK GDPR Art. 6(1)(d))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import unknown
from ropabook.rules.reading import basis_at, resting_on, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("LB-D-ROUTINE", "UK GDPR Art. 6(1)(d)", "major", analysis="lawfulness",
      standing="unverified", why="they are a basis for emergencies")  # fmt: skip
def vital_interests_are_no_basis_for_routine(activity: ProcessingActivity) -> Judgement:
    """Where a purpose rests on vital interests, the processing is occasional.

    Remedy:
        Choose the basis that fits what is done regularly.

    Gap:
        activity:
          occasional: false
          purposes:
            - id: fulfil
              lawful_basis:
                basis: vital-interests

    Good:
        activity:
          occasional: true
          purposes:
            - id: fulfil
              lawful_basis:
                basis: vital-interests
    """
    resting = resting_on(activity, "vital-interests")
    if not resting:
        yield NotApplicable("No purpose rests on vital interests.")
    for purpose, basis in resting:
        at = basis_at(purpose, basis)
        if unknown(activity.occasional):
            what = f"Whether “{purpose.text}”, which rests on vital interests, is occasional"
            yield not_known(what, activity.occasional, "major", at)
        elif activity.occasional is not True:
            sentence = (
                f"“{purpose.text}” rests on vital interests and is not recorded as occasional."
            )
            yield Gap(sentence, at, None, statements_in(purpose.evidence))
