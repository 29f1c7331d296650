"""The review cycle: where a record stands, who may approve it, what is due."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from ropabook.cycle.calendar import as_calendar
from ropabook.cycle.due import due
from ropabook.cycle.standing import standing
from ropabook.cycle.steps import NotNow, approve, last_writer, retire, review, submit
from ropabook.store.load import load
from tests.small import COMPLETE, TODAY
from tests.test_cli import run

KEY = "activities/newsletter"


def state(store) -> str:
    return standing(store.history, KEY, store.read(KEY).data).state


def change(store, **fields: object):
    opened = store.read(KEY)
    return store.save(opened, {**opened.data, **fields}, "because")


def test_draft_in_review_approved_changed_since_retired(anna, bob) -> None:
    assert state(anna) == "draft"
    submit(anna, [KEY], "Please look at the purposes")
    assert state(anna) == "in-review"
    approve(bob, anna.register(), [KEY], "Looked at the purposes")
    assert state(anna) == "approved"
    change(anna, title="Another title")
    found = standing(anna.history, KEY, anna.read(KEY).data)
    assert found.state == "changed-since"
    assert "Bob Boss" in found.sentence
    assert [each.path for each in found.changes] == [("title",)]
    retire(anna, KEY, TODAY, "It ended")
    assert state(anna) == "retired"
    assert anna.read(KEY).data["end_date"] == str(TODAY)


def test_a_review_that_changed_nothing_is_remembered_and_does_not_undo_an_approval(
    anna, bob
) -> None:
    submit(anna, [KEY])
    approve(bob, anna.register(), [KEY], "All of it")
    review(anna, anna.register(), KEY, TODAY, "Still true")
    assert state(anna) == "approved"
    data = anna.read(KEY).data
    assert (data["last_reviewed"], data["next_review_due"]) == ("2026-11-24", "2027-11-24")
    newest = anna.history.commits(KEY)[0]
    assert (newest.action, newest.reason) == ("review", "Still true")
    review(anna, anna.register(), KEY, TODAY, "And again")
    assert anna.history.commits(KEY)[0].reason == "And again"


def test_steps_come_in_their_order(anna, bob) -> None:
    register = anna.register()
    with pytest.raises(NotNow, match="was not sent for review"):
        approve(bob, register, [KEY], "x")
    submit(anna, [KEY])
    with pytest.raises(NotNow, match="in review already"):
        submit(anna, [KEY])
    approve(bob, register, [KEY], "x")
    with pytest.raises(NotNow, match="approved as it stands"):
        approve(bob, register, [KEY], "x")
    retire(anna, KEY, TODAY, "It ended")
    with pytest.raises(NotNow, match="retired already"):
        retire(anna, KEY, TODAY, "It ended")


def test_who_wrote_last_does_not_approve_where_the_group_says_so(anna, bob) -> None:
    group = anna.read("group/group")
    anna.save(group, {**group.data, "separate_approver": True})
    change(anna, title="By Anna")
    submit(bob, [KEY])
    register = anna.register()
    assert last_writer(anna, KEY).author == "Anna Analyst"
    with pytest.raises(NotNow, match="another person"):
        approve(anna, register, [KEY], "My own work")
    assert state(anna) == "in-review"
    approve(bob, register, [KEY], "Read it")
    assert state(anna) == "approved"


def test_what_is_due_is_told_the_earliest_first() -> None:
    register = load(COMPLETE)
    found = due(register)
    assert [one.on for one in found] == sorted(one.on for one in found)
    whats = {one.what for one in found}
    assert {"Review", "Review of the DPIA", "Registration with the Commissioner"} <= whats
    soon = due(register, date(2027, 1, 31))
    assert soon
    assert all(one.on <= date(2027, 1, 31) for one in soon)
    mine = due(register, entity="lantern")
    assert 0 < len(mine) < len(found)
    assert all(not one.entities or "lantern" in one.entities for one in mine)


def test_the_calendar_opens_and_keeps_identities() -> None:
    dues = due(load(COMPLETE))
    made = datetime(2026, 11, 24, 9, tzinfo=UTC)
    calendar = Calendar.from_ical(as_calendar(dues, made))
    events = calendar.walk("VEVENT")
    assert len(events) == len(dues)
    assert len({str(event["UID"]) for event in events}) == len(
        {(one.record, one.what) for one in dues}
    )
    assert events[0].decoded("DTSTART") == dues[0].on
    assert str(events[0]["SUMMARY"]) == dues[0].sentence
    assert as_calendar(dues, made) == as_calendar(dues, made)


def test_a_calendar_that_cannot_be_put_in_place_leaves_the_old_one(tmp_path, monkeypatch) -> None:
    file = tmp_path / "due.ics"
    assert "Written" in run("due", "--ropa", COMPLETE, "--calendar", file).output
    old = file.read_bytes()
    assert Calendar.from_ical(old).walk("VEVENT")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    said = run("due", "--ropa", COMPLETE, "--calendar", file)
    assert said.exit_code == 2
    assert "No space left on device" in said.output
    assert [each.name for each in tmp_path.iterdir()] == ["due.ics"]
    assert file.read_bytes() == old
