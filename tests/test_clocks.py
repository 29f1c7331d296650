"""The clocks of the law: month ends, leap days, weekends, holidays, and clocks that stand still."""

from datetime import date, datetime

import pytest

from ropabook.law.clocks import (
    Asked,
    acknowledgement_due,
    advice_due,
    local,
    notification_due,
    policy_document_until,
    request_clock,
    screening_holds_until,
)
from ropabook.model.clocks import clock_of
from tests.small import changed


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-03-03", "2026-04-07"),  # 3 April is Good Friday, then a weekend, then Easter Monday
        ("2026-02-05", "2026-03-05"),
        ("2026-05-31", "2026-06-30"),  # the last day of a shorter month
        ("2027-01-29", "2027-03-01"),  # 28 February 2027 is a Sunday
        ("2028-01-29", "2028-02-29"),  # a leap day that is there
        ("2028-01-31", "2028-02-29"),
        ("2028-02-29", "2028-03-29"),
        ("2026-09-15", "2026-10-15"),
        ("2026-09-17", "2026-10-19"),  # the 17th is a Saturday
        ("2026-11-26", "2026-12-29"),  # Boxing Day is a Saturday: a holiday on Monday instead
    ],
)
def test_a_month_from_receipt(received, due) -> None:
    clock = request_clock(day(received))
    assert clock.begins == day(received)
    assert clock.due == clock.first_month_ends == day(due)


@pytest.mark.parametrize(
    ("where", "due"),
    [
        ("england-and-wales", "2026-11-30"),
        ("scotland", "2026-12-01"),  # 30 November is St Andrew's Day
        ("northern-ireland", "2026-11-30"),
    ],
)
def test_holidays_are_those_of_the_company(where, due) -> None:
    assert request_clock(day("2026-10-30"), where=where).due == day(due)


def test_easter_monday_is_no_holiday_in_scotland() -> None:
    assert request_clock(day("2026-03-06")).due == day("2026-04-07")
    assert request_clock(day("2026-03-06"), where="scotland").due == day("2026-04-06")


def test_the_company_says_whose_holidays_count(tmp_path) -> None:
    entry = {"title": "A", "right": "access", "entity": "harbour", "received": "2026-10-30"}
    scottish = {"entity": {"jurisdiction": "scotland"}, "rights-requests/a": entry}
    register = changed(tmp_path / "s", scottish)
    request = register.records["rights-requests"]["a"]
    assert clock_of(register, request).due == day("2026-12-01")
    unknown = {"unknown": "Where is it?", "ask": "Company Secretary"}
    register = changed(tmp_path / "u", {**scottish, "entity": {"jurisdiction": unknown}})
    assert clock_of(register, request).due == day("2026-11-30")


def test_under_eu_law_nothing_stops_the_clock(tmp_path) -> None:
    entry = {
        "title": "A", "right": "access", "entity": "harbour", "received": "2026-09-15",
        "identity_asked": "2026-09-16", "identity_received": "2026-09-30",
        "clarification_asked": "2026-10-01", "clarification_received": "2026-10-05",
    }  # fmt: skip
    for whose, due in (("UK", "2026-11-03"), ("EU", "2026-10-15")):
        profile = {"entity": {"profile": whose}, "rights-requests/a": entry}
        register = changed(tmp_path / whose, profile)
        assert clock_of(register, register.records["rights-requests"]["a"]).due == day(due)


def test_the_clock_begins_with_the_latest_of_receipt_identity_and_fee() -> None:
    received = day("2026-09-01")
    identity = Asked(day("2026-09-02"), day("2026-09-15"))
    fee = Asked(day("2026-09-03"), day("2026-09-10"))
    clock = request_clock(received, identity=identity, fee=fee)
    assert (clock.begins, clock.due) == (day("2026-09-15"), day("2026-10-15"))
    waiting = request_clock(received, identity=Asked(day("2026-09-02")), fee=fee)
    assert (waiting.begins, waiting.due) == (None, None)
    assert waiting.waits_since == day("2026-09-02")


def test_what_is_asked_for_too_late_moves_nothing() -> None:
    received = day("2026-09-15")
    late = Asked(day("2026-10-16"))
    assert request_clock(received, identity=late).due == day("2026-10-15")
    assert request_clock(received, clarifications=[late]).due == day("2026-10-15")


def test_dates_in_the_wrong_order_stop_nothing() -> None:
    received = day("2026-09-15")
    backwards = Asked(day("2026-09-20"), day("2026-09-18"))
    assert request_clock(received, identity=backwards).due == day("2026-10-15")
    clock = request_clock(received, clarifications=[backwards])
    assert (clock.due, clock.stopped_days) == (day("2026-10-15"), 0)
    before = Asked(day("2026-09-01"), day("2026-09-08"))
    assert request_clock(received, clarifications=[before]).stopped_days == 0
    early = request_clock(received, extended_on=day("2026-09-01"))
    assert (early.extended, early.due) == (False, day("2026-10-15"))


def test_the_clock_stands_still_while_a_clarification_is_awaited() -> None:
    received = day("2026-09-15")
    clock = request_clock(received, clarifications=[Asked(day("2026-09-20"), day("2026-09-27"))])
    assert (clock.due, clock.stopped_days) == (day("2026-10-22"), 7)
    still = request_clock(received, clarifications=[Asked(day("2026-09-20"))])
    assert (still.due, still.waits_since) == (None, day("2026-09-20"))
    assert still.begins == received


def test_a_clock_that_stopped_twice() -> None:
    received = day("2026-09-15")
    first = Asked(day("2026-09-20"), day("2026-09-27"))
    second = Asked(day("2026-10-20"), day("2026-10-26"))  # asked within the time as it is by then
    clock = request_clock(received, clarifications=[second, first])
    assert (clock.due, clock.stopped_days) == (day("2026-10-28"), 13)
    overlapping = Asked(day("2026-09-22"), day("2026-09-29"))
    clock = request_clock(received, clarifications=[first, overlapping])
    assert (clock.due, clock.stopped_days) == (day("2026-10-26"), 9)  # 24 October is a Saturday
    open_again = request_clock(received, clarifications=[first, Asked(day("2026-10-20"))])
    assert open_again.due is None
    assert open_again.stopped_days == 7


def test_only_a_request_for_access_stops(tmp_path) -> None:
    entry = {
        "title": "A", "entity": "harbour", "received": "2026-09-15",
        "clarification_asked": "2026-09-20", "clarification_received": "2026-09-24",
        "further_clarifications": [{"asked": "2026-10-01", "received": "2026-10-04"}],
    }  # fmt: skip
    for right, due in (("access", "2026-10-22"), ("erasure", "2026-10-15")):
        register = changed(tmp_path / right, {"rights-requests/a": {**entry, "right": right}})
        request = register.records["rights-requests"]["a"]
        assert clock_of(register, request).due == day(due)


def test_an_extension_told_in_time_gives_three_months() -> None:
    clock = request_clock(day("2026-01-31"), extended_on=day("2026-02-27"))
    assert clock.extended
    assert clock.first_month_ends == day("2026-03-02")  # 28 February is a Saturday
    assert clock.due == day("2026-04-30")


def test_an_extension_told_late_gives_nothing() -> None:
    clock = request_clock(day("2026-09-15"), extended_on=day("2026-10-16"))
    assert not clock.extended
    assert clock.due == day("2026-10-15")


def test_the_first_month_is_longer_by_the_days_that_do_not_count() -> None:
    stop = Asked(day("2026-09-20"), day("2026-09-27"))
    told = day("2026-10-22")
    clock = request_clock(day("2026-09-15"), clarifications=iter([stop]), extended_on=told)
    assert clock.extended
    assert (clock.due, clock.stopped_days) == (day("2026-12-22"), 7)
    assert not request_clock(day("2026-09-15"), extended_on=told).extended


def test_an_extension_without_reasons_gives_nothing(tmp_path) -> None:
    entry = {"title": "A", "right": "erasure", "entity": "harbour", "received": "2026-09-15",
             "extended_on": "2026-10-01"}  # fmt: skip
    register = changed(tmp_path, {"rights-requests/a": entry})
    assert clock_of(register, register.records["rights-requests"]["a"]).due == day("2026-10-15")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-08-03", "2026-09-02"),
        ("2026-08-06", "2026-09-07"),  # 5 September is a Saturday
        ("2026-11-25", "2026-12-29"),  # Christmas Day, a weekend, and Boxing Day instead
    ],
)
def test_thirty_days_for_an_acknowledgement(received, due) -> None:
    assert acknowledgement_due(day(received)) == day(due)


def test_seventy_two_hours_run_through_a_weekend() -> None:
    assert notification_due(datetime(2026, 12, 24, 17, 30)) == datetime(2026, 12, 27, 17, 30)


def test_a_moment_is_what_the_clock_on_the_wall_showed() -> None:
    summer = datetime.fromisoformat("2026-07-01T09:00+01:00")
    assert local(summer) == datetime(2026, 7, 1, 9)
    assert notification_due(summer) == datetime(2026, 7, 4, 9)


def test_no_clock_runs_past_the_end_of_the_calendar() -> None:
    last = date.max
    clock = request_clock(
        last, identity=Asked(last, last), clarifications=[Asked(last, last)], extended_on=last
    )
    assert clock.due is not None
    assert request_clock(date.min, clarifications=[Asked(date.min, last)]).due is not None
    assert acknowledgement_due(last) > day("9000-01-01")
    assert notification_due(datetime.max) > datetime(9000, 1, 1)
    assert advice_due(last, extended=True) > day("9000-01-01")
    assert screening_holds_until(last) > day("9000-01-01")
    assert policy_document_until(last) > day("9000-01-01")


def test_eight_weeks_or_fourteen_for_advice() -> None:
    assert advice_due(day("2026-09-01")) == day("2026-10-27")
    assert advice_due(day("2026-09-01"), extended=True) == day("2026-12-08")


def test_a_comparison_with_the_preference_lists_holds_28_days() -> None:
    assert screening_holds_until(day("2026-11-01")) == day("2026-11-29")  # a Sunday


def test_a_policy_document_is_kept_for_six_months() -> None:
    assert policy_document_until(day("2026-08-31")) == day("2027-02-28")  # a Sunday
