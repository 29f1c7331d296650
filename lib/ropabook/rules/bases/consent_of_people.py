"""Consent of those who work for the company is free, and children are old enough (Art. 7, 8)."""

from collections.abc import Iterator
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import DataSubjectCategory
from ropabook.rules.reading import basis_at, people_of, resting_on, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("No purpose rests on consent.")
_NO_STAFF: Final = NotApplicable("None of the people concerned is recorded as its workforce.")
_NO_CHILDREN: Final = NotApplicable("It is not recorded as a service offered to children.")


@rule("LB-A-EMPLOYEE", "UK GDPR Art. 7(4), Recital 43", "major", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def the_consent_of_those_who_work_for_the_company_is_free(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where people who work for the company are asked for consent, it is shown why it is free.

    Remedy:
        Find another basis, or write down why a refusal has no consequence.

    Gap:
        activities/staff-photographs:
          purposes:
            - id: show
              lawful_basis:
                basis: consent
                consent: photo-consent
                withdrawal: A message to the Head of Communications

    Good:
        activities/staff-photographs:
          purposes:
            - id: show
              lawful_basis:
                basis: consent
                consent: photo-consent
                withdrawal: A message to the Head of Communications
                freely_given: Nobody is told who has refused, and nothing depends on it
    """
    resting = resting_on(activity, "consent")
    people = [each for each in people_of(activity, register) if _may_work(each)]
    if not resting:
        yield _NONE
    elif not people:
        yield _NO_STAFF
    for purpose, basis in resting:
        at = f"{basis_at(purpose, basis)}.freely_given"
        staff = ", ".join(each.title for each in people if each.workforce is True)
        if people and staff and not basis.freely_given:
            sentence = (
                f"“{purpose.text}” rests on the consent of {staff}; why it is free is not said."
            )
            yield Gap(sentence, at, None, statements_in(purpose.evidence))
        elif people and not basis.freely_given:
            what = f"Whether {people[0].title}, whose consent is asked for, work for the company"
            yield not_known(what, people[0].workforce, "major", at)


def _may_work(people: DataSubjectCategory) -> bool:
    return people.workforce is True or unknown(people.workforce)


@rule("LB-A-CHILD", "UK GDPR Art. 8", "major", analysis="lawfulness", standing="unverified",
      profiles=("UK",))  # fmt: skip
def children_consent_from_the_age_of_13(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """A service offered to children takes consent from 13 years on, or from a parent before that.

    Remedy:
        Add a check of age, and ask a parent below the age of 13.

    Gap:
        activity:
          children_service: true
          purposes:
            - id: offers
              lawful_basis:
                basis: consent
                consent: newsletter-consent
                withdrawal: The link in each message

    Good:
        activity:
          children_service: true
          age_assurance: The age is checked at sign-up; below 13 a parent consents
          consent_age: 13
          purposes:
            - id: offers
              lawful_basis:
                basis: consent
                consent: newsletter-consent
                withdrawal: The link in each message
    """
    yield from _offered_to_children(activity, register)
    if _concerns_children(activity):
        yield from _age_is_checked(activity)
        if activity.consent_age is not None and activity.consent_age < 13:
            sentence = (
                f"Children consent from {activity.consent_age} on; the law asks for 13 years."
            )
            yield Gap(sentence, "consent_age")


@rule("EU-8", "EU GDPR Art. 8(1)–(2)", "major", analysis="lawfulness", standing="unverified",
      profiles=("EU",))  # fmt: skip
def children_consent_from_the_age_of_16_or_what_a_member_state_sets(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """In the European Union children consent from 16 years on, or from what a Member State has set.

    Remedy:
        Ask a parent below the age of 16, or cite the law that sets an age between 13 and 16.

    Gap:
        entity:
          profile: EU
        activity:
          children_service: true
          age_assurance: The age is checked at sign-up
          consent_age: 13
          purposes:
            - id: offers
              lawful_basis:
                basis: consent
                consent: newsletter-consent
                withdrawal: The link in each message

    Good:
        entity:
          profile: EU
        activity:
          children_service: true
          age_assurance: The age is checked at sign-up; below 16 a parent consents
          consent_age: 16
          purposes:
            - id: offers
              lawful_basis:
                basis: consent
                consent: newsletter-consent
                withdrawal: The link in each message
    """
    yield from _offered_to_children(activity, register)
    if _concerns_children(activity):
        yield from _age_is_checked(activity)
        age = activity.consent_age
        if age is None:
            yield Gap("It is not recorded from which age children consent.", "consent_age")
        elif age < 13:
            sentence = f"Children consent from {age} on; no Member State may go below 13 years."
            yield Gap(sentence, "consent_age")
        elif age < 16 and not activity.consent_age_law:
            sentence = (
                f"Children consent from {age} on; no law is cited that sets less than 16 years."
            )
            yield Gap(sentence, "consent_age_law")


def _concerns_children(activity: ProcessingActivity) -> bool:
    return activity.children_service is True and bool(resting_on(activity, "consent"))


def _offered_to_children(
    activity: ProcessingActivity, register: Register
) -> Iterator[Gap | NotApplicable]:
    """Whether a service with consent is offered to children; a gap where nobody has said."""
    offered = activity.children_service
    if not resting_on(activity, "consent"):
        yield _NONE
    elif unknown(offered) or (offered is None and _children_among(activity, register)):
        what = f"Whether “{activity.title}” is a service offered to children"
        yield not_known(what, offered, "major", "children_service")
    elif offered is not True:
        yield _NO_CHILDREN


def _children_among(activity: ProcessingActivity, register: Register) -> bool:
    return any(known(each.children) is True for each in people_of(activity, register))


def _age_is_checked(activity: ProcessingActivity) -> Iterator[Gap]:
    if unknown(activity.age_assurance):
        what = f"How “{activity.title}” checks ages"
        yield not_known(what, activity.age_assurance, "major", "age_assurance")
    elif known(activity.age_assurance) is None:
        sentence = f"“{activity.title}” is offered to children on consent, and no age is checked."
        yield Gap(sentence, "age_assurance")
