"""Joint control is on the record of every company that shares it (UK GDPR Art. 26, 30(1)(a))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each
from ropabook.model.names import company
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


@rule("XE-JOINT", "UK GDPR Art. 26, 30(1)(a)", "critical", analysis="group")
def every_joint_controller_records_the_joint_activity(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A company that another names as its joint controller records the same from its side.

    Remedy:
        Record the joint activity for each company, or correct who controls.

    Gap:
        activities/newsletter:
          differs:
            lantern:
              role: controller

    Good:
        activities/newsletter:
          differs:
            lantern:
              role: joint-controller
    """
    named = [c for c in each(activity.joint_controllers) if c.entity]
    if not named:
        yield NotApplicable("No company of the group is named as a joint controller.")
    for other in named:
        theirs_id = other.entity or ""
        missing = [e for e in entities if not records_it(register, activity, theirs_id, e)]
        if missing:
            theirs, ours = company(register, theirs_id), company(register, missing[0])
            sentence = f"{theirs} records no joint activity with {ours} for “{activity.title}”."
            yield Gap(sentence, "joint_controllers")


def records_it(register: Register, activity: ProcessingActivity, other: str, ours: str) -> bool:
    """Whether the other company records, too, that it controls with ours.

    In an activity that both share, it must be joint there; else any joint activity with ours will
    do, since the other company may record it in its own way.
    """
    if other == ours:
        return True
    if other in activity.entities:
        return register.as_done_by(activity, other).role == "joint-controller"
    return (other, ours) in register.once(_joint)


def _joint(register: Register) -> frozenset[tuple[str, str]]:
    """(company, other company) where the first records that it controls with the other."""
    found: set[tuple[str, str]] = set()
    for entity in register.entities:
        for activity in register.activities_of(entity):
            if activity.role == "joint-controller":
                others = {c.entity for c in each(activity.joint_controllers) if c.entity}
                found.update((entity, other) for other in others | {*activity.entities})
    return frozenset(found)
