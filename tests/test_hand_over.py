"""A hand-over with each option of export: remembered with what it held, or refused in words."""

import hashlib
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from ropabook.cli import main
from ropabook.model.logs import HandOver
from ropabook.pack.packing import PACK
from ropabook.pack.verifying import verify_file
from ropabook.review import review
from ropabook.rules.article_30.record_produced import rows_due, what_was_handed_over_was_whole
from ropabook.sheets import changes_since, controller_record, processor_record
from ropabook.sheets.past import past_of
from ropabook.sheets.scope import Scope
from ropabook.store.store import Store
from tests.store.record import on_disk

ORDERS = "activities/orders"
DAY = 24 * 60 * 60


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The clock of the store, set by whoever wants another day."""
    now = [time.time()]
    monkeypatch.setattr("ropabook.store.disk.committing.time.time", lambda: now[0])
    return now


@pytest.fixture
def store(tmp_path, clock) -> Store:
    """Begun ten days ago; without the hand-overs that the complete record tells of."""
    clock[0] -= 10 * DAY
    own = on_disk(tmp_path)
    clock[0] += 10 * DAY
    return own


def run(store: Store, to: Path, *options: str):
    return CliRunner().invoke(
        main, ["export", "--ropa", str(store.root), "--to", str(to), *options]
    )


def handed(store: Store, to: str) -> HandOver:
    [found] = [each for each in store.register().of(HandOver).values() if each.to == to]
    return found


def has_the_files(entry: HandOver, folder: Path) -> bool:
    """Whether it names exactly the files of the folder, with their digests."""
    there = {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in folder.iterdir()}
    return bool(there) and {each.name: each.sha256 for each in entry.files} == there


def since(store: Store, entity: str | None) -> list[tuple[str, str]]:
    """What the next workbook says of changes, and since which hand-over."""
    scope = Scope(review(store.register(), date.today(), []), entity, past_of(store.history))
    return [(str(row.cells[3]), str(row.cells[6])) for row in changes_since.rows(scope)]


def owned_by(store: Store, owner: str) -> None:
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": owner})


def test_a_pack_is_remembered_as_the_group(store, tmp_path) -> None:
    done = run(store, tmp_path / "out", "--pack", "--hand-over", "The ICO")
    assert done.exit_code == 0, done.output
    entry = handed(store, "The ICO")
    assert [each.name for each in entry.files] == [PACK]
    assert has_the_files(entry, tmp_path / "out")
    assert entry.entity is None
    assert all(each.proved for each in verify_file(tmp_path / "out" / PACK, lambda: store.history)
               if each.name.endswith(".xlsx"))  # fmt: skip
    for entity in (None, "harbour"):
        said = f"Nothing has changed since “{entry.title}” of {entry.on}."
        assert since(store, entity) == [(said, "–")]


def test_a_companys_workbook_speaks_of_its_own_hand_over_and_the_groups_does_not(
    store, tmp_path
) -> None:
    run(store, tmp_path / "one", "--hand-over", "Auditors")
    owned_by(store, "Head of Shops")
    done = run(store, tmp_path / "two", "--entity", "harbour", "--hand-over", "Harbour's board")
    assert done.exit_code == 0, done.output
    entry = handed(store, "Harbour's board")
    assert entry.entity == "harbour"
    assert has_the_files(entry, tmp_path / "two")
    rows = rows_due(store.register(), "harbour")
    assert sorted(entry.sheets.values()) == sorted(rows.values())
    owned_by(store, "Head of Stores")
    [(sentence, which)] = since(store, "harbour")
    assert "was: Head of Shops" in sentence
    assert entry.title in which
    [(sentence, which)] = [row for row in since(store, None) if "owner" in row[0]]
    assert "was: Head of Sales" in sentence
    assert "Auditors" in which


@pytest.mark.parametrize(("layout", "held", "other"), [
    ("ico-controller", controller_record, "processor_columns"),
    ("ico-processor", processor_record, "columns"),
])  # fmt: skip
def test_a_layout_is_remembered_with_what_it_held(store, tmp_path, layout, held, other) -> None:
    options = ["--layout", layout, "--entity", "harbour", "--hand-over", "A customer"]
    done = run(store, tmp_path / "out", *options)
    assert done.exit_code == 0, done.output
    entry = handed(store, "A customer")
    assert entry.notes == f"In the layout {layout}."
    assert has_the_files(entry, tmp_path / "out")
    count = rows_due(store.register(), "harbour")[held.title]
    assert [*entry.sheets.values()] == [count]
    headings = {column.heading for column in held.columns}
    mine = entry.columns or entry.processor_columns
    assert set(mine) < headings
    assert mine
    assert getattr(entry, other) == ()
    # What is not the whole record is not taken for it.
    judged = what_was_handed_over_was_whole(entry, store.register())
    assert any("lacks" in getattr(each, "sentence", "") for each in judged)


def test_a_layout_that_is_no_article_30_record_is_remembered_without_its_columns(
    store, tmp_path
) -> None:
    done = run(store, tmp_path / "out", "--layout", "flat", "--hand-over", "A customer")
    assert done.exit_code == 0, done.output
    entry = handed(store, "A customer")
    assert (entry.sheets, entry.columns, entry.processor_columns) == ({}, (), ())
    assert has_the_files(entry, tmp_path / "out")


def test_a_past_state_is_handed_over_as_that_state(store, tmp_path) -> None:
    then, state = store.register(), store.history.head
    owned_by(store, "Head of Shops")
    day = date.today() - timedelta(days=5)
    done = run(store, tmp_path / "out", "--as-at", str(day), "--hand-over", "A court")
    assert done.exit_code == 0, done.output
    entry = handed(store, "A court")
    assert (entry.commit, entry.fingerprint) == (state, then.fingerprint)
    assert (entry.on, entry.notes) == (date.today(), f"Judged for {day}.")
    assert has_the_files(entry, tmp_path / "out")
    [proof] = verify_file(tmp_path / "out" / "record-of-harbour.xlsx", lambda: store.history)
    assert (proof.outcome, proof.proved) == ("as-written", True)
    assert [said for said, _ in since(store, None)] == [
        "owner set to Head of Shops (was: Head of Sales)"
    ]


@pytest.mark.parametrize("whom", [("Zebra", "Auditors"), ("Auditors", "Zebra")])
def test_of_two_on_one_day_the_later_one_counts(store, tmp_path, whom) -> None:
    for number, to in enumerate(whom):
        owned_by(store, f"Head of Shop {number}")
        layout = ["--layout", "flat", "--entity", "harbour"]
        assert run(store, tmp_path / to, *layout, "--hand-over", to).exit_code == 0
    said = f"Nothing has changed since “{handed(store, whom[1]).title}” of {date.today()}."
    assert since(store, "harbour") == [(said, "–")]


@pytest.mark.parametrize(("options", "sentence"), [
    (["--pack", "--entity", "harbour"], "A pack holds the group and every company"),
    (["--pack", "--layout", "flat"], "leave out one of them"),
    (["--hand-over", " "], "Name to whom"),
    (["--entity", "nobody"], "There is no company 'nobody'"),
    (["--layout", "none"], "There is no layout 'none'"),
    (["--as-at", "2001-01-01"], "The history does not reach back to 2001-01-01"),
])  # fmt: skip
def test_what_makes_no_sense_together_is_refused_before_anything(
    store, tmp_path, options, sentence
) -> None:
    before = store.history.head
    done = run(store, tmp_path / "out", "--hand-over", "The ICO", *options)
    assert done.exit_code == 2
    assert sentence in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()
    assert store.history.head == before


def test_a_sample_is_no_copy_of_the_record_and_is_not_handed_over_as_one(store, tmp_path) -> None:
    asked = ["sample", "--ropa", str(store.root), "--size", "1", "--seed", "1",
             "--to", str(tmp_path / "out"), "--hand-over", "Auditors"]  # fmt: skip
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 2
    assert "No such option" in done.output
    assert not (tmp_path / "out").exists()
