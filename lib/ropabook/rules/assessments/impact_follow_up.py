"""A DPIA is signed, acted on and kept under review (UK GDPR Art. 35(7)(d), 35(11), 32)."""

from collections import defaultdict
from datetime import date

from ropabook.law.words import lower
from ropabook.model.assessments import Dpia, DpiaMeasure
from ropabook.model.decisions import Action
from ropabook.model.register import Register
from ropabook.model.registers import SecurityMeasure
from ropabook.rules.assessed import (
    NO_MEASURE,
    REPLACED,
    concerns_a_live_activity,
    covered,
    replaced,
    signed_on,
    unfinished,
)
from ropabook.rules.reading import NOT_LIVE
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


@rule("DP-SIGN", "ICO guidance: DPIA sample template, step 7", "major", analysis="evidence",
      why="minor while parts or questions of it are open: nobody could sign it yet")  # fmt: skip
def the_dpia_of_a_live_activity_is_signed(dpia: Dpia, register: Register, on: date) -> Judgement:
    """The DPIA of a live activity is signed, with name and date.

    Remedy:
        Let it be signed by somebody who may decide.

    Gap:
        dpia:
          sign_offs: []

    Good:
        dpia:
          sign_offs:
            - entity: harbour
              by: Head of Privacy
              on: 2026-09-15
    """
    if replaced(dpia, register, on):
        yield REPLACED
    elif not concerns_a_live_activity(dpia, register, on):
        yield NOT_LIVE
    elif signed_on(dpia, on) is None:
        weight = lower("major") if unfinished(dpia) else None
        yield Gap(f"Nobody has signed “{dpia.title}”.", "sign_offs", weight)


@rule("DP-REVIEW", "UK GDPR Art. 35(11)", "major", analysis="evidence", standing="unverified")
def the_dpia_is_reviewed_in_time_and_after_changes(
    dpia: Dpia, register: Register, on: date
) -> Judgement:
    """No review of the DPIA is overdue, and nothing it is about has changed since it was signed.

    Remedy:
        Review the DPIA, and let it be signed again.

    Gap:
        dpia:
          review_due: 2026-03-01

    Good:
        dpia:
          review_due: 2027-09-15
    """
    signed = signed_on(dpia, on)
    if replaced(dpia, register, on):
        yield REPLACED
        return
    if dpia.review_due and dpia.review_due < on:
        sentence = f"The review of “{dpia.title}” was due on {dpia.review_due}."
        yield Gap(sentence, "review_due")
    if signed is None:
        yield NotApplicable("It is not signed yet.")
        return
    if dpia.review_due is None:
        yield Gap(f"When “{dpia.title}” is reviewed next is not recorded.", "review_due", "minor")
    for activity in covered(dpia, register):
        if activity.last_changed and activity.last_changed > signed:
            sentence = (
                f"“{activity.title}” changed on {activity.last_changed}, after the signature."
            )
            yield Gap(sentence, f"activities.{activity.id}")


@rule("DP-ACTION", "UK GDPR Art. 35(7)(d)", "major", analysis="evidence", standing="unverified")
def no_action_of_the_dpia_is_overdue(dpia: Dpia, register: Register, on: date) -> Judgement:
    """Nothing that the DPIA promises, and nothing noted about it, is overdue.

    Remedy:
        Do it, or decide anew and let that be approved.

    Gap:
        dpia:
          measures:
            - id: M1
              status: planned
              due: 2026-03-01

    Good:
        dpia:
          measures:
            - id: M1
              status: planned
              due: 2027-03-01
    """
    promised = [measure for measure in dpia.measures if measure.status != "dropped"]
    noted = register.once(_actions).get(dpia.key, ())
    if replaced(dpia, register, on):
        yield REPLACED
    elif not promised and not noted:
        yield NO_MEASURE
    else:
        yield from _overdue_measures(promised, on)
        for action in noted:
            if action.state == "open" and action.due < on:
                sentence = f"“{action.text.rstrip('.')}” was due on {action.due}."
                yield Gap(sentence, f"actions.{action.rule}")


def _overdue_measures(promised: list[DpiaMeasure], on: date) -> Judgement:
    for measure in promised:
        name, at = measure.text.rstrip("."), f"measures.{measure.id}.due"
        if measure.status == "planned" and measure.due is None:
            yield Gap(f"When “{name}” is to be done is not recorded.", at, "minor")
        elif measure.status == "planned" and measure.due and measure.due < on:
            yield Gap(f"“{name}” was due on {measure.due}.", at)


def _actions(register: Register) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = defaultdict(list)
    for action in register.actions:
        found[action.record].append(action)
    return found


@rule("DP-MEASURE", "UK GDPR Art. 32", "major", analysis="evidence", standing="unverified")
def the_measures_of_the_dpia_are_in_place(dpia: Dpia, register: Register, on: date) -> Judgement:
    """Once it is due, each measure of the DPIA is in place in the register of security measures.

    Remedy:
        Put it in place, and enter it in the register of measures.

    Gap:
        dpia:
          measures:
            - id: M1
              measure: absent

    Good:
        dpia:
          measures:
            - id: M1
              measure: access-by-role
    """
    due = [m for m in dpia.measures if _is_due(m, on)]
    if replaced(dpia, register, on):
        yield REPLACED
    elif not due:
        yield NotApplicable("No measure of it is due yet.")
    else:
        yield from _not_in_place(due, register)


def _not_in_place(due: list[DpiaMeasure], register: Register) -> Judgement:
    entries = register.of(SecurityMeasure)
    for measure in due:
        entry, name = entries.get(measure.measure or ""), measure.text.rstrip(".")
        at = f"measures.{measure.id}.measure"
        if entry is None:
            yield Gap(f"“{name}” is not in the register of security measures.", at)
        elif entry.status != "in-place":
            words = entry.status.replace("-", " ")
            sentence = f"“{name}” is {words} in the register of security measures, not in place."
            yield Gap(sentence, at)


def _is_due(measure: DpiaMeasure, on: date) -> bool:
    if measure.status == "in-place":
        return True
    return measure.status == "planned" and measure.due is not None and measure.due < on
