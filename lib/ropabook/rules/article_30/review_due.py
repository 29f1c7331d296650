"""The record is a living document: each activity is reviewed in its cycle (Art. 5(2), 24(1))."""

from datetime import date

from ropabook.law.periods import after
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known
from ropabook.model.register import Register
from ropabook.rules.reading import SOON
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


@rule("A30-REVIEW", "UK GDPR Art. 5(2), 24(1)", "major", analysis="completeness")
def no_review_is_overdue(activity: ProcessingActivity, on: date, register: Register) -> Judgement:
    """No review of an activity is overdue.

    Remedy:
        Review the activity, and record the day and the next one.

    Gap:
        activity:
          next_review_due: 2026-03-01

    Good:
        activity:
          next_review_due: 2027-09-01
    """
    if activity.status == "retired":
        yield NotApplicable("The activity is retired.")
    elif activity.last_reviewed is None and known(activity.next_review_due) is None:
        yield Gap(f"No review of “{activity.title}” is recorded.", "last_reviewed", "minor")
    else:
        due = known(activity.next_review_due) or _end_of_cycle(activity, register)
        if due < on:
            sentence = f"The review of “{activity.title}” was due on {due}."
            yield Gap(sentence, "next_review_due", "major" if on - due > SOON else "minor")


def _end_of_cycle(activity: ProcessingActivity, register: Register) -> date:
    """The regulator's own expectation is a year, where the group states no cycle."""
    assert activity.last_reviewed is not None
    cycle = known(register.group.review_cycle) if register.group else None
    return after(activity.last_reviewed, cycle or "P1Y") or activity.last_reviewed
