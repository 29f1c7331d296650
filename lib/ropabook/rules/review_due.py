"""The record is a living document: each activity is reviewed in its cycle (Art. 5(2), 24(1))."""

from calendar import monthrange
from datetime import date

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
        yield Gap(f"“{activity.title}” has never been reviewed.", "last_reviewed", "minor")
    else:
        due = known(activity.next_review_due) or _end_of_cycle(activity, register)
        if due < on:
            sentence = f"The review of “{activity.title}” was due on {due}."
            yield Gap(sentence, "next_review_due", "major" if on - due > SOON else "minor")


def _end_of_cycle(activity: ProcessingActivity, register: Register) -> date:
    """A cycle ends on the corresponding day, or on the last day of a shorter month."""
    assert activity.last_reviewed is not None
    cycle = known(register.group.review_cycle) if register.group else None
    months = activity.last_reviewed.month - 1 + _months(cycle or "P1Y")
    year, month = activity.last_reviewed.year + months // 12, months % 12 + 1
    return date(year, month, min(activity.last_reviewed.day, monthrange(year, month)[1]))


def _months(duration: str) -> int:
    number, unit = duration[1:-1], duration[-1:]
    if not number.isdigit() or unit not in "YM":
        return 12  # the regulator's own expectation where the group states no cycle we can read
    return int(number) * (12 if unit == "Y" else 1)
