"""A notice does not say that independent recipients act on instructions (Art. 28, 13(1)(e))."""

from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_INDEPENDENT = ("controller", "authority", "adviser", "joint-controller")


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
    coded = notice.coded("instructions")
    if not any(r.kind in _INDEPENDENT for r in register.recipients.values()):
        yield NotApplicable("No recipient decides for itself.")
    for item in coded:
        if item.verdict[:1] != ("satisfies",):
            told = tuple(f"{notice.id}#{label}" for label in item.statements)
            yield Gap(f"{item.because.rstrip('.')}.", "items.instructions", None, told)
