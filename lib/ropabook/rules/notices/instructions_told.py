"""A notice does not say that independent recipients act on instructions (Art. 28, 13(1)(e))."""

from typing import Final

from ropabook.model.notice import Notice, StatementKind
from ropabook.model.register import Register
from ropabook.rules.agreements import capacity, given_out
from ropabook.rules.coded import caught, saying, told, unsatisfied
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_INDEPENDENT: Final = ("controller", "authority", "adviser", "joint-controller")
_ONLY: Final = r"\bonly\b.*\binstructions?\b|\binstructions? only\b"
_SAID_OF_OTHERS: Final[tuple[StatementKind, ...]] = ("processor-terms", "recipient", "security")


@rule("RC-INSTRUCT", "UK GDPR Art. 28, 13(1)(e)", "minor", analysis="notice")
def no_notice_says_that_controllers_act_on_instructions(
    notice: Notice, register: Register
) -> Judgement:
    """A notice says that others act on instructions only where they do.

    Remedy:
        Say it of processors only.

    Gap:
        notice:
          items:
            - item: instructions
              verdict:
                - contradicts
              statements:
                - R1
              because: It is said of the carrier, which decides for itself

    Good:
        notice:
          items:
            - item: instructions
              verdict:
                - satisfies
              because: It is said of Lantern only
    """
    independent = _independent(notice, register)
    if not independent:
        yield NotApplicable("No recipient decides for itself.")
        return
    coded = notice.coded("instructions")
    if not coded:
        yield from unsatisfied(notice, "minor", "instructions")
    for item in coded:
        if item.verdict[:1] not in (("satisfies",), ("omits",)):
            yield Gap(
                f"{item.because.rstrip('.')}.", "items.instructions", None, told(notice, item)
            )
    if not coded:
        sentence = f"It is said that others act on instructions only; {independent} decides itself."
        yield from caught(notice, sentence, saying(notice, _ONLY, *_SAID_OF_OTHERS), ())


def _independent(notice: Notice, register: Register) -> str | None:
    """A recipient of the companies of the notice that decides for itself, by its name."""
    for entity in notice.entities:
        for activity in register.activities_of(entity):
            for disclosure, recipient in given_out(activity, register):
                if capacity(disclosure, recipient) in _INDEPENDENT:
                    return recipient.title
    return None
