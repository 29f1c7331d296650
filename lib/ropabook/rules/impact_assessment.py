"""A DPIA is done where processing is likely to result in a high risk (UK GDPR Art. 35)."""

from datetime import date
from typing import Final

from ropabook.model.activity import ProcessingActivity, Screening
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, NOT_LIVE, controls, live, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_ALONE: Final = frozenset(["DENIAL", "PROFILE", "MATCH", "CHILD", "HARM"])
"""Triggers of the Commissioner's list that need no second criterion."""
_OWN: Final = {"INNOV": 8, "BIOM": 4, "GENE": 4, "INVIS": 0, "TRACK": 3}
"""For the others: the WP248 criterion that each is (0: none), so that it cannot count twice."""
_NOT_SCREENED = NotApplicable("The activity has not been screened.")
_CHECKS: Final = {"credit-check", "identity-check"}


def required_by_list(screening: Screening) -> bool:
    """Whether the Commissioner's list asks for a DPIA (Art. 35(4))."""
    if _ALONE & set(screening.ico):
        return True
    return any(set(screening.wp248) - {_OWN[t]} for t in screening.ico if t in _OWN)


def _signed(screening: Screening, register: Register) -> bool:
    dpia = register.dpia(screening.dpia)
    return dpia is not None and dpia.signed_on is not None


@rule("DP-SCREEN", "UK GDPR Art. 35(1), 5(2)", "major", analysis="completeness",
      standing="unverified")  # fmt: skip
def every_live_activity_is_screened(activity: ProcessingActivity, on: date) -> Judgement:
    """Every live activity is screened for a DPIA.

    Remedy:
        Screen the activity: Art. 35(3), the Commissioner's list, the nine criteria of WP248.

    Gap:
        activity:
          screening: absent

    Good:
        activity:
          screening:
            on: 2026-09-01
            outcome: not-required
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not live(activity, on):
        yield NOT_LIVE
    elif known(activity.screening) is None:
        asked = activity.screening if unknown(activity.screening) else None
        sentence = f"“{activity.title}” has not been screened for a DPIA."
        yield Gap(sentence, "screening", question=asked)


@rule("DP-A35-3", "UK GDPR Art. 35(3)", "critical", analysis="lawfulness", standing="unverified")
def the_three_cases_of_the_statute_have_a_dpia(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where one of the three cases of Art. 35(3) is met, there is a signed DPIA.

    Remedy:
        Do the DPIA before the processing goes on.

    Gap:
        activity:
          screening:
            on: 2026-09-01
            article_35_3:
              - c
            outcome: required

    Good:
        activity:
          screening:
            on: 2026-09-01
            article_35_3:
              - c
            outcome: required
            dpia: order-monitoring
    """
    screening = known(activity.screening)
    if screening is None:
        yield _NOT_SCREENED
    elif not screening.article_35_3:
        yield NotApplicable("None of the three cases is met.")
    elif not _signed(screening, register):
        cases = ", ".join(f"({case})" for case in screening.article_35_3)
        sentence = f"“{activity.title}” meets Art. 35(3){cases} and has no signed DPIA."
        yield Gap(sentence, "screening.dpia")


@rule("DP-ICO", "UK GDPR Art. 35(4)", "critical", analysis="lawfulness")
def processing_on_the_commissioners_list_has_a_dpia(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where the Commissioner's list asks for a DPIA, there is a signed one.

    Remedy:
        Do the DPIA before the processing goes on.

    Gap:
        activity:
          screening:
            on: 2026-09-01
            ico:
              - DENIAL
            outcome: required

    Good:
        activity:
          screening:
            on: 2026-09-01
            ico:
              - DENIAL
            outcome: required
            dpia: order-monitoring
    """
    screening = known(activity.screening)
    if screening is None:
        yield _NOT_SCREENED
    elif not required_by_list(screening):
        yield NotApplicable("The Commissioner's list does not ask for a DPIA.")
    elif not _signed(screening, register):
        listed = ", ".join(screening.ico)
        yield Gap(f"“{activity.title}” is on the list ({listed}) and has no signed DPIA.",
                  "screening.dpia")  # fmt: skip


@rule("DP-WP248", "WP248 rev. 01; UK GDPR Art. 35(1)", "critical", analysis="lawfulness",
      standing="secondary")  # fmt: skip
def two_criteria_ask_for_a_dpia(activity: ProcessingActivity, register: Register) -> Judgement:
    """Where two of the nine criteria are met, there is a signed DPIA, or a reason against it.

    Remedy:
        Do the DPIA, or record why none is needed and who approved that.

    Gap:
        activity:
          screening:
            on: 2026-09-01
            wp248:
              - 1
              - 6
            outcome: required

    Good:
        activity:
          screening:
            on: 2026-09-01
            wp248:
              - 1
              - 6
            outcome: required
            dpia: order-monitoring
    """
    screening = known(activity.screening)
    if screening is None:
        yield _NOT_SCREENED
    elif len(set(screening.wp248)) < 2:
        yield NotApplicable("Fewer than two criteria are met.")
    elif not _signed(screening, register):
        reason = screening.override_reason
        said = f"the reason given is: {reason}" if reason else "no reason is given"
        sentence = f"“{activity.title}” meets two criteria and has no signed DPIA; {said}."
        yield Gap(sentence, "screening.dpia", "major" if reason else None)


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
    checking = [p for p in activity.purposes if _CHECKS & set(p.tags)]
    screening = known(activity.screening)
    if not checking:
        yield NotApplicable("No purpose is a check of credit or identity.")
    elif screening is None or "DENIAL" not in screening.ico:
        told = tuple(s for purpose in checking for s in statements_in(purpose.evidence))
        asked = activity.screening if unknown(activity.screening) else None
        yield Gap(f"“{checking[0].text}” has not been screened under denial of service.",
                  "screening.ico", None, told, asked)  # fmt: skip
