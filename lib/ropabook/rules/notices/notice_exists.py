"""There is a notice for everyone whose data is used, children included (UK GDPR Art. 12–14)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.names import companies
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import DataSubjectCategory
from ropabook.rules.coded import satisfied
from ropabook.rules.reading import NOT_CONTROLLER, NOT_LIVE, controls, live, notices_by_company
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_PEOPLE: Final = NotApplicable("The activity names no people.")
_NO_CHILDREN: Final = NotApplicable("No people of the activity are recorded as children.")


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


@rule("PN-CHILD", "UK GDPR Art. 12(1)", "minor", analysis="notice")
def children_have_a_notice_that_they_understand(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Where children's data is used, there is a notice for them, in words that they understand.

    Remedy:
        Write a notice for children, in plain words.

    Gap:
        notices/calls-notice:
          items:
            - item: children
              verdict:
                - omits
              because: Nothing is said to children

    Good:
        notices/calls-notice:
          items:
            - item: children
              verdict:
                - omits
              because: Children have a page of their own
        notices/service-notice:
          audiences:
            - customers
            - children-on-family-lines
          items:
            - item: children
              verdict:
                - satisfies
              because: The page is in words that children understand
    """
    kinds = register.of(DataSubjectCategory)
    people = [kinds[subject] for subject in _subjects(activity) if subject in kinds]
    children = [each for each in people if known(each.children) is True]
    asked = [each for each in people if unknown(each.children)]
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not live(activity, on):
        yield NOT_LIVE
    elif not children and not asked:
        yield _NO_CHILDREN
    else:
        for each in asked:
            what = f"Whether children are among “{each.title}”"
            yield not_known(what, each.children, "minor", f"data.subjects.{each.id}")
        for each in children:
            yield from _no_word_to_children(register, each, entities)


def _no_word_to_children(
    register: Register, people: DataSubjectCategory, entities: tuple[str, ...]
) -> Iterator[Gap]:
    mine = register.once(notices_by_company)
    silent = [e for e in entities if not _speaks_to(mine.get(e, ()), people.id)]
    if silent:
        whose = companies(register, silent)
        sentence = f"No notice of {whose} is for children, who are among: {people.title}."
        yield Gap(sentence, f"data.subjects.{people.id}")


def _speaks_to(notices: tuple[Notice, ...], people: str) -> bool:
    told = (item for n in notices if people in n.audiences for item in n.coded("children"))
    return any(satisfied(item) for item in told)
