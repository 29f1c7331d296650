"""The Commissioner is told of a breach in time and by the right route (UK GDPR Art. 33, PECR)."""

from datetime import date

from ropabook.law.clocks import local, notification_due
from ropabook.law.dates import FIRST_DUAA
from ropabook.law.periods import hours_between
from ropabook.model.facts import Nothing, blank, known, unknown
from ropabook.model.logs import Breach
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_FOR_ANOTHER = NotApplicable("The company was the processor: its controller notifies.")
_RUNNING = NotApplicable("The 72 hours are not over yet.")
_TOLD = NotApplicable("The Commissioner was told.")
_NO_DUTY = NotApplicable("No risk is recorded, so nothing had to be notified.")
_RISK = NotApplicable("A risk is recorded, so the breach has to be notified.")
_UNDECIDED = NotApplicable("Whether there is a risk is not decided; that is asked for by itself.")
_EVERY = NotApplicable("Every breach of a service is notified, whatever its risk (PECR reg. 5A).")
_ONE_DAY = NotApplicable(
    "Until 20 August 2025 a breach of a service had 24 hours: not judged here."
)
_RISKS = ("risk", "high")


def _told(breach: Breach, on: date) -> bool:
    return breach.notified_at is not None and breach.notified_at.date() <= on


def _running(breach: Breach, on: date) -> bool:
    return notification_due(breach.aware_at).date() >= on


@rule("RG-BREACH-72", "UK GDPR Art. 33(1); PECR reg. 5A(3A)", "critical", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def the_commissioner_is_told_within_72_hours(breach: Breach, on: date) -> Judgement:
    """A breach with a risk, or of a service, is told to the Commissioner in 72 hours, or why not.

    Remedy:
        Notify at once if that is not done, and give the reasons for the delay.

    Gap:
        breaches/bills-2026-03:
          notified_at: 2026-07-10T09:00

    Good:
        breaches/bills-2026-03:
          notified_at: 2026-07-10T09:00
          late_reason: Which customers were concerned was known only on the fourth day
    """
    service = breach.regime == "pecr-5a"
    if breach.role == "processor":
        yield _FOR_ANOTHER
    elif service and breach.aware_at.date() < FIRST_DUAA:
        yield _ONE_DAY
    elif breach.notified_at is not None and _told(breach, on):
        hours = hours_between(local(breach.aware_at), local(breach.notified_at))
        if hours > 72 and blank(breach.late_reason):
            sentence = f"“{breach.title}” was notified after {hours:.0f} hours, without reasons."
            yield Gap(sentence, "late_reason")
    elif not service and breach.assessed not in _RISKS:
        yield _NO_DUTY if breach.assessed else _UNDECIDED
    elif _running(breach, on):
        yield _RUNNING
    else:
        sentence = f"“{breach.title}” was not told to the Commissioner, and the 72 hours are over."
        yield Gap(sentence, "notified_at")


@rule("RG-BREACH-NORISK", "UK GDPR Art. 33(1)", "major", analysis="evidence",
      standing="unverified")  # fmt: skip
def a_breach_that_is_not_notified_has_its_reasoning(breach: Breach, on: date) -> Judgement:
    """Where a breach is not told to the Commissioner, the record says why there is no risk.

    Remedy:
        Record why a risk to people is unlikely, or notify.

    Gap:
        breaches/laptop-2026-04:
          risk_reason: absent

    Good:
        breaches/laptop-2026-04:
          risk_reason: The disk was encrypted and the key was not with it
    """
    what = f"Whether “{breach.title}” bears a risk to people"
    if breach.role == "processor":
        yield _FOR_ANOTHER
    elif breach.regime == "pecr-5a":
        yield _EVERY
    elif _told(breach, on):
        yield _TOLD
    elif breach.assessed in _RISKS:
        yield _RISK
    elif _running(breach, on):
        yield _RUNNING
    elif unknown(breach.risk):
        # After the 72 hours it may hide a breach that had to be notified.
        yield not_known(what, breach.risk, "critical", "risk")
    elif blank(breach.risk_reason) and type(breach.risk) is not Nothing:
        yield Gap(f"“{breach.title}” was not notified, and no reason is recorded.", "risk_reason")


@rule("RG-BREACH-PECS", "PECR reg. 5A", "major", analysis="lawfulness", since=FIRST_DUAA,
      profiles=("UK",))  # fmt: skip
def a_breach_of_a_service_goes_the_way_of_the_service(
    breach: Breach, register: Register
) -> Judgement:
    """A breach of a public communications service is dealt with under PECR reg. 5A.

    Remedy:
        Notify it as a breach of the service, and keep it in the inventory of such breaches.

    Gap:
        breaches/bills-2026-03:
          regime: article-33

    Good:
        breaches/bills-2026-03:
          service_related: true
          regime: pecr-5a
    """
    company = register.entities.get(breach.entity)
    provider = company.public_communications_provider if company else None
    if known(provider) is False:
        yield NotApplicable("The company provides no public communications service.")
    elif breach.service_related is False:
        yield NotApplicable("The breach does not concern a public communications service.")
    elif breach.regime == "pecr-5a":
        return
    elif known(provider) is None:
        what = f"Whether “{breach.title}” happened to a public communications provider"
        yield not_known(what, provider, "major", "regime")
    elif breach.service_related is None:
        what = f"Whether “{breach.title}” concerns the communications service"
        yield not_known(what, None, "major", "service_related")
    else:
        sentence = f"“{breach.title}” concerns the communications service; reg. 5A applies."
        yield Gap(sentence, "regime")
