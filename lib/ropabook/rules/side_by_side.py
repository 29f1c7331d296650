"""Each notice beside the record of each of its companies: read once, used by many. Not a duty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ropabook.model.activity import ProcessingActivity
from ropabook.model.names import companies
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.comparing import (
    TOPICS,
    Beside,
    Compared,
    Match,
    Recorded,
    Told,
    Topic,
    compare,
)
from ropabook.rules.reading import controls, informs, live, notices_by_company
from ropabook.rules.recorded import Holdings
from ropabook.rules.told import told

Sides = Mapping[tuple[str, str], tuple[Compared, ...]]


def notice_against_record(
    register: Register, notice: str, company: str, on: date
) -> tuple[Compared, ...]:
    """Every row of a notice beside the record of one company, topic by topic.

    Args:
        register: the record as loaded.
        notice: the id of the notice.
        company: the id of one of its companies.
        on: the day: what is no longer done, or not soon, need not be told.
    """
    return register.once(_SideBySide(on)).get((notice, company), ())


class Difference(NamedTuple):
    """A row, and the companies of the notice that it holds for."""

    row: Compared
    companies: tuple[str, ...]

    @property
    def at(self) -> str:
        """The place in the notice: the statement, the thing that it speaks of or leaves out."""
        label = self.row.statements[0].partition("#")[2] if self.row.statements else ""
        parts = ["statements", label if self.row.match is not Match.NOT_TOLD else "", self.row.key]
        return ".".join(part for part in parts if part)

    def whose(self, register: Register, notice: Notice) -> str:
        """`of` these companies by name; nothing where it holds for all companies of the notice."""
        if {*self.companies} >= {*notice.entities}:
            return ""
        return f"of {companies(register, self.companies)} "


def differences(
    register: Register, notice: Notice, on: date, topic: Topic, *matches: Match
) -> tuple[Difference, ...]:
    """The rows of a topic with one of these results; alike for several companies, they are one."""
    found: dict[tuple[str, tuple[str, ...], Match], tuple[Compared, list[str]]] = {}
    for company in notice.entities:
        for row in notice_against_record(register, notice.id, company, on):
            if row.topic == topic and row.match in matches:
                same = (row.key, row.statements, row.match)
                found.setdefault(same, (row, []))[1].append(company)
    return tuple(Difference(row, tuple(whose)) for row, whose in found.values())


def everything_told(register: Register) -> Mapping[str, Mapping[Topic, list[Told]]]:
    """What each notice tells, topic by topic; ask for it by `register.once`."""
    return {notice.id: told(register, notice) for notice in register.notices.values()}


def purposes_told(register: Register) -> Mapping[str, frozenset[str]]:
    """The companies whose notices tell a purpose, by its key; ask for it by `register.once`."""
    found: dict[str, set[str]] = {}
    for notice, tells in register.once(everything_told).items():
        for saying in tells.get("purposes", ()):
            for key in saying.keys:
                found.setdefault(key, set()).update(register.notices[notice].entities)
    return {key: frozenset(whose) for key, whose in found.items()}


@dataclass(frozen=True)
class _SideBySide:
    """All notices beside all companies on a day; equal for equal days, so it is made once."""

    on: date

    def __call__(self, register: Register) -> Sides:
        notices = register.notices
        tells = register.once(everything_told)
        holds = {company: Holdings(register, company) for company in register.entities}
        return {
            (notice.id, company): tuple(self._rows(register, notice, company, tells, holds))
            for notice in notices.values()
            for company in notice.entities
            if company in register.entities
        }

    def _rows(
        self, register: Register, notice: Notice, company: str,
        tells: Mapping[str, Mapping[Topic, list[Told]]], holds: Mapping[str, Holdings],
    ) -> Iterator[Compared]:  # fmt: skip
        mine, said = holds[company], tells[notice.id]
        due = {a.key for a in register.activities_of(company) if self._due(notice, a)}
        others = [n.id for n in register.once(notices_by_company)[company] if n is not notice]
        partners = [holds[e] for e in notice.entities if e != company and e in holds]
        purposes = {key for saying in said.get("purposes", ()) for key in saying.keys}
        for topic in TOPICS:
            beside = Beside(
                {k for n in others for saying in tells[n].get(topic, ()) for k in saying.keys},
                {key for partner in partners for key in partner.places[topic]},
                tuple(mine.unknown.get(topic, ())),
            )
            wanted = purposes if topic == "bases" else None
            entries = _entries(mine, topic, said.get(topic, []), due, wanted)
            yield from compare(topic, said.get(topic, []), entries, beside)

    def _due(self, notice: Notice, activity: ProcessingActivity) -> bool:
        return controls(activity) and live(activity, self.on) and informs(notice, activity)


def _entries(
    mine: Holdings, topic: Topic, said: list[Told], due: set[str], wanted: set[str] | None
) -> Iterator[Recorded]:
    """What the record holds, and a notice must tell or tells; of some things only those wanted."""
    spoken = {key for saying in said for key in (*saying.keys, *saying.inferred)}
    for key in mine.places[topic]:
        if wanted is None or key in wanted or key in spoken:
            yield from mine.entries(topic, key, due, key in spoken)
