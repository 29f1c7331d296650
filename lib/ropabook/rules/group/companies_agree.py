"""Companies that do the same do it on one basis and for one time (UK GDPR Art. 5(1)(a), 30(1))."""

from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple

from ropabook.law.periods import in_words, period
from ropabook.law.words import LAWFUL_BASES, label
from ropabook.model.activity import DataLink, ProcessingActivity, Purpose
from ropabook.model.facts import blank, known
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory, RetentionRule
from ropabook.rules.compared import ONE_COMPANY, alone, every_way, same_words
from ropabook.rules.reading import NOT_CONTROLLER, basis_of, controls
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NOBODY_ELSE = NotApplicable("No other company of the group is recorded as doing the same.")


class _Way(NamedTuple):
    """One thing that a company does, and how."""

    what: Hashable
    """The same for the same thing, whoever does it."""
    how: Hashable
    words: str
    part: Purpose | DataLink


class _First(NamedTuple):
    """How the first company that is met does it: the others are compared with it."""

    how: Hashable
    words: str
    entities: frozenset[str]
    explained: bool


_Ways = Callable[[Register, ProcessingActivity], Iterator[_Way]]
_Met = tuple[dict[Hashable, _First], frozenset[Hashable]]


def _met(register: Register, ways: _Ways) -> _Met:
    """How the first company does each thing, and what is done by more than one."""
    first: dict[Hashable, _First] = {}
    several: set[Hashable] = set()
    for activity, entities in every_way(register):
        if not controls(activity):
            continue
        whose, explained = frozenset(entities), not blank(activity.differs_because)
        for way in ways(register, activity):
            met = first.setdefault(way.what, _First(way.how, way.words, whose, explained))
            if len(met.entities) > 1 or not whose <= met.entities:
                several.add(way.what)
    return first, frozenset(several)


def _others(
    ways: list[_Way], met: _Met, activity: ProcessingActivity, entities: tuple[str, ...]
) -> Iterator[tuple[_Way, _First]]:
    """Each thing that another company does in another way, where nobody says why."""
    if not blank(activity.differs_because):
        return
    for way in ways:
        first = met[0][way.what]
        if first.how != way.how and not first.explained and not first.entities >= {*entities}:
            yield way, first


def _bases(register: Register, activity: ProcessingActivity) -> Iterator[_Way]:
    for purpose in activity.purposes:
        basis = basis_of(purpose)
        if basis is not None:
            words = label(LAWFUL_BASES, basis.basis).lower()
            yield _Way(same_words(purpose.text), basis.basis, words, purpose)


def _all_bases(register: Register) -> _Met:
    return _met(register, _bases)


@rule("XE-BASIS", "UK GDPR Art. 5(1)(a)", "minor", analysis="group")
def the_same_purpose_rests_on_the_same_basis(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Companies that pursue the same purpose rest it on the same basis, or say why not.

    Remedy:
        Agree on one basis, or record why the companies differ (`differs_because`).

    Gap:
        activities/newsletter:
          differs:
            lantern:
              purposes:
                - id: tell-customers
                  lawful_basis:
                    basis: consent
                    consent: newsletter-consent
                    withdrawal: The link in each message

    Good:
        activities/newsletter:
          differs:
            lantern:
              differs_because: Lantern has no customers yet who bought anything
              purposes:
                - id: tell-customers
                  lawful_basis:
                    basis: consent
                    consent: newsletter-consent
                    withdrawal: The link in each message
    """
    if alone(register) or not controls(activity):
        yield ONE_COMPANY if alone(register) else NOT_CONTROLLER
        return
    ways, met = list(_bases(register, activity)), register.once(_all_bases)
    if not any(way.what in met[1] for way in ways):
        yield _NOBODY_ELSE
    for way, first in _others(ways, met, activity, entities):
        if isinstance(way.part, Purpose):
            theirs = companies(register, sorted(first.entities))
            sentence = f"“{way.part.text}” rests on {way.words}, for {theirs} on {first.words}."
            yield Gap(sentence, f"purposes.{way.part.id}.lawful_basis")


def _limits(register: Register, activity: ProcessingActivity) -> Iterator[_Way]:
    aims = tuple(sorted(same_words(purpose.text) for purpose in activity.purposes))
    rules = register.of(RetentionRule)
    for link in activity.data if aims else ():
        limit = rules.get(known(link.retention) or "")
        if limit is None or not link.categories:
            continue
        what, text = (aims, tuple(sorted(link.categories))), known(limit.period)
        if text:
            # Compared as a length of time: P72M is P6Y.
            yield _Way(what, period(text) or text, in_words(text), link)
        elif limit.criteria:
            yield _Way(what, same_words(limit.criteria), "by criteria", link)


def _all_limits(register: Register) -> _Met:
    return _met(register, _limits)


@rule("XE-RET", "UK GDPR Art. 30(1)(f)", "minor", analysis="group")
def the_same_data_is_kept_for_the_same_time(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Companies that use the same data for the same purpose keep it as long, or say why not.

    Remedy:
        Agree on one time limit, or record why the companies differ (`differs_because`).

    Gap:
        activities/newsletter:
          differs:
            lantern:
              data:
                - id: subscriptions
                  retention: order-records

    Good:
        activities/newsletter:
          differs:
            lantern:
              differs_because: Lantern keeps proof of what it sent for six years
              data:
                - id: subscriptions
                  retention: order-records
    """
    if alone(register) or not controls(activity):
        yield ONE_COMPANY if alone(register) else NOT_CONTROLLER
        return
    ways, met = list(_limits(register, activity)), register.once(_all_limits)
    if not any(way.what in met[1] for way in ways):
        yield _NOBODY_ELSE
    for way, first in _others(ways, met, activity, entities):
        if isinstance(way.part, DataLink):
            kinds = register.of(PersonalDataCategory)
            names = [kinds[each].title if each in kinds else each for each in way.part.categories]
            theirs = companies(register, sorted(first.entities))
            sentence = f"{', '.join(names)}: kept {way.words}, by {theirs} {first.words}."
            yield Gap(sentence, f"data.{way.part.id}.retention")
