"""What the record of one company holds, thing by thing, to be put beside a notice. Not a duty."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ropabook.law.periods import in_words, normal
from ropabook.law.words import LAWFUL_BASES, label
from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.facts import Unknown, each, known, unknown
from ropabook.model.names import country
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.model.registers import Cookie, RetentionRule, Source
from ropabook.rules.comparing import Place, Recorded, Topic
from ropabook.rules.reading import INDIRECT, bases_of


class Held(NamedTuple):
    """Something that an activity holds, and which activity; empty for what stands by itself."""

    activity: str
    entry: Recorded


class Holdings(NamedTuple):
    """All that a company's record holds."""

    things: Mapping[Topic, Mapping[str, list[Held]]]
    """By topic and by key."""
    unknown: Mapping[Topic, Unknown]
    """A question of the topic that is open in some activity."""


def holdings(register: Register, company: str) -> Holdings:
    """Everything in the activities of a company, whatever their role and status."""
    things: dict[Topic, dict[str, list[Held]]] = {}
    open_: dict[Topic, Unknown] = {}
    for activity in register.activities_of(company):
        for topic, entry in _of(register, activity):
            things.setdefault(topic, {}).setdefault(entry.key, []).append(Held(activity.id, entry))
        for topic, fact in _facts(activity):
            if unknown(fact):
                open_.setdefault(topic, fact)
    for cookie in register.cookies.values():
        used_by = register.activities.get(cookie.activity or "")
        if used_by is None or company in used_by.entities:
            things.setdefault("storage", {})[cookie.key] = [
                Held(cookie.activity or "", _kept(cookie))
            ]
    return Holdings(things, open_)


def _facts(activity: ProcessingActivity) -> Iterator[tuple[Topic, object]]:
    yield "recipients", activity.recipients
    yield "transfers", activity.transfers
    for purpose in activity.purposes:
        yield "bases", purpose.lawful_basis
    for link in activity.data:
        yield "sources", link.sources
        yield "retention", link.retention


def _of(register: Register, activity: ProcessingActivity) -> Iterator[tuple[Topic, Recorded]]:
    key = activity.key
    for purpose in activity.purposes:
        place, own = Place(key, f"purposes.{purpose.id}"), f"{key}#{purpose.id}"
        bases = tuple(found.basis for found in bases_of(purpose))
        asked = purpose.lawful_basis if unknown(purpose.lawful_basis) else None
        words = ", ".join(label(LAWFUL_BASES, basis) for basis in bases)
        words = words or ("not known yet" if asked else "no basis")
        yield "purposes", Recorded(own, place, purpose.text)
        yield "bases", Recorded(own, place, f"{purpose.text}: {words}", bases, asked)
    for link in activity.data:
        yield from _of_link(register, key, link)
    for disclosure in each(activity.recipients):
        if disclosure.direction == "out":
            place = Place(key, f"recipients.{disclosure.recipient}")
            yield "recipients", _named(register, f"recipients/{disclosure.recipient}", place)
    for transfer in each(activity.transfers):
        name = _named(
            register, f"recipients/{transfer.recipient}", Place(key, f"transfers.{transfer.id}")
        )
        code = known(transfer.country)
        words = f"{name.words}: {country(code) if code else 'a country that is not recorded'}"
        asked = transfer.country if unknown(transfer.country) else None
        yield "transfers", name._replace(words=words, values=(code,) if code else (), unknown=asked)


def _of_link(register: Register, key: str, link: DataLink) -> Iterator[tuple[Topic, Recorded]]:
    place = Place(key, f"data.{link.id}")
    for category in link.categories:
        yield "data", _named(register, f"personal-data/{category}", place)
    for subject in link.subjects:
        yield "people", _named(register, f"data-subjects/{subject}", place)
    for name in each(link.sources):
        found = register.of(Source).get(name)
        entry = _named(register, f"sources/{name}", place)
        yield "sources", entry._replace(due=found is not None and found.kind in INDIRECT)
    limit = register.of(RetentionRule).get(known(link.retention) or "")
    if limit is not None:
        yield "retention", _limit(limit, place)
    elif type(link.retention) is Unknown:
        asked = Recorded(f"{key}#{link.id}", place, "not known yet", (), link.retention, due=False)
        yield "retention", asked


def _limit(limit: RetentionRule, place: Place) -> Recorded:
    length = known(limit.period)
    words = in_words(length) if length else limit.criteria or limit.impossible or "no period"
    start = known(limit.trigger)
    said = f"{limit.title}: {words}" + (f", from: {start}" if start and length else "")
    asked = limit.period if unknown(limit.period) else None
    return Recorded(limit.key, place, said, (normal(length),) if length else (), asked)


def _kept(cookie: Cookie) -> Recorded:
    lasts = known(cookie.duration)
    values = (cookie.technology, *((normal(lasts),) if lasts else ()))
    words = f"{cookie.title}: {cookie.technology.replace('-', ' ')}"
    words += f", {in_words(lasts)}" if lasts else ""
    asked = cookie.duration if unknown(cookie.duration) else None
    return Recorded(cookie.key, Place(cookie.key, ""), words, values, asked)


def _named(register: Register, key: str, place: Place) -> Recorded:
    found: Record | None = register.find(key)
    return Recorded(key, place, found.name if found else key.partition("/")[2])
