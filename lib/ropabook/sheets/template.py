"""How each of the 30 columns of the Commissioner's controller template is filled."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ropabook.excel.table import Column
from ropabook.law.clocks import local
from ropabook.law.rights import rights
from ropabook.law.words import LAWFUL_BASES, label
from ropabook.model.activity import (
    DataLink,
    LawfulBasis,
    Purpose,
    Screening,
)
from ropabook.model.facts import known
from ropabook.model.logs import Breach
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory, RetentionRule
from ropabook.sheets import in_words
from ropabook.sheets.in_words import About, Fill, shared
from ropabook.sheets.scope import Done
from ropabook.sheets.words import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    lines,
    say,
    spoken,
    title,
    titles,
)

_NO_BREACH: Final = "No breach is recorded"


def _purpose(of: About) -> str:
    return of.purpose.text if of.purpose else NOT_RECORDED


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
    return lines(f"{in_words.what(of.register, link)}: {show(link)}" for link in found)


@shared
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


def _consent(of: About) -> str:
    if of.basis is None:
        return "Not known yet: the lawful basis is an open question"
    if of.basis.basis != "consent":
        return f"{NOT_APPLICABLE}: another basis is relied on"
    named = titles(of.register, "consents")
    return say(of.basis.consent, lambda record: named((record,)))


def _dpia_required(of: About) -> str:
    return say(of.done.activity.screening, lambda s: spoken(s.outcome))


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


def _breaches(of: About) -> tuple[Breach, ...]:
    """The breaches of these companies that concern the activity, from the register of breaches."""
    known_ones = of.register.once(_breaches_by_place)
    return tuple(
        breach
        for entity in of.done.entities
        for breach in known_ones.get((of.done.activity.id, entity), ())
    )


def _breaches_by_place(register: Register) -> dict[tuple[str, str], list[Breach]]:
    found: dict[tuple[str, str], list[Breach]] = {}
    for breach in register.of(Breach).values():
        for activity in dict.fromkeys(breach.activities):
            found.setdefault((activity, breach.entity), []).append(breach)
    return found


def _breach(of: About) -> str:
    found = _breaches(of)
    if not found:
        return _NO_BREACH
    last = max(local(breach.aware_at) for breach in found).date()
    return f"Yes: {len(found)}, the last known since {last}"


def _breach_links(of: About) -> str:
    return lines(f"{b.title} ({b.id})" for b in _breaches(of)) if _breaches(of) else _NO_BREACH


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


class Field(NamedTuple):
    """A column of the template and how its cells are filled."""

    column: Column
    fill: Fill
    by_purpose: bool = False
    """Whether the cell differs from purpose to purpose of one activity."""


# The captions are the template's own: other tools find the columns by them.
FIELDS: Final = (
    Field(Column("Business function", 22), in_words.business_function),
    Field(Column("Purpose of processing", 36, "Art. 30(1)(b)"), _purpose, True),
    Field(Column("Name and contact details of joint controller (if applicable)", 26,
                 "Art. 30(1)(a), 26"), in_words.joint_controllers),
    Field(Column("Categories of individuals", 24, "Art. 30(1)(c)"), in_words.people),
    Field(Column("Categories of personal data", 36, "Art. 30(1)(c)"), in_words.data),
    Field(Column("Categories of recipients", 34, "Art. 30(1)(d)"), in_words.recipients),
    Field(Column("Link to contract with processor", 30, "Art. 28(3)"), in_words.contracts),
    Field(Column("Names of third countries or international organisations that personal data are "
                 "transferred to (if applicable)", 34, "Art. 30(1)(e)"), in_words.third_countries),
    Field(Column("Safeguards for exceptional transfers of personal data to third countries or "
                 "international organisations (if applicable)", 32,
                 "Art. 30(1)(e), 49(1)"), in_words.exceptional),
    Field(Column("Retention schedule (if possible)", 38, "Art. 30(1)(f)"), in_words.retention),
    Field(Column("General description of technical and organisational security measures "
                 "(if possible)", 40, "Art. 30(1)(g), 32(1)"), in_words.security),
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
                 "Art. 13(2)(f), 22A"), in_words.decisions),
    Field(Column("The source of the personal data (if applicable)", 32, "Art. 14(2)(f)"),
          in_words.sources),
    Field(Column("Link to record of consent", 26, "Art. 7(1)"), _consent, True),
    Field(Column("Location of personal data", 28, "Art. 15"), in_words.location),
    Field(Column("Data Protection Impact Assessment required?", 24, "Art. 35(1)"), _dpia_required),
    Field(Column("Data Protection Impact Assessment progress", 22, "Art. 35(1)"), _dpia_progress),
    Field(Column("Link to Data Protection Impact Assessment", 24, "Art. 35(1)"), _dpia_link),
    Field(Column("Has a personal data breach occurred?", 22, "Art. 33(5)"), _breach),
    Field(Column("Link to record of personal data breach", 22, "Art. 33(5)"), _breach_links),
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
