"""Complaints are acknowledged, followed and answered (DPA 2018 s. 164A)."""

from datetime import date

from ropabook.law.clocks import PROGRESS
from ropabook.law.dates import COMPLAINTS
from ropabook.model.clocks import acknowledge_by
from ropabook.model.logs import Complaint
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_BEFORE = NotApplicable("The complaint came before the duty was in force.")


@rule("RG-CMP-ACK", "DPA 2018 s. 164A(3)", "critical", analysis="lawfulness", since=COMPLAINTS,
      profiles=("UK",))  # fmt: skip
def no_complaint_waits_for_its_acknowledgement(
    complaint: Complaint, register: Register, on: date
) -> Judgement:
    """No complaint is without an acknowledgement when its 30 days are over.

    Remedy:
        Acknowledge the complaint now, and record when.

    Gap:
        complaints/complaint-2026-22:
          received: 2026-10-01
          acknowledged_on: absent

    Good:
        complaints/complaint-2026-22:
          received: 2026-10-01
          acknowledged_on: 2026-10-30
    """
    due, done = acknowledge_by(register, complaint), complaint.acknowledged_on
    if complaint.received < COMPLAINTS:
        yield _BEFORE
    elif due < on and (done is None or done > on):
        sentence = f"“{complaint.title}” was to be acknowledged by {due}."
        yield Gap(sentence, "acknowledged_on")


@rule("RG-CMP-OUT", "DPA 2018 s. 164A(4)–(5)", "major", analysis="lawfulness", since=COMPLAINTS,
      profiles=("UK",))  # fmt: skip
def every_open_complaint_makes_progress(complaint: Complaint, on: date) -> Judgement:
    """An open complaint is worked on: no 60 days pass without a step, until the outcome is told.

    Remedy:
        Take the next step, tell the person how it goes, and tell the outcome when there is one.

    Gap:
        complaints/complaint-2026-22:
          received: 2026-08-03
          acknowledged_on: 2026-08-05
          steps: []

    Good:
        complaints/complaint-2026-22:
          received: 2026-08-03
          acknowledged_on: 2026-08-05
          steps:
            - on: 2026-11-02
              text: The person was told that the provider has been asked
    """
    told = complaint.outcome_told_on
    if complaint.received < COMPLAINTS:
        yield _BEFORE
    elif told is None or told > on:
        days = [step.on for step in complaint.steps if step.on <= on]
        last = max([complaint.received, *days])
        if on - last > PROGRESS:
            said = "has an outcome that was not told" if complaint.outcome else "is still open"
            sentence = f"“{complaint.title}” {said}; nothing is recorded since {last}."
            yield Gap(sentence, "steps")
