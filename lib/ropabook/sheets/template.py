"""How each of the 30 columns of the Commissioner's controller template is filled."""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from ropabook.excel.table import Column
from ropabook.law.rights import rights
from ropabook.law.words import LAWFUL_BASES, MECHANISMS, RECIPIENT_KINDS, label
from ropabook.model.activity import (
    AutomatedDecision,
    Controller,
    DataLink,
    LawfulBasis,
    Purpose,
    Screening,
)
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory, RetentionRule, SecurityMeasure
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


def _business_function(of: About) -> str:
    return say(of.done.activity.business_function)


def _purpose(of: About) -> str:
    return of.purpose.text if of.purpose else NOT_RECORDED


def _joint_controllers(of: About) -> str:
    if of.done.activity.role == "controller":
        return f"{NOT_APPLICABLE}: the company decides alone"
    return say(of.done.activity.joint_controllers, lambda all: lines(map(_who, all)))


def _who(controller: Controller) -> str:
    return " · ".join(p for p in (controller.name, controller.contact, controller.reference) if p)


def _people(of: About) -> str:
    named = titles(of.register, "data-subjects")
    return lines(named((subject,)) for link in of.done.links for subject in link.subjects)


def _data(of: About) -> str:
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


def recipients(of: About) -> str:
    """Who receives data, and what each is to the company."""
    if not of.done.disclosures:
        return say(of.done.activity.recipients)
    return lines(_recipient(of.register, each.recipient) for each in of.done.disclosures)


def _recipient(register: Register, record: str) -> str:
    found = register.recipients.get(record)
    kind = known(found.kind) if found else None
    role = label(RECIPIENT_KINDS, kind) if kind else "role not decided"
    return f"{title(register, 'recipients', record)} ({role.lower()})"


def _contracts(of: About) -> str:
    if not of.done.disclosures:
        return say(of.done.activity.recipients)
    named = (of.register.recipients.get(each.recipient) for each in of.done.disclosures)
    show = titles(of.register, "contracts")
    return lines(f"{r.title}: {say(r.contract, lambda c: show((c,)))}" for r in named if r)


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
    period = say(rule.period) if rule.period or not rule.criteria else rule.criteria
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


def _basis(of: About) -> str:
    fact = of.purpose.lawful_basis if of.purpose else None
    return say(fact, lambda basis: label(LAWFUL_BASES, basis.basis))


def _special(of: About) -> list[DataLink]:
    kinds = of.register.of(PersonalDataCategory)
    return [
        link
        for link in of.done.links
        if any(c in kinds and (known(kinds[c].special) or known(kinds[c].criminal) is True)
               for c in link.categories)
    ]  # fmt: skip


def _where_special(of: About, show: Callable[[DataLink], str]) -> str:
    found = _special(of)
    if not found:
        return f"{NOT_APPLICABLE}: no special category or criminal offence data is recorded"
    return lines(f"{what(of.register, link)}: {show(link)}" for link in found)


def _article_9(of: About) -> str:
    return _where_special(of, lambda link: say(link.article_9, lambda c: f"Art. 9(2)({c})"))


def _where_interests(of: About, show: Callable[[LawfulBasis], str]) -> str:
    basis = of.basis
    if basis is None:
        return "Not known yet: the lawful basis is an open question"
    interests = basis.basis in ("legitimate-interests", "recognised-legitimate-interest")
    return show(basis) if interests else f"{NOT_APPLICABLE}: another basis is relied on"


def _assessments(of: About) -> str:
    named = titles(of.register, "lia")
    return _where_interests(of, lambda b: say(b.assessment, lambda record: named((record,))))


def _rights(of: About) -> str:
    if of.basis is None:
        return "Not known yet: they follow from the lawful basis"
    return f"{', '.join(rights(of.basis.basis))} (derived from the basis; to be checked)"


def _decisions(of: About) -> str:
    automated = say(of.done.activity.automated_decisions, lambda all: lines(map(_decision, all)))
    return f"{automated}\nProfiling: {say(of.done.activity.profiling)}"


def _decision(decision: AutomatedDecision) -> str:
    return f"{decision.decision} (solely automated: {say(decision.solely)})"


def sources(of: About) -> str:
    """Where the data comes from, link by link."""
    named = titles(of.register, "sources")
    return lines(f"{what(of.register, link)}: {say(link.sources, named)}" for link in of.done.links)


def _consent(of: About) -> str:
    if of.basis is None:
        return "Not known yet: the lawful basis is an open question"
    if of.basis.basis != "consent":
        return f"{NOT_APPLICABLE}: another basis is relied on"
    named = titles(of.register, "consents")
    return say(of.basis.consent, lambda record: named((record,)))


def location(of: About) -> str:
    """The systems that hold the data, with the country of each."""
    return say(of.done.activity.systems, lambda ids: lines(_system(of.register, i) for i in ids))


def _system(register: Register, record: str) -> str:
    found: Any = register.records.get("systems", {}).get(record)
    where = say(found.host_country, lambda code: countries((code,))) if found else NOT_RECORDED
    return f"{title(register, 'systems', record)} – {where}"


def _dpia_required(of: About) -> str:
    return say(of.done.activity.screening, lambda s: s.outcome.replace("-", " ").capitalize())


def _screening(of: About) -> Screening | None:
    return known(of.done.activity.screening)


def _dpia_progress(of: About) -> str:
    screening = _screening(of)
    if screening is None:
        return "Not screened yet"
    dpia = of.register.dpia(screening.dpia)
    if dpia is None:
        return f"Screened on {screening.on}; no DPIA"
    return f"Signed on {dpia.signed_on}" if dpia.signed_on else "Begun, not signed"


def _dpia_link(of: About) -> str:
    screening = _screening(of)
    if screening is None or screening.dpia is None:
        return "None"
    return title(of.register, "dpia", screening.dpia)


def _breach(of: About) -> str:
    return f"{NOT_RECORDED}: no register of breaches is kept here"


def _schedule_1(of: About) -> str:
    return _where_special(of, lambda link: say(link.schedule_1))


def _basis_of_special(of: About) -> str:
    return _where_special(of, lambda link: _basis(of))


def _policy(of: About) -> str:
    named = titles(of.register, "policy-documents")
    return _where_special(of, lambda link: say(link.policy_document, lambda r: named((r,))))


def _rule_of(of: About, link: DataLink) -> RetentionRule | None:
    return of.register.of(RetentionRule).get(known(link.retention) or "")


def _adherence(of: About) -> str:
    def show(link: DataLink) -> str:
        rule = _rule_of(of, link)
        return say(rule.adherence if rule else None, str.capitalize)

    return _where_special(of, show)


def _reasons(of: About) -> str:
    def show(link: DataLink) -> str:
        rule = _rule_of(of, link)
        return (rule.nonadherence_reason if rule else None) or "None recorded"

    return _where_special(of, show)


Fill = Callable[[About], str]


class Field(NamedTuple):
    """A column of the template and how its cells are filled."""

    column: Column
    fill: Fill
    by_purpose: bool = False
    """Whether the cell differs from purpose to purpose of one activity."""


# The captions are the template's own: other tools find the columns by them.
FIELDS: Final = (
    Field(Column("Business function", 22), _business_function),
    Field(Column("Purpose of processing", 36, "Art. 30(1)(b)"), _purpose, True),
    Field(Column("Name and contact details of joint controller (if applicable)", 26,
                 "Art. 30(1)(a), 26"), _joint_controllers),
    Field(Column("Categories of individuals", 24, "Art. 30(1)(c)"), _people),
    Field(Column("Categories of personal data", 36, "Art. 30(1)(c)"), _data),
    Field(Column("Categories of recipients", 34, "Art. 30(1)(d)"), recipients),
    Field(Column("Link to contract with processor", 30, "Art. 28(3)"), _contracts),
    Field(Column("Names of third countries or international organisations that personal data are "
                 "transferred to (if applicable)", 34, "Art. 30(1)(e)"), third_countries),
    Field(Column("Safeguards for exceptional transfers of personal data to third countries or "
                 "international organisations (if applicable)", 32,
                 "Art. 30(1)(e), 49(1)"), exceptional),
    Field(Column("Retention schedule (if possible)", 38, "Art. 30(1)(f)"), retention),
    Field(Column("General description of technical and organisational security measures "
                 "(if possible)", 40, "Art. 30(1)(g), 32(1)"), security),
    Field(Column("Article 6 lawful basis for processing personal data", 30, "Art. 6(1), 13(1)(c)"),
          _basis, True),
    Field(Column("Article 9 condition for processing special category data", 30, "Art. 9(2)"),
          _article_9),
    Field(Column("Legitimate interests for the processing (if applicable)", 28, "Art. 13(1)(d)"),
          lambda of: _where_interests(of, lambda basis: say(basis.interest)), True),
    Field(Column("Link to record of legitimate interests assessment (if applicable)", 28,
                 "Art. 5(2)"), _assessments, True),
    Field(Column("Rights available to individuals", 30, "Art. 13(2)(b), 15–22"), _rights, True),
    Field(Column("Existence of automated decision-making, including profiling (if applicable)", 32,
                 "Art. 13(2)(f), 22A"), _decisions),
    Field(Column("The source of the personal data (if applicable)", 32, "Art. 14(2)(f)"), sources),
    Field(Column("Link to record of consent", 26, "Art. 7(1)"), _consent, True),
    Field(Column("Location of personal data", 28, "Art. 15"), location),
    Field(Column("Data Protection Impact Assessment required?", 24, "Art. 35(1)"), _dpia_required),
    Field(Column("Data Protection Impact Assessment progress", 22, "Art. 35(1)"), _dpia_progress),
    Field(Column("Link to Data Protection Impact Assessment", 24, "Art. 35(1)"), _dpia_link),
    Field(Column("Has a personal data breach occurred?", 22, "Art. 33(5)"), _breach),
    Field(Column("Link to record of personal data breach", 22, "Art. 33(5)"), _breach),
    Field(Column("Data Protection Act 2018 Schedule 1 Condition for processing", 28,
                 "DPA 2018 Sch. 1 para. 41"), _schedule_1),
    Field(Column("GDPR Article 6 lawful basis for processing", 28, "DPA 2018 Sch. 1 para. 41"),
          _basis_of_special, True),
    Field(Column("Link to retention and erasure policy document", 28,
                 "DPA 2018 Sch. 1 para. 39, 41"), _policy),
    Field(Column("Is personal data retained and erased in accordance with the policy document?",
                 28, "DPA 2018 Sch. 1 para. 41"), _adherence),
    Field(Column("Reasons for not adhering to policy document (if applicable)", 28,
                 "DPA 2018 Sch. 1 para. 41"), _reasons),
)  # fmt: skip


def filled(register: Register, done: Done) -> Iterator[tuple[Purpose | None, tuple[str, ...]]]:
    """Each purpose of an activity with its 30 cells; one line where it has no purpose."""
    about = About(register, done, None)
    shared = {at: field.fill(about) for at, field in enumerate(FIELDS) if not field.by_purpose}
    for purpose in done.activity.purposes or (None,):
        mine = about._replace(purpose=purpose)
        yield purpose, tuple(shared[at] if at in shared else field.fill(mine)
                             for at, field in enumerate(FIELDS))  # fmt: skip
