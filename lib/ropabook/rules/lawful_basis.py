"""Every purpose rests on a lawful basis (UK GDPR Art. 6(1))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known
from ropabook.rules.reading import NOT_CONTROLLER, controls, statements_in
from ropabook.rules.rule import Gap, Judgement, not_known, rule


@rule(
    "LB-NONE",
    "UK GDPR Art. 6(1), 5(1)(a), 13(1)(c)",
    "critical",
    analysis="lawfulness",
    why="unlawful on its face",
)
def every_purpose_has_a_lawful_basis(activity: ProcessingActivity) -> Judgement:
    """Every purpose has a lawful basis.

    Remedy:
        Choose the basis of each purpose and write down why it is the right one.

    Gap:
        activity:
          purposes:
            - id: newsletters
              text: Send newsletters to customers who asked for them

    Good:
        activity:
          purposes:
            - id: newsletters
              text: Send newsletters to customers who asked for them
              lawful_basis:
                basis: consent
                consent: newsletter-consent
                withdrawal: The link at the foot of each newsletter
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    for purpose in activity.purposes if controls(activity) else ():
        at = f"purposes.{purpose.id}.lawful_basis"
        if purpose.lawful_basis is None:
            yield Gap(f"The purpose “{purpose.text}” has no lawful basis.", at)
        elif known(purpose.lawful_basis) is None:
            what = f"The lawful basis of “{purpose.text}”"
            found = not_known(what, purpose.lawful_basis, "critical", at)
            yield Gap(
                found.sentence, at, found.severity, statements_in(purpose.evidence), found.question
            )
