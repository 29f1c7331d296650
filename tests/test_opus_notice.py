"""The Opus policy held against law and record: the fifty-six rows worked out by hand come out."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from ropabook.law.notices import NOTICE_ITEMS
from ropabook.review import review
from ropabook.rules.comparing import Match
from ropabook.rules.side_by_side import notice_against_record
from ropabook.sheets import notice_and_record, notice_items
from ropabook.sheets.scope import Scope
from ropabook.store.load import load

ROOT = Path(__file__).parent.parent
OPUS = load(ROOT / "ropa")
NOTICE = OPUS.notices["privacy-policy"]
ON = date(2026, 11, 25)
ROWS = yaml.safe_load((ROOT / "tests" / "data" / "opus_notice.yaml").read_text())
COMPANIES = ("opus-telecoms", "opus-digital", "opus-technology")
JUDGED = review(OPUS, ON)


def plain(text: str) -> str:
    """Without what a typesetter does: curly quotes, capitals, spaces."""
    for curly, straight in ("’'", "‘'", '“"', '”"'):
        text = text.replace(curly, straight)
    return " ".join(text.casefold().split())


def coded(row):
    """What the analyst coded for this row: the item, of this recipient where it names one."""
    [found] = [i for i in NOTICE.coded(row["item"]) if i.about == row.get("about")]
    return found


def test_there_are_fifty_six_rows_and_each_thing_has_its_row() -> None:
    assert [row["row"] for row in ROWS] == list(range(1, 57))
    assert {row["item"] for row in ROWS} == set(NOTICE_ITEMS)
    assert len(NOTICE.items) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']}-{row['item']}")
def test_the_verdict_is_the_expected_one(row) -> None:
    assert list(coded(row).verdict) == row["expected"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']}-{row['item']}")
def test_the_verdict_rests_on_the_words_of_the_policy(row) -> None:
    quotes = [plain(NOTICE.statement(label).quote) for label in coded(row).statements]
    for words in row["words"]:
        assert any(plain(words) in quote for quote in quotes), words
    assert bool(row["words"]) == bool(quotes)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']}-{row['item']}")
def test_the_row_is_raised_by_rules_or_it_is_said_why_not(row) -> None:
    raised = {finding.rule.id for finding in JUDGED.findings}
    assert set(row["raised_by"]) <= raised
    if row["expected"][0] != "satisfies":
        assert bool(row["raised_by"]) != bool(row.get("shown"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']}-{row['item']}")
def test_what_is_satisfied_is_not_raised_against_the_notice(row) -> None:
    at = [f for f in JUDGED.findings if f.gap.at == f"items.{row['item']}"]
    if row["expected"][0] == "satisfies" and row["item"] != "cookie-durations":
        assert at == []


@pytest.mark.parametrize("company", [None, *COMPANIES])
def test_each_workbook_shows_all_rows_with_the_words_and_the_record(company) -> None:
    shown = list(notice_items.rows(Scope(JUDGED, company)))
    assert len(shown) == 56
    for row, cells in zip(ROWS, (each.cells for each in shown), strict=True):
        *_, words, record = map(str, cells)
        assert all(plain(fragment) in plain(words) for fragment in row["words"]), row["row"]
        assert re.match(r"\w[\w -]* › ", record), row["row"]


@pytest.mark.parametrize("company", COMPANIES)
def test_the_notice_and_the_record_of_each_company(company) -> None:
    rows = notice_against_record(OPUS, NOTICE.id, company, ON)
    untold = {row.key for row in rows if row.match is Match.NOT_TOLD}
    assert untold == {
        *(f"personal-data/{one}" for one in ("voice-recordings", "chat-transcripts")),
        "personal-data/job-applications",
        *(f"data-subjects/{one}" for one in ("callers", "staff", "job-applicants")),
        "data-subjects/office-visitors",
    }
    assert [r.key for r in rows if r.match is Match.NOT_RECORDED] == ["personal-data/date-of-birth"]
    unlike = {Match.DIFFERS, Match.CONTRADICTS, Match.ELSEWHERE}
    assert [row for row in rows if row.match in unlike] == []


def test_what_is_open_stands_beside_the_vague_words() -> None:
    rows = notice_against_record(OPUS, NOTICE.id, "opus-telecoms", ON)
    limits = [row for row in rows if row.topic == "retention"]
    assert len(limits) > 20
    for row in limits:
        assert row.match is Match.OPEN
        assert "privacy-policy#RE1" in row.statements
        assert row.question is not None
    [abroad] = [row for row in rows if row.topic == "transfers"]
    assert abroad.match is Match.OPEN
    assert {"privacy-policy#T1", "privacy-policy#T2"} <= set(abroad.statements)


def test_every_duration_and_technology_that_the_policy_tells_is_the_recorded_one() -> None:
    rows = [
        row
        for row in notice_against_record(OPUS, NOTICE.id, "opus-telecoms", ON)
        if row.topic == "storage"
    ]
    assert {row.key.partition("/")[2] for row in rows} == set(OPUS.cookies)
    for row in rows:
        assert row.match is Match.AGREES
        assert set(row.told_values) == set(row.recorded_values)


def test_the_sheet_names_the_people_that_the_notice_is_not_for() -> None:
    shown = list(notice_and_record.rows(Scope(JUDGED, "opus-digital")))
    left_out = {name for row in shown for name in str(row.cells[11]).split(", ")} - {"–"}
    assert {"Callers", "Job applicants", "Visitors of the offices"} <= left_out
    assert "Customers" not in left_out
