"""What a rule is: a sentence that must hold, its law, its examples, and a few lines of Python."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, get_args

from ropabook.law.words import Severity, Standing, lower
from ropabook.model.entity import Profile
from ropabook.model.facts import Unknown

SUBJECTS: Final = (
    "activity",
    "entity",
    "recipient",
    "notice",
    "cookie",
    "contract",
    "retention",
    "system",
    "source",
    "people",
    "measure",
    "consent",
    "policy_document",
    "dpia",
    "lia",
    "tra",
    "rights_request",
    "breach",
    "complaint",
    "objection",
    "hand_over",
    "group",
    "acceptance",
    "action",
    "decision",
    "refusal",
    "record",
)
"""What a rule may judge: its first parameter says which; `record` is every record there is,
`decision` every accepted gap and every action."""
NEEDS: Final = ("register", "on", "entities", "answers")
"""What else a rule may ask for, by name: the register, the day, the companies concerned, and the
answers of all rules that do not ask for answers."""
PROFILES: Final[tuple[Profile, ...]] = ("UK", "EU")


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing or wrong, where, and the words that show it."""

    sentence: str
    at: str = ""
    """The path of the field, such as `purposes.P02.lawful_basis`."""
    severity: Severity | None = None
    """Where it weighs other than its rule does."""
    statements: tuple[str, ...] = ()
    """Statements of notices that show it, as `notice#statement`."""
    question: Unknown | None = None
    """The open question whose answer would settle it."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The duty does not arise for this record, and this is why."""

    reason: str


Judgement = Iterator[Gap | NotApplicable]


@dataclass(frozen=True)
class Rule:
    """A duty: found because its file is below this folder, never listed anywhere."""

    id: str
    citation: str
    severity: Severity
    judge: Callable[..., Judgement]
    analysis: str
    standing: Standing = "verified"
    """How well the project's legal reference could verify the law behind it."""
    since: date | None = None
    until: date | None = None
    why: str = ""
    profiles: tuple[Profile, ...] = PROFILES
    """Whose law it is: the United Kingdom's, the European Union's, or both."""
    points_to: str = ""
    """The rule that judges in its place: a pointer keeps its id, and never counts twice."""

    def in_force(self, on: date) -> bool:
        """Whether this was the law on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names it asks for; the first is what it judges."""
        return tuple(inspect.signature(self.judge).parameters)

    @property
    def subject(self) -> str:
        """The kind of thing it judges."""
        return self.parameters[0]

    @cached_property
    def sections(self) -> dict[str, str]:
        """The parts of its docstring: Title, Remedy, Gap and Good."""
        text = inspect.getdoc(self.judge) or ""
        parts = re.split(r"^(Remedy|Gap|Good):[ \t]*\n?", text, flags=re.MULTILINE)
        named = {"Title": " ".join(parts[0].split())}
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            named[name] = inspect.cleandoc("\n" + body) if name != "Remedy" else _flow(body)
        return named

    @property
    def title(self) -> str:
        """The sentence that must hold."""
        return self.sections["Title"]

    @property
    def remedy(self) -> str:
        """What to do about a gap."""
        return self.sections.get("Remedy", "")


RULES: Final[dict[str, Rule]] = {}


def rule(
    id: str,
    citation: str,
    severity: Severity,
    *,
    analysis: str,
    standing: Standing = "verified",
    since: date | None = None,
    until: date | None = None,
    why: str = "",
    profiles: tuple[Profile, ...] = PROFILES,
    points_to: str = "",
) -> Callable[[Callable[..., Judgement]], Callable[..., Judgement]]:
    """Make a function a rule.

    Args:
        id: the stable id of the legal reference, never reused.
        citation: article and paragraph.
        severity: what a gap weighs, unless the gap says otherwise.
        analysis: completeness, lawfulness, notice, group or evidence.
        standing: verified, secondary or unverified, as the legal reference has it.
        since, until: the days between which it is the law.
        why: the reason for the severity, where it is not the definition of its class.
        profiles: UK, EU or both.
        points_to: the rule that judges in its place; such a rule has no examples of its own.

    Raises:
        ValueError: the id is taken, or the function asks for something unknown.
    """

    def keep(judge: Callable[..., Judgement]) -> Callable[..., Judgement]:
        made = Rule(id, citation, severity, judge, analysis, standing, since, until, why, profiles,
                    points_to)  # fmt: skip
        _check(made)
        RULES[id] = made
        return judge

    return keep


def _check(made: Rule) -> None:
    if made.id in RULES:
        raise ValueError(f"rule {made.id} is defined twice")
    if made.severity not in get_args(Severity):
        raise ValueError(f"rule {made.id}: no severity '{made.severity}'")
    if made.analysis not in ANALYSES:
        raise ValueError(f"rule {made.id}: no analysis '{made.analysis}'")
    if not made.parameters or made.subject not in SUBJECTS:
        raise ValueError(f"rule {made.id} must judge one of {', '.join(SUBJECTS)}")
    for asked in made.parameters[1:]:
        if asked not in NEEDS:
            raise ValueError(
                f"rule {made.id} asks for '{asked}'; it may ask for {', '.join(NEEDS)}"
            )


ANALYSES: Final = {
    "completeness": "Is the Article 30 record complete?",
    "lawfulness": "Is what we do lawful?",
    "notice": "Does the notice tell the truth?",
    "group": "Do the companies agree?",
    "evidence": "What does the record rest on?",
}


def _flow(text: str) -> str:
    return " ".join(text.split())


def gap(sentence: str, at: str = "", **more: Any) -> Gap:
    """A gap in words."""
    return Gap(sentence, at, **more)


def not_known(what: str, fact: object, severity: Severity, at: str = "") -> Gap:
    """A gap for a fact that nobody has answered: one level below the breach it may hide.

    Args:
        what: the fact in words, such as "The country of Example Ltd".
        fact: its value; where it is `unknown`, the question goes with the gap.
        severity: what the breach itself would weigh.
        at: the path of the field.
    """
    question = fact if isinstance(fact, Unknown) else None
    return Gap(f"{what} is not known yet.", at, lower(severity), (), question)
