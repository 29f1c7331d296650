"""The import's screen, driven as its buttons drive it."""

from datetime import datetime

import pytest

from ropabook.forms.import_screen import ImportScreen
from ropabook.workbook import import_register
from tests.importing.builders import text, xlsx
from tests.store.record import SMALL, on_disk


@pytest.fixture
def screen(tmp_path) -> ImportScreen:
    on_disk(tmp_path, {**SMALL, "entities/harbour.yaml": b"legal_name: Harbour\n"})
    return ImportScreen(tmp_path / "ropa")


@pytest.fixture
def register(tmp_path):
    return xlsx(tmp_path / "theirs.xlsx", {"Register": [
        ["Processing activity", "Purpose", "Legal ground", "Strange column"],
        ["Payroll", "Pay people", "Contract", "Something <b>else</b>"],
        ["Customer orders", "Deliver", "Contract", None],
    ]})  # fmt: skip


def looked(screen, path) -> ImportScreen:
    screen.path.value = str(path)
    screen.company.value = "harbour"
    screen.begin()
    return screen


def test_a_file_is_looked_at_and_nothing_is_written(screen, register) -> None:
    before = len(screen.store.history.commits())
    looked(screen, register)
    assert "11 cells" in screen.counts.value
    assert [row[0] for row in screen.list.rows][:1] == ["activities/payroll"]
    assert "Something &lt;b&gt;else" in screen.rest.value
    assert len(screen.store.history.commits()) == before


def test_the_mapping_is_corrected_written_and_used_again(screen, register, tmp_path) -> None:
    looked(screen, register)
    assert screen.mapping._headings["Strange column"].value == ""
    screen.mapping._headings["Strange column"].value = "remarks"
    screen.look()
    assert "unplaced + 4 not data" in screen.counts.value
    assert " 0 unplaced" in screen.counts.value
    screen.mapping_path.value = str(tmp_path / "imports" / "theirs.yaml")
    screen._write(None)
    looked(screen, register)
    assert " 1 unplaced" in screen.counts.value
    screen._use(None)
    assert " 0 unplaced" in screen.counts.value


def test_only_what_is_chosen_is_written(screen, register) -> None:
    looked(screen, register)
    screen.accept_chosen()
    assert "Choose records" in screen.said.value
    screen.list.selected = ["activities/payroll"]
    screen.accept_chosen()
    assert "records written" in screen.said.value
    assert screen.store.read("activities/payroll").data["title"] == "Payroll"
    assert screen.store.history.commits()[0].action == "import"
    assert "purposes" not in screen.store.read("activities/orders").data


def test_of_a_record_that_is_there_only_the_chosen_field_is_taken(screen, register) -> None:
    looked(screen, register)
    screen._asked_of_list(None, {"do": "open", "key": "activities/orders"}, None)
    assert "In the record" in screen.opened.value
    screen.fields.value = ("purposes",)
    screen.accept_chosen()
    orders = screen.store.read("activities/orders").data
    assert orders["purposes"][0]["text"] == "Deliver"
    assert orders["owner"] == "Head of Sales"


def test_an_upload_that_is_refused_is_said(screen, tmp_path) -> None:
    screen.path.value = str(text(tmp_path / "bad.json", "{"))
    screen.begin()
    assert "not valid JSON" in screen.said.value
    screen.accept_all()
    assert "Look at a file first" in screen.said.value
    content = b"Purpose,Lawful basis\nPay,Contract\n"
    screen.upload.value = [{"name": "a.csv", "type": "", "size": len(content), "content": content,
                            "last_modified": datetime(2026, 11, 25)}]  # fmt: skip
    screen.begin()
    assert "4 cells" in screen.counts.value


def test_the_notebook_shows_it(tmp_path) -> None:
    on_disk(tmp_path, SMALL)
    assert import_register(tmp_path / "ropa").children
