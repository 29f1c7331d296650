"""A recognised legitimate interest is one of those that the law lists (Art. 6(1)(ea), 6(5))."""

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.rules.reading import resting_on
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


@rule(
    "LB-EA-COND", "UK GDPR Art. 6(5), Annex 1", "critical", analysis="lawfulness", since=MAIN_DUAA
)
def every_recognised_interest_names_its_condition(activity: ProcessingActivity) -> Judgement:
    """Where a purpose rests on a recognised legitimate interest, the Annex 1 condition is named.

    Remedy:
        Name the condition of Annex 1 that is met, or choose another basis.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                necessity: The police ask for it

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The offence could not be detected otherwise
    """
    resting = resting_on(activity, "recognised-legitimate-interest")
    if not resting:
        yield NotApplicable("No purpose rests on a recognised legitimate interest.")
    for purpose, basis in resting:
        if basis.condition is None:
            at = f"purposes.{purpose.id}.lawful_basis.condition"
            yield Gap(f"“{purpose.text}” names no condition of Annex 1.", at)
