"""The dates of the record are possible (accuracy of the record, UK GDPR Art. 5(2))."""

from datetime import date, datetime
from typing import Final, cast

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


def _by_folder(table: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in table.strip().splitlines():
        folder, *paths = (cell.strip() for cell in row.split("|"))
        found[folder] = (*found.get(folder, ()), tuple(paths))
    return found


_IN_ORDER: Final = _by_folder(_ORDER)
_OVER: Final = {folder: rows[0] for folder, rows in _by_folder(_PAST).items()}


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
        days = _days(way)
        seen = seen or bool(days)
        for path in _OVER.get(record.folder, ()):
            if path in days and days[path] > on:
                yield Gap(f"{record.name}: {_words(path)} lies ahead, on {days[path]}.", path)
        for first, second in _IN_ORDER.get(record.folder, ()):
            if first in days and second in days and days[second] < days[first]:
                later = f"{_words(second)} ({days[second]})"
                sentence = f"{later} comes before {_words(first)} ({days[first]})"
                yield Gap(f"{record.name}: {sentence}.", second)
    if not seen:
        yield _NO_DATES


_PATHS: Final = {
    folder: tuple(
        dict.fromkeys(
            (*_OVER.get(folder, ()), *(path for pair in _IN_ORDER.get(folder, ()) for path in pair))
        )
    )
    for folder in {*_OVER, *_IN_ORDER}
}


def _days(record: Record) -> dict[str, date]:
    """The dates that the tables speak of, by their paths."""
    found = {}
    for path in _PATHS.get(record.folder, ()):
        value: object = record
        for step in path.split("."):
            value = known(getattr(value, step, None))
        if value is not None:
            found[path] = value.date() if isinstance(value, datetime) else cast(date, value)
    return found


def _words(path: str) -> str:
    return path.replace(".", ", ").replace("_", " ")
