"""Where the record holds what a notice must tell: the other side of each thing the law wants said.

A place reads `folder.field`, or `folder[field=word].field` for some records of the folder only.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from ropabook.law.periods import in_words
from ropabook.law.words import COOKIE_EXCEPTIONS, LAWFUL_BASES, RECIPIENT_KINDS, ROLES, label
from ropabook.model.activity import AutomatedDecision, Controller, DirectMarketing, LawfulBasis
from ropabook.model.entity import DataProtectionOfficer
from ropabook.model.facts import Nothing, Unknown
from ropabook.model.kinds import KINDS, LABELS
from ropabook.model.names import path_in_words
from ropabook.model.record import Record
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import say, title

_ROWS: Final = """
identity | entities.legal_name | entities.company_number
contact | entities.registered_address | entities.contact_email | entities.contact_phone
registration | entities.registration_number | entities.registration_expiry
dpo | entities.dpo
purposes | activities.purposes.text
legal-basis | activities.purposes.lawful_basis
legitimate-interests | activities.purposes.lawful_basis
recipients | activities.recipients | recipients.kind
transfers-consistent | activities.transfers
transfers-facts | activities.transfers | recipients.country | systems.host_country
transfers-yardstick | activities.transfers
transfers-safeguards | activities.transfers
transfers-consent | activities.transfers
retention-period | activities.data.retention
retention-groups | activities.data.retention
rights | entities.rights_route
objection-marketing | activities.purposes.marketing
objection-separate | activities.purposes.marketing
request-form | entities.rights_route
withdrawal | activities.purposes.lawful_basis.withdrawal | entities.cookie_preferences
complaint-controller | entities.complaint_form | entities.complaint_other_route
complaint-commissioner | group.regulator
statutory-contractual | activities.data.mandatory
automated-decisions | activities.automated_decisions | activities.profiling
data-from-third-parties | sources[kind=third-party].title
source | activities.data.sources | sources[kind=third-party].article_14_notice
change-of-purpose | activities.purposes.kind
governing-version | notices.version
accessible | notices.url
dated | notices.effective_on | notices.version
law-named | group.profile
scope | notices.audiences | activities.data.subjects
workforce-and-suppliers | data-subjects[workforce=True].title
marketing-consistent | activities.purposes.marketing
special-category | personal-data.special
minimisation | activities.data.minimisation | activities.data.categories
cctv | sources[nature=cctv].notice_at_collection | personal-data[nature=cctv].title
call-recording | sources[nature=call-recording].notice_at_collection \
| personal-data[nature=voice-recording].title
cookie-consent | cookies.consent_gated | cookies.exception
cookie-opt-out | cookies.consent_gated
cookie-durations | cookies.duration
own-cookies | cookies.provider
browser-advice | entities.cookie_preferences
processor-role | activities.role
processor-terms | recipients.contract
instructions | recipients.kind
intra-group | recipients[kind=group].title | activities.recipients
security | entities.security_measures
breach | entities.breach_procedure
communications-services | entities.public_communications_provider
law-enforcement | recipients[kind=authority].title
fraud-and-credit-sharing | activities.purposes[tags=fraud].lawful_basis
joint-controllers | activities.joint_controllers
children | data-subjects.children | activities.children_service
"""


class _Step(NamedTuple):
    field: str
    where: tuple[str, str] | None


def _step(text: str) -> _Step:
    found = re.fullmatch(r"([\w-]+)(?:\[(\w+)=([\w-]+)\])?", text)
    assert found, text
    field, name, word = found.groups()
    return _Step(field, (name, word) if name else None)


PLACES: Final[Mapping[str, tuple[tuple[_Step, ...], ...]]] = MappingProxyType(
    {
        item.strip(): tuple(
            tuple(_step(part) for part in place.strip().split(".")) for place in places
        )
        for item, *places in (
            row.split("|") for row in _ROWS.strip().replace("\\\n", "").splitlines()
        )
    }
)
"""Each thing that the law wants said, and the places of the record that answer to it."""


_NAMES: Final = {"dpo": "data_protection_officer", "url": "address"}
"""Fields whose names people do not say."""


def in_record(scope: Scope, item: str, about: str | None = None) -> str:
    """What the record holds, place by place: each different answer, and how often it is given.

    Args:
        scope: the group, or one company.
        item: a key of `law.notices.NOTICE_ITEMS`.
        about: a recipient: of what is stored on devices, only what this one provides.
    """
    return "\n".join(_place(scope, steps, about) for steps in PLACES[item])


def _place(scope: Scope, steps: tuple[_Step, ...], about: str | None) -> str:
    folder, *fields = steps
    counted: dict[str, int] = {}
    asked: dict[str, int] = {}
    for record in _records(scope, folder, about):
        for fact in _facts(record, tuple(fields)):
            if isinstance(fact, Unknown):
                asked[fact.ask] = asked.get(fact.ask, 0) + 1
            else:
                for words in _words(scope, fields[-1].field, fact):
                    counted[words] = counted.get(words, 0) + 1
    said = [_often(words, times) for words, times in counted.items()]
    if asked:
        said.append(_often(f"Not known yet, ask {', '.join(asked)}", sum(asked.values())))
    where = path_in_words(".".join(_NAMES.get(step.field, step.field) for step in fields))
    return f"{LABELS[folder.field]} › {where}: {'; '.join(said) or 'nothing is recorded'}"


def _often(words: str, times: int) -> str:
    return words if times == 1 else f"{words} ({times} times)"


def _records(scope: Scope, step: _Step, about: str | None) -> Iterator[Record]:
    records: Iterator[Record]
    if step.field == "activities":
        records = iter({id(done.activity): done.activity for done in scope.done}.values())
    elif step.field == "entities":
        records = iter(scope.entities)
    else:
        records = iter(scope.records(KINDS[step.field]))
    for record in records:
        provider = getattr(record, "provider", about) if step.field == "cookies" else about
        if _matches(record, step) and (about is None or provider == about):
            yield record


def _facts(owner: object, steps: tuple[_Step, ...]) -> Iterator[object]:
    """The facts at the end of the path; where a step has no value, what stands there instead."""
    step, *rest = steps
    value = getattr(owner, step.field, None)
    if not rest:
        yield value
        return
    for member in value if isinstance(value, tuple) else () if value is None else (value,):
        if isinstance(member, Unknown | Nothing):
            yield member
        elif _matches(member, step):
            yield from _facts(member, tuple(rest))


def _matches(owner: object, step: _Step) -> bool:
    if step.where is None:
        return True
    held = getattr(owner, step.where[0], None)
    return step.where[1] in held if isinstance(held, tuple) else str(held) == step.where[1]


_TABLES: Final = {"kind": RECIPIENT_KINDS, "role": ROLES, "exception": COOKIE_EXCEPTIONS}
_FOLDERS: Final = {
    "sources": "sources",
    "subjects": "data-subjects",
    "audiences": "data-subjects",
    "categories": "personal-data",
    "retention": "retention",
    "security_measures": "security-measures",
    "contract": "contracts",
    "provider": "recipients",
}
"""Fields that name records, and the kind of record that they name."""


_MUST: Final = ("lawful_basis", "retention", "transfers", "recipients")
"""Fields of which it is told, too, that nothing is recorded."""


def _words(scope: Scope, field: str, fact: object) -> Iterator[str]:
    for member in fact if isinstance(fact, tuple) else (fact,):
        if field in _FOLDERS and isinstance(member, str):
            yield title(scope.register, _FOLDERS[field], member)
        elif field in _TABLES and isinstance(member, str):
            yield label(_TABLES[field], member)
        elif field == "duration" and isinstance(member, str):
            yield in_words(member)
        elif member is not None or field in _MUST:
            yield say(member, lambda value: _value(scope, value))


def _value(scope: Scope, value: object) -> str:
    if isinstance(value, LawfulBasis):
        return label(LAWFUL_BASES, value.basis)
    if isinstance(value, DirectMarketing):
        return "by " + ", ".join(value.channels)
    if isinstance(value, AutomatedDecision):
        return value.decision
    if isinstance(value, DataProtectionOfficer):
        return value.status.replace("-", " ").capitalize()
    if isinstance(value, Controller):
        return value.name
    recipient = getattr(value, "recipient", None)
    return title(scope.register, "recipients", recipient) if recipient else str(value)
