"""Every activity is screened: is a DPIA needed, and by which criteria (UK GDPR Art. 35(1))."""

from datetime import date
from typing import Final

from ropabook.law.screening import OUTCOMES, Decision, decide
from ropabook.law.words import lower
from ropabook.model.activity import ProcessingActivity, Screening
from ropabook.model.facts import blank, known, unknown
from ropabook.model.register import Register
from ropabook.rules.assessed import NOT_SCREENED, assessed, dpias_of
from ropabook.rules.reading import NOT_CONTROLLER, NOT_LIVE, controls, live, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_CHECKS: Final = {"credit-check", "identity-check"}


@rule("DP-SCREEN", "UK GDPR Art. 35(1), 5(2)", "major", analysis="completeness",
      standing="unverified")  # fmt: skip
def every_live_activity_is_screened(
    activity: ProcessingActivity, on: date, register: Register
) -> Judgement:
    """Every live activity is screened for a DPIA.

    Remedy:
        Screen the activity: Art. 35(3), the Commissioner's list, the nine criteria of WP248.

    Gap:
        activity:
          screening: absent
        dpia: absent

    Good:
        activity:
          screening:
            on: 2026-09-01
            outcome: not-required
        dpia: absent
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not live(activity, on):
        yield NOT_LIVE
    elif known(activity.screening) is None and not assessed(activity, register, on):
        if unknown(activity.screening):
            what = f"Whether “{activity.title}” needs a DPIA"
            yield not_known(what, activity.screening, "major", "screening")
        elif dpias_of(activity, register):
            sentence = f"A DPIA of “{activity.title}” is begun; no screening is recorded."
            yield Gap(sentence, "screening", lower("major"))
        else:
            yield Gap(f"“{activity.title}” has not been screened for a DPIA.", "screening")


@rule("DP-OVERRIDE", "UK GDPR Art. 5(2)", "major", analysis="evidence", standing="unverified")
def an_outcome_that_departs_from_the_criteria_is_approved(
    activity: ProcessingActivity,
) -> Judgement:
    """An outcome that departs from the criteria has a reason, and somebody who approved it.

    Remedy:
        Give the reason and let it be approved, or follow the criteria.

    Gap:
        activity:
          screening:
            on: 2026-09-01
            wp248:
              - 1
              - 6
            outcome: not-required
            override_reason: The data is not matched with any other

    Good:
        activity:
          screening:
            on: 2026-09-01
            wp248:
              - 1
              - 6
            outcome: not-required
            override_reason: The data is not matched with any other
            approver: Head of Privacy
    """
    screening = known(activity.screening)
    if screening is None:
        yield NOT_SCREENED
        return
    decision = _decision(screening)
    if not blank(screening.override_reason):
        if blank(screening.approver):
            sentence = f"Nobody approved that the screening of “{activity.title}” was overridden."
            yield Gap(sentence, "screening.approver")
    elif OUTCOMES.index(screening.outcome) < OUTCOMES.index(decision.outcome):
        said, due = (word.replace("-", " ") for word in (screening.outcome, decision.outcome))
        sentence = (
            f"The criteria say that a DPIA is {due}, the outcome says {said}, without reason."
        )
        yield Gap(
            sentence,
            "screening.override_reason",
            None if decision.outcome == "required" else "minor",
        )


def _decision(screening: Screening) -> Decision:
    return decide(
        screening.article_35_3, screening.ico, screening.wp248, bool(screening.major_project)
    )


@rule("DP-CREDIT", "UK GDPR Art. 35(4)", "major", analysis="lawfulness",
      why="the Commissioner gives credit checks as an example of denial of service")  # fmt: skip
def credit_checks_are_screened_for_denial_of_service(activity: ProcessingActivity) -> Judgement:
    """Checks of credit or identity are screened under denial of service.

    Remedy:
        Screen again, and answer the trigger for decisions on access to a service.

    Gap:
        activity:
          purposes:
            - id: fulfil
              tags:
                - credit-check

    Good:
        activity:
          purposes:
            - id: fulfil
              tags:
                - credit-check
          screening:
            on: 2026-09-01
            ico:
              - DENIAL
            outcome: required
            dpia: order-monitoring
    """
    checking = [p for p in activity.purposes if p.tags and _CHECKS & set(p.tags)]
    screening = known(activity.screening)
    if not checking:
        yield NotApplicable("No purpose is a check of credit or identity.")
    elif screening is None or "DENIAL" not in screening.ico:
        told = tuple(s for purpose in checking for s in statements_in(purpose.evidence))
        what, at = f"“{checking[0].text}”", "screening.ico"
        if unknown(asked := activity.screening):
            sentence = f"Whether {what} was screened under denial of service is not known yet."
            yield Gap(sentence, at, lower("major"), told, asked)
        else:
            sentence = f"{what} has not been screened under denial of service."
            yield Gap(sentence, at, None, told)
