"""Policy documents, consent records and notices."""

from typing import Final

from ropabook.documents.standing import Case, Found, bases_open, named, resting, there, worst
from ropabook.law.periods import after
from ropabook.model.activity import DataLink
from ropabook.model.facts import each, known, unknown
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.model.registers import ConsentRecord, PersonalDataCategory, PolicyDocument
from ropabook.rules.reading import live, needs_document, notices_for

_CONSENT_LASTS: Final = "P24M"


def policy(case: Case) -> Found:
    """The appropriate policy document (DPA 2018 Sch. 1 para. 39)."""
    documents = case.register.of(PolicyDocument)

    def one(fact: object) -> Found:
        found = named(fact, "what rests on Schedule 1", documents.get)
        if isinstance(found, Found):
            return found
        return there(found, found.review_due, case.on)

    data = case.activity.data
    asking = [one(link.policy_document) for link in data if needs_document(link)]
    asking += [found for link in data if (found := _condition_open(case.register, link))]
    otherwise = Found("not-needed", "No condition of Schedule 1 that asks for one is relied on")
    return worst(asking, otherwise)


def _condition_open(register: Register, link: DataLink) -> Found | None:
    """Where it is open whether data is special, or on which condition special data is used."""
    kinds = register.of(PersonalDataCategory)
    found = [kinds[category] for category in link.categories if category in kinds]
    waiting = [kind for kind in found if unknown(kind.special) or unknown(kind.criminal)]
    if waiting:
        return Found("open", f"Whether “{waiting[0].title}” is special or criminal is not known")
    special = [kind for kind in found if known(kind.special) or known(kind.criminal) is True]
    conditions = (link.article_9, link.schedule_1, link.article_10)
    if special and not any(known(condition) for condition in conditions):
        return Found("open", f"On which condition “{special[0].title}” is used is not known")
    return None


def consents(case: Case) -> Found:
    """The consent records (Art. 7(1))."""
    records = case.register.of(ConsentRecord)

    def one(fact: object, what: str) -> Found:
        found = named(fact, what, records.get)
        if isinstance(found, Found):
            return found
        last = max((day for day in (found.oldest, found.refreshed_on) if day), default=None)
        if last is not None and (after(last, _CONSENT_LASTS) or last) < case.on:
            return Found("expired", f"“{found.title}” dates from {last}", (found.key,))
        return Found("present", f"“{found.title}”", (found.key,))

    activity = case.activity
    asking = [one(fact, f"“{p.text}”") for p, fact in resting(activity, "consent")]
    asking += [
        one(link.consent, "explicit consent, Art. 9(2)(a)")
        for link in activity.data
        if known(link.article_9) == "a"
    ]
    asking += [
        one(transfer.consent, "a transfer, Art. 49(1)(a)")
        for transfer in each(activity.transfers)
        if known(transfer.mechanism) == "derogation-a"
    ]
    otherwise = Found("not-needed", "Nothing rests on consent")
    return worst([*asking, *bases_open(activity)], otherwise)


def notice(case: Case) -> Found:
    """The notices (Art. 13, 14)."""
    if not live(case.activity, case.on):
        return Found("not-needed", "The activity is not live")

    def one(entity: str) -> Found:
        found = notices_for(case.register, case.activity, entity)
        name = companies(case.register, (entity,))
        if not found:
            return Found("missing", f"No notice of {name} tells of it")
        return Found("present", f"“{found[0].title}”", tuple(each_one.key for each_one in found))

    return worst(map(one, case.entities), Found("missing", "No company is named"))
