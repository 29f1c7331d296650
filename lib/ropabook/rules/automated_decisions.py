"""It is decided whether decisions about people are automated (UK GDPR Art. 22A, 13(2)(f))."""

from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import answered, unknown
from ropabook.rules.reading import statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_DECIDING: Final = {"credit-check", "identity-check", "fraud"}


@rule("AD-DECL", "UK GDPR Art. 13(2)(f), 22A", "major", analysis="lawfulness", since=MAIN_DUAA)
def it_is_decided_whether_decisions_are_automated(activity: ProcessingActivity) -> Judgement:
    """Where people are checked or scored, it is recorded whether a decision is automated.

    Remedy:
        Find out who or what decides, and record it.

    Gap:
        activity:
          purposes:
            - id: fulfil
              tags:
                - fraud
          automated_decisions: absent

    Good:
        activity:
          purposes:
            - id: fulfil
              tags:
                - fraud
          automated_decisions:
            none: A person decides each case
    """
    deciding = [p for p in activity.purposes if _DECIDING & set(p.tags)]
    if not deciding:
        yield NotApplicable("No purpose is a check of credit, identity or fraud.")
    elif not answered(activity.automated_decisions):
        told = tuple(s for purpose in deciding for s in statements_in(purpose.evidence))
        fact = activity.automated_decisions
        sentence = f"It is not recorded whether a decision of “{activity.title}” is automated."
        yield Gap(sentence, "automated_decisions", None, told, fact if unknown(fact) else None)
