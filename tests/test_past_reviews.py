"""The past is computed from the history, kept beside it, and the same wherever it is shown."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from ropabook.cli import main
from ropabook.completeness import completeness
from ropabook.past_reviews import (
    WHOLE,
    Trend,
    changed,
    days,
    figures,
    first_seen,
    mark,
    past,
    rules_digest,
    states,
    trend,
)
from ropabook.review import review
from ropabook.seen import Seen, look
from ropabook.store.load import load
from ropabook.store.opening import open_history
from ropabook.views import trend as view
from ropabook.views.page import page
from ropabook.workbook import CannotOpen
from ropabook.workbook import trend as in_a_notebook

TODAY = date.today()
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def changing(ropa, anna):
    """A record in which a gap was made and another closed, a day after its history began."""
    opened = anna.read("activities/newsletter")
    anna.save(opened, {**opened.data, "title": "Monthly letter"}, "It has a new name")
    return ropa


def test_the_figures_are_the_reviews(ropa) -> None:
    judged = review(load(ropa), TODAY)
    found = figures(judged)
    assert set(found) == {WHOLE, "alder", "birch"}
    for entity, of in found.items():
        assert of.gaps == judged.by_severity(entity or None)
    assert found["alder"].complete == completeness(judged.register)[0].total


def test_every_past_day_is_the_review_of_that_days_record(changing) -> None:
    history = open_history(changing)
    found = trend(history, review(load(changing), LATER))
    assert [point.on for point in found.points] == [*days(TODAY, LATER), LATER]
    first = found.points[0]
    again = review(history.at(first.commit), first.on)
    assert first == past(again, first.commit)
    assert found.points[-1].commit == ""


def test_what_was_computed_is_kept_and_not_computed_again(changing, tmp_path, monkeypatch) -> None:
    history, now = open_history(changing), review(load(changing), LATER)
    kept = tmp_path / "reviews"
    first = trend(history, now, [kept], keep_in=kept)
    files = sorted(path.name for path in kept.iterdir())
    assert len(files) == 3
    assert all(rules_digest() in name for name in files)
    monkeypatch.setattr("ropabook.past_reviews.review", lambda *_: pytest.fail("computed again"))
    assert trend(history, now, [kept]) == first


def test_a_damaged_or_outdated_file_is_computed_again(changing, tmp_path) -> None:
    history, now = open_history(changing), review(load(changing), LATER)
    kept = tmp_path / "reviews"
    first = trend(history, now, [kept], keep_in=kept)
    one, other, _ = sorted(kept.iterdir())
    one.write_text("{")
    other.write_text('{"of": 1}')
    assert trend(history, now, [kept]) == first
    said = json.loads(sorted(kept.iterdir())[2].read_text())
    assert said["on"] in {str(point.on) for point in first.points}


def test_days_that_take_too_long_are_left_out_and_counted(changing) -> None:
    found = trend(open_history(changing), review(load(changing), LATER), seconds=0)
    assert (len(found.points), found.left_out) == (1, 3)


def test_reading_writes_nothing(changing) -> None:
    before = sorted(path for path in changing.rglob("*"))
    look(changing, LATER)
    assert sorted(path for path in changing.rglob("*")) == before


@pytest.mark.parametrize(
    ("span", "least", "most"), [(0, 0, 0), (1, 1, 1), (13, 13, 13), (14, 2, 14), (60, 8, 14),
                                (91, 13, 14), (92, 2, 15), (2000, 12, 15)]
)  # fmt: skip
def test_a_short_history_is_looked_at_day_by_day_a_long_one_by_months(span, least, most) -> None:
    until = date(2026, 11, 24)
    found = days(until - timedelta(days=span), until)
    assert least <= len(found) <= most
    assert found == sorted(set(found))
    assert all(until - timedelta(days=span) <= day < until for day in found)


def test_a_month_back_is_what_is_compared_with() -> None:
    until = date(2026, 11, 24)
    points = [past_of(day) for day in (*days(date(2020, 1, 1), until), until)]
    assert Trend(tuple(points)).since(until).on == date(2026, 10, 24)
    young = Trend((past_of(date(2026, 11, 20)), past_of(until)))
    assert young.since(until).on == date(2026, 11, 20)
    assert Trend((past_of(until),)).since(until) is None


def past_of(on):
    from ropabook.past_reviews import Past

    return Past(on, "", {}, frozenset())


def test_new_and_closed_gaps_are_told_apart(ropa, anna) -> None:
    now = review(load(ropa), LATER)
    whole = past(now)
    gone = mark(now.findings[0])
    before = whole._replace(on=TODAY, findings=(whole.findings - {gone}) | {"0" * 12})
    found = changed(Trend((before, whole)), now)
    assert [finding.identity for finding in found.new] == [now.findings[0].identity]
    assert found.closed == 1
    assert first_seen(Trend((before, whole)), now)[now.findings[0].identity] == LATER
    assert first_seen(Trend((before, whole)), now)[now.findings[1].identity] == TODAY


def test_the_page_says_for_which_state_it_speaks_and_what_changed(changing) -> None:
    seen = look(changing, LATER)
    html = page(seen.review, seen, served=True)
    commit = open_history(changing).head[:10]
    assert html.count(f"record: {commit}") == html.count("<article")
    assert 'name="as-at"' in html
    assert "0 gaps closed, 0 new" in html
    rows = view.rows(seen, None)
    assert [row.on for row in rows] == [point.on for point in seen.trend.points]
    (changing / "group.yaml").write_text("title: Renamed\n")
    assert "1 file changed since" in look(changing, TODAY).state.words


def test_a_past_day_is_the_record_of_that_day(changing) -> None:
    before = look(changing, LATER, as_at=TODAY)
    assert before.review.on == TODAY
    html = page(before.review, before, served=True)
    assert "A past day." in html
    assert "Show the record as it is now" in html
    assert "A past day." not in page(before.review, Seen(before.review))


def test_states_begin_with_the_history(changing) -> None:
    history = open_history(changing)
    assert states(history, TODAY) == []
    assert [day for day, _ in states(history, LATER)] == days(TODAY, LATER)


def test_trend_is_a_command(changing) -> None:
    told = ["trend", "--ropa", str(changing), "--on", str(LATER)]
    said = CliRunner().invoke(main, told)
    assert said.exit_code == 0
    assert said.output.splitlines()[0].startswith("Day ")
    assert len(said.output.splitlines()) == 6
    data = json.loads(CliRunner().invoke(main, [*told, "--format", "json"]).output)
    judged = review(load(changing), LATER)
    assert data[-1]["gaps"] == judged.by_severity()
    assert data[-1]["commit"] is None
    assert (changing / ".ropabook" / "reviews").is_dir()


def test_a_notebook_shows_it_and_keeps_what_it_computed(changing, monkeypatch) -> None:
    shown = in_a_notebook(changing, LATER)._repr_html_()
    seen = look(changing, LATER)
    assert str(view.draw(seen, None)).partition("<figure")[0] in shown
    assert list((changing / ".ropabook" / "reviews").glob("*.json"))
    assert in_a_notebook(changing, LATER, "birch")._repr_html_() != shown
    monkeypatch.setattr("ropabook.past_reviews.review", lambda *_: pytest.fail("computed again"))
    assert in_a_notebook(changing, LATER)._repr_html_() == shown


def test_a_notebook_says_in_words_why_there_is_no_trend(ropa, tmp_path) -> None:
    with pytest.raises(CannotOpen, match="There are: alder, birch"):
        in_a_notebook(ropa, TODAY, "nobody")
    with pytest.raises(CannotOpen, match="There is no folder"):
        in_a_notebook(tmp_path / "nowhere", TODAY)
    assert "no earlier state" in in_a_notebook(ropa, TODAY - timedelta(days=9))._repr_html_()
