"""Words that several duties use to read a record. Each is named as a lawyer would say it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from ropabook.law.words import LawfulBasisKey
from ropabook.model.activity import DataLink, LawfulBasis, ProcessingActivity, Purpose
from ropabook.model.facts import Evidence, known
from ropabook.model.notice import Notice
from ropabook.model.register import CONTROLLING, PROCESSING, Register
from ropabook.model.registers import DataNature, PersonalDataCategory
from ropabook.rules.rule import NotApplicable

SOON: Final = timedelta(days=90)
NOT_CONTROLLER: Final = NotApplicable("The company is not the controller of this activity.")
NOT_PROCESSOR: Final = NotApplicable("The company is not a processor in this activity.")
NOT_LIVE: Final = NotApplicable("The activity is not live.")
INDIRECT: Final = ("third-party", "group", "public")
"""Sources that are not the people concerned (Art. 14)."""

_VAGUE_TIME: Final = re.compile(
    r"as long as (is )?(necessary|needed|required)|in accordance with (applicable )?laws?"
    r"|indefinitely|ongoing|until no longer",
    re.IGNORECASE,
)


def controls(activity: ProcessingActivity) -> bool:
    """Whether the company is controller, alone or jointly (Art. 4(7), 26)."""
    return activity.role in CONTROLLING


def processes(activity: ProcessingActivity) -> bool:
    """Whether the company acts for another (Art. 4(8))."""
    return activity.role in PROCESSING


def live(activity: ProcessingActivity, on: date) -> bool:
    """Active or suspended, or a draft that starts within 90 days or whose start is not known."""
    if activity.status != "draft":
        return activity.status in ("active", "suspended")
    start = known(activity.start_date)
    return start is None or start <= on + SOON


def vague_time(text: str) -> bool:
    """Whether the words only restate the law and give no time limit (Art. 30(1)(f))."""
    return _VAGUE_TIME.search(text) is not None


def basis_of(purpose: Purpose) -> LawfulBasis | None:
    """The lawful basis of a purpose where there is one (Art. 6(1))."""
    return known(purpose.lawful_basis)


def bases_of(purpose: Purpose) -> tuple[LawfulBasis, ...]:
    """All the bases of a purpose: the first, and those relied on beside it."""
    first = basis_of(purpose)
    return purpose.further_bases if first is None else (first, *purpose.further_bases)


def resting_on(
    activity: ProcessingActivity, basis: LawfulBasisKey
) -> list[tuple[Purpose, LawfulBasis]]:
    """The purposes that rest on this basis, each with it."""
    return [
        (purpose, found)
        for purpose in activity.purposes
        for found in bases_of(purpose)
        if found.basis == basis
    ]


def special_categories(register: Register, link: DataLink) -> list[PersonalDataCategory]:
    """The categories of a data link that are special (Art. 9(1))."""
    categories = register.of(PersonalDataCategory)
    return [
        categories[each]
        for each in link.categories
        if each in categories and known(categories[each].special) is not None
    ]


def criminal_categories(register: Register, link: DataLink) -> list[PersonalDataCategory]:
    """The categories of a data link that are about crime (Art. 10)."""
    categories = register.of(PersonalDataCategory)
    return [
        categories[each]
        for each in link.categories
        if each in categories and known(categories[each].criminal) is True
    ]


def statements_in(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """The notice statements among the evidence, as `notice#statement`."""
    return tuple(each.source for each in evidence if each.source and "#" in each.source)


def notices_by_company(register: Register) -> Mapping[str, tuple[Notice, ...]]:
    """The notices of each company; ask for it by `register.once`."""
    found: dict[str, list[Notice]] = {}
    for notice in register.notices.values():
        for entity in notice.entities:
            found.setdefault(entity, []).append(notice)
    return {entity: tuple(notices) for entity, notices in found.items()}


def informs(notice: Notice, activity: ProcessingActivity) -> bool:
    """Whether a notice of the company is one that tells of this activity.

    It is where the activity names it; where an activity names none, a notice for its people is.
    """
    if activity.notices:
        return notice.id in activity.notices
    audiences = notice.audiences
    return not audiences or any(s in audiences for link in activity.data for s in link.subjects)


def notices_for(
    register: Register, activity: ProcessingActivity, entity: str
) -> tuple[Notice, ...]:
    """The notices that tell people of what this company does in the activity (Art. 13, 14)."""
    mine = register.once(notices_by_company).get(entity, ())
    return tuple(notice for notice in mine if informs(notice, activity))


def links_by_limit(
    register: Register,
) -> Mapping[str, tuple[tuple[ProcessingActivity, DataLink], ...]]:
    """Which data each retention rule limits, by the rule's id; ask for it by `register.once`."""
    found: dict[str, list[tuple[ProcessingActivity, DataLink]]] = {}
    for activity in (*register.activities.values(), *register.deviations.values()):
        for link in activity.data:
            if type(link.retention) is str:
                found.setdefault(link.retention, []).append((activity, link))
    return {limit: tuple(links) for limit, links in found.items()}


def categories_by_nature(register: Register) -> Mapping[str, frozenset[str]]:
    """The categories of data of each nature that some duties ask for; by `register.once`."""
    found: dict[str, set[str]] = {}
    for category in register.of(PersonalDataCategory).values():
        for nature in category.nature:
            found.setdefault(nature, set()).add(category.id)
    return {nature: frozenset(categories) for nature, categories in found.items()}


def links_of_nature(
    register: Register, activity: ProcessingActivity, nature: DataNature
) -> list[DataLink]:
    """The data links of an activity that hold data of this nature."""
    categories = register.once(categories_by_nature).get(nature)
    if not categories:
        return []
    return [link for link in activity.data if not categories.isdisjoint(link.categories)]
