"""Joint controllers have an arrangement, and say what it is (UK GDPR Art. 26)."""

from datetime import date

from ropabook.law.words import lower
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import unknown
from ropabook.model.names import companies
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import Contract
from ropabook.rules.agreements import NO_COMPANY, in_force
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("RC-26-ARR", "UK GDPR Art. 26(1)", "critical", analysis="lawfulness", standing="unverified")
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
    if not entities:
        yield NO_COMPANY
    missing = [
        e for e in entities if not any(in_force(c, on) for c in _about(activity, register, e))
    ]
    waiting = [c for e in missing for c in _about(activity, register, e) if unknown(c.signed_on)]
    if missing and waiting:
        what = f"Whether and when “{waiting[0].title}” was signed"
        yield not_known(what, waiting[0].signed_on, "critical", "role")
    elif missing:
        names = companies(register, missing)
        yield Gap(f"“{activity.title}” has no arrangement in force that {names} signed.", "role")


def _about(activity: ProcessingActivity, register: Register, entity: str) -> list[Contract]:
    """The arrangements of a company that are about the activity, or do not say about which."""
    return [
        contract
        for contract in register.once(_arrangements)
        if entity in contract.parties
        and (not contract.activities or activity.id in contract.activities)
    ]


def _arrangements(register: Register) -> tuple[Contract, ...]:
    return tuple(c for c in register.of(Contract).values() if c.kind == "article-26")


@rule("RC-26-ESSENCE", "UK GDPR Art. 26(2)", "major", analysis="notice", standing="unverified")
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
        weight = None if joint else lower("major")
        yield Gap(f"{if_joint}{why.rstrip('.')}.", "items.joint-controllers", weight, told)
