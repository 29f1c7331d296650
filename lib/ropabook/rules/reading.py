"""Words that several duties use to read a record. Each is named as a lawyer would say it."""

import re
from datetime import date, timedelta
from typing import Final

from ropabook.law.words import LawfulBasisKey
from ropabook.model.activity import DataLink, LawfulBasis, ProcessingActivity, Purpose
from ropabook.model.facts import Evidence, blank, each, known
from ropabook.model.register import CONTROLLING, PROCESSING, Register
from ropabook.model.registers import PersonalDataCategory, RetentionRule, SecurityMeasure
from ropabook.rules.rule import NotApplicable

SOON: Final = timedelta(days=90)
NOT_CONTROLLER: Final = NotApplicable("The company is not the controller of this activity.")
NOT_PROCESSOR: Final = NotApplicable("The company is not a processor in this activity.")
NOT_LIVE: Final = NotApplicable("The activity is not live.")

_KEPT_FOR_EVER: Final = ("suppression", "statutory-register")
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


def time_limit_given(limit: RetentionRule) -> bool:
    """A period, or both why none is possible and criteria that are not mere words (Art. 30(1)(f)).

    To keep something indefinitely is no time limit, but for what must be kept so: a list of those
    who objected to marketing (Art. 21(3)), or a register that a law asks for.
    """
    period = known(limit.period)
    if period == "indefinite" and limit.norm in _KEPT_FOR_EVER:
        return not blank(limit.legal_reference) or not blank(limit.rationale)
    if period not in (None, "indefinite"):
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
