"""Security is described by concrete measures of both kinds (UK GDPR Art. 30(1)(g))."""

import re
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, controls, in_place, measures_of
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_BOILERPLATE: Final = re.compile(r"held securely|appropriate (security )?measures", re.IGNORECASE)
_KINDS: Final = ("technical", "organisational")
_NONE: Final = NotApplicable("No security measure is named; that is judged by itself.")


@rule("A30-1-G-VAGUE", "UK GDPR Art. 30(1)(g)", "minor", analysis="completeness")
def security_measures_are_concrete(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """The description names concrete measures, technical and organisational ones.

    Remedy:
        Name concrete measures of both kinds.

    Gap:
        activity:
          security_measures:
            - staff-training

    Good:
        activity:
          security_measures:
            - staff-training
            - encryption-at-rest
    """
    named = measures_of(register, activity, entities) if controls(activity) else ()
    found = in_place(register, named)
    lacking = [kind for kind in _KINDS if not any(one.nature == kind for one in found)]
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not named:
        yield _NONE
    elif len(found) == 1 and _BOILERPLATE.search(found[0].text):
        sentence = f"Of the security of “{activity.title}” the record has a general phrase only."
        yield Gap(sentence, "security_measures")
    elif lacking:
        kinds = " and no ".join(lacking)
        sentence = f"No {kinds} measure that is in place is described for “{activity.title}”."
        yield Gap(sentence, "security_measures")
