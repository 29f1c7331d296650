"""A further purpose is compatible with the first one (UK GDPR Art. 5(1)(b), 8A)."""

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("PL-8A", "UK GDPR Art. 5(1)(b), 8A", "critical", analysis="lawfulness", since=MAIN_DUAA)
def every_further_purpose_is_shown_to_be_compatible(activity: ProcessingActivity) -> Judgement:
    """Every further purpose has its compatibility on record.

    Remedy:
        Assess it under Art. 8A(2), or cite Art. 8A(3) or Annex 2.

    Gap:
        activity:
          purposes:
            - id: offers
              kind: further

    Good:
        activity:
          purposes:
            - id: offers
              kind: further
              compatibility: "Art. 8A(2) assessment of 1 March 2026: close link, no special data"
    """
    further = [purpose for purpose in activity.purposes if purpose.kind == "further"]
    if not further:
        yield NotApplicable("No purpose is a further one.")
    for purpose in further:
        at = f"purposes.{purpose.id}.compatibility"
        if unknown(purpose.compatibility):
            what = f"The compatibility of “{purpose.text}”"
            yield not_known(what, purpose.compatibility, "critical", at)
        elif known(purpose.compatibility) is None:
            yield Gap(f"“{purpose.text}” is a further purpose; nothing shows it fits.", at)
