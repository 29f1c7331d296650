"""A processor gives sufficient guarantees, and uses the data for nobody else (UK GDPR Art. 28)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from ropabook.law.dates import DUE_DILIGENCE_FRESH
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Recipient
from ropabook.rules.agreements import PROCESSORS
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NOT_ONE: Final = NotApplicable("This recipient is not recorded as a processor.")


@rule("RC-DD", "UK GDPR Art. 28(1)", "major", analysis="lawfulness", standing="unverified")
def the_guarantees_of_every_processor_were_assessed(recipient: Recipient, on: date) -> Judgement:
    """The guarantees of every processor were assessed within two years, and were sufficient.

    Remedy:
        Assess what the processor guarantees, and record the day and the result.

    Gap:
        processor:
          due_diligence:
            on: 2024-01-15

    Good:
        processor:
          due_diligence:
            on: 2025-01-15
    """
    found, at = known(recipient.due_diligence), "due_diligence"
    if recipient.kind != "processor":
        yield _NOT_ONE
    elif unknown(recipient.due_diligence):
        what = f"Whether the guarantees of {recipient.title} were assessed"
        yield not_known(what, recipient.due_diligence, "major", at)
    elif found is None:
        yield Gap(f"The guarantees of {recipient.title} were never assessed.", at)
    elif found.result == "fail":
        yield Gap(f"The guarantees of {recipient.title} were found not to be sufficient.", at)
    elif found.on < on - DUE_DILIGENCE_FRESH:
        sentence = f"The guarantees of {recipient.title} were last assessed on {found.on}."
        yield Gap(sentence, f"{at}.on")


@rule("RC-OWNPURPOSE", "UK GDPR Art. 28(10)", "major", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def no_processor_uses_the_data_for_purposes_of_its_own(
    recipient: Recipient, register: Register
) -> Judgement:
    """No processor uses the data for purposes of its own: to that extent it is a controller.

    Remedy:
        Record the recipient as a controller, and the basis of what is disclosed to it.

    Gap:
        processor:
          own_purposes: true

    Good:
        processor:
          own_purposes: false
    """
    own, name = recipient.own_purposes, recipient.title
    cookies = register.once(_own_use).get(recipient.id)
    if recipient.kind not in PROCESSORS:
        yield _NOT_ONE
    elif known(own) is True:
        sentence = f"{name} is recorded as a processor and uses the data for its own purposes."
        yield Gap(sentence, "own_purposes")
    elif cookies:
        sentence = f"{name} is recorded as a processor, but uses what “{cookies}” collects itself."
        yield Gap(sentence, "kind")
    elif own is None or unknown(own):
        yield not_known(f"Whether {name} uses the data for its own purposes", own, "major",
                        "own_purposes")  # fmt: skip


def _own_use(register: Register) -> Mapping[str, str]:
    """By recipient: a cookie of which it is recorded that the provider uses it for itself."""
    return {
        provider: cookie.title
        for cookie in register.cookies.values()
        if "provider-own-use" in cookie.uses and (provider := known(cookie.provider))
    }
