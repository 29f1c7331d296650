"""People and controllers are told of a breach (UK GDPR Art. 33(2), 34)."""

from datetime import date

from ropabook.law.clocks import notification_due
from ropabook.model.facts import blank
from ropabook.model.logs import Breach
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NOT_HIGH = NotApplicable("No high risk is recorded.")


@rule("RG-BREACH-34", "UK GDPR Art. 34", "critical", analysis="lawfulness", standing="unverified")
def people_are_told_of_a_high_risk(breach: Breach, on: date) -> Judgement:
    """Where a breach bears a high risk, the people concerned are told, or Art. 34(3) spares it.

    Remedy:
        Tell the people without delay, or record which exception of Art. 34(3) applies and why.

    Gap:
        breaches/bills-2026-03:
          people_told_on: absent

    Good:
        breaches/bills-2026-03:
          people_told_on: absent
          people_not_told_because: The bills were sealed and came back unopened, Art. 34(3)(b)
    """
    told = breach.people_told_on
    if breach.role == "processor":
        yield NotApplicable("The company was the processor: its controller tells people.")
    elif breach.assessed is not None:
        if breach.assessed != "high":
            yield _NOT_HIGH
        elif (told is None or told > on) and blank(breach.people_not_told_because):
            yield Gap(f"The people concerned by “{breach.title}” were not told.", "people_told_on")
    elif told is not None and told <= on:
        return
    elif notification_due(breach.aware_at).date() >= on:
        yield NotApplicable("The breach is new; its risk is still being assessed.")
    else:
        what = f"Whether “{breach.title}” bears a high risk"
        yield not_known(what, breach.risk, "critical", "risk")


@rule("RG-BREACH-PROC", "UK GDPR Art. 33(2)", "critical", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def a_processor_tells_its_controller(breach: Breach, on: date) -> Judgement:
    """A processor tells its controller of a breach without undue delay.

    Remedy:
        Tell the controller now, and record when.

    Gap:
        breaches/restore-2026-05:
          controller_told_at: absent

    Good:
        breaches/restore-2026-05:
          controller_told_at: 2026-09-14T08:40
    """
    told = breach.controller_told_at
    if breach.role != "processor":
        yield NotApplicable("The company was the controller.")
    elif told is None or told.date() > on:
        yield Gap(f"The controller was not told of “{breach.title}”.", "controller_told_at")
