"""How long information stays on a device is known, and no longer than needed (Art. 5(1)(e))."""

from typing import Final

from ropabook.law.periods import days_in, in_words
from ropabook.law.words import lower
from ropabook.model.facts import answered, known, unknown
from ropabook.model.registers import Cookie
from ropabook.rules.reading import statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.stored import on_consent

_LONG_ON_CONSENT: Final = 395
"""Days: thirteen months."""
_LONG: Final = 1826
"""Days: five years."""


@rule("CK-DURATION", "UK GDPR Art. 13(2)(a); ICO guidance: storage and access technologies",
      "major", analysis="completeness", why="the Commissioner's guidance asks for it")  # fmt: skip
def the_duration_of_stored_information_is_known(cookie: Cookie) -> Judgement:
    """How long each cookie or stored value lasts is recorded.

    Remedy:
        Record the duration, and tell it in the notice.

    Gap:
        cookie:
          duration:
            unknown: How long does it last?
            ask: Head of Marketing

    Good:
        cookie:
          duration: P6M
    """
    if not answered(cookie.duration):
        asked = cookie.duration if unknown(cookie.duration) else None
        sentence = f"How long “{cookie.title}” is kept is not recorded."
        yield Gap(sentence, "duration", None, statements_in(cookie.evidence), asked)


@rule("CK-LONG", "UK GDPR Art. 5(1)(e)", "minor", analysis="lawfulness", standing="unverified")
def nothing_stays_on_a_device_for_longer_than_justified(cookie: Cookie) -> Judgement:
    """What lasts over thirteen months on consent, or over five years at all, is justified.

    Remedy:
        Shorten it, or record why it lasts so long.

    Gap:
        cookie:
          duration: P6Y

    Good:
        cookie:
          duration: P6Y
          long_because: The law asks for six years, and the visitor chose to keep the basket
    """
    duration = known(cookie.duration)
    if duration is None:
        yield NotApplicable("How long it lasts is not recorded: that is a gap of its own.")
    elif not cookie.long_because and duration != "session":
        yield from _long(cookie, duration)


def _long(cookie: Cookie, duration: str) -> Judgement:
    days, told = int(days_in(duration) or 0), statements_in(cookie.evidence)
    open_yet = next((f for f in (cookie.exception, cookie.consent_gated) if unknown(f)), None)
    lasts = f"“{cookie.title}” lasts {in_words(duration)}"
    if duration == "indefinite":
        yield Gap(
            f"“{cookie.title}” has no end, and no reason is recorded.", "duration", None, told
        )
    elif days > _LONG:
        yield Gap(f"{lasts}, and no reason is recorded.", "duration", None, told)
    elif days > _LONG_ON_CONSENT and on_consent(cookie):
        yield Gap(f"{lasts} on one consent, and no reason is recorded.", "duration", None, told)
    elif days > _LONG_ON_CONSENT and open_yet:
        sentence = f"{lasts}, and whether it needs consent is not known."
        yield Gap(sentence, "duration", lower("minor"), told, open_yet)
