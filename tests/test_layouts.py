"""The layouts that others expect: their columns, their places, and what they cannot hold."""

import csv
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from ropabook.cli import main
from ropabook.excel.text import LIMIT
from ropabook.layouts.description import layouts
from ropabook.layouts.filling import filled
from ropabook.layouts.writing import NOT_HELD, write_layout
from ropabook.review import Review, review
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import sheets, table
from ropabook.sheets.template import FIELDS
from ropabook.store.load import load
from tests.small import COMPLETE, TODAY, changed


@pytest.fixture(scope="module")
def judged() -> Review:
    return review(load(COMPLETE), TODAY, [])


def written(judged, name: str, entity: str | None, folder: Path) -> list[Path]:
    layout = layouts()[name]
    done = filled(layout, Scope(judged, entity))
    return write_layout(done, folder / f"{name}.{layout.file}", TODAY)


@pytest.mark.parametrize("name", list(layouts()))
def test_each_layout_says_what_it_is_and_takes_columns_that_there_are(judged, name) -> None:
    layout = layouts()[name]
    assert layout.title
    assert layout.about
    by_name = {sheet.__name__.rpartition(".")[2]: sheet for sheet in sheets()}
    tables = [table(by_name[each], Scope(judged, "harbour")) for each in layout.rows]
    known = {column.heading for each in tables for column in each.columns}
    assert layout.sources <= known
    assert len({len(each.rows) for each in tables}) == 1


def test_the_commissioners_template_has_its_30_columns_on_row_9(judged, tmp_path) -> None:
    [path] = written(judged, "ico-controller", "harbour", tmp_path)
    sheet = load_workbook(path)["Template"]
    assert [cell.value for cell in sheet[9]] == [field.column.heading for field in FIELDS]
    assert sheet.max_column == 30
    assert sheet["A1"].value == "Controller"
    assert sheet["C1"].value == "Data Protection Officer (if applicable)"
    assert sheet["B2"].value == judged.register.entities["harbour"].legal_name
    assert sheet["A8"].value == "Article 30 Record of Processing Activities"
    assert {str(each) for each in sheet.merged_cells.ranges} == {
        "A8:K8", "L8:R8", "U8:W8", "X8:Y8", "Z8:AD8",
    }  # fmt: skip
    due = sum(
        max(len(activity.purposes), 1)
        for activity in judged.register.activities_of("harbour")
        if activity.role in ("controller", "joint-controller")
    )
    assert sheet.max_row - 9 == due
    purposes = {sheet.cell(row, 2).value for row in range(10, sheet.max_row + 1)}
    assert "Fulfil the orders that customers place with us" in purposes


@pytest.mark.skipif(
    "ROPABOOK_FIXTURES" not in os.environ,
    reason="ROPABOOK_FIXTURES does not say where the files of others are",
)
def test_the_commissioners_template_is_that_of_the_file(judged, tmp_path) -> None:
    there = Path(os.environ["ROPABOOK_FIXTURES"], "ico-template")
    theirs = load_workbook(next(there.glob("*.xlsx")))["Template"]
    [path] = written(judged, "ico-controller", "harbour", tmp_path)
    ours = load_workbook(path)["Template"]
    for row in (8, 9):
        assert [c.value for c in ours[row]] == [c.value for c in theirs[row]]


def test_the_processor_template(judged, tmp_path) -> None:
    entity = next(a.entities[0] for a in judged.register.activities.values()
                  if a.role == "processor")  # fmt: skip
    [path] = written(judged, "ico-processor", entity, tmp_path)
    sheet = load_workbook(path)["Template"]
    assert sheet["A9"].value == "Name and contact details of controller"
    assert sheet.max_row > 9
    assert sheet["C10"].value


def test_the_simplified_register_has_a_list_and_a_form_for_each(judged, tmp_path) -> None:
    [path] = written(judged, "cnil-simplified", "harbour", tmp_path)
    book = load_workbook(path)
    sheet = book["2_-_Liste_des_traitements"]
    assert [c.value for c in sheet[8]][:2] == ["Nom du traitement", "N° / RÉF"]
    mine = judged.register.activities_of("harbour")
    assert [sheet.cell(row, 1).value for row in range(9, sheet.max_row + 1)] == [
        activity.title for activity in mine
    ]
    forms = [title for title in book.sheetnames if title.startswith("Fiche ")]
    assert len(forms) == len(mine)
    assert book[forms[0]]["B3"].value == mine[0].title


def test_the_flat_table_reads_back_and_is_no_formula(tmp_path) -> None:
    register = changed(tmp_path, {"activity": {"title": "=1+1", "owner": "@SUM(1,1)"}})
    judged = review(register, TODAY, [])
    table_file, beside = written(judged, "flat", None, tmp_path)
    lines = list(csv.DictReader(table_file.open(encoding="utf-8-sig", newline="")))
    assert len(lines) == len([v for a in register.activities.values()
                              for v in register.variants(a)])  # fmt: skip
    [mine] = [line for line in lines if line["key"] == "activities/orders"]
    assert mine["activity"] == "'=1+1"
    assert mine["owner"] == "'@SUM(1,1)"
    assert "Fulfil the orders" in mine["purposes_and_bases"]
    assert beside.read_text(encoding="utf-8-sig").startswith("Of,Column,What it says")


@pytest.mark.parametrize("name", list(layouts()))
def test_what_a_layout_cannot_hold_is_listed(judged, name) -> None:
    """Every word of our own rows is in a column of theirs, or listed as not held."""
    layout = layouts()[name]
    scope = Scope(judged, "harbour")
    done = filled(layout, scope)
    listed = {(each.column, each.said) for each in done.not_held}
    for row in done.rows:
        for heading, said in row.items():
            silent = said in ("–", "Not recorded", "Not applicable", "None", "No")
            assert heading in layout.sources or silent or (heading, said) in listed
    named = {each.what for each in done.not_held}
    assert "The sheet “Recipients” of the workbook" in named


def test_a_long_text_is_continued_in_a_layout_too(tmp_path) -> None:
    long = "word " * 8000
    register = changed(tmp_path, {"activity": {"business_function": long}})
    [path] = written(review(register, TODAY, []), "ico-controller", "harbour", tmp_path)
    book = load_workbook(path)
    texts = [c.value for c in book["Annex"]["C"][1:]]
    assert long.strip() in "".join(texts)
    assert all(len(text) <= LIMIT for text in texts)


def test_the_same_state_gives_the_same_bytes(judged, tmp_path) -> None:
    for name in layouts():
        (tmp_path / "b").mkdir(exist_ok=True)
        first = [path.read_bytes() for path in written(judged, name, "skerry", tmp_path)]
        assert [p.read_bytes() for p in written(judged, name, "skerry", tmp_path / "b")] == first


def test_the_command(tmp_path) -> None:
    run = CliRunner()
    to = ["--ropa", str(COMPLETE), "--to", str(tmp_path), "--entity", "skerry"]
    done = run.invoke(main, ["export", "--layout", "ico-controller", *to])
    assert done.exit_code == 0
    assert "listed as not held" in done.output
    assert NOT_HELD in load_workbook(tmp_path / "ico-controller-skerry.xlsx").sheetnames
    assert run.invoke(main, ["export", "--layout", "none", *to]).exit_code == 2
