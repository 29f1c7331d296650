"""Words that several duties use to read a record. Each is named as a lawyer would say it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from ropabook.law.schedule_1 import paragraphs
from ropabook.law.words import LawfulBasisKey
from ropabook.model.activity import (
    AutomatedDecision,
    DataLink,
    LawfulBasis,
    ProcessingActivity,
    Purpose,
)
from ropabook.model.entity import Profile
from ropabook.model.facts import Evidence, Nothing, Unknown, blank, each, known
from ropabook.model.notice import Notice
from ropabook.model.register import CONTROLLING, PROCESSING, Register
from ropabook.model.registers import (
    DataNature,
    DataSubjectCategory,
    PersonalDataCategory,
    RetentionRule,
    SecurityMeasure,
)
from ropabook.rules.rule import NotApplicable

SOON: Final = timedelta(days=90)
NOT_CONTROLLER: Final = NotApplicable("The company is not the controller of this activity.")
NOT_PROCESSOR: Final = NotApplicable("The company is not a processor in this activity.")
NOT_LIVE: Final = NotApplicable("The activity is not live.")
INDIRECT: Final = ("third-party", "group", "public")
"""Sources that are not the people concerned (Art. 14)."""

_ENDLESS: Final = frozenset(["suppression", "statutory-register"])
"""Norms, and natures of data, that have no end: objections must be known to be respected."""
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


def may_have_no_end(register: Register, limit: RetentionRule) -> bool:
    """Whether it limits only lists of objections, or registers that a statute asks for."""
    if limit.norm in _ENDLESS:
        return True
    links = register.once(links_by_limit).get(limit.id, ())
    natures = register.once(categories_by_nature)
    endless = frozenset().union(*(natures.get(nature, ()) for nature in _ENDLESS))
    return bool(links) and not any(endless.isdisjoint(link.categories) for _, link in links)


def time_limit_given(register: Register, limit: RetentionRule) -> bool:
    """A period, or both why none is possible and criteria that are not mere words (Art. 30(1)(f)).

    To keep something indefinitely is no time limit, but where nothing else makes sense and the
    record says why: a list of those who objected to marketing (Art. 21(3)), a statutory register.
    """
    period = known(limit.period)
    if period == "indefinite":
        reasoned = not blank(limit.legal_reference) or not blank(limit.rationale)
        return reasoned and may_have_no_end(register, limit)
    if period is not None:
        return True
    criteria = limit.criteria or ""
    return not blank(limit.impossible) and not blank(limit.criteria) and not vague_time(criteria)


def abroad(country: str | None) -> bool:
    """Whether it is a country outside the United Kingdom; one that is not known is not told."""
    return not blank(country) and country != "GB"


def measures_of(
    register: Register, activity: ProcessingActivity, entities: tuple[str, ...]
) -> tuple[str, ...]:
    """The ids of the security measures of an activity, or of its companies where it names none.

    Nothing where one of the companies has none either.
    """
    own = each(activity.security_measures)
    if own or not blank(activity.security_measures):
        return own
    companies = [register.entities[one] for one in entities if one in register.entities]
    named = [each(company.security_measures) for company in companies]
    return tuple(dict.fromkeys(m for some in named for m in some)) if all(named) else ()


def in_place(register: Register, measures: tuple[str, ...]) -> list[SecurityMeasure]:
    """Those measures that exist and are in place: what is planned or retired secures nothing."""
    every = register.of(SecurityMeasure)
    return [every[one] for one in measures if one in every and every[one].status == "in-place"]


def basis_of(purpose: Purpose) -> LawfulBasis | None:
    """The lawful basis of a purpose where there is one (Art. 6(1))."""
    basis = purpose.lawful_basis
    return basis if type(basis) is LawfulBasis else None


def bases_of(purpose: Purpose) -> tuple[LawfulBasis, ...]:
    """All the bases of a purpose: the first, and those relied on beside it."""
    first = basis_of(purpose)
    return purpose.further_bases if first is None else (first, *purpose.further_bases)


def basis_at(purpose: Purpose, basis: LawfulBasis) -> str:
    """The path of a basis: `purposes.P02.lawful_basis`, or its name among the further ones."""
    if basis is purpose.lawful_basis:
        return f"purposes.{purpose.id}.lawful_basis"
    return f"purposes.{purpose.id}.further_bases.{basis.basis}"


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


def under(register: Register, entities: tuple[str, ...]) -> list[tuple[str, Profile]]:
    """Whose law each company is under, by its name; where none is known, the group's law."""
    group = register.group
    law: Profile = group.profile if group else "UK"
    known_ones = [register.entities[each] for each in entities if each in register.entities]
    named = [(entity.short_name, entity.profile or law) for entity in known_ones]
    return named or [(group.title if group else "the group", law)]


def data_in(link: DataLink, register: Register) -> str:
    """The data of a link as people call it: the titles of its categories."""
    return ", ".join(_titles(link, register)) or link.id


def data_quoted(link: DataLink, register: Register) -> str:
    """The same within a sentence: titles are long, and hold commas of their own."""
    return " and ".join(f"“{title}”" for title in _titles(link, register)) or f"“{link.id}”"


def _titles(link: DataLink, register: Register) -> list[str]:
    categories = register.of(PersonalDataCategory)
    return [categories[each].title for each in link.categories if each in categories]


def people_of(activity: ProcessingActivity, register: Register) -> list[DataSubjectCategory]:
    """The categories of people that an activity is about, each once."""
    categories = register.of(DataSubjectCategory)
    named = dict.fromkeys(each for link in activity.data for each in link.subjects)
    return [categories[each] for each in named if each in categories]


def party(people: DataSubjectCategory) -> bool | Unknown | None:
    """Whether these people are parties to the contract with the company (Art. 6(1)(b)).

    Corporate contacts are not, nor are end users, visitors and callers of whom it is said. None
    where nobody has said, and the question where it is not known.
    """
    if isinstance(people.party, Nothing):
        return False
    if people.party is None and people.corporate:
        return False
    return people.party


def automated(decision: AutomatedDecision) -> bool | Unknown:
    """Whether a decision is significant and made by automated means alone (Art. 22A)."""
    facts = (decision.significant, decision.solely)
    if any(fact is False or type(fact) is Nothing for fact in facts):
        return False
    return next((fact for fact in facts if isinstance(fact, Unknown)), True)


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


def needs_document(link: DataLink) -> bool:
    """Whether the data rests on a Schedule 1 condition that asks for a policy document.

    Words that name no paragraph are taken to ask for one. Where a paragraph spares a disclosure,
    `none` with the reason is the answer.
    """
    text = known(link.schedule_1)
    if not text:
        return False
    spared = isinstance(link.policy_document, Nothing)
    found = [paragraph.document for paragraph in paragraphs(text)]
    return not found or any(
        document == "yes" or (document == "not-for-disclosure" and not spared) for document in found
    )


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
    for activity in register.ways:
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
