"""The record is kept by each company, not by "the group" (UK GDPR Art. 30(1))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, rule


@rule("EN-GROUPONLY", "UK GDPR Art. 30(1)", "critical", analysis="completeness")
def every_activity_belongs_to_a_company(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Every activity names the company that carries it out.

    Remedy:
        Name in `entities` each company that carries the activity out.

    Gap:
        activity:
          entities: []

    Good:
        activity:
          entities:
            - harbour
    """
    if not any(entity in register.entities for entity in activity.entities):
        yield Gap(f"No company is named that carries out “{activity.title}”.", "entities")
