"""Sharing within the group is on both companies' records (UK GDPR Art. 30(1)(d), 14(2)(f))."""

from ropabook.model.activity import Disclosure, ProcessingActivity
from ropabook.model.facts import each, unknown
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


@rule("XE-SHARE", "UK GDPR Art. 30(1)(d), 14(2)(f)", "critical", analysis="group")
def sharing_within_the_group_is_recorded_on_both_sides(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """What one company gives to another, the other records as received.

    Remedy:
        Record the other side, or correct this one.

    Gap:
        processor_activity:
          recipients:
            none: Nothing is received

    Good:
        processor_activity:
          recipients:
            - recipient: harbour-sales
              direction: in
              counterpart: orders
    """
    sharing = [d for d in each(activity.recipients) if _company(d, register)]
    if not sharing:
        yield NotApplicable("Nothing is shared within the group.")
    for disclosure in sharing:
        other = register.activities.get(disclosure.counterpart or "")
        at, name = f"recipients.{disclosure.recipient}", _company(disclosure, register)
        if other is None:
            sentence = f"Which activity of {name} is the other side is not recorded."
            yield Gap(sentence, at, "major" if _undecided(activity) else None)
        elif not _mirrors(other, activity, disclosure):
            yield Gap(f"“{other.title}” does not record the sharing with {activity.title}.", at)


def _company(disclosure: Disclosure, register: Register) -> str | None:
    recipient = register.recipients.get(disclosure.recipient)
    return recipient.entity if recipient else None


def _undecided(activity: ProcessingActivity) -> bool:
    return unknown(activity.role) or activity.status == "draft"


def _mirrors(other: ProcessingActivity, activity: ProcessingActivity, seen: Disclosure) -> bool:
    opposite = "in" if seen.direction == "out" else "out"
    return any(
        disclosure.direction == opposite and disclosure.counterpart == activity.id
        for disclosure in each(other.recipients)
    )
