"""The hand-out holds what the pages show, needs nothing else, and prints."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from markupsafe import Markup

from ropabook.cli import main
from ropabook.documents import documents_needed
from ropabook.handout import CannotWrite, document, write
from ropabook.model.facts import each
from ropabook.model.functions import functions
from ropabook.review import review
from ropabook.rules.side_by_side import notice_against_record
from ropabook.seen import Seen, State
from ropabook.store.load import load
from ropabook.views import (
    actions,
    activity_map,
    by_function,
    claims,
    flows,
    impact,
    recipients,
    retention,
    risks,
    transfers,
)
from ropabook.views.choosing import chosen_by
from ropabook.views.page import page, record
from tests.small import COMPLETE, DATA, TODAY, changed

COMPANIES = (None, "harbour", "lantern")


@pytest.fixture(scope="module")
def judged():
    return review(load(COMPLETE), TODAY)


@pytest.fixture(scope="module")
def out(judged) -> Markup:
    return document(Seen(judged, State("a" * 40, "2026-11-24 09:00")))


def test_it_is_the_page_with_its_pictures_as_files_and_asks_for_nothing(out, judged) -> None:
    assert out.startswith("<!doctype html>")
    assert "<script" not in out
    assert not re.search(r"""(src|href)=["'](?!#|data:)""", out)
    assert not re.search(r"@import|url\(", out)
    assert 'content="default-src &#39;none&#39;' in out
    assert 'name="as-at"' not in out
    pictures = re.findall(r'<figure id="picture-([\w-]+)"', out)
    saved = re.findall(r'download="([\w-]+)\.svg"', out)
    assert saved == pictures
    assert len(set(pictures)) == len(pictures) > 20
    assert out.count("data:image/png;base64,") >= 6


def test_every_page_bears_the_day_and_the_state(out) -> None:
    stamp = "As at 24 November 2026 · record: aaaaaaaaaa of 2026-11-24 09:00"
    assert out.count(stamp) == out.count("<article") == 9


def test_it_is_written_whole_or_not_at_all(tmp_path, judged) -> None:
    file = write(Seen(judged), tmp_path / "board.html")
    assert file.read_text(encoding="utf-8") == document(Seen(judged))
    assert [path.name for path in tmp_path.iterdir()] == ["board.html"]
    with pytest.raises(CannotWrite, match="cannot be written"):
        write(Seen(judged), tmp_path / "none" / "board.html")
    with pytest.raises(KeyError):
        write(Seen(judged), tmp_path / "one.html", "activities/none")


def test_it_prints(browser, tmp_path, judged) -> None:
    file = write(Seen(judged), tmp_path / "board.html")
    shown = browser.new_page()
    shown.goto(file.as_uri())
    assert 9 <= shown.pdf(format="A4").count(b"/Type /Page\n") <= 30
    shown.close()


def test_the_command_writes_it_or_one_record(tmp_path) -> None:
    root = shutil.copytree(DATA / "gaps", tmp_path / "ropa")
    told = ["--ropa", str(root), "--on", str(TODAY)]
    for what, file in ((), "all.html"), (("newsletter",), "one.html"):
        done = CliRunner().invoke(main, ["show", *what, *told, "--html", str(tmp_path / file)])
        assert done.exit_code == 0, done.output
        assert "Written:" in done.output
    assert "Saltmarsh group" in (tmp_path / "all.html").read_text()
    assert "Backup" not in (tmp_path / "one.html").read_text()
    said = CliRunner().invoke(main, ["show", *told])
    assert (said.exit_code, "--html FILE" in said.output) == (2, True)
    said = CliRunner().invoke(main, ["show", "alder", *told, "--html", str(tmp_path / "x.html")])
    assert said.exit_code == 0, said.output
    assert "Open questions" in (tmp_path / "x.html").read_text()
    assert json.loads(CliRunner().invoke(main, ["show", "alder", *told[:2], "--format", "json"])
                      .output)  # fmt: skip


@pytest.mark.parametrize("entity", COMPANIES)
def test_the_numbers_are_those_of_the_record(judged, entity) -> None:
    register = judged.register
    ways = [
        (activity, entities)
        for written in register.activities.values()
        for activity, entities in register.variants(written)
        if entity is None or not entities or entity in entities
    ]
    kept = [category for activity, _ in ways for x in activity.data for category in x.categories]
    assert len(retention.rows(judged, entity)) == len(kept)
    sent = [transfer for activity, _ in ways for transfer in each(activity.transfers)]
    mine = [row for row in transfers.rows(judged, entity) if row.weight != "open"]
    assert len(mine) == len(sent)
    needed = [d for d in documents_needed(register, TODAY) if d.kind == "dpia"
              and (entity is None or not d.entities or entity in d.entities)]  # fmt: skip
    assert Counter(row.state for row in impact.rows(judged, entity)) == Counter(
        d.state for d in needed
    )
    work = actions.doing(judged, entity)
    assert sum(of.gaps for of in work) == len(judged.findings_of(entity))


def test_each_claim_is_counted_for_each_company(judged) -> None:
    register = judged.register
    every = claims.rows(judged, None)
    for company in register.entities:
        different = {
            (notice.id, row.topic, row.key, row.statements, row.match, row.recorded)
            for notice in register.notices.values()
            if company in notice.entities
            for row in notice_against_record(register, notice.id, company, TODAY)
        }
        counted = claims.counts([row for row in every if company in row.entities])
        assert sum(sum(row.values()) for row in counted.values()) == len(different)


def test_every_risk_of_every_standing_dpia_is_on_the_matrix(judged) -> None:
    html = risks.draw(judged, None)
    found = risks.rows(judged, None)
    assert len(found) == 10
    assert all(f"<title>{row.name}: " in html for row in found)


def test_a_recipient_is_looked_at_first_when_its_contract_has_ended(tmp_path) -> None:
    register = changed(tmp_path, {"contract": {"expires_on": "2026-10-01"}})
    found = recipients.rows(review(register, TODAY), None)
    ended = [row for row in found if row.state == "ended"]
    assert ended
    html = recipients.draw(review(register, TODAY), None)
    assert html.index("✕ “") < html.index("✓ “")
    soon = changed(tmp_path / "2", {"contract": {"expires_on": "2027-01-15"}})
    assert any(row.state == "ends soon" for row in recipients.rows(review(soon, TODAY), None))


def test_a_time_limit_that_is_not_known_or_has_no_end_stands_out(tmp_path) -> None:
    register = changed(tmp_path, {"retention": {"period": "indefinite"}})
    found = retention.rows(review(register, TODAY), None)
    assert any(row.days == float("inf") for row in found)
    gaps = retention.rows(review(load(DATA / "gaps"), TODAY), None)
    assert [row for row in gaps if row.days is None]
    assert retention.kept(gaps)[-1].days is None


def test_a_function_is_chosen_only_where_there_is_a_choice(judged) -> None:
    names = functions(judged.register)
    assert "Marketing" in names
    at = names.index("Marketing")
    assert chosen_by(judged.register, ["activities/newsletter"]) in {
        f"work fn-{n}" for n in range(len(names))
    }
    assert chosen_by(judged.register, ["entities/harbour"]) == "work"
    assert f"fn-{at}" in page(judged)
    rows = by_function.rows(judged, None)
    ways = [way for each in judged.register.activities.values()
            for way in judged.register.variants(each)]  # fmt: skip
    assert sum(row.activities for row in rows) == len(ways)
    poor = load(DATA / "gaps")
    assert functions(poor) == ()
    assert chosen_by(poor, ["activities/newsletter"]) == ""
    assert "<select" not in page(review(poor, TODAY))


def test_many_activities_are_drawn_by_their_functions(judged, monkeypatch) -> None:
    monkeypatch.setattr(flows, "AT_MOST", 5)
    drawn = flows.drawn(judged, None)
    assert len(drawn) == len(functions(judged.register))
    assert "cannot be read on one map" in flows.draw(judged, None)


def test_an_activity_has_a_map_of_its_own(judged) -> None:
    register = judged.register
    orders = register.activities["orders"]
    found = activity_map.edges(register, orders)
    assert {column for edge in found for column, _ in edge} == {0, 1, 2, 3, 4}
    html = record(judged, "activities/orders")
    assert f"Data-flow map of {orders.title}" in html
    assert record(judged, "activities/none") is None


def test_a_record_that_is_not_on_the_page_is_asked_for(judged, monkeypatch) -> None:
    monkeypatch.setattr("ropabook.views.records.AT_MOST", 1)
    served = page(judged, served=True)
    assert '<a href="?record=activities/orders">' in served
    assert "?record=" not in page(judged)
    for html in (served, page(judged)):
        ids = set(re.findall(r' id="([^"]+)"', html))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


def test_pages_that_cannot_be_drawn_say_so_and_no_more(judged, monkeypatch) -> None:
    def fail(review, entity):
        raise ValueError(f"secret of {Path.home()}")

    monkeypatch.setattr(retention, "draw", fail)
    html = page(judged)
    assert "This part of the page could not be drawn." in html
    assert "secret" not in html
