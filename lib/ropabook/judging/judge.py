"""Every rule on everything it judges, on a day: what a rule asks for is given by name."""

import traceback
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any, Final, NamedTuple

from ropabook.judging.answers import Answer, Verdict
from ropabook.model.assessments import Dpia, LegitimateInterestsAssessment
from ropabook.model.entity import Entity, Profile
from ropabook.model.facts import each, known
from ropabook.model.questions import question_about
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, Rule

FOLDERS: Final = {
    "recipient": "recipients",
    "notice": "notices",
    "cookie": "cookies",
    "contract": "contracts",
    "retention": "retention",
    "system": "systems",
    "source": "sources",
    "people": "data-subjects",
    "measure": "security-measures",
    "consent": "consents",
    "policy_document": "policy-documents",
    "dpia": "dpia",
    "lia": "lia",
    "tra": "tra",
    "rights_request": "rights-requests",
    "breach": "breaches",
    "complaint": "complaints",
    "objection": "objections",
    "hand_over": "hand-overs",
    "group": "group",
}
"""The folder of the records that a rule judges, by what it calls them."""
Progress = Callable[[int, int], None]
"""Told how many subjects are done, of how many."""


class Subject(NamedTuple):
    """One thing to judge."""

    thing: Any
    key: str
    entities: tuple[str, ...]
    """The companies it concerns; empty where it concerns all."""
    deviates: bool = False


def answers(
    rules: Sequence[Rule],
    register: Register,
    on: date,
    progress: Progress | None = None,
    every: Sequence[Rule] = (),
    keys: Collection[str] | None = None,
) -> Iterator[Answer]:
    """What every rule says; the answers of one rule come together.

    One record meets all its rules before the next one does: what was just read is read again
    while it is near, and the cost of a record stays the same however many there are.

    Args:
        rules: whose answers are wanted.
        register: the record.
        on: the day.
        progress: told how far it is.
        every: all rules there are. Where a rule asks for answers, it is given those of all, also
            when only some are wanted: else nothing would be known, and that would look like well.
        keys: the records to judge, where not all are; then no rule is asked that judges answers.
    """
    judged = _Judged(register, on, progress, keys)
    if keys is not None:
        rules = [rule for rule in rules if "answers" not in rule.parameters]
    last = [rule for rule in rules if "answers" in rule.parameters]
    asked = {rule.id: rule for rule in (*rules, *(every if last else ()))}
    judged.run([rule for rule in asked.values() if "answers" not in rule.parameters], ())
    judged.run(last, tuple(chain.from_iterable(judged.found.values())) if last else ())
    return chain.from_iterable(judged.found[rule.id] for rule in rules)


class _Judged:
    """The answers found so far, rule by rule."""

    def __init__(
        self, register: Register, on: date, progress: Progress | None, keys: Collection[str] | None
    ) -> None:
        self.register, self.on, self.progress, self.keys = register, on, progress, keys
        self.subjects = _Subjects(register)
        self.laws = _Laws(register)
        self.found: dict[str, list[Answer]] = {}

    def run(self, rules: Sequence[Rule], others: tuple[Answer, ...]) -> None:
        self.found |= {rule.id: [] for rule in rules}
        kinds = list(dict.fromkeys(rule.subject for rule in rules))
        total, done = sum(len(self.subjects.of(kind)) for kind in kinds), 0
        for kind in kinds:
            mine = [rule for rule in rules if rule.subject == kind]
            asked: list[_Asked] = [
                (
                    r.id,
                    _only(r),
                    _asking(r, self.register, self.on, others),
                    self.found[r.id].append,
                )
                for r in mine
            ]
            for subject in self.subjects.of(kind):
                if self.keys is not None and subject.key not in self.keys:
                    continue
                _meet(subject, asked, self.laws.of(subject.entities))
                done += 1
                if self.progress and not done % 500:
                    self.progress(done, total)


class _Laws:
    """Whose law applies to some companies; those that concern all are under the group's."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.group: Profile = register.group.profile if register.group else "UK"
        self._found: dict[tuple[str, ...], frozenset[Profile]] = {}

    def of(self, entities: tuple[str, ...]) -> frozenset[Profile]:
        if entities not in self._found:
            named = [self.register.entities[e] for e in entities if e in self.register.entities]
            whose = frozenset(e.profile or self.group for e in named)
            self._found[entities] = whose or frozenset([self.group])
        return self._found[entities]


def _only(rule: Rule) -> Profile | None:
    """The one law that a rule belongs to; None where it belongs to both."""
    return rule.profiles[0] if len(rule.profiles) == 1 else None


_ELSEWHERE: Final[Mapping[Profile, str]] = {
    "UK": "This is the law of the United Kingdom only, under which the company is not recorded.",
    "EU": "This is the law of the European Union only, under which the company is not recorded.",
}
_PASS: Final = Verdict.PASS
_NOT: Final = Verdict.NOT_APPLICABLE
_Asked = tuple[
    str, Profile | None, Callable[[Any, Any], list[Any]], Callable[[Answer], None]
]  # fmt: skip
"""A rule's id, the one law it belongs to, how it is asked, and where its answer is kept."""
_new = tuple.__new__


def _without_gaps(rule: str, subject: Subject, verdict: Verdict, reason: str) -> Answer:
    # As `Answer(…)` makes it, in half the time: there is one for each rule and each record.
    _, key, entities, deviates = subject
    return _new(Answer, (rule, key, entities, verdict, (), reason, None, deviates))


def _asking(
    rule: Rule, register: Register, on: date, others: tuple[Answer, ...]
) -> Callable[[Any, Any], list[Any]]:
    """Call the rule with what it asks for by name, and take all it says."""
    if not rule.in_force(on):
        said: list[Any] = [NotApplicable(_not_in_force(rule, on))]
        return lambda thing, entities: said
    judge, needs = rule.judge, rule.parameters[1:]
    given = {"register": register, "on": on, "answers": others}
    # By place and not by name where it can be: that is a third faster, and there are many.
    fixed = [given[name] for name in needs if name != "entities"]
    if "entities" not in needs:
        return _with_the_same(judge, fixed)
    if needs[-1] == "entities":
        return lambda thing, entities: [*judge(thing, *fixed, entities)]
    named = {name: given[name] for name in needs if name != "entities"}
    return lambda thing, entities: [*judge(thing, entities=entities, **named)]


def _with_the_same(
    judge: Callable[..., Judgement], fixed: list[Any]
) -> Callable[[Any, Any], list[Any]]:
    if not fixed:
        return lambda thing, entities: [*judge(thing)]
    if len(fixed) == 1:
        [only] = fixed
        return lambda thing, entities: [*judge(thing, only)]
    return lambda thing, entities: [*judge(thing, *fixed)]


def _meet(subject: Subject, asked: list[_Asked], laws: frozenset[Profile]) -> None:
    """One record meets its rules. Written as one loop: there are millions of answers."""
    thing, key, entities, deviates = subject
    for rule, only, ask, keep in asked:
        if only is not None and only not in laws:
            keep(_without_gaps(rule, subject, Verdict.NOT_APPLICABLE, _ELSEWHERE[only]))
            continue
        try:
            said = ask(thing, entities)
        except Exception as error:  # any crash must become a visible answer
            keep(_broken(rule, subject, error))
            continue
        if not said:
            keep(_new(Answer, (rule, key, entities, _PASS, (), "", None, deviates)))
        elif len(said) == 1 and type(said[0]) is NotApplicable:
            reason = said[0].reason
            keep(_new(Answer, (rule, key, entities, _NOT, (), reason, None, deviates)))
        else:
            keep(_of_several(rule, subject, said))


def _broken(rule: str, subject: Subject, error: Exception) -> Answer:
    where = traceback.extract_tb(error.__traceback__)[-1]
    reason = f"{type(error).__name__}: {error} (line {where.lineno} of {where.name})"
    return _without_gaps(rule, subject, Verdict.BROKEN, reason)


def _of_several(rule: str, subject: Subject, said: list[Any]) -> Answer:
    gaps = tuple([_asked(subject.thing, one) for one in said if type(one) is Gap])
    if gaps:
        return _without_gaps(rule, subject, Verdict.GAP, "")._replace(gaps=gaps)
    for one in said:
        if type(one) is not NotApplicable:
            reason = f"the rule said {one!r}, which is no answer"
            return _without_gaps(rule, subject, Verdict.BROKEN, reason)
    return _without_gaps(rule, subject, Verdict.NOT_APPLICABLE, said[0].reason)


def _asked(thing: Any, found: Gap) -> Gap:
    """The gap with the question that stands beside its field, where it brings none of its own."""
    if found.question is not None or not isinstance(thing, Record) or not thing.questions:
        return found
    question = question_about(thing, found.at)
    return found if question is None else replace(found, question=question)


def _not_in_force(rule: Rule, on: date) -> str:
    if rule.since and on < rule.since:
        return f"Not the law yet on {on}: in force from {rule.since}."
    return f"No longer the law on {on}: in force until {rule.until}."


class _Subjects:
    """Everything that can be judged, by what a rule calls it."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._users = _users(register)
        self._cache: dict[str, list[Subject]] = {}

    def of(self, kind: str) -> list[Subject]:
        if kind not in self._cache:
            self._cache[kind] = list(self._make(kind))
        return self._cache[kind]

    def _make(self, kind: str) -> Iterator[Subject]:
        register = self.register
        if kind == "activity":
            for written in register.activities.values():
                for activity, entities in register.variants(written):
                    yield Subject(activity, written.key, entities, activity is not written)
        elif kind == "record":
            yield from (Subject(r, r.key, self._concerned(r)) for r in register.all_records)
        elif kind == "entity":
            yield from (Subject(e, e.key, (e.id,)) for e in register.entities.values())
        elif kind in ("acceptance", "action", "decision"):
            noted: list[Any] = [*register.acceptances] if kind != "action" else []
            noted += register.actions if kind != "acceptance" else ()
            yield from (Subject(n, n.key, (n.entity,) if n.entity else ()) for n in noted)
        elif kind == "refusal":
            yield from (Subject(r, f"files/{r.file}", ()) for r in register.refusals)
        else:
            records = register.records.get(FOLDERS[kind], {}).values()
            yield from (Subject(r, r.key, self._concerned(r)) for r in records)

    def _concerned(self, record: Record) -> tuple[str, ...]:
        own: object = getattr(record, "entities", None) or getattr(record, "parties", None)
        if isinstance(own, tuple):
            return own
        if isinstance(record, Entity):
            return (record.id,)
        one = getattr(record, "entity", None)
        if isinstance(one, str) and record.folder != "recipients":
            return (one,)
        return tuple(sorted(self._users.get(record.key, ())))


def _users(register: Register) -> Mapping[str, set[str]]:
    """Which companies use a shared record, by the record's key, through their activities."""
    users: dict[str, set[str]] = defaultdict(set)
    for written in register.activities.values():
        for activity, entities in register.variants(written):
            keys = {f"recipients/{d.recipient}" for d in each(activity.recipients)}
            keys.update(f"recipients/{t.recipient}" for t in each(activity.transfers))
            keys.update(f"systems/{system}" for system in each(activity.systems))
            for link in activity.data:
                keys.update(f"sources/{source}" for source in each(link.sources))
                keys.update(f"data-subjects/{people}" for people in link.subjects)
                if isinstance(link.retention, str):
                    keys.add(f"retention/{link.retention}")
                if isinstance(link.policy_document, str):
                    keys.add(f"policy-documents/{link.policy_document}")
            for key in keys:
                users[key].update(entities)
    for cookie in register.cookies.values():
        if cookie.activity and cookie.activity in register.activities:
            whose = register.activities[cookie.activity].entities
            users[cookie.key].update(whose)
            users[f"recipients/{known(cookie.provider)}"].update(whose)
    for dpia in register.of(Dpia).values():
        for activity_id in dpia.activities:
            if activity_id in register.activities:
                users[dpia.key].update(register.activities[activity_id].entities)
    for lia in register.of(LegitimateInterestsAssessment).values():
        if lia.activity in register.activities:
            users[lia.key].update(register.activities[lia.activity].entities)
    return users
