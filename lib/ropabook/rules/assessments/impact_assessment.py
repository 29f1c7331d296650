"""A DPIA is done where processing is likely to result in a high risk (UK GDPR Art. 35)."""

from datetime import date

from ropabook.law.screening import listed
from ropabook.model.activity import ProcessingActivity
from ropabook.model.assessments import Dpia
from ropabook.model.facts import blank, known
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.rules.assessed import NOT_SCREENED, assessed, covered, first_version
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("DP-A35-3", "UK GDPR Art. 35(3)", "critical", analysis="lawfulness", standing="unverified")
def the_three_cases_of_the_statute_have_a_dpia(
    activity: ProcessingActivity, register: Register, on: date
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
        dpia: absent

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
        yield NOT_SCREENED
    elif not screening.article_35_3:
        yield NotApplicable("None of the three cases is met.")
    elif not assessed(activity, register, on):
        cases = ", ".join(f"({case})" for case in screening.article_35_3)
        sentence = f"“{activity.title}” meets Art. 35(3){cases} and has no signed DPIA."
        yield Gap(sentence, "screening.dpia")


@rule("DP-ICO", "UK GDPR Art. 35(4)", "critical", analysis="lawfulness")
def processing_on_the_commissioners_list_has_a_dpia(
    activity: ProcessingActivity, register: Register, on: date
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
        dpia: absent

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
        yield NOT_SCREENED
        return
    asking = listed(screening.ico, screening.wp248)
    if not asking:
        yield NotApplicable("The Commissioner's list does not ask for a DPIA.")
    elif not assessed(activity, register, on):
        sentence = (
            f"“{activity.title}” is on the list ({', '.join(asking)}), without a signed DPIA."
        )
        yield Gap(sentence, "screening.dpia")


@rule("DP-WP248", "WP248 rev. 01; UK GDPR Art. 35(1)", "critical", analysis="lawfulness",
      standing="secondary", why="major where a reason against a DPIA is recorded")  # fmt: skip
def two_criteria_ask_for_a_dpia(
    activity: ProcessingActivity, register: Register, on: date
) -> Judgement:
    """Where two of the nine criteria are met, there is a signed DPIA.

    Remedy:
        Do the DPIA. Short of that, record why none is needed and who approved it: it weighs less.

    Gap:
        activity:
          screening:
            on: 2026-09-01
            wp248:
              - 1
              - 6
            outcome: required
        dpia: absent

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
        yield NOT_SCREENED
    elif len(set(screening.wp248)) < 2:
        yield NotApplicable("Fewer than two criteria are met.")
    elif not assessed(activity, register, on):
        reason = None if blank(screening.override_reason) else screening.override_reason
        said = f"the reason given is: {reason.rstrip('.')}" if reason else "no reason is given"
        sentence = f"“{activity.title}” meets two criteria and has no signed DPIA; {said}."
        yield Gap(sentence, "screening.dpia", "major" if reason else None)


@rule("DP-BEFORE", "UK GDPR Art. 35(1)", "major", analysis="lawfulness", standing="unverified")
def the_dpia_was_signed_before_the_processing_began(dpia: Dpia, register: Register) -> Judgement:
    """The DPIA was signed before the processing began.

    Remedy:
        Note that it was late, and review what was decided meanwhile.

    Gap:
        dpia:
          sign_offs:
            - entity: harbour
              by: Head of Privacy
              on: 2024-06-15

    Good:
        dpia:
          sign_offs:
            - entity: harbour
              by: Head of Privacy
              on: 2024-02-15
    """
    signed = first_version(dpia, register).first_signed_on
    activities = covered(dpia, register)
    if signed is None or not activities:
        yield NotApplicable("It is not signed yet, or names no activity.")
        return
    for activity in activities:
        start, at = known(activity.start_date), f"activities.{activity.id}"
        if start is None and activity.status != "draft":
            what = f"When “{activity.title}” began"
            yield not_known(what, activity.start_date, "major", at)
        elif start is not None and signed > start:
            sentence = f"“{activity.title}” began on {start}, and the DPIA was signed on {signed}."
            yield Gap(sentence, at)


@rule("DP-LINK", "ICO guidance: documentation template, columns 21–23", "minor",
      analysis="completeness", standing="secondary")  # fmt: skip
def record_and_dpia_lead_to_each_other(record: Record, register: Register) -> Judgement:
    """An activity that needs a DPIA leads to it, and a DPIA leads to what it is about.

    Remedy:
        Link the two.

    Gap:
        activities/customer-checks:
          screening:
            on: 2025-11-03
            ico:
              - DENIAL
            outcome: required
            dpia: absent

    Good:
        activities/customer-checks:
          screening:
            on: 2025-11-03
            ico:
              - DENIAL
            outcome: required
            dpia: customer-checks
    """
    if isinstance(record, ProcessingActivity):
        for variant in register.variants(record):
            yield from _from_the_activity(variant.activity, register)
    elif isinstance(record, Dpia):
        yield from _from_the_dpia(record, register)
    else:
        yield NotApplicable("It is neither an activity nor a DPIA.")


def _from_the_activity(activity: ProcessingActivity, register: Register) -> Judgement:
    screening = known(activity.screening)
    found = register.dpia(screening.dpia) if screening else None
    if screening is None or (screening.outcome != "required" and not screening.dpia):
        yield NotApplicable("No DPIA is recorded as required.")
    elif found is None:
        yield Gap(f"“{activity.title}” needs a DPIA and leads to none.", "screening.dpia")
    elif activity.id not in found.activities:
        sentence = f"The DPIA “{found.title}” does not name “{activity.title}”."
        yield Gap(sentence, "screening.dpia")


def _from_the_dpia(dpia: Dpia, register: Register) -> Judgement:
    if not dpia.activities:
        yield Gap(f"The DPIA “{dpia.title}” names no activity.", "activities")
    for activity in dpia.activities:
        if activity not in register.activities:
            sentence = f"The DPIA “{dpia.title}” names an activity that is not in the record."
            yield Gap(sentence, f"activities.{activity}")
