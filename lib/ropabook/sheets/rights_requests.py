"""Requests of the people concerned, and how the time for an answer runs (UK GDPR Art. 12, 12A)."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.clocks import clarifications, clock_of
from ropabook.model.logs import RightsRequest
from ropabook.sheets.logged import (
    against,
    clock_in_words,
    concerned,
    entries,
    noted,
    told,
    whose,
)
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import gaps, lines, listed, proof

title = "Rights requests"
about = (
    "One row for each request: how its time runs, until when it is to be answered, and how it was. "
    "Cases are named by a reference, never by a person."
)
instead = "Change a request in the notebook registers."
order = 126
columns = (
    Column("Request", 28),
    Column("Company", 16),
    Column("Right", 16, "Art. 15–22"),
    Column("Activities", 30),
    Column("Received", 12, "Art. 12A(2)"),
    Column("How the time runs", 34, "Art. 12(3), 12A"),
    Column("Due", 14, "Art. 12(3), 12A"),
    Column("On the day of the workbook", 18),
    Column("Proof of identity", 26, "Art. 12(6)"),
    Column("Fee", 24, "Art. 12(5)"),
    Column("Clarifications", 28, "Art. 12A(5)"),
    Column("Extension", 34, "Art. 12A(3)–(4)"),
    Column("Answered on", 14),
    Column("Outcome", 16),
    Column("A refusal told of", 24, "Art. 12(4)"),
    Column("Search", 36, "Art. 15(1A)"),
    Column("Recipients told", 30, "Art. 19"),
    Column("Notes", 24),
    Column("Gaps", 12),
    Column("Rests on", 30, "Art. 5(2)"),
    Column("Id", 20),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each request."""
    for request in entries(scope, RightsRequest):
        clock = clock_of(scope.register, request)
        yield Row(
            (
                request.title,
                whose(scope.register, request),
                _words(request.right),
                concerned(scope.register, request.activities),
                str(request.received),
                clock_in_words(clock),
                told(clock.due, "The time does not run"),
                _state(scope, request),
                _asked(request.identity_asked, request.identity_received),
                _asked(request.fee_asked, request.fee_paid),
                _clarified(request),
                _extended(request),
                told(request.answered_on, "Not answered"),
                _words(request.outcome or "Open"),
                _words(listed(request.refusal_told)) if request.refusal_told else "–",
                request.search_scope or "–",
                request.recipients_not_told_because or told(request.recipients_told_on, "–"),
                noted(request),
                gaps(scope, request.key),
                proof(request.evidence),
                request.id,
            ),
            (request.key,),
        )


def _words(key: str) -> str:
    return key.replace("-", " ").capitalize()


def _state(scope: Scope, request: RightsRequest) -> str:
    due = clock_of(scope.register, request).due
    if request.outcome == "withdrawn":
        return "Withdrawn"
    if due is None:
        answered = request.answered_on
        return "Done" if answered and answered <= scope.review.on else "Waits for the person"
    return against(due, request.answered_on, scope.review.on)


def _asked(on: object, came: object) -> str:
    if on is None:
        return f"Came on {came}, not asked for" if came else "Not asked for"
    return f"Asked on {on}, came on {came}" if came else f"Asked on {on}, awaited"


def _clarified(request: RightsRequest) -> str:
    asked = [_asked(each.on, each.came) for each in clarifications(request)]
    if request.clarification_asked is None and request.clarification_received is not None:
        asked.insert(0, _asked(None, request.clarification_received))
    if request.stopped_days is not None:
        asked.append(f"Counted as {request.stopped_days} days")
    return lines(asked) if asked else "Not asked for"


def _extended(request: RightsRequest) -> str:
    if request.extended_on is None and not request.extension_reason:
        return "None"
    reason = request.extension_reason or "no reasons recorded"
    return f"Told on {told(request.extended_on, 'an unknown day')}: {reason}"
