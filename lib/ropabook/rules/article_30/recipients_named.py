"""The record gives the recipients, or says that there are none (UK GDPR Art. 30(1)(d))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import answered, unknown
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, not_known, rule


@rule(
    "A30-1-D-RECIP",
    "UK GDPR Art. 30(1)(d)",
    "critical",
    analysis="completeness",
    why="the statute does not qualify it",
)
def every_activity_names_its_recipients(activity: ProcessingActivity) -> Judgement:
    """Every activity names its recipients, processors and group companies included, or none.

    Remedy:
        List the recipients, or confirm that there are none.

    Gap:
        activity:
          recipients: []

    Good:
        activity:
          recipients:
            none: Nobody outside the sales team sees the orders
            by: Head of Sales
            on: 2026-09-01
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif unknown(activity.recipients):
        what = f"Who receives the data of “{activity.title}”"
        yield not_known(what, activity.recipients, "critical", "recipients")
    elif not answered(activity.recipients):
        yield Gap(f"“{activity.title}” names no recipient.", "recipients")
