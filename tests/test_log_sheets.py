"""The sheets of the logs: clocks in words, a company's own entries, actions as they stand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ropabook.model.register import Register
from ropabook.review import review
from ropabook.sheets import (
    actions,
    breaches,
    complaints,
    hand_overs,
    marketing_objections,
    rights_requests,
)
from ropabook.sheets.logged import against
from ropabook.sheets.scope import Scope
from ropabook.sheets.template import FIELDS, filled
from ropabook.store.load import load
from tests.small import COMPLETE, TODAY, changed

LOGS = {
    rights_requests: "rights-requests",
    breaches: "breaches",
    complaints: "complaints",
    marketing_objections: "objections",
    hand_overs: "hand-overs",
}


def scope(register: Register, entity: str | None = None, on: date = TODAY) -> Scope:
    return Scope(review(register, on, []), entity)


def cells(sheet: Any, of: Scope, id: str) -> dict[str, str]:
    """A row by its headings."""
    headings = [column.heading for column in sheet.columns]
    [row] = [row for row in sheet.rows(of) if id in (row.cells[-1], row.cells[0])]
    return dict(zip(headings, [getattr(c, "text", c) for c in row.cells], strict=True))


@pytest.mark.parametrize("sheet", LOGS, ids=lambda sheet: sheet.title)
def test_a_company_has_its_own_entries_and_the_group_all(sheet) -> None:
    register = load(COMPLETE)
    every = register.records[LOGS[sheet]]
    assert len(list(sheet.rows(scope(register)))) == len(every)
    for entity in register.entities:
        mine = [e for e in every.values() if getattr(e, "entity", None) in (entity, None)]
        assert len(list(sheet.rows(scope(register, entity)))) == len(mine)


def test_how_the_time_of_a_request_runs(tmp_path) -> None:
    of = scope(load(COMPLETE))
    closed = cells(rights_requests, of, "access-2026-014")
    assert closed["How the time runs"] == (
        "Begins on 2026-08-10; stood still for 9 days; extended by two months; ends on 2026-11-19"
    )
    assert closed["On the day of the workbook"] == "Done in time"
    assert "Asked on 2026-08-12, came on 2026-08-18" in closed["Clarifications"]
    assert cells(rights_requests, of, "access-2026-017")["On the day of the workbook"] == (
        "22 days left"
    )
    waiting = {"rights-requests/access-2026-017": {"clarification_asked": "2026-11-18"}}
    row = cells(rights_requests, scope(changed(tmp_path / "a", waiting)), "access-2026-017")
    assert row["Due"] == "The time does not run"
    assert row["How the time runs"].endswith("stands still since 2026-11-18")
    assert row["On the day of the workbook"] == "Waits for the person"
    proof = {"rights-requests/access-2026-017": {"identity_asked": "2026-11-18"}}
    row = cells(rights_requests, scope(changed(tmp_path / "b", proof)), "access-2026-017")
    assert row["How the time runs"].startswith("Not begun")
    withdrawn = {"rights-requests/access-2026-017": {"outcome": "withdrawn"}}
    row = cells(rights_requests, scope(changed(tmp_path / "c", withdrawn)), "access-2026-017")
    assert row["On the day of the workbook"] == "Withdrawn"


@pytest.mark.parametrize(
    ("done", "on", "words"),
    [
        (None, "2026-11-09", "1 day left"),
        (None, "2026-11-10", "Due on this day"),
        (None, "2026-11-12", "Overdue by 2 days"),
        ("2026-11-10", "2026-11-12", "Done in time"),
        ("2026-11-11", "2026-11-12", "Done, 1 day late"),
        ("2026-12-01", "2026-11-12", "Overdue by 2 days"),
    ],
)
def test_how_it_stands_on_the_day(done, on, words) -> None:
    due = date(2026, 11, 10)
    finished = date.fromisoformat(done) if done else None
    assert against(due, finished, date.fromisoformat(on)) == words


def test_a_breach_with_its_hours(tmp_path) -> None:
    register = load(COMPLETE)
    told = cells(breaches, scope(register), "bills-2026-03")
    assert told["72 hours end"] == "2026-07-09 09:30"
    assert told["How the time ran"] == "Told after 30 hours"
    assert told["Risk to people"] == "High risk"
    assert cells(breaches, scope(register), "laptop-2026-04")["Risk to people"] == "No risk"
    assert cells(breaches, scope(register), "restore-2026-05")["How the time ran"] == (
        "Controller told after 0 hours"
    )
    late = {"breaches/bills-2026-03": {"notified_at": "2026-07-10T09:31"}}
    row = cells(breaches, scope(changed(tmp_path, late)), "bills-2026-03")
    assert row["How the time ran"] == "Told after 96 hours, late"


def test_complaints_and_objections_with_their_days(tmp_path) -> None:
    of = scope(load(COMPLETE))
    row = cells(complaints, of, "complaint-2026-22")
    assert row["To be acknowledged by"] == "2026-12-02"
    assert row["Progress"] == "Open for 22 days, last step on 2026-11-10"
    assert cells(complaints, of, "complaint-2026-21")["Progress"] == "Closed after 10 days"
    row = cells(marketing_objections, of, "objection-2026-31")
    assert row["How long it took"] == "Respected on the same day"
    slow = {"objections/objection-2026-31": {"suppressed_on": "absent"}}
    row = cells(marketing_objections, scope(changed(tmp_path, slow)), "objection-2026-31")
    assert row["How long it took"] == "Open for 105 days"


def test_a_hand_over_says_whether_the_record_has_changed_since() -> None:
    register = load(COMPLETE)
    [(id, handed), *_] = register.records["hand-overs"].items()
    row = cells(hand_overs, scope(register), id)
    assert row["Fingerprint of the record then"] == handed.fingerprint
    for fingerprint, now in ((register.fingerprint, "Is the same"), ("0", "Has changed since")):
        copy = handed.model_copy(update={"fingerprint": fingerprint})
        other = replace(register, records={**register.records, "hand-overs": {id: copy}})
        assert cells(hand_overs, scope(other), id)["The record now"] == now


def breach_cells(register: Register, entity: str | None, activity: str) -> set[tuple[str, ...]]:
    at = [n for n, field in enumerate(FIELDS) if "personal data breach" in field.column.heading]
    assert len(at) == 2
    return {
        tuple(told[n] for n in at)
        for done in scope(register, entity).done
        if done.activity.id == activity
        for _, told in filled(register, done)
    }


def test_the_template_counts_the_breaches_of_a_company(tmp_path) -> None:
    register = load(COMPLETE)
    none = "No breach is recorded"
    told = (
        "Yes: 1, the last known since 2026-08-18",
        "Breach 2026-04, laptop lost (laptop-2026-04)",
    )
    assert breach_cells(register, "harbour", "orders") == {told}
    assert breach_cells(register, None, "orders") == {told}
    assert breach_cells(register, "harbour", "premises-cameras") == {(none, none)}
    shared = {"breaches/laptop-2026-04": {"activities": ["newsletter", "newsletter"]}}
    register = changed(tmp_path, shared)
    assert breach_cells(register, "harbour", "newsletter") == {told}
    assert breach_cells(register, "lantern", "newsletter") == {(none, none)}
    assert breach_cells(register, None, "newsletter") == {told, (none, none)}


def action_rows(tmp_path, text: str, changes: dict[str, Any], entity: str | None = None) -> list:
    changed(tmp_path, changes)
    (tmp_path / "ropa" / "actions.yaml").write_text(text)
    register = load(tmp_path / "ropa")
    assert register.refusals == ()
    judged = review(register, TODAY, ["PE-SECPOL", "LB-NONE"])
    headings = [column.heading for column in actions.columns]
    return [
        dict(zip(headings, [getattr(c, "text", c) for c in row.cells], strict=True))
        for row in actions.rows(Scope(judged, entity))
    ]


ACTION = """- rule: PE-SECPOL
  record: entities/harbour
  text: Write the policy
  owner: Head of IT
  due: {due}
  state: {state}
"""


@pytest.mark.parametrize(
    ("due", "state", "policy", "time", "stands"),
    [
        ("2026-11-20", "open", "absent", "Overdue by 4 days", "Stands"),
        ("2026-11-24", "open", "absent", "Due on this day", "Stands"),
        ("2026-12-24", "open", "Policy 1", "30 days left", "Is not found any more"),
        ("2026-11-20", "done", "absent", "–", "Stands"),
    ],
)
def test_an_action_as_it_stands(tmp_path, due, state, policy, time, stands) -> None:
    changes = {"entity": {"security_policy": policy}}
    [row] = action_rows(tmp_path, ACTION.format(due=due, state=state), changes)
    assert (row["On the day of the workbook"], row["The gap"]) == (time, stands)
    assert row["Record"] == "Harbour Telecoms Limited"


def test_an_action_at_one_place_for_one_company_or_about_nothing(tmp_path) -> None:
    text = ACTION.format(due="2026-12-24", state="open")
    elsewhere = text + "  at: another_field\n"
    changes = {"entity": {"security_policy": "absent"}}
    [row] = action_rows(tmp_path / "a", elsewhere, changes)
    assert row["The gap"] == "Is not found any more"
    assert action_rows(tmp_path / "b", text, changes, "lantern") == []
    [row] = action_rows(tmp_path / "c", text + "  entity: harbour\n", changes, "harbour")
    assert row["Company"] == "Harbour"
    unknown = text.replace("PE-SECPOL", "NO-RULE")
    [row] = action_rows(tmp_path / "d", unknown, changes)
    assert row["The gap"].startswith("Not judged")


def test_an_action_on_an_accepted_gap(tmp_path) -> None:
    changes = {"entity": {"security_policy": "absent"}}
    changed(tmp_path, changes)
    (tmp_path / "ropa" / "acceptances.yaml").write_text(
        "- rule: PE-SECPOL\n  record: entities/harbour\n  reason: The board decides in March\n"
        "  by: Head of Privacy\n  on: 2026-11-01\n  until: 2027-03-31\n"
    )
    (tmp_path / "ropa" / "actions.yaml").write_text(ACTION.format(due="2026-12-24", state="open"))
    judged = review(load(tmp_path / "ropa"), TODAY, ["PE-SECPOL"])
    [row] = actions.rows(Scope(judged, None))
    assert row.cells[-1] == "Stands, and is accepted"
