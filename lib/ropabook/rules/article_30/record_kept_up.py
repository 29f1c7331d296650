"""The record is kept up: changes are reviewed, and somebody answers for it (Art. 24(1), 5(2))."""

from datetime import date, timedelta
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import answered, unknown
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_TIME_TO_REVIEW: Final = timedelta(days=30)


@rule("A30-CHANGED", "UK GDPR Art. 24(1)", "minor", analysis="completeness", standing="unverified")
def what_changed_has_been_reviewed(activity: ProcessingActivity, on: date) -> Judgement:
    """What changed more than thirty days ago has been reviewed since.

    Remedy:
        Review the change and have it approved again.

    Gap:
        activity:
          last_changed: 2026-10-01
          last_reviewed: 2026-09-01

    Good:
        activity:
          last_changed: 2026-10-01
          last_reviewed: 2026-10-15
    """
    changed, reviewed = activity.last_changed, activity.last_reviewed
    if not controls(activity):
        yield NOT_CONTROLLER
    elif changed is None:
        yield NotApplicable("No change of the activity is recorded.")
    elif (reviewed is None or changed > reviewed) and on - changed > _TIME_TO_REVIEW:
        sentence = f"“{activity.title}” changed on {changed} and has not been reviewed since."
        yield Gap(sentence, "last_reviewed")


@rule("A30-OWNER", "UK GDPR Art. 5(2); ICO guidance: accountability framework", "minor",
      analysis="completeness")  # fmt: skip
def somebody_answers_for_every_activity(activity: ProcessingActivity) -> Judgement:
    """Every activity has an owner who answers for it and somebody who approves it.

    Remedy:
        Name the owner and the approver, by their roles.

    Gap:
        activity:
          owner: TBC

    Good:
        activity:
          owner: Head of Customer Service
          approver: Head of Privacy
    """
    for at, fact, what in (
        ("owner", activity.owner, "answers for"),
        ("approver", activity.approver, "approves"),
    ):
        if unknown(fact):
            yield not_known(f"Who {what} “{activity.title}”", fact, "minor", at)
        elif not answered(fact):
            yield Gap(f"“{activity.title}” does not say who {what} it.", at)
