"""Every rule on every record, on a day. Five answers, and every answer is kept."""

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple, get_args

from ropabook.judging.accept import all_with_acceptances, covers, holding
from ropabook.judging.answers import Answer, Verdict
from ropabook.judging.judge import Progress, answers
from ropabook.law.words import Severity
from ropabook.model.activity import ProcessingActivity
from ropabook.model.decisions import Action
from ropabook.model.facts import known
from ropabook.model.functions import functions, functions_of, narrowed
from ropabook.model.register import Register
from ropabook.rules.catalogue import catalogue
from ropabook.rules.rule import Gap, Rule

__all__ = ["Answer", "Finding", "Reach", "Review", "Verdict", "review"]
SEVERITY_ORDER: Final = {severity: at for at, severity in enumerate(get_args(Severity))}


class Reach(NamedTuple):
    """How far a gap reaches: how many companies, and about how many people."""

    companies: int
    people: int
    """0 where nobody has said how many."""


NOBODY: Final = Reach(0, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One gap with its rule and its record: what people read and act on."""

    rule: Rule
    answer: Answer
    gap: Gap
    reach: Reach = NOBODY
    actions: tuple[Action, ...] = ()
    """What is being done about it."""

    @property
    def severity(self) -> Severity:
        """What it weighs."""
        return self.gap.severity or self.rule.severity

    @property
    def identity(self) -> str:
        """Stable across runs and edits of other things: rule, record, place.

        The company is named only where the gap is in its own way of doing what others do, too.
        """
        whose = "+".join(self.answer.entities) if self.answer.deviates else ""
        return "|".join((self.rule.id, self.answer.record, whose, self.gap.at))


@dataclass(frozen=True)
class Review:
    """All answers of a day."""

    register: Register
    on: date
    rules: Mapping[str, Rule]
    answers: tuple[Answer, ...]
    first_seen: Mapping[str, date] | None = None
    """Since when each finding has stood, by its identity, where the history is known."""
    function: str | None = None
    """The function of the business that it is narrowed to; None where it is of all."""

    @cached_property
    def by_function(self) -> Mapping[str, "Review"]:
        """The same for each function that can be chosen: of its activities and what they use."""
        found: dict[str, list[Answer]] = {name: [] for name in functions(self.register)}
        for answer in self.answers if found else ():
            for name in functions_of(self.register, answer.record):
                found[name].append(answer)
        return {
            name: replace(self, register=narrowed(self.register, name), answers=tuple(mine),
                          function=name)
            for name, mine in found.items()
        }  # fmt: skip

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every gap that is not accepted: the worst, the farthest reaching, the oldest first."""
        found = [
            Finding(
                self.rules[answer.rule],
                answer,
                gap,
                self._reach(answer),
                self._actions(answer, gap),
            )
            for answer in self.answers
            if answer.verdict is Verdict.GAP
            for gap in answer.gaps
        ]
        return tuple(sorted(found, key=self._rank))

    def _rank(self, finding: Finding) -> tuple[int, int, int, date, str]:
        since = self.since(finding) or date.max
        reach = finding.reach
        severity = SEVERITY_ORDER[finding.severity]
        return severity, -reach.companies, -reach.people, since, finding.identity

    def since(self, finding: Finding) -> date | None:
        """Since when the finding has stood; None where the history does not say."""
        return (self.first_seen or {}).get(finding.identity)

    def _reach(self, answer: Answer) -> Reach:
        record = self.register.find(answer.record)
        people = known(record.people) if isinstance(record, ProcessingActivity) else None
        return Reach(len(answer.entities) or len(self.register.entities), people or 0)

    def _actions(self, answer: Answer, gap: Gap) -> tuple[Action, ...]:
        noted = self._actions_on.get((answer.rule, answer.record), ())
        return tuple(
            action
            for action in noted
            if covers(action, gap) and (action.entity is None or answer.concerns(action.entity))
        )

    @cached_property
    def _actions_on(self) -> Mapping[tuple[str, str], list[Action]]:
        found: dict[tuple[str, str], list[Action]] = {}
        for action in self.register.actions:
            found.setdefault((action.rule, action.record), []).append(action)
        return found

    def findings_of(self, entity: str | None = None) -> tuple[Finding, ...]:
        """The findings that concern one company, or all."""
        if entity not in self._findings_of:
            mine = tuple(f for f in self.findings if f.answer.concerns(entity))
            self._findings_of[entity] = mine
        return self._findings_of[entity]

    @cached_property
    def _findings_of(self) -> dict[str | None, tuple[Finding, ...]]:
        return {None: self.findings}

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


def review(
    register: Register,
    on: date,
    rules: Iterable[str] | None = None,
    *,
    first_seen: Mapping[str, date] | None = None,
    progress: Progress | None = None,
    keys: Collection[str] | None = None,
) -> Review:
    """Judge every record by every rule.

    Args:
        register: the record as loaded.
        on: the day to judge for; rules not in force on it answer "not applicable".
        rules: the ids of the rules to apply; all when left out.
        first_seen: since when each finding has stood, by its identity, where that is known.
        progress: told now and then how many things are judged, of how many.
        keys: judge these records only, as while one of them is being edited.

    Raises:
        KeyError: a rule that does not exist was asked for.
    """
    every = catalogue()
    chosen = {id: every[id] for id in rules} if rules is not None else dict(every)
    with nothing_thrown_away():
        found = answers(list(chosen.values()), register, on, progress, list(every.values()), keys)
        accepted = holding(register.acceptances, on)
        if accepted:
            found = all_with_acceptances(found, accepted)
        return Review(register, on, chosen, tuple(found), first_seen)


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """No search for rubbish: millions of things are made, all are kept, and it counts them anew.

    It would take half as long again. For answers here, and for the rows of a workbook.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
