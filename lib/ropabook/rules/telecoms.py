"""How the rules about communications read a record (PECR). Not a duty itself."""

from collections.abc import Iterator
from typing import Final

from ropabook.law.words import Severity, lower
from ropabook.model.activity import (
    Channel,
    DataLink,
    DirectMarketing,
    LawfulBasis,
    ProcessingActivity,
    Purpose,
)
from ropabook.model.facts import Nothing, each, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import ConsentRecord, DataNature, Source
from ropabook.rules.reading import bases_of, categories_by_nature
from ropabook.rules.rule import Gap, NotApplicable, not_known

NO_MARKETING: Final = NotApplicable("No purpose is marked as direct marketing.")
NO_CHANNEL: Final = NotApplicable("No purpose is recorded as marketing by this channel.")
NO_TRAFFIC: Final = NotApplicable("No data here is marked as traffic data.")
NO_PROVIDER: Final = NotApplicable(
    "No company concerned is recorded as a provider of public communications."
)


def observed(
    register: Register, activity: ProcessingActivity, nature: DataNature, source: str
) -> list[DataLink]:
    """The data of this nature, or from sources of that nature: recordings, images."""
    those = register.once(categories_by_nature).get(nature, frozenset())
    sources = register.once(_sources_by_nature).get(source, frozenset())
    if not those and not sources:
        return []
    return [
        link
        for link in activity.data
        if not those.isdisjoint(link.categories) or not sources.isdisjoint(each(link.sources))
    ]


def _sources_by_nature(register: Register) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for source in register.of(Source).values():
        for nature in source.nature:
            found.setdefault(nature, set()).add(source.id)
    return {nature: frozenset(ids) for nature, ids in found.items()}


def unannounced(register: Register, link: DataLink, what: str, severity: Severity) -> Iterator[Gap]:
    """A gap unless some source of the data says how people are told where they are observed."""
    sources = [s for s in map(register.of(Source).get, each(link.sources)) if s is not None]
    told = [source.notice_at_collection for source in sources]
    at = f"data.{link.id}.sources"
    if any(known(one) is not None for one in told):
        return
    asked = next((one for one in told if unknown(one)), None)
    if asked is not None:
        yield not_known(f"How people are told of {what} when it happens", asked, severity, at)
    elif unknown(link.sources):
        yield not_known(
            f"How people are told of {what} when it happens", link.sources, severity, at
        )
    else:
        yield Gap(f"Nothing shows that people are told of {what} when it happens.", at, severity)


def marketing(activity: ProcessingActivity) -> Iterator[tuple[Purpose, DirectMarketing | None]]:
    """The purposes that are direct marketing; None where nobody has said how they market."""
    for purpose in activity.purposes:
        if purpose.marketing is None and "marketing" not in purpose.tags:
            continue
        if type(purpose.marketing) is not Nothing:
            yield purpose, known(purpose.marketing)


def marketing_by(
    activity: ProcessingActivity, *channels: Channel
) -> list[tuple[Purpose, DirectMarketing]]:
    """The purposes that market by one of these channels, each with how it does."""
    return [
        (purpose, how)
        for purpose, how in marketing(activity)
        if how is not None and not set(channels).isdisjoint(how.channels)
    ]


def consent_of(purpose: Purpose) -> LawfulBasis | None:
    """The consent that a purpose rests on, where it does."""
    return next((basis for basis in bases_of(purpose) if basis.basis == "consent"), None)


def lacks_consent(
    register: Register, purpose: Purpose, sentence: str, severity: Severity
) -> Gap | None:
    """A gap unless the purpose rests on a consent that is on record."""
    at = f"purposes.{purpose.id}.lawful_basis"
    basis = consent_of(purpose)
    if basis is None and unknown(purpose.lawful_basis):
        what = f"Whether people consent to “{purpose.text}”"
        return not_known(what, purpose.lawful_basis, severity, at)
    if basis is None:
        return Gap(sentence, at, severity)
    if unknown(basis.consent):
        what = f"The proof of consent to “{purpose.text}”"
        return not_known(what, basis.consent, severity, f"{at}.consent")
    if known(basis.consent) not in register.of(ConsentRecord):
        return Gap(f"There is no proof of consent to “{purpose.text}”.", f"{at}.consent", severity)
    return None


def provider(register: Register, entities: tuple[str, ...]) -> object:
    """Whether a company concerned provides public communications: True, False, or what is open."""
    facts = [
        register.entities[e].public_communications_provider
        for e in entities
        if e in register.entities
    ]
    if any(known(fact) is True for fact in facts):
        return True
    if facts and all(known(fact) is False for fact in facts):
        return False
    return next((fact for fact in facts if unknown(fact)), None)


def if_provider(gap: Gap, is_provider: object, severity: Severity) -> Gap:
    """The gap; one level less while nobody has said whether the company is a provider."""
    if is_provider is True:
        return gap
    weight = lower(severity) if gap.severity in (None, severity) else lower(gap.severity)
    return Gap(gap.sentence, gap.at, weight, gap.statements, gap.question)
