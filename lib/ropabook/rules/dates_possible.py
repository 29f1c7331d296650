"""The dates of the record are possible (accuracy of the record, UK GDPR Art. 5(2))."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_NO_DATES: Final = NotApplicable("The record has no dates that could be compared.")
_ORDER: Final = """
activities | start_date | end_date
activities | last_reviewed | next_review_due
contracts | signed_on | expires_on
dpia | signed_on | review_due
lia | done_on | review_due
tra | decided_on | review_due
policy-documents | review_due | retain_until
consents | oldest | refreshed_on
retention | oldest | checked_on
rights-requests | received | answered_on
rights-requests | received | extended_on
rights-requests | identity_asked | identity_received
rights-requests | fee_asked | fee_paid
rights-requests | clarification_asked | clarification_received
breaches | aware_at | notified_at
complaints | received | acknowledged_on
complaints | received | outcome_told_on
objections | received | suppressed_on
"""
"""Of which two dates the first cannot be later than the second, by kind of record."""
_PAST: Final = """
activities | last_reviewed | last_changed | disposed_on
entities | dpo.decided_on | dpo.notified_on | fee_register.on
recipients | due_diligence.on | framework.checked_on
security-measures | tested_on
contracts | signed_on
cookies | scanned_on
consents | oldest | refreshed_on
retention | decided_on | oldest | checked_on
notices | captured_on | live_checked_on
dpia | signed_on | dpo_advice_on
lia | done_on
tra | decided_on
hand-overs | on
rights-requests | received | answered_on | extended_on
breaches | aware_at | notified_at | people_told_on | controller_told_at
complaints | received | acknowledged_on | outcome_told_on
objections | received | suppressed_on
"""
"""Dates of what has happened, which cannot lie ahead."""


@cache
def _listed(table: str, folder: str) -> tuple[tuple[str, ...], ...]:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]
    return tuple(tuple(cells) for kind, *cells in rows if kind == folder)


@rule("EV-DATES", "UK GDPR Art. 5(2)", "minor", analysis="evidence")
def no_date_is_impossible(record: Record, register: Register, on: date) -> Judgement:
    """No date is impossible: nothing ends before it begins, nothing past lies ahead.

    Remedy:
        Correct the date.

    Gap:
        contract:
          signed_on: 2026-12-24

    Good:
        contract:
          signed_on: 2026-02-24
    """
    ways = [record]
    if isinstance(record, ProcessingActivity) and record.differs:
        ways += [register.as_done_by(record, entity) for entity in record.differs]
    seen = False
    for way in ways:
        for path, day in _dates(way):
            seen = True
            if day > on:
                yield Gap(f"{record.name}: {_words(path)} lies ahead, on {day}.", path)
        for first, second in _listed(_ORDER, record.folder):
            early, late = _day(way, first), _day(way, second)
            seen = seen or (early or late) is not None
            if early is not None and late is not None and late < early:
                sentence = f"{_words(second)} ({late}) comes before {_words(first)} ({early})"
                yield Gap(f"{record.name}: {sentence}.", second)
    if not seen:
        yield _NO_DATES


def _dates(record: Record) -> Iterator[tuple[str, date]]:
    for paths in _listed(_PAST, record.folder):
        for path in paths:
            day = _day(record, path)
            if day is not None:
                yield path, day


def _day(record: Record, path: str) -> date | None:
    value: object = record
    for step in path.split("."):
        value = known(getattr(value, step, None))
    return (
        value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    )


def _words(path: str) -> str:
    return path.replace(".", ", ").replace("_", " ")
