"""A recognised legitimate interest carries no machine's decision, nor ordinary business."""

from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Unknown, each, unknown
from ropabook.rules.reading import automated, basis_at, resting_on, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("No purpose rests on a recognised legitimate interest.")
_ORDINARY: Final = {
    "marketing": "marketing",
    "billing": "billing",
    "support": "support",
    "workforce": "the management of staff",
    "recruitment": "recruitment",
}


@rule("LB-EA-ADM", "UK GDPR Art. 22B(4)", "critical", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",), why="it is prohibited")  # fmt: skip
def no_recognised_interest_carries_an_automated_decision(
    activity: ProcessingActivity,
) -> Judgement:
    """No significant decision by automated means alone rests on a recognised legitimate interest.

    Remedy:
        Let a person take part in the decision in a meaningful way, or choose another basis.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The fraud could not be found otherwise
          automated_decisions:
            - decision: Orders that look like fraud are refused
              significant: true
              solely: true

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The fraud could not be found otherwise
          automated_decisions:
            - decision: Orders that look like fraud are held for a person to look at
              significant: true
              solely: false
              human_involvement: The fraud team reads the order and may release it
    """
    resting = resting_on(activity, "recognised-legitimate-interest")
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        alone, open_fact = _decided_alone(activity)
        if alone:
            sentence = (
                f"A machine alone decides “{alone}”, on a recognised interest: {purpose.text}."
            )
            yield Gap(sentence, basis_at(purpose, basis), None, statements_in(purpose.evidence))
        elif open_fact is not True:
            what = f"Whether “{purpose.text}” leads to a decision by automated means alone"
            yield not_known(what, open_fact, "critical", "automated_decisions")


def _decided_alone(activity: ProcessingActivity) -> tuple[str, Unknown | bool | None]:
    """What is decided by a machine alone, or the open question; True where all is answered."""
    decisions = activity.automated_decisions
    if decisions is None or unknown(decisions):
        return "", decisions
    found = [(one, automated(one)) for one in each(decisions)]
    alone = next((one.decision for one, is_so in found if is_so is True), "")
    return alone, next((is_so for _, is_so in found if unknown(is_so)), True)


@rule("LB-EA-OVER", "UK GDPR Art. 6(5)", "major", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def ordinary_business_is_no_recognised_interest(activity: ProcessingActivity) -> Judgement:
    """No purpose of ordinary business rests on a recognised legitimate interest.

    Remedy:
        Choose the basis that fits; the conditions of Annex 1 are a closed list.

    Gap:
        activity:
          purposes:
            - id: fulfil
              tags:
                - billing
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The fraud could not be found otherwise

    Good:
        activity:
          purposes:
            - id: fulfil
              tags:
                - fraud
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The fraud could not be found otherwise
    """
    resting = resting_on(activity, "recognised-legitimate-interest")
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        ordinary = " and ".join(_ORDINARY[tag] for tag in purpose.tags if tag in _ORDINARY)
        if ordinary:
            sentence = f"“{purpose.text}” is {ordinary}, for which Annex 1 has no condition."
            yield Gap(sentence, f"{basis_at(purpose, basis)}.condition")
