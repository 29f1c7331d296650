"""A workbook edited in a spreadsheet comes back: shown first, merged, saved only when accepted."""

import json

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from ropabook.cli import main
from ropabook.excel.book import HEAD
from ropabook.excel.table import Link
from ropabook.forms.read_back_screen import ReadBackScreen
from ropabook.read_back.accepting import accept, chosen
from ropabook.read_back.comparing import CannotReadBack, preview
from ropabook.read_back.placing import effective, parsed
from ropabook.review import review
from ropabook.sheets.edits import KEY, Duration, NotUnderstood
from ropabook.sheets.manifest import NotOurs
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import edits_of, sheets, table
from ropabook.store.plain import ABSENT, at, same
from ropabook.store.store import Store
from tests.edited import edit, exported, through_libreoffice
from tests.small import TODAY
from tests.store.record import on_disk

FACTS, BASES, WHO = "Activity facts", "Purposes and bases", "Recipients"
ORDERS = "activities/orders"


@pytest.fixture
def store(tmp_path) -> Store:
    return on_disk(tmp_path)


def read(store, path):
    return preview(store, path.name, path.read_bytes())


def test_a_workbook_that_nobody_edited_changes_nothing(store, tmp_path) -> None:
    for entity in (None, "harbour"):
        found = read(store, exported(store, tmp_path / "x", entity))
        assert found.found == ()
        assert found.rows > 100


def test_every_cell_that_can_be_edited_says_what_the_record_says(store) -> None:
    """What a cell shows, read back, is the value that it was made from: nothing is changed."""
    register, compared = store.register(), 0
    scope = Scope(review(register, TODAY, []), None)
    for sheet in sheets():
        edits = edits_of(sheet)
        drawn = table(sheet, scope) if edits else None
        for row in drawn.rows if drawn else ():
            place = parsed(row.place)
            if not row.place:
                continue
            data = store.read(place.record).data
            thing = at(effective(data, next(iter(place.entities), None)), place.within)
            for column, cell in zip(drawn.columns, row.cells, strict=True):
                kind = edits.get(column.heading)
                below = kind.path(thing) if kind else None
                if below is None:
                    continue
                text = cell.text if isinstance(cell, Link) else str(cell)
                before = at(thing, below)
                before = ABSENT if before == [] else before
                # Evidence of a none stands elsewhere; defaults are not written.
                read_again = kind.read(text, register, before)
                if before is not ABSENT or read_again is not ABSENT:
                    default = type(register.find(place.record)).model_fields.get(below[-1])
                    assert same(read_again, before) or before is ABSENT, (sheet.title, row, below)
                    assert default or before is not ABSENT or below[-1] == "kind"
                compared += 1
    assert compared > 500


def test_edits_are_shown_and_saved_only_when_accepted(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    places = edit(path, {
        (FACTS, ORDERS, "Who answers"): "Head of Orders",
        (FACTS, ORDERS, "Large scale"): "Yes",
        (BASES, f"{ORDERS}#purposes.fulfil", "Lawful basis"): "Legal obligation",
        (BASES, f"{ORDERS}#purposes.offers", "Interest, law or contract"): "None: asked on Monday",
        (WHO, "recipients/parcel-carrier", "Country"): "Sweden",
        ("Retention schedule", "retention/order-records", "Period"): "7 years",
        ("People and data", f"{ORDERS}#data.order-data", "Must it be given?"):
            "Not known yet: Is it? (ask: Head of Sales)",
    })  # fmt: skip
    before = {key: store.read(key).text for key in (ORDERS, "recipients/parcel-carrier")}
    found = read(store, path)
    assert {str(each.cell) for each in found.of("change")} == set(places.values())
    assert len(found.found) == len(places)
    assert {key: store.read(key).text for key in before} == before, "nothing is written yet"

    some = chosen(found, [f"{ORDERS}#owner", "recipients/parcel-carrier#country"])
    accept(store, found, some)
    assert store.read(ORDERS).data["owner"] == "Head of Orders"
    assert store.read(ORDERS).data["large_scale"] is False
    assert store.read("recipients/parcel-carrier").data["country"] == "SE"
    newest = store.history.commits()[0]
    assert newest.action == "import"
    assert newest.reason == f"Read back from {path.name}"

    again = read(store, path)
    accept(store, again, chosen(again, ["all"]))
    orders = store.read(ORDERS).data
    assert orders["large_scale"] is True
    assert orders["purposes"][0]["lawful_basis"]["basis"] == "legal-obligation"
    assert orders["purposes"][1]["lawful_basis"]["interest"] == {"none": "asked on Monday"}
    assert orders["data"][0]["mandatory"] == {"unknown": "Is it?", "ask": "Head of Sales"}
    assert store.read("retention/order-records").data["period"] == "P7Y"
    assert store.register().refusals == ()


def test_a_field_that_both_changed_is_a_conflict_and_is_not_saved(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    edit(path, {
        (FACTS, ORDERS, "Who answers"): "Head of Orders",
        (FACTS, ORDERS, "Large scale"): "Yes",
    })  # fmt: skip
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "Head of Shops", "risk": True})
    found = read(store, path)
    [conflict] = found.of("conflict")
    assert conflict.path == ("owner",)
    assert (conflict.before, conflict.after, conflict.now) == (
        "Head of Sales", "Head of Orders", "Head of Shops",
    )  # fmt: skip
    accept(store, found, chosen(found, ["all"]))
    now = store.read(ORDERS).data
    assert (now["owner"], now["risk"], now["large_scale"]) == ("Head of Shops", True, True)


def test_what_cannot_be_read_is_an_error_with_its_cell(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    places = edit(path, {
        (FACTS, ORDERS, "Large scale"): "perhaps",
        (FACTS, ORDERS, "Who answers"): None,
        (FACTS, ORDERS, "Began on"): "last spring",
        (FACTS, ORDERS, "Last changed"): "2026-01-01",
        (FACTS, ORDERS, "Status"): "–",
        (WHO, "recipients/parcel-carrier", "Country"): "Atlantis",
        ("Retention schedule", "retention/order-records", "Period"): "a while",
    })  # fmt: skip
    found = read(store, path)
    assert found.of("change") == ()
    found_at = [*found.of("error"), *found.of("computed")]
    assert {str(each.cell) for each in found_at} == set(places.values())
    [computed] = found.of("computed")
    assert str(computed.cell) == places[f"{FACTS}/{ORDERS}/Last changed"]
    said = " ".join(each.sentence for each in found_at)
    for words in ("neither Yes nor No", "blank is not an answer", "is not a day", "not read back",
                  "no country", "is not a period", "status"):  # fmt: skip
        assert words in said


def test_rows_that_are_gone_new_or_doubled_are_asked_about(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    book = load_workbook(path)
    sheet = book[WHO]
    keys = [cell.value for cell in sheet[HEAD + 1]].index(KEY) + 1
    gone = sheet.cell(HEAD + 2, keys).value
    doubled = sheet.cell(HEAD + 3, keys).value
    sheet.delete_rows(HEAD + 2)
    last = sheet.max_row
    sheet.cell(last + 1, 1).value = "A new recipient"
    sheet.cell(last + 2, keys).value = doubled
    book.save(path)
    found = read(store, path)
    assert found.of("change") == ()
    assert [each.record for each in found.of("question")] == [gone]
    doubling, new = found.of("error")
    assert doubling.cell.place == f"{sheet.cell(1, keys).column_letter}{last + 2}"
    assert new.cell.place == f"B{last + 1}"
    assert "kind" in new.sentence
    accept(store, found, chosen(found, ["all"]))
    assert store.read(gone)


def test_rows_may_be_sorted_and_columns_moved(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    edit(path, {(FACTS, ORDERS, "Who answers"): "Head of Orders"})
    book = load_workbook(path)
    sheet = book[FACTS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
    turned = [rows[0], *reversed(rows[1:])]
    for down, row in enumerate(turned, HEAD + 1):
        for across, value in enumerate([row[-1], *row[:-1]], 1):
            sheet.cell(down, across).value = value
    book.save(path)
    assert [each.key for each in read(store, path).of("change")] == [f"{ORDERS}#owner"]
    assert read(store, path).found == read(store, path).of("change")


def test_in_a_companys_workbook_a_shared_activity_changes_for_that_company(store, tmp_path) -> None:
    shared = next(a for a in store.register().activities.values() if len(a.entities) > 1)
    entity = shared.entities[0]
    path = exported(store, tmp_path / "x", entity)
    edit(path, {(FACTS, f"{shared.key}@{entity}", "Who answers"): "Somebody else"})
    found = read(store, path)
    accept(store, found, chosen(found, ["all"]))
    after = store.register()
    written = after.activities[shared.id]
    assert written.owner == shared.owner
    assert after.as_done_by(written, entity).owner == "Somebody else"
    for other in shared.entities[1:]:
        assert after.as_done_by(written, other).owner == store.register().as_done_by(
            shared, other).owner  # fmt: skip


def test_a_state_that_is_not_in_the_history_is_not_guessed(store, tmp_path) -> None:
    file = store.root / "activities" / "orders.yaml"
    file.write_text(file.read_text().replace("Head of Sales", "Head of Nothing"))
    path = exported(store, tmp_path / "x")
    assert read(store, path).found == ()
    file.write_text(file.read_text().replace("Head of Nothing", "Head of Something"))
    with pytest.raises(CannotReadBack, match="not saved in the history"):
        read(store, path)


def test_another_workbook_is_refused_in_words(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    book = load_workbook(path)
    del book["Manifest"]
    book.save(path)
    with pytest.raises(NotOurs, match="not a workbook of the suite"):
        read(store, path)


def test_the_round_trip_through_libreoffice(store, tmp_path) -> None:
    """Suite X3: every cell comes back as it was, but for the one that was edited."""
    path = exported(store, tmp_path / "x")
    edit(path, {(FACTS, ORDERS, "Who answers"): "Head of Orders"})
    for kinds in (["xlsx"], ["ods"], ["ods", "xlsx"]):
        found = read(store, through_libreoffice(path, tmp_path / "-".join(kinds), *kinds))
        assert [(each.kind, each.key) for each in found.found] == [("change", f"{ORDERS}#owner")]


def test_what_programs_saved_unedited_changes_nothing(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    again = tmp_path / "again.xlsx"
    load_workbook(path).save(again)
    assert read(store, again).found == ()
    for kinds in (["xlsx"], ["ods"]):
        saved = through_libreoffice(path, tmp_path / kinds[0], *kinds)
        assert read(store, saved).found == ()


@pytest.mark.parametrize(
    ("words", "period"),
    [("6 years", "P6Y"), ("6 years (P6Y)", "P6Y"), ("7 years (P6Y)", "P7Y"), ("P18M", "P18M"),
     ("1 month", "P1M"), ("indefinite", "indefinite"), ("1 year, 6 months (P18M)", "P18M"),
     ("2 years, 6 months (P18M)", "P2Y6M"), ("90 minutes", "PT90M"),
     ("6years", "P6Y"), ("2 weeks", "P2W"), ("1 week and 2 days", None), ("a while", None)],
)  # fmt: skip
def test_periods_are_read_as_people_write_them(words, period) -> None:
    if period is None:
        with pytest.raises(NotUnderstood):
            Duration().read(words, None, None)
    else:
        assert Duration().read(words, None, None) == period


def test_the_screen_shows_and_saves_what_is_chosen(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    edit(path, {
        (FACTS, ORDERS, "Who answers"): "Head of Orders",
        (FACTS, ORDERS, "Large scale"): "perhaps",
    })  # fmt: skip
    screen = ReadBackScreen(store.root)
    screen.read("x.xlsx", b"nothing of ours")
    assert "not read" in screen.said.value
    assert screen.save.disabled
    screen.read(path.name, path.read_bytes())
    assert [key for _, key in screen.changes.options] == [f"{ORDERS}#owner"]
    assert "neither Yes nor No" in screen.rest.value
    assert store.read(ORDERS).data["owner"] == "Head of Sales"
    screen.save.click()
    assert "Choose the changes" in screen.said.value
    screen.changes.value = (f"{ORDERS}#owner",)
    screen.save.click()
    assert "Saved." in screen.said.value
    assert store.read(ORDERS).data["owner"] == "Head of Orders"
    assert screen.changes.options == ()


def test_the_command(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    [place] = edit(path, {(FACTS, ORDERS, "Who answers"): "Head of Orders"}).values()
    run = CliRunner()
    where = ["--ropa", str(store.root)]
    shown = run.invoke(main, ["read-back", str(path), *where, "--preview", "--format", "json"])
    said = json.loads(shown.output)
    assert said["changes"][0]["key"] == f"{ORDERS}#owner"
    assert f"{said['changes'][0]['sheet']}!{said['changes'][0]['cell']}" == place
    assert said["saved"] == []
    assert store.read(ORDERS).data["owner"] == "Head of Sales"
    wrong = run.invoke(main, ["read-back", str(path), *where, "--accept", "nothing#x"])
    assert wrong.exit_code == 2
    done = run.invoke(main, ["read-back", str(path), *where, "--accept", f"{ORDERS}#owner"])
    assert done.exit_code == 0
    assert "Saved." in done.output
    assert store.read(ORDERS).data["owner"] == "Head of Orders"
