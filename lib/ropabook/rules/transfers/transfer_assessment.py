"""A safeguard goes with the data protection test, met and fresh (UK GDPR Art. 46(1A), (6)–(7))."""

from datetime import date
from typing import Final

from ropabook.law.dates import MAIN_DUAA, TRANSFER_ASSESSMENT_FRESH
from ropabook.model.activity import ProcessingActivity
from ropabook.model.assessments import TransferRiskAssessment
from ropabook.model.register import Register
from ropabook.rules.abroad import BY_SAFEGUARD, Leaving, leaving, why_none
from ropabook.rules.assessed import changed_facts
from ropabook.rules.reading import NOT_LIVE, live
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NO_SAFEGUARD: Final = NotApplicable("No transfer rests on a safeguard of Art. 46.")
_NO_ASSESSMENT: Final = NotApplicable("No transfer has a transfer risk assessment.")
_NOT_NEW: Final = NotApplicable("No assessment was decided since 5 February 2026.")


@rule("TR-NOTRA", "UK GDPR Art. 46(1A)(a)(ii)", "critical", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def every_safeguard_has_its_assessment(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Every transfer that rests on a safeguard has a transfer risk assessment that is met.

    Remedy:
        Complete the transfer risk assessment, and link it to the transfer.

    Gap:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              mechanism: idta

    Good:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              mechanism: idta
              assessment: norway
    """
    found = leaving(activity, register, entities, "UK")
    resting = [one for one in found if one.mechanism in BY_SAFEGUARD]
    if not resting:
        yield why_none(activity, _NO_SAFEGUARD)
    for one in resting:
        assessment, at = register.tra(one.transfer.assessment), f"{one.at}.assessment"
        if assessment is None:
            yield Gap(f"The transfer to {one.to} has no transfer risk assessment.", at)
        elif assessment.conclusion == "open":
            sentence = f"The assessment of the transfer to {one.to} has come to no conclusion."
            yield Gap(sentence, at)
        elif assessment.conclusion != "met":
            yield Gap(f"The assessment of the transfer to {one.to} is not met.", at)


@rule("TR-TRA-FAIL", "UK GDPR Art. 46(1A)", "critical", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def no_transfer_goes_on_after_a_test_that_failed(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """No transfer goes on whose assessment found that the data protection test is not met.

    Remedy:
        Suspend the transfer until further protections bring the test to be met.

    Gap:
        activities/call-centre:
          status: active
        tra/india:
          conclusion: not-met

    Good:
        activities/call-centre:
          status: active
        tra/india:
          conclusion: met
          extra_steps: Recordings are masked before they are opened abroad
    """
    assessed = _assessed(activity, register, entities)
    if not assessed:
        yield why_none(activity, _NO_ASSESSMENT)
    elif not live(activity, on):
        yield NOT_LIVE
    else:
        for one, assessment in assessed:
            if assessment.conclusion == "not-met":
                sentence = f"Data goes to {one.to}, though “{assessment.title}” failed the test."
                yield Gap(sentence, f"{one.at}.assessment")


def _assessed(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> list[tuple[Leaving, TransferRiskAssessment]]:
    """The transfers that have an assessment, each with it."""
    return [
        (one, assessment)
        for one in leaving(activity, register, entities, "UK")
        if (assessment := register.tra(one.transfer.assessment))
    ]


@rule("TR-TRA-STALE", "UK GDPR Art. 46(6)–(7)", "major", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def every_transfer_risk_assessment_is_reviewed(
    tra: TransferRiskAssessment, register: Register, on: date
) -> Judgement:
    """Every transfer risk assessment is reviewed when due, each three years, and after changes.

    Remedy:
        Review the assessment, set the day of the next review, and let it rest on the record as it
        is now.

    Gap:
        tra:
          review_due: 2026-10-01

    Good:
        tra:
          review_due: 2026-12-01
    """
    if tra.conclusion == "open":
        yield NotApplicable("The assessment has come to no conclusion yet.")
        return
    if tra.decided_on is None:
        yield Gap(f"It is not recorded when “{tra.title}” was decided.", "decided_on")
    elif tra.review_due is not None and tra.review_due < on:
        yield Gap(f"The review of “{tra.title}” was due on {tra.review_due}.", "review_due")
    elif tra.decided_on < on - TRANSFER_ASSESSMENT_FRESH:
        yield Gap(f"“{tra.title}” was decided on {tra.decided_on}.", "decided_on")
    yield from changed_facts(tra, register)


@rule("TR-TRA-TEST", "UK GDPR Art. 46(1A); DUAA Sch. 9 para. 27", "minor", analysis="lawfulness",
      since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def a_new_assessment_uses_the_test_in_force(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A transfer that began on or after 5 February 2026 is assessed by the data protection test.

    Remedy:
        State anew whether the standard of protection is “not materially lower”.

    Gap:
        tra/india:
          statutory_test: pre2026

    Good:
        tra/india:
          statutory_test: dpt2026
    """
    assessed = _assessed(activity, register, entities)
    new = [(one, tra) for one, tra in assessed if tra.decided_on and tra.decided_on >= MAIN_DUAA]
    if not new:
        yield why_none(activity, _NOT_NEW)
    for one, assessment in new:
        since, at = one.transfer.since, f"{one.at}.assessment"
        if assessment.statutory_test == "dpt2026" or (since and since < MAIN_DUAA):
            continue
        sentence = f"“{assessment.title}” does not use the test in force since 5 February 2026"
        if since:
            yield Gap(f"{sentence}, and the transfer to {one.name} began after that.", at)
        else:
            yield Gap(f"{sentence}; when the transfer to {one.name} began is not known yet.", at,
                      "advice")  # fmt: skip
