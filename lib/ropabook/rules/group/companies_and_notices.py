"""Companies in a notice have a record, and companies with a record a notice (Art. 13, 30(1))."""

from ropabook.model.entity import Entity
from ropabook.model.register import PROCESSING, Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


def _named(register: Register) -> dict[str, list[str]]:
    """The titles of the notices that name each company as one they speak for."""
    found: dict[str, list[str]] = {}
    for notice in register.notices.values():
        for entity in notice.entities:
            found.setdefault(entity, []).append(notice.title)
    return found


@rule("XE-NOTICE-ENTITY", "UK GDPR Art. 30(1)", "critical", analysis="group")
def every_company_in_a_notice_has_a_record(entity: Entity, register: Register) -> Judgement:
    """Every company that a notice speaks for has a record of its processing.

    Remedy:
        Write the company's record, or take the company out of the notice.

    Gap:
        entities/beacon:
          legal_name: Beacon Retail Limited
        notice:
          entities:
            - harbour
            - lantern
            - beacon

    Good:
        notice:
          entities:
            - lantern
            - harbour
    """
    named = register.once(_named).get(entity.id)
    if not named:
        yield NotApplicable("No notice speaks for the company.")
    elif not register.activities_of(entity.id):
        sentence = f"{entity.short_name} stands in “{named[0]}” and has no activity on record."
        yield Gap(sentence)


@rule("XE-RECORD-NONOTICE", "UK GDPR Art. 13", "critical", analysis="group")
def every_company_with_a_record_is_in_a_notice(entity: Entity, register: Register) -> Judgement:
    """Every company that controls processing, or may, is one that a notice speaks for.

    Remedy:
        Name the company in a notice, or publish one of its own.

    Gap:
        entities/beacon:
          legal_name: Beacon Retail Limited
        activities/open-day:
          entities:
            - harbour
            - lantern
            - beacon

    Good:
        entities/beacon:
          legal_name: Beacon Retail Limited
        activities/open-day:
          entities:
            - harbour
            - lantern
            - beacon
        notice:
          entities:
            - harbour
            - lantern
            - beacon
    """
    done = register.activities_of(entity.id)
    if not done:
        yield NotApplicable("The company has no activity on record.")
    elif all(activity.role in PROCESSING for activity in done):
        yield NotApplicable("The company acts for others only; they tell people.")
    elif entity.id not in register.once(_named):
        yield Gap(f"No notice speaks for {entity.short_name}, which has a record.")
