"""Every activity with every criterion: what the record and the analyst say, and what follows."""

from datetime import date
from typing import NamedTuple

from ropabook.assessing.criteria import Criterion, criteria, signs_of
from ropabook.assessing.signs import Sign, seen
from ropabook.law.screening import OUTCOMES, Decision, Outcome, decide
from ropabook.model.activity import ProcessingActivity, Screening
from ropabook.model.facts import blank, known
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.rules.assessed import assessed
from ropabook.rules.reading import controls


class Asked(NamedTuple):
    """One criterion for one activity."""

    criterion: Criterion
    signs: tuple[Sign, ...]
    met: bool | None
    """What the analyst says; None where nobody has."""
    reason: str

    @property
    def speaks_for(self) -> bool:
        """Whether the record says something for it."""
        return any(sign.speaks == "for" for sign in self.signs)

    @property
    def open(self) -> bool:
        """Whether the record neither says anything for it nor rules it out."""
        return not self.speaks_for and any(sign.speaks == "ask" for sign in self.signs)

    @property
    def against_the_record(self) -> bool:
        """Whether the analyst says no without a reason where the record speaks for it."""
        return self.met is False and self.speaks_for and blank(self.reason)


class Screened(NamedTuple):
    """An activity as some companies do it, screened."""

    activity: ProcessingActivity
    entities: tuple[str, ...]
    names: str
    """The companies, as people call them."""
    not_ours: str
    """Why the companies need not screen it; empty where they do."""
    asked: tuple[Asked, ...]
    proposed: Decision
    """What follows from what the record says."""
    at_most: Outcome
    """What it would come to if everything that is open were met."""
    screening: Screening | None
    decided: Decision | None
    """What follows from what the analyst says; None where nobody has screened it."""
    signed: bool
    """Whether a signed DPIA is there."""

    @property
    def outcome(self) -> Outcome:
        """The outcome that stands: the analyst's, else what the record comes to."""
        return self.screening.outcome if self.screening else self.proposed.outcome

    @property
    def overridden(self) -> bool:
        """Whether the analyst asks for less than the criteria do."""
        return self.screening is not None and self.decided is not None and (
            OUTCOMES.index(self.screening.outcome) < OUTCOMES.index(self.decided.outcome)
        )  # fmt: skip

    @property
    def to_do(self) -> tuple[str, ...]:
        """What is left to do, in words."""
        if self.not_ours:
            return ()
        if self.screening is None:
            return ("Screen it",)
        found = []
        if self.overridden and blank(self.screening.override_reason):
            found.append("Give a reason why the outcome is less than the criteria ask for")
        if self.overridden and blank(self.screening.approver):
            found.append("Let somebody approve that the outcome departs from the criteria")
        found += [
            f"Say why {one.criterion.law} is not met: the record speaks for it"
            for one in self.asked
            if one.against_the_record
        ]
        if self.outcome == "required" and not self.signed:
            found.append("Do the DPIA")
        return tuple(found)


def screenings(register: Register, on: date) -> tuple[Screened, ...]:
    """Every activity, as the companies do it, with every criterion."""
    return tuple(
        screened(register, activity, entities, on)
        for written in register.activities.values()
        for activity, entities in register.variants(written)
    )


class Way(NamedTuple):
    """One way in which an activity is carried out, as far as its screening goes."""

    entity: str
    """The company that does it in a way of its own; empty where it is as the record is written."""
    screened: Screened

    @property
    def key(self) -> str:
        """`activities/calls`, or `activities/calls@birch`."""
        of = f"@{self.entity}" if self.entity else ""
        return f"{self.screened.activity.key}{of}"


def ways(register: Register, written: ProcessingActivity, on: date) -> tuple[Way, ...]:
    """An activity as it is written, and each company's way for which the criteria look otherwise.

    A company that does something differently, and nothing that a criterion looks at, is screened
    with the others.
    """
    found: list[Way] = []
    for activity, entities in register.variants(written):
        own = screened(register, activity, entities, on)
        if activity is not written and found and not found[0].entity:
            shared = found[0].screened
            if _alike(own, shared):
                together = (*shared.entities, *entities)
                names = companies(register, together)
                found[0] = Way("", shared._replace(entities=together, names=names))
                continue
        found.append(Way("" if activity is written else entities[0], own))
    return tuple(found)


def _alike(one: Screened, other: Screened) -> bool:
    return (one.asked, one.screening, one.not_ours) == (
        other.asked, other.screening, other.not_ours)  # fmt: skip


def screened(
    register: Register, activity: ProcessingActivity, entities: tuple[str, ...], on: date
) -> Screened:
    """One activity with every criterion."""
    case, screening = seen(activity, register), known(activity.screening)
    asked = tuple(Asked(one, signs_of(case, one.key), *_said(screening, one)) for one in criteria())
    for_it = {one.criterion.key for one in asked if one.speaks_for}
    perhaps = for_it | {one.criterion.key for one in asked if one.open}
    role = known(activity.role)
    ours = role is None or controls(activity)
    return Screened(
        activity,
        entities,
        companies(register, entities),
        "" if ours else "The company acts for a controller, who screens it",
        asked,
        decision(for_it),
        decision(perhaps).outcome,
        screening,
        decision(met_in(screening), bool(screening.major_project)) if screening else None,
        assessed(activity, register, on),
    )


def decision(met: set[str], major_project: bool = False) -> Decision:
    """What follows from the criteria that are met, by their keys."""
    chosen = [one for one in criteria() if one.key in met]
    of = {group: [one.name for one in chosen if one.group == group] for group in
          ("article-35-3", "ico", "wp248")}  # fmt: skip
    numbers = [int(name) for name in of["wp248"]]
    return decide(of["article-35-3"], of["ico"], numbers, major_project)


def met_in(screening: Screening) -> set[str]:
    """The keys of the criteria that a screening finds met."""
    return {
        *(f"article-35-3-{each}" for each in screening.article_35_3),
        *(f"ico-{each}" for each in screening.ico),
        *(f"wp248-{each}" for each in screening.wp248),
    }


def _said(screening: Screening | None, one: Criterion) -> tuple[bool | None, str]:
    if screening is None:
        return None, ""
    reason = screening.considered.get(one.key, "")
    if one.key in met_in(screening):
        return True, reason
    return False, reason
