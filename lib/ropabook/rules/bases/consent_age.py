"""Consent does not last for ever: old consents are looked at again (UK GDPR Art. 7)."""

from datetime import date
from typing import Final

from ropabook.law.periods import after
from ropabook.model.registers import ConsentRecord
from ropabook.rules.rule import Gap, Judgement, rule

_FRESH: Final = "P24M"


@rule("RG-CONSENT-EXP", "UK GDPR Art. 7; ICO guidance: consent", "minor", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def old_consents_are_renewed(consent: ConsentRecord, on: date) -> Judgement:
    """No consent that is relied on is older than 24 months without having been renewed.

    Remedy:
        Ask again, or stop relying on consents that old; record the day.

    Gap:
        consents/newsletter-consent:
          oldest: 2023-05-01
          refreshed_on: absent

    Good:
        consents/newsletter-consent:
          oldest: 2023-05-01
          refreshed_on: 2026-02-01
    """
    last = max((day for day in (consent.oldest, consent.refreshed_on) if day), default=None)
    if last is None:
        sentence = f"From when the oldest consents under “{consent.title}” are is not recorded."
        yield Gap(sentence, "oldest")
    elif (after(last, _FRESH) or last) < on:
        sentence = f"Consents under “{consent.title}” date from {last} and were not renewed since."
        yield Gap(sentence, "oldest")
