"""What the cells of the record say of an activity: each in words, for any sheet that asks."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from ropabook.law.periods import in_words
from ropabook.law.words import MECHANISMS, RECIPIENT_KINDS, label
from ropabook.model.activity import (
    AutomatedDecision,
    Controller,
    DataLink,
    LawfulBasis,
    Purpose,
)
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import RetentionRule, SecurityMeasure
from ropabook.sheets.scope import Done
from ropabook.sheets.words import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    countries,
    lines,
    say,
    title,
    titles,
)


class About(NamedTuple):
    """What a column is filled from."""

    register: Register
    done: Done
    purpose: Purpose | None

    @property
    def basis(self) -> LawfulBasis | None:
        """The lawful basis of the purpose, where there is one."""
        return known(self.purpose.lawful_basis) if self.purpose else None


Fill = Callable[[About], str]


def shared(fill: Fill) -> Fill:
    """Said once for each activity: it is the same in every workbook and every sheet."""

    @wraps(fill)
    def said(of: About) -> str:
        known_already, key = of.register.once(_said), (fill, id(of.done.activity))
        if key not in known_already:
            known_already[key] = fill(of)
        return known_already[key]

    return said


def _said(register: Register) -> dict[tuple[Fill, int], str]:
    # Filled as the activities come by; the register keeps them, so an id names one for ever.
    return {}


def business_function(of: About) -> str:
    return say(of.done.activity.business_function)


def joint_controllers(of: About) -> str:
    facts = of.done.activity
    if facts.role == "controller" and facts.joint_controllers is None:
        return f"{NOT_APPLICABLE}: the company decides alone"
    return say(facts.joint_controllers, lambda all: lines(map(_who, all)))


def _who(controller: Controller) -> str:
    where = countries((controller.country,)) if controller.country else None
    told = (controller.name, controller.contact, where, controller.reference)
    return " · ".join(part for part in told if part)


@shared
def people(of: About) -> str:
    named = titles(of.register, "data-subjects")
    return lines(named((subject,)) for link in of.done.links for subject in link.subjects)


@shared
def data(of: About) -> str:
    return lines(f"{whose(of.register, link)}: {what(of.register, link)}" for link in of.done.links)


def whose(register: Register, link: DataLink) -> str:
    """The people a link is about."""
    return titles(register, "data-subjects")(link.subjects) or NOT_RECORDED


def what(register: Register, link: DataLink) -> str:
    """The data a link is about."""
    told = register.once(_told)
    if link.categories not in told:
        told[link.categories] = titles(register, "personal-data")(link.categories) or NOT_RECORDED
    return told[link.categories]


def _told(register: Register) -> dict[tuple[str, ...], str]:
    # Four columns name the same categories: filled as they come by.
    return {}


@shared
def recipients(of: About) -> str:
    """Who receives data, and what each is to the company."""
    if not of.done.disclosures:
        return say(of.done.activity.recipients)
    return lines(_recipient(of.register, each.recipient) for each in of.done.disclosures)


def _recipient(register: Register, record: str) -> str:
    found = register.recipients.get(record)
    kind, place = (known(found.kind), known(found.country)) if found else (None, None)
    role = label(RECIPIENT_KINDS, kind).lower() if kind else "role not decided"
    # Recipients in third countries are expressly included in Art. 30(1)(d).
    about = f"{role}, {countries((place,))}" if place and place != "GB" else role
    return f"{title(register, 'recipients', record)} ({about})"


@shared
def contracts(of: About) -> str:
    if not of.done.disclosures:
        return say(of.done.activity.recipients)
    named = (of.register.recipients.get(each.recipient) for each in of.done.disclosures)
    show = titles(of.register, "contracts")
    return lines(f"{r.title}: {say(r.contract, lambda c: show((c,)))}" for r in named if r)


@shared
def third_countries(of: About) -> str:
    """Where data goes, or that it goes nowhere."""
    if not of.done.transfers:
        return say(of.done.activity.transfers)
    return lines(
        f"{say(t.country, lambda code: countries((code,)))} – "
        f"{title(of.register, 'recipients', t.recipient)} "
        f"({say(t.mechanism, lambda key: label(MECHANISMS, key))})"
        for t in of.done.transfers
    )


def exceptional(of: About) -> str:
    """The safeguards of transfers under Art. 49(1), second subparagraph."""
    if unknown(of.done.activity.transfers):
        return "Not known yet: whether there are transfers is an open question"
    rare = [t for t in of.done.transfers if t.mechanism == "compelling-interests"]
    if not rare:
        return f"{NOT_APPLICABLE}: no transfer rests on compelling legitimate interests"
    return lines(t.article_49_document or NOT_RECORDED for t in rare)


@shared
def retention(of: About) -> str:
    """How long each part of the data is kept."""
    return lines(
        f"{what(of.register, link)}: {say(link.retention, lambda r: _period(of.register, r))}"
        for link in of.done.links
    )


def _period(register: Register, record: str) -> str:
    rule = register.of(RetentionRule).get(record)
    if rule is None:
        return title(register, "retention", record)
    period = say(rule.period, in_words) if rule.period or not rule.criteria else rule.criteria
    return f"{period} from: {say(rule.trigger)} ({rule.title})"


def security(of: About) -> str:
    """The measures of the activity, or of the companies where the activity names none."""
    own = of.done.activity.security_measures
    if own is not None:
        return say(own, lambda ids: _measures(of.register, ids))
    found = [of.register.entities[e] for e in of.done.entities if e in of.register.entities]
    return lines(say(e.security_measures, lambda i: _measures(of.register, i)) for e in found)


def _measures(register: Register, ids: tuple[str, ...]) -> str:
    known_measures = register.of(SecurityMeasure)
    return lines(
        f"{known_measures[i].title}: {known_measures[i].text}" if i in known_measures
        else title(register, "security-measures", i)
        for i in ids
    )  # fmt: skip


@shared
def decisions(of: About) -> str:
    automated = say(of.done.activity.automated_decisions, lambda all: lines(map(_decision, all)))
    return f"{automated}\nProfiling: {say(of.done.activity.profiling)}"


def _decision(decision: AutomatedDecision) -> str:
    return f"{decision.decision} (solely automated: {say(decision.solely)})"


@shared
def sources(of: About) -> str:
    """Where the data comes from, link by link."""
    named = titles(of.register, "sources")
    return lines(f"{what(of.register, link)}: {say(link.sources, named)}" for link in of.done.links)


@shared
def location(of: About) -> str:
    """The systems that hold the data, with the country of each."""
    return say(of.done.activity.systems, lambda ids: lines(_system(of.register, i) for i in ids))


def _system(register: Register, record: str) -> str:
    found: Any = register.records.get("systems", {}).get(record)
    where = say(found.host_country, lambda code: countries((code,))) if found else NOT_RECORDED
    return f"{title(register, 'systems', record)} – {where}"
