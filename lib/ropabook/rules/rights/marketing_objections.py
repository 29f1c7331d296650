"""Who objects to direct marketing gets no more of it (UK GDPR Art. 21(3))."""

from datetime import date

from ropabook.model.logs import MarketingObjection
from ropabook.rules.rule import Gap, Judgement, rule


@rule("RG-DM-SUPP", "UK GDPR Art. 21(3)", "critical", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def whoever_objects_is_on_the_suppression_list(
    objection: MarketingObjection, on: date
) -> Judgement:
    """Whoever objects to direct marketing is put on the suppression list.

    Remedy:
        Suppress the person in all channels now, and record when.

    Gap:
        objections/objection-2026-31:
          suppressed_on: absent

    Good:
        objections/objection-2026-31:
          suppressed_on: 2026-08-12
    """
    done = objection.suppressed_on
    if done is None or done > on:
        yield Gap(f"The person of “{objection.title}” is not suppressed yet.", "suppressed_on")
