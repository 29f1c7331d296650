"""The audit sample: drawn again it is the same, risk weighs, and the fieldwork sheet is ready."""

from collections import Counter

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ropabook.cli import main
from ropabook.excel.book import HEAD
from ropabook.review import Review, review
from ropabook.sampling import draw_sample
from ropabook.store.load import load
from tests.small import COMPLETE, DATA, TODAY


@pytest.fixture(scope="module")
def judged() -> Review:
    return review(load(COMPLETE), TODAY)


JUDGED = review(load(COMPLETE), TODAY, ["LB-NONE"])


def test_a_sample_that_somebody_wrote_down_is_drawn_again(judged) -> None:
    """The same on every machine and in every version: these were drawn on 25 November 2026."""
    drawn = [each.key for each in draw_sample(judged, 4, "spring").drawn]
    assert drawn == SPRING


SPRING = [
    "activities/service-survey",
    "activities/recording-storage",
    "activities/staff-photographs",
    "activities/monthly-letter",
]


@settings(max_examples=30)
@given(st.integers(1, 60), st.text(max_size=8), st.sampled_from(["random", "risk"]))
def test_a_sample_is_distinct_and_a_larger_one_holds_the_smaller(size, seed, by) -> None:
    every = JUDGED.register.activities
    small, large = (draw_sample(JUDGED, n, seed, by) for n in (size, size + 5))
    keys = [each.key for each in small.drawn]
    assert len(set(keys)) == len(keys) == min(size, len(every))
    assert [each.key for each in large.drawn][: len(keys)] == keys
    assert small == draw_sample(JUDGED, size, seed, by)


def test_risk_weighs() -> None:
    gaps = review(load(DATA / "gaps"), TODAY)
    counted = Counter(draw_sample(gaps, 1, str(seed), "risk").drawn[0].key for seed in range(300))
    weights = {d.key: d.weight for d in draw_sample(gaps, 9, "x", "risk").drawn}
    total = sum(weights.values())
    for key, weight in weights.items():
        assert counted[key] / 300 == pytest.approx(weight / total, abs=0.1)


def test_a_companys_sample_is_of_that_company(judged) -> None:
    drawn = draw_sample(judged, 100, "x", "random", "skerry")
    mine = {activity.key for activity in judged.register.activities_of("skerry")}
    assert {each.key for each in drawn.drawn} == mine
    assert drawn.population == len(mine)


def test_the_workbook_is_ready_for_the_fieldwork(tmp_path) -> None:
    run = CliRunner()
    asked = ["sample", "--size", "3", "--seed", "=a/b", "--by", "risk", "--ropa", str(COMPLETE),
             "--to", str(tmp_path), "--on", str(TODAY)]  # fmt: skip
    assert run.invoke(main, asked).exit_code == 0
    [path] = tmp_path.iterdir()
    first = path.read_bytes()
    book = load_workbook(path)
    drawn = [row[5].value for row in book["Sample"].iter_rows(min_row=HEAD + 2)]
    assert len(drawn) == 3
    field = list(book["Fieldwork"].iter_rows(min_row=HEAD + 2))
    assert len(field) == 3 * 7
    assert {row[5].value for row in field} <= {None, ""}
    [offered] = book["Fieldwork"].data_validations.dataValidation
    assert str(offered.sqref) == f"G{HEAD + 2}:G{HEAD + 1 + len(field)}"
    titles = {row[1].value for row in book["Sample"].iter_rows(min_row=HEAD + 2)}
    said = {row[0].value for row in book["Activities in words"].iter_rows(min_row=HEAD + 2)}
    assert said == titles
    told = {row[0].value for row in book["Purposes and bases"].iter_rows(min_row=HEAD + 2)}
    assert told <= titles
    assert told
    assert run.invoke(main, asked).exit_code == 0
    assert path.read_bytes() == first
