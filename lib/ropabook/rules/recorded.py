"""What the record of one company holds, thing by thing, to be put beside a notice. Not a duty."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ropabook.law.periods import in_words, normal
from ropabook.law.words import LAWFUL_BASES, label
from ropabook.model.activity import DataLink, ProcessingActivity, Purpose, Transfer
from ropabook.model.facts import Unknown, each, known, unknown
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.model.registers import Cookie, RetentionRule, Source
from ropabook.rules.comparing import TOPICS, Place, Recorded, Topic
from ropabook.rules.reading import INDIRECT, bases_of


class Holdings:
    """All that a company's activities hold, whatever their role and status.

    A thing that many activities hold is one thing with many places: what it is in words is found
    out only when a notice is laid beside it.
    """

    def __init__(self, register: Register, company: str) -> None:
        self.register = register
        self.places: dict[Topic, dict[str, list[Place]]] = {topic: {} for topic in TOPICS}
        self.places["bases"] = self.places["purposes"]
        self.unknown: dict[Topic, list[Unknown]] = {}
        """The questions of each topic that are open in some activity."""
        self._purposes: dict[str, Purpose] = {}
        self._unlimited: dict[str, DataLink] = {}
        self._transfers: dict[str, list[tuple[Place, Transfer]]] = {}
        self._stored_for: dict[str, str] = {}
        for activity in register.activities_of(company):
            self._take(activity)
        for cookie in register.cookies.values():
            used_by = register.activities.get(cookie.activity or "")
            if used_by is None or company in used_by.entities:
                self._put("storage", cookie.key, Place(cookie.key, ""))
                self._stored_for[cookie.key] = used_by.key if used_by else ""

    def entries(self, topic: Topic, key: str, due: set[str], spoken: bool) -> Iterator[Recorded]:
        """A thing as the record has it; nothing where nobody must tell it and nobody tells it.

        Args:
            topic: of which topic.
            key: which thing.
            due: the keys of the activities that a notice must tell of.
            spoken: whether it tells of this thing anyway.
        """
        must = self._must(topic, key, due)
        for entry in _IN_WORDS[topic](self, key) if must or spoken else ():
            if spoken or entry.due:
                yield entry if must else entry._replace(due=False)

    def _must(self, topic: Topic, key: str, due: set[str]) -> bool:
        if topic == "storage":
            return self._stored_for[key] == "" or self._stored_for[key] in due
        return any(place.record in due for place in self.places[topic][key])

    def _put(self, topic: Topic, key: str, place: Place) -> None:
        self.places[topic].setdefault(key, []).append(place)

    def _ask(self, topic: Topic, fact: object) -> None:
        if unknown(fact):
            self.unknown.setdefault(topic, []).append(fact)

    def _take(self, activity: ProcessingActivity) -> None:
        key = activity.key
        for purpose in activity.purposes:
            own = f"{key}#{purpose.id}"
            self._purposes[own] = purpose
            self._put("purposes", own, Place(key, f"purposes.{purpose.id}"))
            self._ask("bases", purpose.lawful_basis)
        for link in activity.data:
            self._take_link(key, link)
        for disclosure in each(activity.recipients):
            if disclosure.direction == "out":
                place = Place(key, f"recipients.{disclosure.recipient}")
                self._put("recipients", f"recipients/{disclosure.recipient}", place)
        for transfer in each(activity.transfers):
            place, to = Place(key, f"transfers.{transfer.id}"), f"recipients/{transfer.recipient}"
            self._put("transfers", to, place)
            self._transfers.setdefault(to, []).append((place, transfer))
        self._ask("recipients", activity.recipients)
        self._ask("transfers", activity.transfers)

    def _take_link(self, key: str, link: DataLink) -> None:
        place = Place(key, f"data.{link.id}")
        for category in link.categories:
            self._put("data", f"personal-data/{category}", place)
        for subject in link.subjects:
            self._put("people", f"data-subjects/{subject}", place)
        for source in each(link.sources):
            self._put("sources", f"sources/{source}", place)
        limit = known(link.retention)
        if limit is not None:
            self._put("retention", f"retention/{limit}", place)
        elif unknown(link.retention):
            self._unlimited[f"{key}#{link.id}"] = link
            self._put("retention", f"{key}#{link.id}", place)
        self._ask("sources", link.sources)
        self._ask("retention", link.retention)

    def _named(self, topic: Topic, key: str) -> Recorded:
        found = self.register.find(key)
        words = found.name if found else key.partition("/")[2]
        return Recorded(key, tuple(self.places[topic][key]), words)

    def _source(self, key: str) -> Iterator[Recorded]:
        found = self.register.of(Source).get(key.partition("/")[2])
        indirect = found is not None and found.kind in INDIRECT
        yield self._named("sources", key)._replace(due=indirect)

    def _purpose(self, key: str) -> Iterator[Recorded]:
        yield Recorded(key, tuple(self.places["purposes"][key]), self._purposes[key].text)

    def _bases(self, key: str) -> Iterator[Recorded]:
        purpose = self._purposes[key]
        asked = purpose.lawful_basis if unknown(purpose.lawful_basis) else None
        bases = tuple(found.basis for found in bases_of(purpose))
        words = ", ".join(label(LAWFUL_BASES, basis) for basis in bases)
        words = f"{purpose.text}: {words or ('not known yet' if asked else 'no basis')}"
        yield Recorded(key, tuple(self.places["purposes"][key]), words, bases, asked)

    def _limit(self, key: str) -> Iterator[Recorded]:
        places = tuple(self.places["retention"][key])
        limit = self.register.of(RetentionRule).get(key.partition("/")[2])
        link = self._unlimited.get(key)
        if link is not None and unknown(link.retention):
            yield Recorded(key, places, self._link_words(link), (), link.retention)
        elif limit is not None:
            length, start = known(limit.period), known(limit.trigger)
            words = in_words(length) if length else limit.criteria or limit.impossible
            said = f"{limit.title}: {words or 'no period'}"
            said += f", from: {start}" if start and length else ""
            asked = limit.period if unknown(limit.period) else None
            yield Recorded(key, places, said, (normal(length),) if length else (), asked)

    def _link_words(self, link: DataLink) -> str:
        names = (self._named("data", f"personal-data/{one}").words for one in link.categories)
        return f"{', '.join(names) or link.id}: not known yet"

    def _transfer(self, key: str) -> Iterator[Recorded]:
        for place, transfer in self._transfers[key]:
            code = known(transfer.country)
            where = country(code) if code else "a country that is not recorded"
            words = f"{self._named('transfers', key).words}: {where}"
            asked = transfer.country if unknown(transfer.country) else None
            yield Recorded(key, (place,), words, (code,) if code else (), asked)

    def _kept(self, key: str) -> Iterator[Recorded]:
        found = self.register.find(key)
        assert isinstance(found, Cookie)
        lasts = known(found.duration)
        values = (found.technology, *((normal(lasts),) if lasts else ()))
        words = f"{found.title}: {found.technology.replace('-', ' ')}"
        words += f", {in_words(lasts)}" if lasts else ""
        asked = found.duration if unknown(found.duration) else None
        yield Recorded(key, tuple(self.places["storage"][key]), words, values, asked)


_IN_WORDS: Final[Mapping[Topic, Callable[[Holdings, str], Iterator[Recorded]]]] = {
    "purposes": Holdings._purpose,
    "bases": Holdings._bases,
    "recipients": lambda held, key: iter([held._named("recipients", key)]),
    "data": lambda held, key: iter([held._named("data", key)]),
    "people": lambda held, key: iter([held._named("people", key)]),
    "sources": Holdings._source,
    "retention": Holdings._limit,
    "transfers": Holdings._transfer,
    "storage": Holdings._kept,
}
"""How a thing of each topic is put in words."""
