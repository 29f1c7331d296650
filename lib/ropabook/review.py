"""Every rule on every record, on a day. Five answers, and every answer is kept."""

import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Any, Final, NamedTuple, get_args

from ropabook.law.words import Severity
from ropabook.model.assessments import Acceptance
from ropabook.model.facts import each
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.rules.catalogue import catalogue
from ropabook.rules.rule import Gap, NotApplicable, Rule

SEVERITY_ORDER: Final = {severity: at for at, severity in enumerate(get_args(Severity))}
_FOLDERS: Final = {
    "recipient": "recipients",
    "notice": "notices",
    "cookie": "cookies",
    "contract": "contracts",
    "retention": "retention",
    "system": "systems",
    "source": "sources",
    "dpia": "dpia",
    "lia": "lia",
}


class Verdict(StrEnum):
    """The five answers. A rule that crashed is BROKEN: it is never a pass."""

    BROKEN = "broken"
    GAP = "gap"
    ACCEPTED = "accepted"
    PASS = "pass"  # noqa: S105 - the word, not a password
    NOT_APPLICABLE = "not applicable"


class Answer(NamedTuple):
    """What one rule says of one record, for the companies that share it."""

    rule: str
    record: str
    """`folder/id`."""
    entities: tuple[str, ...]
    """The companies concerned; empty where it concerns all."""
    verdict: Verdict
    gaps: tuple[Gap, ...] = ()
    reason: str = ""
    """Why it is not applicable, or how the rule broke."""
    acceptance: Acceptance | None = None

    def concerns(self, entity: str | None) -> bool:
        """Whether it belongs to this company's review; None asks for the whole group's."""
        return entity is None or not self.entities or entity in self.entities


@dataclass(frozen=True, slots=True)
class Finding:
    """One gap with its rule and its record: what people read and act on."""

    rule: Rule
    answer: Answer
    gap: Gap

    @property
    def severity(self) -> Severity:
        """What it weighs."""
        return self.gap.severity or self.rule.severity

    @property
    def identity(self) -> str:
        """Stable across runs and edits of other things: rule, record, companies, place."""
        return "|".join(
            (self.rule.id, self.answer.record, "+".join(self.answer.entities), self.gap.at)
        )


@dataclass(frozen=True)
class Review:
    """All answers of a day."""

    register: Register
    on: date
    rules: Mapping[str, Rule]
    answers: tuple[Answer, ...]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every gap that is not accepted, worst first."""
        found = [
            Finding(self.rules[answer.rule], answer, gap)
            for answer in self.answers
            if answer.verdict is Verdict.GAP
            for gap in answer.gaps
        ]
        return tuple(
            sorted(found, key=lambda f: (SEVERITY_ORDER[f.severity], f.rule.id, f.identity))
        )

    def findings_of(self, entity: str | None = None) -> tuple[Finding, ...]:
        """The findings that concern one company, or all."""
        return tuple(f for f in self.findings if f.answer.concerns(entity))

    def answers_of(self, entity: str | None = None) -> tuple[Answer, ...]:
        """The answers that concern one company, or all."""
        return tuple(answer for answer in self.answers if answer.concerns(entity))

    @property
    def broken(self) -> tuple[Answer, ...]:
        """Rules that crashed. Nothing is known of what they judge."""
        return tuple(answer for answer in self.answers if answer.verdict is Verdict.BROKEN)

    def by_severity(self, entity: str | None = None) -> dict[Severity, int]:
        """How many findings of each severity, the severities without any included."""
        counted = Counter(finding.severity for finding in self.findings_of(entity))
        return {severity: counted[severity] for severity in get_args(Severity)}

    def by_verdict(self, entity: str | None = None) -> dict[Verdict, int]:
        """How many answers of each kind, the kinds without any included."""
        counted = Counter(answer.verdict for answer in self.answers_of(entity))
        return {verdict: counted[verdict] for verdict in Verdict}


def review(register: Register, on: date, rules: Iterable[str] | None = None) -> Review:
    """Judge every record by every rule.

    Args:
        register: the record as loaded.
        on: the day to judge for; rules not in force on it answer "not applicable".
        rules: the ids of the rules to apply; all when left out.

    Raises:
        KeyError: a rule that does not exist was asked for.
    """
    known = catalogue()
    chosen = {id: known[id] for id in rules} if rules is not None else dict(known)
    accepted = _accepted(register, on)
    answers = [
        _with_acceptance(answer, accepted) if answer.gaps and accepted else answer
        for answer in _answers(list(chosen.values()), register, on)
    ]
    return Review(register, on, chosen, tuple(answers))


def _answers(rules: Sequence[Rule], register: Register, on: date) -> Iterator[Answer]:
    """Every rule on everything it judges; the answers of one rule come together.

    One record meets all its rules before the next one does: what was just read is read again
    while it is near, and the cost of a record stays the same however many there are.
    """
    subjects = _Subjects(register)
    answers: dict[str, list[Answer]] = {rule.id: [] for rule in rules}
    for kind in dict.fromkeys(rule.subject for rule in rules):
        asked = [
            (r.id, _asking(r, register, on), answers[r.id]) for r in rules if r.subject == kind
        ]
        for subject, key, entities in subjects.of(kind):
            for id, ask, found in asked:
                found.append(_judge(id, ask, subject, key, entities))
    return chain.from_iterable(answers.values())


def _asking(rule: Rule, register: Register, on: date) -> Callable[[Any, Any], list[Any]]:
    """Call the rule with what it asks for by name, and take all it says."""
    if not rule.in_force(on):
        said: list[Any] = [NotApplicable(_not_in_force(rule, on))]
        return lambda subject, entities: said
    judge, needs = rule.judge, rule.parameters[1:]
    fixed = {name: value for name, value in (("register", register), ("on", on)) if name in needs}
    if "entities" in needs:
        return lambda subject, entities: list(judge(subject, entities=entities, **fixed))
    if not fixed:
        return lambda subject, entities: list(judge(subject))
    return lambda subject, entities: list(judge(subject, **fixed))


def _judge(
    rule: str,
    ask: Callable[[Any, Any], list[Any]],
    subject: Any,
    key: str,
    entities: tuple[str, ...],
) -> Answer:
    try:
        said = ask(subject, entities)
    except Exception as error:  # any crash must become a visible answer
        where = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"{type(error).__name__}: {error} (line {where.lineno} of {where.name})"
        return Answer(rule, key, entities, Verdict.BROKEN, reason=reason)
    if not said:
        return Answer(rule, key, entities, Verdict.PASS)
    if len(said) == 1 and type(said[0]) is NotApplicable:
        return Answer(rule, key, entities, Verdict.NOT_APPLICABLE, (), said[0].reason)
    gaps = tuple(each for each in said if isinstance(each, Gap))
    if gaps:
        return Answer(rule, key, entities, Verdict.GAP, gaps)
    if all(isinstance(each, NotApplicable) for each in said):
        return Answer(rule, key, entities, Verdict.NOT_APPLICABLE, reason=said[0].reason)
    reason = f"the rule said {said[0]!r}, which is no answer"
    return Answer(rule, key, entities, Verdict.BROKEN, reason=reason)


def _not_in_force(rule: Rule, on: date) -> str:
    if rule.since and on < rule.since:
        return f"Not the law yet on {on}: in force from {rule.since}."
    return f"No longer the law on {on}: in force until {rule.until}."


class _Subjects:
    """Everything that can be judged: the thing, its key, and the companies it concerns."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._users = _users(register)
        self._cache: dict[str, list[tuple[Any, str, tuple[str, ...]]]] = {}

    def of(self, subject: str) -> list[tuple[Any, str, tuple[str, ...]]]:
        if subject not in self._cache:
            self._cache[subject] = list(self._make(subject))
        return self._cache[subject]

    def _make(self, subject: str) -> Iterator[tuple[Any, str, tuple[str, ...]]]:
        register = self.register
        if subject == "activity":
            for activity in register.activities.values():
                for variant in register.variants(activity):
                    yield variant.activity, activity.key, variant.entities
        elif subject == "entity":
            for entity in register.entities.values():
                yield entity, entity.key, (entity.id,)
        elif subject == "record":
            for record in register.all_records:
                yield record, record.key, self._concerned(record)
        else:
            for record in register.records.get(_FOLDERS[subject], {}).values():
                yield record, record.key, self._concerned(record)

    def _concerned(self, record: Record) -> tuple[str, ...]:
        own: object = getattr(record, "entities", None) or getattr(record, "parties", None)
        if isinstance(own, tuple):
            return own
        if record.folder == "entities":
            return (record.id,)
        return tuple(sorted(self._users.get(record.key, ())))


def _users(register: Register) -> Mapping[str, set[str]]:
    """Which companies use a shared record, by the record's key, through their activities."""
    users: dict[str, set[str]] = defaultdict(set)
    for written in register.activities.values():
        for variant in register.variants(written):
            activity = variant.activity
            keys = {f"recipients/{d.recipient}" for d in each(activity.recipients)}
            keys |= {f"systems/{system}" for system in each(activity.systems)}
            for link in activity.data:
                keys |= {f"sources/{source}" for source in each(link.sources)}
                keys |= (
                    {f"retention/{link.retention}"} if isinstance(link.retention, str) else set()
                )
            for key in keys:
                users[key].update(variant.entities)
    for cookie in register.cookies.values():
        if cookie.activity and cookie.activity in register.activities:
            users[cookie.key].update(register.activities[cookie.activity].entities)
    return users


Accepted = Mapping[tuple[str, str], list[Acceptance]]


def _accepted(register: Register, on: date) -> Accepted:
    """The acceptances that hold on the day; after its last day a gap is a gap again."""
    holding: dict[tuple[str, str], list[Acceptance]] = defaultdict(list)
    for acceptance in register.acceptances:
        if acceptance.on <= on <= acceptance.until:
            holding[acceptance.rule, acceptance.record].append(acceptance)
    return holding


def _with_acceptance(answer: Answer, accepted: Accepted) -> Answer:
    for acceptance in accepted.get((answer.rule, answer.record), ()):
        if acceptance.entity is None or answer.entities == (acceptance.entity,):
            return Answer(
                answer.rule,
                answer.record,
                answer.entities,
                Verdict.ACCEPTED,
                answer.gaps,
                acceptance.reason,
                acceptance,
            )
    return answer
