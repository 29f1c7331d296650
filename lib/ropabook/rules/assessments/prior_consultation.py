"""Where a high risk is left, the Commissioner is asked before processing starts (Art. 36)."""

from datetime import date, timedelta
from typing import Final

from ropabook.law.dates import PRIOR_CONSULTATION, PRIOR_CONSULTATION_LONGER
from ropabook.law.periods import days_after
from ropabook.model.activity import ProcessingActivity
from ropabook.model.assessments import Dpia, PriorConsultation
from ropabook.model.facts import known
from ropabook.model.register import Register
from ropabook.rules.assessed import (
    NO_RISK,
    REPLACED,
    concerns_a_live_activity,
    covered,
    is_high,
    replaced,
)
from ropabook.rules.reading import NOT_LIVE
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_ASKED: Final = ("sent", "answered")


@rule("DP-36", "UK GDPR Art. 36(1)", "critical", analysis="lawfulness", standing="unverified")
def a_high_risk_that_is_left_is_put_to_the_commissioner(
    dpia: Dpia, register: Register, on: date
) -> Judgement:
    """Where a high risk is left after all measures, the Commissioner was consulted.

    Remedy:
        Consult the Commissioner, and do not start before the answer.

    Gap:
        dpia:
          risks:
            - id: R1
              residual_likelihood: probable
              residual_severity: severe
              residual: high

    Good:
        dpia:
          risks:
            - id: R1
              residual_likelihood: probable
              residual_severity: severe
              residual: high
          prior_consultation:
            status: answered
            sent_on: 2023-11-01
            answered_on: 2023-12-20
    """
    if replaced(dpia, register, on):
        yield REPLACED
    elif not dpia.risks:
        yield NO_RISK
    elif not concerns_a_live_activity(dpia, register, on):
        yield NOT_LIVE
    elif not dpia.prior_consultation or dpia.prior_consultation.status not in _ASKED:
        for risk in dpia.risks:
            high = is_high(dpia, risk.residual, risk.residual_high)
            at, name = f"risks.{risk.id}.residual", risk.text.rstrip(".")
            if high:
                sentence = f"“{name}” stays a high risk, and the Commissioner was not consulted."
                yield Gap(sentence, at)
            elif high is None:
                yield Gap(f"Whether “{name}” stays a high risk is not known yet.", at, "major")


@rule("DP-36-START", "UK GDPR Art. 36(1), 36(2)", "critical", analysis="lawfulness",
      standing="secondary")  # fmt: skip
def nothing_starts_while_the_commissioner_is_consulted(
    dpia: Dpia, register: Register, on: date
) -> Judgement:
    """Nothing starts before the Commissioner answers or the eight or fourteen weeks are over.

    Remedy:
        Suspend the activity until the answer is there.

    Gap:
        dpia:
          prior_consultation:
            status: sent
            sent_on: 2026-11-02

    Good:
        dpia:
          prior_consultation:
            status: sent
            sent_on: 2026-11-02
        activity:
          status: suspended
    """
    asked = dpia.prior_consultation
    if replaced(dpia, register, on):
        yield REPLACED
    elif asked is None or asked.status not in _ASKED:
        yield NotApplicable("The Commissioner is not being consulted.")
    elif asked.status == "answered":
        yield from _started_meanwhile(asked, covered(dpia, register))
    elif _pending(asked, on):
        for activity in covered(dpia, register):
            if _goes_on(activity, on):
                sentence = f"“{activity.title}” goes on while the Commissioner is consulted."
                yield Gap(sentence, f"activities.{activity.id}")


def _pending(asked: PriorConsultation, on: date) -> bool:
    longer = PRIOR_CONSULTATION_LONGER if asked.extended else timedelta()
    weeks = PRIOR_CONSULTATION + longer
    return asked.sent_on is None or on <= days_after(asked.sent_on, weeks.days)


def _goes_on(activity: ProcessingActivity, on: date) -> bool:
    start = known(activity.start_date)
    if activity.status == "draft":
        return start is not None and start <= on
    return activity.status == "active" and (start is None or start <= on)


def _started_meanwhile(asked: PriorConsultation, activities: list[ProcessingActivity]) -> Judgement:
    for activity in activities:
        start = known(activity.start_date)
        if not (asked.sent_on and asked.answered_on and start):
            continue
        if asked.sent_on <= start < asked.answered_on and _pending(asked, start):
            sentence = f"“{activity.title}” began on {start}, before the Commissioner answered."
            yield Gap(sentence, f"activities.{activity.id}")
