"""The starting points: risks, measures and questions for what a telecoms group does.

Everything in them is a suggestion. What is taken into an assessment is marked as suggested there
until somebody confirms it, its scores are left to the analyst, and what only the company can know
is a question.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from ropabook.model.activity import ProcessingActivity, Tag
from ropabook.model.assessments import DpiaMeasure, Risk
from ropabook.model.facts import Noun, Text
from ropabook.model.record import Question
from ropabook.store.plain import plain
from ropabook.store.strict_yaml import parse

NOTE: Final = (
    "Begun from the library of starting points: risks and measures that are marked as suggested "
    "are no facts about the company until somebody confirms them."
)


class StartingPoint(Noun):
    """A skeleton of a DPIA for one kind of processing."""

    id: Text
    title: Text
    about: Text
    """What it is for, and what it is not for."""
    tags: tuple[Tag, ...] = ()
    """Purposes with one of these tags are what it is for."""
    words: tuple[Text, ...] = ()
    """Words in the title of an activity that say the same."""
    questions: tuple[Question, ...] = ()
    risks: tuple[Risk, ...] = ()
    measures: tuple[DpiaMeasure, ...] = ()


@cache
def starting_points() -> Mapping[str, StartingPoint]:
    """Every starting point, by its id, in the order of their titles."""
    found = [
        StartingPoint.model_validate({**parse(file.read_bytes()), "id": file.name[:-5]})
        for file in files("ropabook.library").iterdir()
        if file.name.endswith(".yaml")
    ]
    return {one.id: one for one in sorted(found, key=lambda one: one.title)}


def fitting(activity: ProcessingActivity) -> tuple[StartingPoint, ...]:
    """Those that are for what an activity does."""
    tags = {tag for purpose in activity.purposes for tag in purpose.tags}
    title = activity.title.casefold()
    return tuple(
        one
        for one in starting_points().values()
        if tags & {*one.tags} or any(word in title for word in one.words)
    )


def taken(
    point: StartingPoint, data: Mapping[str, Any], only: frozenset[str] | None = None
) -> dict[str, Any]:
    """A DPIA with what is taken from a starting point added; what is there stays as it is.

    Args:
        point: where it is taken from.
        data: the DPIA as plain data.
        only: the ids of the risks and measures to take; left out, all of it with its questions.
    """
    risks, measures = list(data.get("risks", ())), list(data.get("measures", ()))
    told = {str(one.get("text")) for one in (*risks, *measures)}
    names = _Names({str(one.get("id")) for one in (*risks, *measures)})
    wanted = [one for one in point.risks if only is None or one.id in only]
    new_ids = {one.id: names.new(one.id) for one in wanted if one.text not in told}
    risks += [_suggested(one, new_ids[one.id]) for one in wanted if one.id in new_ids]
    by_text = {str(one.get("text")): str(one.get("id")) for one in risks}
    of = {one.id: by_text[one.text] for one in point.risks if one.text in by_text}
    for measure in point.measures:
        if measure.text not in told and (only is None or measure.id in only):
            against = [of[risk] for risk in measure.risks if risk in of]
            added = _suggested(measure, names.new(measure.id))
            measures.append({**added, "risks": against} if against else _without(added, "risks"))
    more: dict[str, Any] = {"risks": risks, "measures": measures}
    if only is None:
        asked = [q.get("question") for q in data.get("questions", ())]
        new = [
            plain(q.model_dump(exclude_none=True))
            for q in point.questions
            if q.question not in asked
        ]
        more["questions"] = [*data.get("questions", ()), *new]
    return {**data, **{key: value for key, value in more.items() if value}}


def _suggested(one: Risk | DpiaMeasure, id: str) -> dict[str, Any]:
    written: dict[str, Any] = plain(one.model_dump(mode="json", exclude_defaults=True))
    return {**written, "id": id, "suggested": True}


def _without(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {k: v for k, v in data.items() if k != key}


class _Names:
    """Short names that are not taken: R1, then R2."""

    def __init__(self, used: set[str]) -> None:
        self.used = used

    def new(self, wanted: str) -> str:
        stem, number = wanted.rstrip("0123456789"), 1
        name = wanted
        while name in self.used:
            name, number = f"{stem}{number}", number + 1
        self.used.add(name)
        return name
