"""The steps of an assessment: what each asks, and whether it is done."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, NamedTuple

from ropabook.model.assessments import Dpia, LegitimateInterestsAssessment
from ropabook.model.facts import blank

State = Literal["done", "open", "wrong"]
STATES: Final[dict[State, str]] = {
    "done": "Done", "open": "Something is missing", "wrong": "Something does not fit",
}  # fmt: skip


class Step(NamedTuple):
    """One step: the fields it asks for, and those without which it is not done."""

    title: str
    about: str
    fields: tuple[str, ...]
    needs: tuple[str, ...] = ()


class Stands(NamedTuple):
    """How a step stands."""

    step: Step
    state: State
    why: tuple[str, ...]
    """What is missing or wrong, in sentences."""


DPIA: Final = (
    Step("1 What is done", "Nature, scope, context and purposes, and why a DPIA (Art. 35(7)(a))",
         ("title", "activities", "version", "replaces", "scale", "description"),
         ("activities", "description.need", "description.nature", "description.scope",
          "description.context", "description.purposes")),
    Step("2 Necessity", "Whether it is necessary and proportionate (Art. 35(7)(b), 35(8))",
         ("necessity", "codes"),
         ("necessity.basis", "necessity.achieves", "necessity.less_intrusive",
          "necessity.information", "necessity.rights")),
    Step("3 Consultation", "The views of people, their representatives, processors (Art. 35(9))",
         ("views", "views_departed_because", "consulted"), ("views", "consulted")),
    Step("4 Risks", "Risks to people: source, threat, harm; how likely, how severe, before and "
         "after measures (Art. 35(7)(c))", ("risks",), ("risks",)),
    Step("5 Measures", "What is done against each risk, by whom, until when (Art. 35(7)(d))",
         ("measures",), ("measures",)),
    Step("6 DPO’s advice", "What the data protection officer advises, and whether it is followed "
         "(Art. 35(2), 39(1)(c))", ("dpo_advice", "dpo_advice_on", "dpo_followed",
                                    "dpo_overruled_because"), ("dpo_advice",)),
    Step("7 Sign-off and review", "Who signs for which company, prior consultation, next review "
         "(Art. 35(11), 36)", ("sign_offs", "prior_consultation", "kept_under_review_by",
                               "review_due", "relies_on"),
         ("sign_offs", "kept_under_review_by", "review_due")),
)  # fmt: skip
"""The seven steps of the Commissioner's process."""
LIA: Final = (
    Step("1 Purpose", "Is there a legitimate interest, and whose?",
         ("title", "activity", "purposes", "kind", "condition", "purpose_test", "benefits"),
         ("purposes", "purpose_test", "benefits")),
    Step("2 Necessity", "Is it needed for that, or is there another way?",
         ("necessity_test", "alternatives"), ("necessity_test", "alternatives")),
    Step("3 Balancing", "Do people’s interests override it?",
         ("nature", "expectations", "impact", "safeguards", "opt_out", "vulnerable",
          "balancing_test"),
         ("nature", "expectations", "impact", "safeguards", "opt_out", "balancing_test")),
    Step("4 Decision", "Whether to rely on it, who decided, and when it is looked at again",
         ("decision", "dpia_indicated", "done_on", "done_by", "review_due", "relies_on"),
         ("decision", "done_on", "done_by", "review_due")),
)  # fmt: skip
"""The Commissioner's three tests, and the decision."""
RECOGNISED: Final = (
    Step("1 The recognised interest", "Which condition of Annex 1 is met (Art. 6(1)(ea), 6(5))",
         ("title", "activity", "purposes", "kind", "condition", "purpose_test"),
         ("purposes", "condition", "purpose_test")),
    Step("2 Necessity", "Why the processing is necessary for it; no balancing is asked for",
         ("necessity_test",), ("necessity_test",)),
    Step("3 Decision", "Whether to rely on it, who decided, and when it is looked at again",
         ("decision", "done_on", "done_by", "review_due", "relies_on"),
         ("decision", "done_on", "done_by", "review_due")),
)  # fmt: skip
TRA: Final = (
    Step("1 Six questions", "The Commissioner’s six questions about the transfer",
         ("title", "answers", "extra_steps"),
         tuple(f"answers.{key}" for key in ("q1", "q2", "q3", "q4", "q5a", "q5b", "q6"))),
    Step("2 Conclusion", "Whether the test of the law is met, who decided, and when it is looked "
         "at again (Art. 46(6))",
         ("statutory_test", "conclusion", "decided_on", "approver", "review_due", "relies_on"),
         ("decided_on", "approver", "review_due")),
)  # fmt: skip


def steps_of(kind: str, data: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps of an assessment of this kind, as it is typed."""
    if kind == Dpia.folder:
        return DPIA
    if kind == LegitimateInterestsAssessment.folder:
        return RECOGNISED if data.get("kind") == "recognised" else LIA
    return TRA


def stands(
    steps: Iterable[Step],
    data: Mapping[str, Any],
    mistakes: Iterable[tuple[str, str]] = (),
    findings: Iterable[tuple[str, str]] = (),
) -> tuple[Stands, ...]:
    """How each step stands.

    Args:
        steps: the steps.
        data: the assessment as it is typed, as plain data.
        mistakes: what the model does not take: a path with a sentence.
        findings: what the rules find in it: a path with a sentence.
    """
    wrong, missing = list(mistakes), list(findings)
    found = []
    for number, step in enumerate(steps):
        mine = [words for path, words in wrong if _belongs(step, path, number)]
        gaps = [words for path, words in missing if _belongs(step, path, number)]
        gaps += [f"{_name(path)} is not answered." for path in step.needs if _blank(data, path)]
        gaps += [
            f"{name}: taken from the library, not confirmed yet." for name in _taken(step, data)
        ]
        state: State = "wrong" if mine else "open" if gaps else "done"
        found.append(Stands(step, state, tuple(dict.fromkeys((*mine, *gaps)))))
    return tuple(found)


def _belongs(step: Step, path: str, number: int) -> bool:
    """A finding belongs to the step that asks for its field; what belongs to none, to the first."""
    field = path.partition(".")[0]
    if field in step.fields:
        return True
    return number == 0 and not any(field in s.fields for s in (*DPIA, *LIA, *RECOGNISED, *TRA))


def _blank(data: Mapping[str, Any], path: str) -> bool:
    value: Any = data
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, Mapping) and "unknown" in value:
        return True
    return value in ([], {}) or blank(value)


def _name(path: str) -> str:
    words = path.rpartition(".")[2].replace("_", " ")
    return words.capitalize() if len(words) > 3 else f"Question {words.removeprefix('q')}"


def _taken(step: Step, data: Mapping[str, Any]) -> list[str]:
    """The risks and measures of the step that nobody has confirmed yet."""
    found = []
    for field in step.fields:
        listed = data.get(field)
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, Mapping) and one.get("suggested") is True:
                found.append(str(one.get("id") or one.get("text") or field))
    return found
