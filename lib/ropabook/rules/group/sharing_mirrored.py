"""Sharing within the group is on both companies' records (UK GDPR Art. 30(1)(d), 14(2)(f))."""

from ropabook.model.activity import Disclosure, ProcessingActivity
from ropabook.model.facts import each, unknown
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.compared import NOTHING_SHARED, company_of, other_side, within_the_group
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


@rule("XE-SHARE", "UK GDPR Art. 30(1)(d), 14(2)(f)", "critical", analysis="group")
def sharing_within_the_group_is_recorded_on_both_sides(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
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
    sharing = [d for d in each(activity.recipients) if _shared(register, d, entities)]
    if not sharing:
        yield NOTHING_SHARED
    for disclosure in sharing:
        company = company_of(register, disclosure)
        other = register.activities.get(disclosure.counterpart or "")
        at, weight = f"recipients.{disclosure.recipient}", "major" if _undecided(activity) else None
        if company is None:
            sentence = f"Which company of the group “{activity.title}” shares with is not recorded."
            yield Gap(sentence, at, "major")
        elif other is None:
            name = companies(register, (company,))
            yield Gap(f"Which activity of {name} is the other side is not recorded.", at, weight)  # type: ignore[arg-type]
        else:
            mine = [e for e in entities if e != company]
            lost = [e for e in mine if not other_side(register, activity.id, disclosure, e)]
            if lost:
                names = f"{companies(register, lost)} in “{activity.title}”"
                yield Gap(f"“{other.title}” does not record the sharing with {names}.", at)


def _shared(register: Register, disclosure: Disclosure, entities: tuple[str, ...]) -> bool:
    recipient = register.recipients.get(disclosure.recipient)
    if recipient is None or (recipient.entity is None and recipient.kind != "group"):
        return False
    return recipient.entity is None or entities != (recipient.entity,)


def _undecided(activity: ProcessingActivity) -> bool:
    return unknown(activity.role) or activity.status == "draft"


@rule("XE-SHARE-DATA", "UK GDPR Art. 5(2)", "major", analysis="group")
def both_sides_of_a_sharing_name_the_same_data(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """The giver and the receiver within the group name the same categories of data.

    Remedy:
        Find out which data is shared, and record it alike on both sides.

    Gap:
        processor_activity:
          recipients:
            - recipient: harbour-sales
              categories:
                - contact-details

    Good:
        processor_activity:
          recipients:
            - recipient: harbour-sales
              categories:
                - order-history
                - contact-details
    """
    giving = within_the_group(register, activity, "out")
    pairs = [
        (given, taken)
        for given in giving
        for taken in (other_side(register, activity.id, given, e) for e in entities)
        if taken is not None
    ]
    if not pairs:
        yield NOTHING_SHARED if not giving else NotApplicable("The other side is not recorded.")
    for given, taken in dict.fromkeys(pairs):
        odd = sorted(set(given.categories) ^ set(taken.categories))
        if odd:
            kinds = register.of(PersonalDataCategory)
            names = ", ".join(kinds[each].title if each in kinds else each for each in odd)
            sentence = f"Only one side of a sharing of “{activity.title}” names: {names}."
            yield Gap(sentence, f"recipients.{given.recipient}.categories")
