"""Joint controllers have an arrangement, and say what it is (UK GDPR Art. 26)."""

from datetime import date

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import Contract
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


@rule("RC-26-ARR", "UK GDPR Art. 26(1)", "critical", analysis="lawfulness")
def joint_controllers_have_an_arrangement(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Joint controllers have an arrangement that settles who does what.

    Remedy:
        Conclude the arrangement and record it.

    Gap:
        activity:
          role: joint-controller

    Good:
        activity:
          role: joint-controller
        contracts/joint-sales:
          title: Arrangement on joint sales
          kind: article-26
          parties:
            - harbour
          signed_on: 2026-01-15
    """
    if activity.role != "joint-controller":
        yield NotApplicable("No joint control is recorded.")
        return
    arrangements = [c for c in register.of(Contract).values() if c.kind == "article-26"]
    for entity in entities:
        mine = (c for c in arrangements if not c.activities or activity.id in c.activities)
        signed = (known(c.signed_on) for c in mine if entity in c.parties)
        if not any(day is not None and day <= on for day in signed):
            yield Gap(f"“{activity.title}” has no arrangement signed by {entity}.", "role")


@rule("RC-26-ESSENCE", "UK GDPR Art. 26(2)", "major", analysis="notice")
def the_essence_of_joint_control_is_published(notice: Notice, register: Register) -> Judgement:
    """Where companies control jointly, the notice tells the essence of their arrangement.

    Remedy:
        Publish the essence of the arrangement, or record that there is no joint control.

    Gap:
        activity:
          role: joint-controller
        notice:
          items:
            - item: joint-controllers
              verdict:
                - omits
              because: Nothing is said of the arrangement

    Good:
        activity:
          role: joint-controller
    """
    activities = [a for e in notice.entities for a in register.activities_of(e)]
    joint = any(a.role == "joint-controller" for a in activities)
    open_ = any(unknown(a.role) or len(a.entities) > 1 for a in activities)
    coded = notice.coded("joint-controllers")
    if not joint and not (open_ and len(notice.entities) > 1):
        yield NotApplicable("No joint control is recorded.")
    elif not any(item.verdict[:1] == ("satisfies",) for item in coded):
        why = coded[0].because if coded else "It has not been compared with the notice yet"
        if_joint = "" if joint else "If the companies control jointly: "
        told = tuple(f"{notice.id}#{s}" for item in coded for s in item.statements)
        yield Gap(f"{if_joint}{why.rstrip('.')}.", "items", None if joint else "minor", told)
