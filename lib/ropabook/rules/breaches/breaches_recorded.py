"""Every breach is documented and linked to what it concerns (UK GDPR Art. 33(5))."""

from typing import Final

from ropabook.model.facts import blank
from ropabook.model.logs import Breach
from ropabook.rules.rule import Gap, Judgement, rule

_TOLD: Final = {
    "facts": "what happened",
    "effects": "which effects it had",
    "remedial_action": "what was done about it",
}


@rule("RG-BREACH-DOC", "UK GDPR Art. 33(5)", "critical", analysis="evidence",
      standing="unverified")  # fmt: skip
def every_breach_is_documented(breach: Breach) -> Judgement:
    """The register tells of every breach what happened, its effects, and what was done about it.

    Remedy:
        Document what is missing, from the notes of those who dealt with the breach.

    Gap:
        breaches/laptop-2026-04:
          effects: absent

    Good:
        breaches/laptop-2026-04:
          effects: None found; the disk was encrypted
    """
    for field, words in _TOLD.items():
        if blank(getattr(breach, field)):
            yield Gap(f"“{breach.title}”: the register does not say {words}.", field)


@rule("RG-BREACH-LINK", "UK GDPR Art. 33(5); ICO guidance: documentation template", "minor",
      analysis="completeness", standing="secondary")  # fmt: skip
def every_breach_is_linked_to_its_activities(breach: Breach) -> Judgement:
    """Every breach names the activities that it concerns.

    Remedy:
        Name the activities, so that their records show the breach.

    Gap:
        breaches/laptop-2026-04:
          activities: []

    Good:
        breaches/laptop-2026-04:
          activities:
            - orders
            - newsletter
    """
    if not breach.activities:
        yield Gap(f"“{breach.title}” names no activity.", "activities")
