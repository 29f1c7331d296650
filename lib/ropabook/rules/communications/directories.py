"""Nobody is entered in a directory without a choice (PECR reg. 18)."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank, unknown
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("PE-DIRECTORY", "PECR reg. 18", "major", analysis="lawfulness", profiles=("UK",))
def people_choose_whether_to_be_in_a_directory(activity: ProcessingActivity) -> Judgement:
    """People choose whether, and with what, they are entered in a directory.

    Remedy:
        Tell people of the directory, let them choose, and record how they did.

    Gap:
        activities/service-options:
          purposes:
            - id: list-in-directory
              directory_choice: absent

    Good:
        activities/service-options:
          purposes:
            - id: list-in-directory
              directory_choice: Asked in the order form; nothing is ticked beforehand
    """
    entering = [purpose for purpose in activity.purposes if "directory" in purpose.tags]
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not entering:
        yield NotApplicable("No purpose is marked as a directory.")
    for purpose in entering if controls(activity) else ():
        at = f"purposes.{purpose.id}.directory_choice"
        if unknown(purpose.directory_choice):
            what = f"How people chose about “{purpose.text}”"
            yield not_known(what, purpose.directory_choice, "major", at)
        elif blank(purpose.directory_choice):
            yield Gap(f"Nothing shows that people had a choice about “{purpose.text}”.", at)
