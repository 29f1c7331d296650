"""A legitimate interests assessment answers the three tests, and all they ask (Art. 6(1)(f))."""

import re
from typing import Final

from ropabook.model.assessments import LegitimateInterestsAssessment
from ropabook.model.facts import answered, blank, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import DataSubjectCategory
from ropabook.rules.assessed import RECOGNISED, covered
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_TESTS: Final = {
    "purpose_test": "purpose test",
    "necessity_test": "necessity test",
    "balancing_test": "balancing test",
}
_BALANCED: Final = {
    "nature": "the nature of the data",
    "expectations": "what people reasonably expect",
    "impact": "the likely impact on people",
}
_MENTIONED: Final = re.compile(r"\b(child|minor|vulnerab)", re.IGNORECASE)


@rule("LI-PARTS", "UK GDPR Art. 6(1)(f); ICO guidance: legitimate interests", "critical",
      analysis="lawfulness",
      why="without one of the three tests the interest carries nothing")  # fmt: skip
def all_three_tests_are_answered(lia: LegitimateInterestsAssessment) -> Judgement:
    """The assessment answers all three tests: purpose, necessity and balancing.

    Remedy:
        Complete the assessment.

    Gap:
        lia:
          balancing_test: absent

    Good:
        lia:
          balancing_test: Customers expect it, and can refuse at once and each time
    """
    if lia.kind == "recognised":
        yield RECOGNISED
        return
    for field, words in _TESTS.items():
        if blank(getattr(lia, field)):
            yield Gap(f"“{lia.title}” does not answer the {words}.", field)


@rule("LI-EXPECT", "ICO guidance: legitimate interests", "minor", analysis="completeness",
      standing="secondary")  # fmt: skip
def nature_expectations_and_impact_are_weighed(lia: LegitimateInterestsAssessment) -> Judgement:
    """The balancing looks at the nature of the data, at expectations and at the impact.

    Remedy:
        Complete the assessment.

    Gap:
        lia:
          expectations: absent

    Good:
        lia:
          expectations: They bought from us, and were told of it when they did
    """
    if lia.kind == "recognised":
        yield RECOGNISED
        return
    for field, words in _BALANCED.items():
        if blank(getattr(lia, field)):
            yield Gap(f"“{lia.title}” does not weigh {words}.", field)


@rule("LI-OPTOUT", "UK GDPR Art. 21", "major", analysis="lawfulness", standing="unverified")
def it_is_decided_how_people_can_object(lia: LegitimateInterestsAssessment) -> Judgement:
    """The assessment says how people can object, or that they cannot and why.

    Remedy:
        Decide whether an opt-out is offered, and record it.

    Gap:
        lia:
          opt_out: absent

    Good:
        lia:
          opt_out: The link in each message, and the box at the order
    """
    if lia.kind == "recognised":
        yield RECOGNISED
    elif unknown(lia.opt_out):
        yield not_known(f"How people object to “{lia.title}”", lia.opt_out, "major", "opt_out")
    elif not answered(lia.opt_out):
        yield Gap(f"“{lia.title}” does not say how people can object.", "opt_out")


@rule("LI-VULN", "UK GDPR Art. 6(1)(f)", "major", analysis="lawfulness", standing="unverified")
def children_and_vulnerable_people_weigh_more(
    lia: LegitimateInterestsAssessment, register: Register
) -> Judgement:
    """Where children or vulnerable people are concerned, the balancing gives them extra weight.

    Remedy:
        Balance again, and say what extra weight they were given.

    Gap:
        lia/street-cameras:
          vulnerable: absent

    Good:
        lia/street-cameras:
          vulnerable: Children on their way to school are masked, and nobody looks at the pictures
    """
    people = _people(lia, register) if lia.kind != "recognised" else {}
    weighed = not blank(lia.vulnerable) or _MENTIONED.search(lia.balancing_test or "")
    if lia.kind == "recognised":
        yield RECOGNISED
    elif not people:
        yield NotApplicable("Its activity names no people: that is a gap of its own.")
    elif all(_neither(each) for each in people.values()):
        yield NotApplicable("No children and no vulnerable people are among those concerned.")
    elif not weighed:
        for each in people.values():
            at = f"vulnerable.{each.id}"
            if known(each.children) is True or known(each.vulnerable) is True:
                yield Gap(f"“{lia.title}” gives no extra weight to {each.title}.", at)
            elif not _neither(each):
                what = f"Whether there are children or vulnerable people among {each.title}"
                fact = each.children if unknown(each.children) else each.vulnerable
                yield not_known(what, fact, "major", at)


def _people(
    lia: LegitimateInterestsAssessment, register: Register
) -> dict[str, DataSubjectCategory]:
    categories = register.of(DataSubjectCategory)
    return {
        each: categories[each]
        for activity in covered(lia, register)
        for link in activity.data
        for each in link.subjects
        if each in categories
    }


def _neither(people: DataSubjectCategory) -> bool:
    """Whether it is answered that they are neither children nor vulnerable."""
    facts = (people.children, people.vulnerable)
    return all(answered(fact) and known(fact) is not True for fact in facts)
