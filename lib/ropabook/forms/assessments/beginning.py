"""How an assessment begins: with what the record says of its activities, and nothing invented."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from ropabook.assessing.relying import relied_on, say
from ropabook.law.words import LAWFUL_BASES, label
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each, known, unknown
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.rules.reading import bases_of, data_in
from ropabook.store.building import NotARecord, build
from ropabook.store.plain import plain

Fill = Callable[[ProcessingActivity, Register], list[str]]


def prefilled(data: Mapping[str, Any], register: Register, on: date) -> tuple[dict[str, Any], int]:
    """A DPIA with its empty fields filled from the record, and how many were.

    A field that says something is never touched, and a fact that is not known fills nothing: it
    stays a question of the record.
    """
    found = [register.activities[a] for a in data.get("activities", ()) if a in register.activities]
    filled, count = dict(data), 0
    for (part, name), fill in _FILLS.items():
        inner = dict(filled.get(part) or {})
        lines = [
            f"{activity.title}: {line}" if len(found) > 1 else line
            for activity in found
            for line in fill(activity, register)
        ]
        if lines and not inner.get(name):
            inner[name] = "\n".join([f"From the record, as at {on}:", *dict.fromkeys(lines)])
            filled[part] = inner
            count += 1
    return filled, count


def resting(kind: str, id: str, data: Mapping[str, Any], register: Register) -> dict[str, Any]:
    """An assessment that relies on the facts of the record as they are now."""
    built = build(kind, id, plain({k: v for k, v in data.items() if k != "relies_on"}))
    facts = relied_on(built.record, register)  # type: ignore[arg-type]
    return {**data, "relies_on": [fact.model_dump() for fact in facts]}


def can_rest(kind: str, id: str, data: Mapping[str, Any]) -> str:
    """Why an assessment cannot rely on the record yet; empty where it can."""
    try:
        build(kind, id, plain({k: v for k, v in data.items() if k != "relies_on"}))
    except NotARecord as problem:
        return str(problem)
    return ""


def begun(kind: str, title: str, activity: ProcessingActivity | None) -> dict[str, Any]:
    """The least that an assessment of this kind is made of."""
    about = activity.id if activity else ""
    if kind == "dpia":
        return {"title": title, "activities": [about] if about else [], "version": "1",
                "scale": "ico"}  # fmt: skip
    if kind == "lia":
        return {"title": title, "activity": about}
    return {"title": title, "conclusion": "open", "statutory_test": "dpt2026"}


def interest_purposes(activity: ProcessingActivity, *, recognised: bool) -> list[str]:
    """The purposes that rest on legitimate interests, or may: their basis is not known."""
    wanted = "recognised-legitimate-interest" if recognised else "legitimate-interests"
    return [
        purpose.id
        for purpose in activity.purposes
        if unknown(purpose.lawful_basis) or wanted in [b.basis for b in bases_of(purpose)]
    ]


# ----- what the record says, field by field ------------------------------------------------------


def _purposes(activity: ProcessingActivity, register: Register) -> list[str]:
    return [purpose.text for purpose in activity.purposes]


def _bases(activity: ProcessingActivity, register: Register) -> list[str]:
    return [
        f"{purpose.text}: {label(LAWFUL_BASES, basis.basis)}"
        for purpose in activity.purposes
        for basis in bases_of(purpose)
    ]


def _nature(activity: ProcessingActivity, register: Register) -> list[str]:
    told = []
    for link in activity.data:
        sources = [register.find(f"sources/{s}") for s in each(link.sources)]
        named = ", ".join(s.name for s in sources if s)
        if named:
            told.append(f"{data_in(link, register)}: collected from {named}")
    told += [f"Disclosed to: {say(one, register)}" for one in each(activity.recipients)]
    return told


def _scope(activity: ProcessingActivity, register: Register) -> list[str]:
    told = [f"{say(link, register)}" for link in activity.data]
    people = known(activity.people)
    return [*told, *([f"About {people:,} people"] if people is not None else [])]


def _context(activity: ProcessingActivity, register: Register) -> list[str]:
    told = [f"Carried out by {companies(register, activity.entities)}"] if activity.entities else []
    for link in activity.data:
        for subject in link.subjects:
            people = register.find(f"data-subjects/{subject}")
            for field, words in _PEOPLE:
                if people and known(getattr(people, field)) is True:
                    told.append(f"{people.name}: they {words}")
    return told


_PEOPLE: Final = (
    ("workforce", "work for the company"),
    ("children", "are children"),
    ("vulnerable", "are vulnerable"),
)


def _assets(activity: ProcessingActivity, register: Register) -> list[str]:
    return [say(system, register) for system in each(activity.systems)]


def _retention(activity: ProcessingActivity, register: Register) -> list[str]:
    rules = [(link, register.find(f"retention/{link.retention}")) for link in activity.data
             if isinstance(link.retention, str)]  # fmt: skip
    return [f"{data_in(link, register)}: {rule.name}" for link, rule in rules if rule]


def _minimisation(activity: ProcessingActivity, register: Register) -> list[str]:
    return [f"{data_in(link, register)}: {link.minimisation}" for link in activity.data
            if link.minimisation]  # fmt: skip


def _information(activity: ProcessingActivity, register: Register) -> list[str]:
    return [register.notices[n].title for n in activity.notices if n in register.notices]


def _processors(activity: ProcessingActivity, register: Register) -> list[str]:
    found = (register.recipients.get(one.recipient) for one in each(activity.recipients))
    return [
        f"{one.title}: {say(known(one.contract), register)}"
        for one in found
        if one and known(one.kind) in ("processor", "sub-processor") and known(one.contract)
    ]


def _transfers(activity: ProcessingActivity, register: Register) -> list[str]:
    return [say(transfer, register) for transfer in each(activity.transfers)]


_FILLS: Final[dict[tuple[str, str], Fill]] = {
    ("description", "nature"): _nature,
    ("description", "scope"): _scope,
    ("description", "context"): _context,
    ("description", "purposes"): _purposes,
    ("description", "supporting_assets"): _assets,
    ("necessity", "basis"): _bases,
    ("necessity", "minimisation"): _minimisation,
    ("necessity", "retention"): _retention,
    ("necessity", "information"): _information,
    ("necessity", "processors"): _processors,
    ("necessity", "transfers"): _transfers,
}
