"""The screening in words for people, and as data for programs."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ropabook.assessing.criteria import GROUPS
from ropabook.assessing.screened import Asked, Screened
from ropabook.law.screening import Ground, Outcome

OUTCOME: Final[dict[Outcome, str]] = {
    "required": "A DPIA is required",
    "recommended": "A DPIA is recommended",
    "not-required": "No DPIA is required",
}
GROUND: Final[dict[Ground, str]] = {
    "article-35-3": "a case of Art. 35(3)",
    "ico": "the Commissioner's list",
    "wp248": "two or more criteria of WP248",
    "one-criterion": "one criterion of WP248",
    "major-project": "a major project",
}
SIGN: Final = {"for": "+", "against": "-", "ask": "?"}
_MET: Final = {True: "met", False: "not met", None: "not answered"}


def outcome_in_words(one: Screened) -> str:
    """What it comes to, why, and on whose word."""
    if one.not_ours:
        return one.not_ours
    grounds = ", ".join(GROUND[ground] for ground in (one.decided or one.proposed).grounds)
    because = f", by {grounds}" if grounds else ""
    if one.screening is None:
        said = f"{OUTCOME[one.proposed.outcome]} on what the record says{because}; not screened yet"
        count = sum(each.open for each in one.asked)
        return f"{said}; {count} criteria are open" if count else said
    by = f" by {one.screening.by}" if one.screening.by else ""
    said = f"{OUTCOME[one.outcome]}: screened on {one.screening.on}{by}"
    if one.decided is not None and one.decided.outcome != one.outcome:
        return f"{said}; the criteria say: {OUTCOME[one.decided.outcome].lower()}{because}"
    return f"{said}{because}"


def in_words(found: Sequence[Screened], *, whole: bool = False) -> Iterator[str]:
    """Every activity with what speaks for a DPIA; with `whole`, every criterion and every fact."""
    for one in found:
        yield f"{one.activity.title} ({one.names or 'no company'})"
        yield f"  {outcome_in_words(one)}."
        yield from (f"  To do: {each}." for each in one.to_do)
        if not one.not_ours:
            yield from _criteria(one, whole)
        yield ""
    counted = [one for one in found if not one.not_ours]
    numbers = ", ".join(
        f"{sum(one.outcome == outcome for one in counted)} {outcome.replace('-', ' ')}"
        for outcome in OUTCOME
    )
    waiting = sum(one.screening is None for one in counted)
    yield f"{len(found)} screenings: {numbers}. {waiting} not screened by anybody yet."


def _criteria(one: Screened, whole: bool) -> Iterator[str]:
    heading = ""
    for asked in one.asked:
        if not whole and not asked.speaks_for and not asked.met:
            continue
        if GROUPS[asked.criterion.group] != heading:
            heading = GROUPS[asked.criterion.group]
            yield f"    {heading}"
        yield f"      {asked.criterion.name}  {asked.criterion.title}: {_MET[asked.met]}" + (
            f" ({asked.reason})" if asked.reason else ""
        )
        for sign in asked.signs:
            if whole or sign.speaks == "for":
                who = f" (ask: {sign.ask})" if sign.ask else ""
                yield f"         {SIGN[sign.speaks]} {sign.sentence}{who}"


def as_data(one: Screened) -> dict[str, Any]:
    """For a program: stable keys, every criterion, every fact."""
    return {
        "activity": one.activity.id,
        "title": one.activity.title,
        "entities": list(one.entities),
        "not_ours": one.not_ours or None,
        "outcome": None if one.not_ours else one.outcome,
        "screened_on": one.screening.on if one.screening else None,
        "screened_by": one.screening.by if one.screening else None,
        "override_reason": one.screening.override_reason if one.screening else None,
        "approver": one.screening.approver if one.screening else None,
        "on_the_record": one.proposed._asdict(),
        "on_the_record_at_most": one.at_most,
        "on_the_answers": one.decided._asdict() if one.decided else None,
        "signed_dpia": one.signed,
        "to_do": list(one.to_do),
        "criteria": [_asked(asked) for asked in one.asked],
    }


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "key": asked.criterion.key,
        "law": asked.criterion.law,
        "title": asked.criterion.title,
        "met": asked.met,
        "reason": asked.reason or None,
        "facts": [sign._asdict() for sign in asked.signs],
    }
