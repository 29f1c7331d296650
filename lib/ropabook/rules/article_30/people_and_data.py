"""The record gives the categories of people and of data (UK GDPR Art. 30(1)(c))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, rule


@rule(
    "A30-1-C-SUBJ",
    "UK GDPR Art. 30(1)(c)",
    "critical",
    analysis="completeness",
    why="the statute does not qualify it",
)
def every_activity_names_its_people(activity: ProcessingActivity) -> Judgement:
    """Every activity names the categories of people it is about.

    Remedy:
        Add the categories of people.

    Gap:
        activity:
          data:
            - id: order-data
              subjects: []

    Good:
        activity:
          data:
            - id: order-data
              subjects:
                - customers
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not any(link.subjects for link in activity.data):
        yield Gap(f"“{activity.title}” names no category of people.", "data")


@rule(
    "A30-1-C-DATA",
    "UK GDPR Art. 30(1)(c)",
    "critical",
    analysis="completeness",
    why="the statute does not qualify it",
)
def every_activity_names_its_data(activity: ProcessingActivity) -> Judgement:
    """Every activity names the categories of personal data it uses.

    Remedy:
        Add the categories of data.

    Gap:
        activity:
          data: []

    Good:
        activity:
          data:
            - id: order-data
              categories:
                - contact-details
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not any(link.categories for link in activity.data):
        yield Gap(f"“{activity.title}” names no category of data.", "data")
