"""The register of personal data breaches (UK GDPR Art. 33(5), 34; PECR reg. 5A)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ropabook.excel.table import Column, Row
from ropabook.law.clocks import notification_due
from ropabook.model.facts import Nothing
from ropabook.model.logs import Breach
from ropabook.sheets.logged import concerned, entries, hours_in_words, moment, noted, told, whose
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import NOT_RECORDED, gaps, proof, say

title = "Breaches"
about = (
    "One row for each personal data breach, whatever its risk. Moments are local time, as noted; "
    "the 72 hours run through weekends."
)
instead = "Change a breach in the notebook registers."
order = 127
columns = (
    Column("Breach", 30),
    Column("Company", 16),
    Column("Activities", 30),
    Column("Role", 14, "Art. 33(1)–(2)"),
    Column("Regime", 14, "Art. 33; PECR reg. 5A"),
    Column("Concerns a public communications service", 18, "PECR reg. 5A"),
    Column("Aware since", 18, "Art. 33(1)"),
    Column("72 hours end", 18, "Art. 33(1)"),
    Column("Commissioner told", 18, "Art. 33(1)"),
    Column("How the time ran", 26),
    Column("Reasons for a delay", 30, "Art. 33(1)"),
    Column("What happened", 38, "Art. 33(5)"),
    Column("Effects", 34, "Art. 33(5)"),
    Column("What was done", 38, "Art. 33(5)"),
    Column("Risk to people", 16, "Art. 33(1), 34"),
    Column("Why", 34),
    Column("People concerned", 20),
    Column("People told", 30, "Art. 34"),
    Column("Controller told", 18, "Art. 33(2)"),
    Column("Notes", 24),
    Column("Gaps", 12),
    Column("Rests on", 30, "Art. 5(2)"),
    Column("Id", 20),
)
_REGIMES: Final = {"article-33": "Article 33", "pecr-5a": "PECR reg. 5A"}


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each breach."""
    for breach in entries(scope, Breach):
        processor = breach.role == "processor"
        yield Row(
            (
                breach.title,
                whose(scope.register, breach),
                concerned(scope.register, breach.activities),
                breach.role.capitalize(),
                _REGIMES[breach.regime],
                say(breach.service_related),
                moment(breach.aware_at),
                moment(notification_due(breach.aware_at)),
                moment(breach.notified_at, "The controller's duty" if processor else "No"),
                _clock(breach, scope.review.on),
                breach.late_reason or "–",
                breach.facts or NOT_RECORDED,
                breach.effects or NOT_RECORDED,
                breach.remedial_action or NOT_RECORDED,
                _risk(breach),
                breach.risk_reason or NOT_RECORDED,
                say(breach.people),
                breach.people_not_told_because or told(breach.people_told_on, "No"),
                moment(breach.controller_told_at, "No" if processor else "–"),
                noted(breach),
                gaps(scope, breach.key),
                proof(breach.evidence),
                breach.id,
            ),
            (breach.key,),
        )


def _risk(breach: Breach) -> str:
    # The word for no risk is “none”, which a fact would read as no answer.
    if breach.assessed is None or isinstance(breach.risk, Nothing):
        return say(breach.risk)
    return {"none": "No risk", "risk": "Risk", "high": "High risk"}[breach.assessed]


def _clock(breach: Breach, on: date) -> str:
    aware, due = breach.aware_at, notification_due(breach.aware_at)
    if breach.role == "processor":
        told_at = breach.controller_told_at
        return f"Controller told {hours_in_words(aware, told_at)}" if told_at else "Not told"
    if breach.notified_at is not None:
        late = breach.notified_at.replace(tzinfo=None) > due
        return f"Told {hours_in_words(aware, breach.notified_at)}{', late' if late else ''}"
    return "The 72 hours are over" if due.date() < on else "The 72 hours run"
