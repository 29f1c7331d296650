"""Gaps that somebody accepts: on which days, for which company, in which place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ropabook.judging.answers import Answer, Verdict
from ropabook.model.decisions import Acceptance, Action
from ropabook.rules.rule import Gap

Accepted = Mapping[tuple[str, str], list[Acceptance]]


def holding(acceptances: tuple[Acceptance, ...], on: date) -> Accepted:
    """The acceptances that hold on the day; after its last day a gap is a gap again."""
    found: dict[tuple[str, str], list[Acceptance]] = defaultdict(list)
    for acceptance in acceptances:
        if acceptance.on <= on <= acceptance.until:
            found[acceptance.rule, acceptance.record].append(acceptance)
    return found


def covers(decision: Acceptance | Action, gap: Gap) -> bool:
    """Whether a decision is about this place of the record."""
    return decision.at is None or decision.at == gap.at


def all_with_acceptances(answers: Iterable[Answer], accepted: Accepted) -> Iterator[Answer]:
    """The answers; where gaps of one are accepted, those for whom and which are told apart."""
    for answer in answers:
        # Most have no gap: nothing is looked up for them.
        if answer.gaps and (answer.rule, answer.record) in accepted:
            yield from _with_acceptances(answer, accepted[answer.rule, answer.record])
        else:
            yield answer


def _with_acceptances(answer: Answer, mine: list[Acceptance]) -> Iterator[Answer]:
    for entities in _told_apart(answer, mine):
        part = answer._replace(entities=entities)
        left = part.gaps
        for acceptance in mine:
            if acceptance.entity is None or (acceptance.entity,) == entities:
                taken = tuple(gap for gap in left if covers(acceptance, gap))
                if taken:
                    accepted_part = part._replace(verdict=Verdict.ACCEPTED, gaps=taken)
                    yield accepted_part._replace(reason=acceptance.reason, acceptance=acceptance)
                left = tuple(gap for gap in left if not covers(acceptance, gap))
        if left:
            yield part._replace(gaps=left)


def _told_apart(answer: Answer, mine: list[Acceptance] | tuple[()]) -> Iterator[tuple[str, ...]]:
    """The companies, each that accepted by itself apart from the others."""
    single = {a.entity for a in mine if a.entity is not None} & {*answer.entities}
    others = tuple(entity for entity in answer.entities if entity not in single)
    if others or not answer.entities:
        yield others
    yield from ((entity,) for entity in answer.entities if entity in single)
