"""Workbooks of ours that are larger than what is read of others: read back, or refused in words."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from ropabook.cli import main
from ropabook.excel.cells import NotRead
from ropabook.excel.limits import MAX_FILE, MAX_ROWS, ours
from ropabook.read_back import comparing
from ropabook.sheets.manifest import MANIFEST
from ropabook.store.store import Store
from tests.edited import edit, exported
from tests.size import size
from tests.store.record import on_disk

FACTS, ORDERS = "Activity facts", "activities/orders"
MOST = size(2_000, 1_000_000)
"""Cells; a million of them take a reading process ten seconds."""
WIDE = 200


@pytest.fixture
def store(tmp_path) -> Store:
    return on_disk(tmp_path)


def read(store: Store, path: Path) -> comparing.Preview:
    return comparing.preview(store, path.name, path.read_bytes())


def below(path: Path, title: str, rows: str) -> Path:
    """Put rows, as they stand in the file, below those of a sheet."""
    titles = load_workbook(path, read_only=True).sheetnames
    part = f"xl/worksheets/sheet{titles.index(title) + 1}.xml"
    to = path.with_name(f"longer-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            data = old.read(each)
            if each == part:
                data = data.replace(b"</sheetData>", f"{rows}</sheetData>".encode())
            new.writestr(each, data)
    return to


def row(number: int, text: str, times: int = 1) -> str:
    """A row of cells, no two alike: what repeats too often is refused as made to do harm."""
    cells = (f'<c t="inlineStr"><is><t>{text} {number} {at}</t></is></c>' for at in range(times))
    return f'<row r="{number}">{"".join(cells)}</row>'


def test_a_sheet_of_more_rows_than_others_may_have_is_read_back(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    places = edit(path, {(FACTS, ORDERS, "Who answers"): "Head of Orders"})
    far = MAX_ROWS + 5_000
    longer = below(path, FACTS, row(far, "what is this"))
    found = read(store, longer)
    assert [str(each.cell) for each in found.of("change")] == [*places.values()]
    [error] = found.of("error")
    assert str(error.cell).endswith(str(far)), error.cell


def test_one_of_too_many_cells_is_refused_with_what_to_do(store, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(comparing, "ours", lambda instead: ours(instead)._replace(cells=MOST))
    rows = "".join(row(1_000 + at, "x", WIDE) for at in range(MOST // WIDE + 1))
    is_refused(
        store, below(exported(store, tmp_path / "x"), "Gaps", rows), f"{MOST:,} cells|more time"
    )


def test_a_file_that_is_too_large_is_refused_with_what_to_do(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("docProps/picture.png", b"\0" * MAX_FILE)
    is_refused(store, path, "10 MiB")


def is_refused(store: Store, path: Path, why: str) -> None:
    """In one sentence that says what to do; the record stays as it is, and can be read on."""
    before = store.history.head
    with pytest.raises(NotRead, match=why) as refused:
        read(store, path)
    said = str(refused.value)
    assert "ropabook export --entity" in said
    assert "did not edit" in said
    assert "split" not in said
    done = CliRunner().invoke(
        main, ["read-back", str(path), "--ropa", str(store.root), "--accept", "all"]
    )
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())
    assert "Traceback" not in done.output
    assert store.history.head == before


def test_the_edited_sheet_and_the_manifest_alone_are_read_back(store, tmp_path) -> None:
    """What people are told to do with a workbook that is too large."""
    path = exported(store, tmp_path / "x")
    places = edit(path, {(FACTS, ORDERS, "Who answers"): "Head of Orders"})
    book = load_workbook(path)
    gone = [title for title in book.sheetnames if title not in (FACTS, MANIFEST)]
    for title in gone:
        del book[title]
    book.save(path)
    found = read(store, path)
    assert [str(each.cell) for each in found.of("change")] == [*places.values()]
    assert [each.cell.sheet for each in found.of("question")] == gone
    assert len(found.found) == len(gone) + 1
