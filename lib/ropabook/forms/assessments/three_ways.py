"""Two people's answers to one screening: what only one of them changed is kept, the rest is chosen.

A criterion is one answer, yes or no with its reason, though the record keeps the two apart: put
together part by part, one person's no could become the other's yes without a word.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from ropabook.assessing.criteria import criteria
from ropabook.assessing.telling import OUTCOME
from ropabook.forms.assessments.answering import Answers
from ropabook.forms.editing import Choice

_TEXTS: Final[dict[str, str]] = {
    "outcome": "Outcome",
    "by": "Screened by",
    "override_reason": "Why the outcome is less",
    "approver": "Who approves that",
}


class Sides(NamedTuple):
    """What both began with, what somebody else saved since, and what is typed here."""

    base: Answers
    theirs: Answers
    yours: Answers

    @property
    def changed_by_both(self) -> list[str]:
        """What both changed to different things: nothing is saved before each is chosen."""
        base, theirs, yours = map(_parts, self)
        return [
            name
            for name in base
            if theirs[name] != yours[name] and base[name] not in (theirs[name], yours[name])
        ]

    def together(self, choices: Mapping[str, Choice]) -> Answers:
        """The answers of both.

        Args:
            choices: for each part that both changed, whose it is to be.

        Raises:
            KeyError: one of them is not chosen.
        """
        base, theirs, yours = map(_parts, self)
        open_yet, made = self.changed_by_both, {}
        for name in base:
            mine = theirs[name] if base[name] == yours[name] else yours[name]
            made[name] = getattr(self, choices[name]).part(name) if name in open_yet else mine
        met = {key: made[key][0] for key in _KEYS if made[key][0] is not None}
        reasons = {key: made[key][1] for key in _KEYS if made[key][1]}
        return Answers(met, reasons, **{n: made[n] for n in (*_TEXTS, "major_project")})

    def as_data(self) -> list[dict[str, str]]:
        """For the widget: of each part to choose its name, and its three values in words."""
        return [
            {"path": name, "label": _label(name), **{
                side: _said(name, getattr(self, side).part(name)) for side in self._fields}}
            for name in self.changed_by_both
        ]  # fmt: skip


_KEYS: Final = [one.key for one in criteria()]


def _parts(answers: Answers) -> dict[str, Any]:
    return {name: answers.part(name) for name in (*_KEYS, *_TEXTS, "major_project")}


def _label(name: str) -> str:
    one = next((each for each in criteria() if each.key == name), None)
    return f"{one.law}: {one.title}" if one else _TEXTS.get(name, "A major project")


def _said(name: str, value: Any) -> str:
    if isinstance(value, tuple):
        met, reason = value
        answer = {True: "Yes", False: "No", None: "Not answered"}[met]
        return f"{answer}: {reason}" if reason else answer
    if name == "outcome":
        return OUTCOME[value] if value else "As the criteria give"
    if name == "major_project":
        return "Yes" if value else "No"
    return value or "Nothing"
