"""What speaks for a criterion of the screening, against it, or is still to be asked."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from ropabook.model.activity import AutomatedDecision, ProcessingActivity
from ropabook.model.facts import Nothing, Unknown, each, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import DataSubjectCategory, PersonalDataCategory, Source
from ropabook.rules.reading import people_of

Speaks = Literal["for", "against", "ask"]


class Sign(NamedTuple):
    """A fact of the record about a criterion, or the question that the record leaves open."""

    speaks: Speaks
    sentence: str
    at: str
    """Where it stands: `activities/orders` with the path in it, such as `#purposes.P1`."""
    ask: str = ""
    """Whom to ask, where it is a question that the record has."""


class Seen(NamedTuple):
    """An activity, and what it names in the registers."""

    activity: ProcessingActivity
    register: Register
    people: list[DataSubjectCategory]
    data: list[PersonalDataCategory]
    sources: list[Source]

    def at(self, path: str) -> str:
        """A place in the activity."""
        return f"{self.activity.key}#{path}"


def seen(activity: ProcessingActivity, register: Register) -> Seen:
    """Look an activity up with the people, the data and the sources that it names."""
    kinds, places = register.of(PersonalDataCategory), register.of(Source)
    categories = dict.fromkeys(c for link in activity.data for c in link.categories)
    sources = dict.fromkeys(s for link in activity.data for s in each(link.sources))
    return Seen(
        activity,
        register,
        people_of(activity, register),
        [kinds[one] for one in categories if one in kinds],
        [places[one] for one in sources if one in places],
    )


# ----- the ways in which the record speaks -------------------------------------------------------


def flag(case: Seen, field: str, yes: str, no: str, question: str) -> Iterator[Sign]:
    """A fact of the activity that is yes or no."""
    yield answer(getattr(case.activity, field), case.at(field), yes, no, question)


def answer(fact: object, at: str, yes: str, no: str, question: str) -> Sign:
    """One fact that is yes or no, wherever it stands."""
    if isinstance(fact, Unknown):
        return Sign("ask", fact.unknown, at, fact.ask)
    if isinstance(fact, Nothing):
        return Sign("against", f"{no}: {fact.none}", at)
    if fact is None:
        return Sign("ask", question, at)
    return Sign("for", yes, at) if fact else Sign("against", no, at)


def tagged(case: Seen, tags: Iterable[str], what: str) -> Iterator[Sign]:
    """The purposes that bear one of these tags."""
    wanted = {*tags}
    for purpose in case.activity.purposes:
        found = [tag.replace("-", " ") for tag in purpose.tags if tag in wanted]
        if found:
            sentence = f"{what}: “{purpose.text}” is marked as {' and '.join(found)}"
            yield Sign("for", sentence, case.at(f"purposes.{purpose.id}"))


def of_nature(case: Seen, natures: Iterable[str], what: str) -> Iterator[Sign]:
    """The categories of data of one of these natures."""
    wanted = {*natures}
    for data in case.data:
        if wanted & {*data.nature}:
            yield Sign("for", f"{what}: {data.title}", data.key)


def from_sources(case: Seen, natures: Iterable[str], what: str) -> Iterator[Sign]:
    """The sources of one of these natures."""
    wanted = {*natures}
    for source in case.sources:
        if wanted & {*source.nature}:
            yield Sign("for", f"{what}: {source.title}", source.key)


def special(case: Seen) -> Iterator[Sign]:
    """Special categories and data about crime: which there are, and of which it is not known."""
    for data in case.data:
        for fact, kind in ((data.special, "special"), (data.criminal, "about crime")):
            if unknown(fact):
                yield Sign("ask", fact.unknown, data.key, fact.ask)
            elif known(fact) not in (None, False):
                yield Sign("for", f"{data.title} is {kind}", data.key)


def decisions(case: Seen, *, wholly: bool) -> Iterator[Sign]:
    """Decisions with legal or similar effect: by automated means alone, or in part."""
    told = case.activity.automated_decisions
    at = case.at("automated_decisions")
    if isinstance(told, Unknown):
        yield Sign("ask", told.unknown, at, told.ask)
    elif isinstance(told, Nothing):
        yield Sign("against", f"No decision is automated: {told.none}", at)
    elif told is None:
        yield Sign("ask", "Is any decision about people made by automated means?", at)
    else:
        for one in told:
            yield _decision(one, at, wholly)


def _decision(one: AutomatedDecision, at: str, wholly: bool) -> Sign:
    facts = (one.significant, one.solely) if wholly else (one.significant,)
    asked = next((fact for fact in facts if isinstance(fact, Unknown)), None)
    if any(isinstance(fact, Nothing) or fact is False for fact in facts):
        why = (
            "has no legal or similar effect"
            if one.significant is not True
            else "is not automated alone"
        )
        return Sign("against", f"“{one.decision}” {why}", at)
    if asked is not None:
        return Sign("ask", asked.unknown, at, asked.ask)
    sentence = f"“{one.decision}” is decided by automated means, with legal or similar effect"
    return Sign("for", sentence, at)


ORDER: Final[tuple[Speaks, ...]] = ("for", "ask", "against")
"""What speaks for a criterion is read first."""
