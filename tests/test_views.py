"""What people look at says what the review says, escapes all text, and never falls over."""

import re
import shutil
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from ropabook.completeness import completeness
from ropabook.law.words import CAUTIONS
from ropabook.model.questions import open_questions
from ropabook.review import Verdict, review
from ropabook.store.load import load
from ropabook.views import (
    accepted,
    flows,
    gaps,
    headline,
    provenance,
    questions,
)
from ropabook.views import completeness as completeness_view
from ropabook.views import page as pages
from ropabook.views.html import style, tag
from ropabook.views.layers import BOX, WIDTH, layout
from ropabook.views.page import page, part, problem
from ropabook.views.pages import PAGES
from ropabook.views.picture import Flow, edges_of, picture
from ropabook.views.view import views
from tests.small import DATA, TODAY, changed

GAPS = DATA / "gaps"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"


@pytest.fixture(scope="module")
def judged():
    register = load(GAPS)
    assert register.refusals == ()
    return review(register, TODAY)


def words(html: str) -> str:
    text = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_views_are_found_because_they_are_there() -> None:
    folder = Path(completeness_view.__file__).parent
    there = {path.stem for path in folder.glob("*.py") if "\norder: " in path.read_text()}
    assert {view.__name__.rpartition(".")[2] for view in views()} == there
    assert len({view.order for view in views()}) == len(views()) > 5


@pytest.mark.parametrize("entity", [None, "alder", "birch"])
def test_every_number_is_the_reviews(judged, entity) -> None:
    first = headline.rows(judged, entity)[0]
    assert first.gaps == judged.by_severity(entity)
    assert first.questions == len(open_questions(judged.register, entity))
    mine = [g.total for g in completeness(judged.register) if entity in (None, g.entity.id)]
    assert first.complete == (sum(t.given for t in mine), sum(t.due for t in mine))
    assert len(gaps.rows(judged, entity)) == len(judged.findings_of(entity))
    assert len(questions.rows(judged, entity)) == first.questions
    assert sum(c.share.due for c in completeness_view.rows(judged, entity)) == first.complete.due
    assert len(accepted.rows(judged, entity)) == judged.by_verdict(entity)[Verdict.ACCEPTED]
    drawn = words(headline.draw(judged, entity))
    for count in (*first.gaps.values(), first.questions, f"{first.complete.percent} %"):
        assert f" {count} " in f" {drawn} "


def test_the_group_names_each_company(judged) -> None:
    assert [line.entity for line in headline.rows(judged, None)] == [None, "alder", "birch"]


def test_a_gap_comes_with_all_that_is_known_of_it(judged) -> None:
    row = next(row for row in gaps.rows(judged, None) if row.rule.id == "LB-NONE")
    drawn = words(gaps.draw(judged, None))
    assert row.quotes == (("public-notice#P1", "We send news to subscribers."),)
    assert (row.file, row.ask) == ("activities/newsletter.yaml", "Head of Marketing")
    for text in (
        row.rule.title,
        row.rule.citation,
        row.rule.remedy,
        row.sentence,
        row.question,
        row.file,
        row.quotes[0][1],
    ):
        assert " ".join(text.split()) in drawn.replace("&#39;", "'")


@pytest.mark.parametrize("standing", ["secondary", "unverified"])
def test_law_that_was_not_verified_says_so(judged, standing) -> None:
    rule = SimpleNamespace(id="X-1", citation="Art. 1", title="T.", remedy="R.", standing=standing,
                           analysis="")  # fmt: skip
    row = gaps.rows(judged, None)[0]._replace(rule=rule)
    assert CAUTIONS[standing] in words(gaps._rule(judged, "alder", [row]))


def test_many_gaps_of_a_rule_are_one_line_that_opens(judged) -> None:
    row = gaps.rows(judged, None)[0]
    many = [row._replace(record=f"R{at}", file=f"{at}.yaml") for at in range(200)]
    html = gaps._rule(judged, None, many)
    assert html.count("<details") == 1
    assert "<details open" not in html
    assert "200 records" in words(html)


def test_flows_have_the_values_of_each_company(judged) -> None:
    by = {f.activity: f for f in flows.rows(judged, "alder")}
    assert set(by) == {"Newsletter", "Support calls"}
    assert by["Newsletter"].recipients == (
        ("Letterbox Incorporated", "Processor", ("United States, partly approved",)),
    )
    assert by["Newsletter"].origins == (("Sign-up form", "Subscribers"),)
    assert by["Support calls"].recipients == ()
    birch = {f.activity: f for f in flows.rows(judged, "birch")}
    assert birch["Newsletter"].recipients == (("Not known yet", "", ()),)
    assert birch["Backup for customers"].sources == ("Customers of the backup service",)
    both = next(f for f in flows.rows(judged, None) if f.activity == "Newsletter")
    assert len(both.recipients) == 2


def test_the_map_draws_each_flow_once_and_no_box_on_another() -> None:
    made = [
        Flow(
            f"Activity number {at} with a name",
            "Controller",
            (f"Source {at % 7}",),
            (f"People {at % 5}",),
            ((f"Source {at % 7}", f"People {at % 5}"),),
            (),
            tuple((f"Recipient {(at * k) % 23}", "", (f"Country {at % 4}",)) for k in (1, 2, 3)),
        )
        for at in range(30)
    ]
    edges = {edge for flow in made for edge in edges_of(flow)}
    nodes = tuple(dict.fromkeys(node for edge in sorted(edges) for node in edge))
    placed = layout(nodes, tuple(sorted(edges)), 5)
    assert {curve.edge for curve in placed.curves} == edges
    assert len(placed.curves) == len(edges)
    assert {box.node for box in placed.boxes} == set(nodes)
    for column in range(5):
        stack = sorted((b for b in placed.boxes if b.node[0] == column), key=lambda b: b.y)
        for upper, under in pairwise(stack):
            assert upper.y + upper.height <= under.y
    assert all(0 <= b.x <= WIDTH - BOX and b.y + b.height <= placed.height for b in placed.boxes)
    html = picture(made, "m", "Not known yet")
    assert html.count("<path") == len(edges)
    assert html.count("<title>") == len(nodes) + 1
    assert "<desc>" in html


def test_accepted_gaps_say_until_when_and_lapsed_ones_that_they_are(judged) -> None:
    row = accepted.rows(judged, None)[0]
    assert (row.rule, row.record, row.until, row.days_left) == (
        "LB-NONE",
        "Support calls",
        "2026-12-31",
        37,
    )
    assert [each.record for each in accepted.lapsed(judged, None)] == ["activities/backup"]
    assert accepted.lapsed(judged, "alder") == ()
    assert "No longer accepted since 2026-08-31" in words(accepted.draw(judged, "birch"))


def test_the_page_is_the_same_each_time_and_holds_every_company(judged) -> None:
    html = page(judged)
    assert html == page(judged)
    for name in (
        "Saltmarsh group",
        "Alder",
        "Birch",
        "14 files, 14 read, 0 refused",
        judged.register.fingerprint[:12],
        "24 November 2026",
    ):
        assert name in words(html)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)|@import|url\(", html)


def test_text_of_the_record_is_escaped(tmp_path) -> None:
    register = changed(
        tmp_path,
        {
            "entity": {
                "legal_name": EVIL,
                "trading_names": [EVIL],
                "country": {"unknown": EVIL, "ask": EVIL},
            },
            "activity": {
                "title": EVIL,
                "purposes": [
                    {"id": "fulfil", "text": EVIL, "lawful_basis": {"unknown": EVIL, "ask": EVIL}}
                ],
            },
            "recipient": {"title": EVIL, "country": EVIL},
            "source": {"title": EVIL},
        },
    )
    html = page(review(register, TODAY))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_refusals_are_escaped_and_come_first(tmp_path) -> None:
    root = tmp_path / "ropa"
    shutil.copytree(GAPS, root)
    (root / "activities" / "newsletter.yaml").write_text("title: x\n<script>: 1\n")
    judged = review(load(root), TODAY)
    html = page(judged)
    said = provenance.rows(judged)
    assert (said.files, said.read, said.refused) == (14, 13, 1)
    assert "<script" not in html
    assert "14 files, 13 read, 1 refused" in words(html)
    assert html.index("activities/newsletter.yaml:") < html.index('class="tabs"')


def test_a_broken_rule_stands_above_everything(judged, monkeypatch) -> None:
    def crash(activity):
        raise RuntimeError("<b>boom</b>")
        yield

    from dataclasses import replace

    from ropabook.rules.catalogue import catalogue

    rule = replace(catalogue()["LB-NONE"], judge=crash)
    monkeypatch.setattr("ropabook.review.catalogue", lambda: {"LB-NONE": rule})
    html = page(review(judged.register, TODAY))
    assert "<b>boom</b>" not in html
    assert html.index("is not a pass") < html.index('class="tabs"')


def test_an_empty_record_says_how_to_begin(tmp_path) -> None:
    html = words(page(review(load(tmp_path), TODAY)))
    assert "The record is empty" in html
    assert "ropabook new group" in html
    (tmp_path / "group.yaml").write_text("nonsense: 1\n")
    html = words(page(review(load(tmp_path), TODAY)))
    assert html.index("group.yaml:1") < html.index("There is no company in the record")


def test_a_view_that_fails_does_not_take_the_page_with_it(judged, monkeypatch) -> None:
    def fail(review, entity):
        raise ValueError("<i>no</i>")

    monkeypatch.setattr(gaps, "draw", fail)
    html = page(judged)
    assert "This part of the page could not be drawn" in html
    assert "<i>no</i>" not in html
    assert "Open questions, by the person to ask" in html
    assert "Accepted gaps" in html


def test_a_view_stands_by_itself(judged) -> None:
    html = part(questions, judged, "birch")
    assert "Company Secretary" in html
    assert "Head of People" not in html
    assert pages._section(questions, judged, "birch") in html


def test_each_number_leads_to_its_list_and_each_activity_to_its_record(judged) -> None:
    html = page(judged)
    ids = set(re.findall(r' id="([^"]+)"', html))
    links = re.findall(r'href="#([^"]+)"', html)
    assert len(links) > 20
    assert set(links) <= ids
    assert {"gap-rows:sev-critical", "question-rows", "record-activities-newsletter"} <= set(links)


def test_what_concerns_one_company_only_says_so(judged) -> None:
    html = gaps.draw(judged, None)
    assert 'class="row some of-birch sev-' in html
    assert 'class="scope in-alder by-all"' in html
    for view in views():
        assert view.page in {each.key for each in PAGES}


def test_a_problem_is_a_page_too() -> None:
    assert "&lt;none&gt;" in problem("There is no folder <none>.")


def test_markup_is_made_safely() -> None:
    assert tag("p", "<", title='"') == '<p title="&#34;">&lt;</p>'
    assert tag("input", checked=True, id=None) == "<input checked>"
    with pytest.raises(ValueError, match="may not hold"):
        style("</style><script>")


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_every_text_has_contrast_enough_in_both_schemes() -> None:
    css = (DATA.parents[1] / "lib/ropabook/views/page.css").read_text()
    bright = dict(re.findall(r"--([\w-]+): (#\w{6})", css.split("dark)")[0].split("}")[0]))
    dark = dict(re.findall(r"--([\w-]+): (#\w{6})", css.split("prefers-color-scheme: dark")[1]))
    for scheme in (bright, dark):
        for text in ("ink", "quiet", "accent", "critical", "major", "minor", "advice", "good"):
            for ground in ("paper", "ground", "tint"):
                assert contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground)
        assert contrast(scheme["critical"], scheme["critical-tint"]) >= 4.5
        assert contrast(scheme["ink"], scheme["critical-tint"]) >= 4.5
