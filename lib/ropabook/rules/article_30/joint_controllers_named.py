"""The record names the joint controllers (UK GDPR Art. 30(1)(a), 26)."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank, each, unknown
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_ALONE = NotApplicable("No joint control is recorded.")


@rule("A30-1-A-JOINT", "UK GDPR Art. 30(1)(a), 26", "critical", analysis="completeness",
      why="where control is joint, the record must name the joint controller")  # fmt: skip
def every_joint_controller_is_named(activity: ProcessingActivity) -> Judgement:
    """Where control is joint, the record names each joint controller and how to reach it.

    Remedy:
        Name each joint controller with its contact details.

    Gap:
        activity:
          role: joint-controller
          joint_controllers:
            - name: Lantern Cloud Limited

    Good:
        activity:
          role: joint-controller
          joint_controllers:
            - name: Lantern Cloud Limited
              contact: privacy@lantern.example
    """
    named, at = activity.joint_controllers, "joint_controllers"
    if activity.role != "joint-controller":
        yield _ALONE
    elif unknown(named):
        yield not_known(f"With whom “{activity.title}” is controlled", named, "critical", at)
    elif not each(named):
        yield Gap(f"“{activity.title}” is controlled jointly, but with whom is not recorded.", at)
    elif lacking := [one.name for one in each(named) if blank(one.name) or blank(one.contact)]:
        who = ", ".join(lacking)
        yield Gap(f"“{activity.title}” does not say how to reach a joint controller: {who}.", at)
