"""Each purpose is specific, and is an aim (UK GDPR Art. 30(1)(b), 5(1)(b))."""

import re
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.model.registers import System
from ropabook.rules.reading import NOT_CONTROLLER, controls, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_SHORTEST: Final = 12
_GENERAL: Final = re.compile(
    r"(business|general|various|admin(istration)?|operations?|other)( purposes)?", re.IGNORECASE
)
_ACT: Final = re.compile(
    r"(to )?(collect(s|ing|ion)?|stor(e|es|ing|age)|hold(s|ing)?|record(s|ing)?|purchas(e|es|ing))"
    r"\b",
    re.IGNORECASE,
)
_AIM: Final = re.compile(r"\b(to|for)\b", re.IGNORECASE)
_NO_PURPOSE: Final = NotApplicable("The activity names no purpose.")


@rule("A30-1-B-VAGUE", "UK GDPR Art. 30(1)(b), 5(1)(b)", "major", analysis="completeness",
      why="the purpose is there, but says too little to be checked")  # fmt: skip
def every_purpose_is_specific(activity: ProcessingActivity, register: Register) -> Judgement:
    """Every purpose says what is achieved, and is neither a general word nor a system's name.

    Remedy:
        State what is achieved and for whom.

    Gap:
        activity:
          purposes:
            - id: fulfil
              text: Business purposes

    Good:
        activity:
          purposes:
            - id: fulfil
              text: Deliver what customers order for their business
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not activity.purposes:
        yield _NO_PURPOSE
    for purpose in activity.purposes if controls(activity) else ():
        text, says = purpose.text.strip(), ""
        if text.casefold() in register.once(_systems):
            says = "is the name of a system and not a purpose"
        elif len(text) < _SHORTEST or _GENERAL.fullmatch(text):
            says = "does not say what is achieved and for whom"
        if says:
            told = statements_in(purpose.evidence)
            yield Gap(f"“{text}” {says}.", f"purposes.{purpose.id}.text", None, told)


def _systems(register: Register) -> frozenset[str]:
    return frozenset(system.title.strip().casefold() for system in register.of(System).values())


@rule("A30-1-B-ACTNOTPURP", "UK GDPR Art. 5(1)(b)", "advice", analysis="completeness")
def every_purpose_is_an_aim(activity: ProcessingActivity) -> Judgement:
    """Every purpose says what it is for, and not only what is done with data or goods.

    Remedy:
        Say the aim: what the collecting, storing or buying is for.

    Gap:
        activity:
          purposes:
            - id: fulfil
              text: Store the orders that customers place

    Good:
        activity:
          purposes:
            - id: fulfil
              text: Store the orders that customers place to deliver what was ordered
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not activity.purposes:
        yield _NO_PURPOSE
    for purpose in activity.purposes if controls(activity) else ():
        act = _ACT.match(purpose.text)
        if act and not _AIM.search(purpose.text, act.end()):
            told = statements_in(purpose.evidence)
            sentence = f"“{purpose.text}” says what is done and not what for."
            yield Gap(sentence, f"purposes.{purpose.id}.text", None, told)
