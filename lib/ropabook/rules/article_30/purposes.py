"""The record gives the purposes of the processing (UK GDPR Art. 30(1)(b))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, rule


@rule(
    "A30-1-B-PURPOSE",
    "UK GDPR Art. 30(1)(b)",
    "critical",
    analysis="completeness",
    why="the statute does not qualify it",
)
def every_activity_has_a_purpose(activity: ProcessingActivity) -> Judgement:
    """Every activity has at least one purpose.

    Remedy:
        Add at least one specific purpose.

    Gap:
        activity:
          purposes: []

    Good:
        activity:
          purposes:
            - id: fulfil
              text: Fulfil the orders that customers place with us
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not activity.purposes:
        yield Gap(f"“{activity.title}” has no purpose.", "purposes")
    else:
        for purpose in activity.purposes:
            if blank(purpose.text):
                yield Gap(f"The purpose {purpose.id} has no words.", f"purposes.{purpose.id}")
