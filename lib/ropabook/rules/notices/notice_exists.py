"""There is a notice for everyone whose data is used (UK GDPR Art. 13, 14)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.names import companies
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import DataSubjectCategory
from ropabook.rules.reading import NOT_CONTROLLER, NOT_LIVE, controls, live, notices_by_company
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NO_PEOPLE: Final = NotApplicable("The activity names no people.")


@rule("PN-ABSENT", "UK GDPR Art. 13, 14", "critical", analysis="notice")
def everyone_concerned_has_a_notice(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """For everyone whose data a live activity uses, the company has a notice.

    Remedy:
        Publish a notice for these people, or extend one to them.

    Gap:
        data-subjects/shop-visitors:
          title: Visitors to the shops
        activity:
          data:
            - id: order-data
              subjects:
                - shop-visitors

    Good:
        notices/nordic-notice:
          entities:
            - nordlys
            - harbour
          audiences:
            - customers
            - shop-visitors
        data-subjects/shop-visitors:
          title: Visitors to the shops
        activity:
          data:
            - id: order-data
              subjects:
                - shop-visitors
    """
    subjects = _subjects(activity)
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not live(activity, on):
        yield NOT_LIVE
    elif not subjects:
        yield _NO_PEOPLE
    else:
        for subject in subjects:
            yield from _left_out(register, subject, entities)


def _subjects(activity: ProcessingActivity) -> tuple[str, ...]:
    if len(activity.data) == 1:
        return activity.data[0].subjects
    return tuple(dict.fromkeys(subject for link in activity.data for subject in link.subjects))


def _left_out(register: Register, subject: str, entities: tuple[str, ...]) -> Iterator[Gap]:
    mine = {e: register.once(notices_by_company).get(e, ()) for e in entities}
    left = [e for e, notices in mine.items() if not any(subject in n.audiences for n in notices)]
    if left:
        found = register.of(DataSubjectCategory).get(subject)
        whose, people = companies(register, left), found.title if found else subject
        notices = {notice.id: notice for e in left for notice in mine[e]}
        # Whom a notice is for may not have been coded yet: then it is not known, not absent.
        uncoded = all(any(not notice.audiences for notice in mine[e]) for e in left)
        sentence = f"No notice of {whose} is addressed to: {people}."
        at = f"data.subjects.{subject}"
        yield Gap(sentence, at, "major" if uncoded else None, _scope(tuple(notices.values())))


def _scope(notices: tuple[Notice, ...]) -> tuple[str, ...]:
    return tuple(f"{n.id}#{s.id}" for n in notices for s in n.statements if s.kind == "scope")
