"""No edit of a workbook is dropped in silence; new rows begin records and entries."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from ropabook.excel.book import HEAD
from ropabook.excel.cells import letters
from ropabook.excel.limits import ours
from ropabook.excel.reading import read_texts
from ropabook.pack.verifying import verify_file
from ropabook.read_back import comparing
from ropabook.read_back.accepting import accept, chosen
from ropabook.read_back.comparing import preview
from ropabook.read_back.placing import effective, put
from ropabook.sheets.edits import KEY
from ropabook.sheets.manifest import kept_in
from ropabook.sheets.sheet import COMPUTED, edits_of, how_to_edit, sheets
from ropabook.store.plain import ABSENT, at
from ropabook.store.store import Store
from tests.edited import edit, exported
from tests.store.record import on_disk

FACTS, ORDERS = "Activity facts", "activities/orders"


@pytest.fixture
def store(tmp_path) -> Store:
    return on_disk(tmp_path)


def read(store, path):
    return preview(store, path.name, path.read_bytes())


def put_rows(path, rows) -> dict[str, int]:
    """Put rows below those of a sheet: (sheet, texts by heading); gives the number of each."""
    book = load_workbook(path)
    numbers = {}
    for title, cells in rows:
        sheet = book[title]
        headings = [cell.value for cell in sheet[HEAD + 1]]
        number = sheet.max_row + 1
        for heading, text in cells.items():
            sheet.cell(number, headings.index(heading) + 1).value = text
        numbers[title] = number
    book.save(path)
    return numbers


def test_new_rows_begin_records_and_entries(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    title = store.register().activities["orders"].title
    put_rows(path, [
        ("Recipients", {"Recipient": "Straße Logistics", "What it is": "Processor",
                        "Country": "Germany", "Receives from": "Orders"}),
        ("Systems", {"System": "Depot app", "Provider": "Straße Logistics", "Backups": "Yes"}),
        ("Security measures", {"Measure": "Locked depot", "Description": "Doors are locked",
                               "Nature": "Organisational", "Status": "In place",
                               "Point of Art. 32(1)": "(b)"}),
        ("Purposes and bases", {"Activity": title, "Purpose": "Tell people when the parcel comes",
                                "Lawful basis": "Contract with the person",
                                "Interest, law or contract": "Terms"}),
        ("Disclosures", {"Activity": title, "Recipient": "Straße Logistics"}),
        ("Activity facts", {"Activity": "Depot tours", "Companies": "Harbour",
                            "Role": "Controller", "Status": "Draft"}),
    ])  # fmt: skip
    found = read(store, path)
    assert [e.sentence for e in found.found if e.kind != "change"] == []
    said = {each.record: each.sentence for each in found.of("change")}
    assert "recipients/strasse-logistics" in said
    assert "Computed, so not taken from it: “Receives from”" in said["recipients/strasse-logistics"]
    assert "strasse-logistics" not in store.register().recipients, "nothing is written yet"
    accept(store, found, chosen(found, ["all"]))
    now = store.register()
    assert now.refusals == ()
    assert now.recipients["strasse-logistics"].country == "DE"
    assert now.find("systems/depot-app").provider == "strasse-logistics"
    assert now.find("security-measures/locked-depot").article_32 == "b"
    assert now.activities["depot-tours"].role == "controller"
    orders = now.activities["orders"]
    assert orders.purposes[-1].text == "Tell people when the parcel comes"
    assert orders.purposes[-1].lawful_basis.contract == "Terms"
    assert orders.recipients[-1].recipient == "strasse-logistics"

    again = read(store, path)
    assert not again.of("change"), "what was taken in is not begun a second time"
    assert len([e for e in again.of("error") if "already" in e.sentence]) >= 4


def test_a_new_row_that_cannot_be_taken_in_is_an_error_with_its_cell(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    at_ = put_rows(path, [
        ("Recipients", {"Recipient": "Somebody", "What it is": "a friend"}),
        ("Contracts", {"Contract": "A contract without a kind"}),
        ("Purposes and bases", {"Activity": "No such activity", "Purpose": "Why not"}),
        ("Risks", {"Risk": "A risk of nothing"}),
    ])  # fmt: skip
    found = read(store, path)
    assert not found.of("change")
    assert [str(each.cell) for each in found.of("error")] == [
        f"Risks!A{at_['Risks']}", f"Recipients!B{at_['Recipients']}",
        f"Contracts!B{at_['Contracts']}", f"Purposes and bases!A{at_['Purposes and bases']}",
    ]  # fmt: skip


def test_every_sheet_says_what_becomes_of_edits() -> None:
    for sheet in sheets():
        if edits_of(sheet):
            assert "are read back" in how_to_edit(sheet)
        else:
            assert how_to_edit(sheet).startswith(COMPUTED)
            assert len(sheet.instead) > 20


def test_edits_of_what_is_computed_are_named(store, tmp_path) -> None:
    path = exported(store, tmp_path / "x")
    book = load_workbook(path)
    book["Rules run"]["B5"] = "I do not think so"
    book["Cover"]["A1"] = "Another title"
    book["Manifest"]["C5"] = "a remark"
    book["Article 30(1) record"]["Z3"] = "a remark"
    book.create_sheet("Mine")["A1"] = "my sheet"
    book.save(path)
    found = read(store, path)
    named = {str(each.cell): each.sentence for each in found.of("computed")}
    assert {"Rules run!B5", "Cover!A1", "Article 30(1) record!Z3", "Manifest!C5"} <= named.keys()
    assert "Rules are not part" in named["Rules run!B5"]
    assert [str(each.cell) for each in found.of("question")] == ["Mine!–"]
    assert not found.of("change")

    book["Manifest"]["B6"] = "another-company"
    book.save(path)
    with pytest.raises(comparing.CannotReadBack, match="no such company"):
        read(store, path)
    [told] = verify_file(path, lambda: store.history)
    assert told.outcome != "as-written"


def test_a_value_is_taken_away_for_one_company_only(store, tmp_path) -> None:
    register = store.register()
    shared = next(a for a in register.activities.values() if len(a.entities) > 1 and a.owner)
    one, *others = shared.entities
    path = exported(store, tmp_path / "x", one)
    edit(path, {(FACTS, f"{shared.key}@{one}", "Who answers"): "–"})
    before = {e: register.as_done_by(shared, e).owner for e in others}
    found = read(store, path)
    [change] = found.found
    assert "taken away" in change.sentence
    accept(store, found, chosen(found, ["all"]))
    now = store.register()
    written = now.activities[shared.id]
    assert now.as_done_by(written, one).owner is None
    assert {e: now.as_done_by(written, e).owner for e in others} == before


@given(
    some.dictionaries(
        some.sampled_from("abc"),
        some.dictionaries(some.sampled_from(["owner", "risk"]), some.integers(0, 3), max_size=2),
        max_size=3,
    ),
    some.dictionaries(some.sampled_from(["owner", "risk"]), some.integers(0, 3)),
    some.sets(some.sampled_from("abc"), min_size=1, max_size=2),
)
def test_taking_away_for_some_leaves_the_others_as_they_were(differs, shared, whose) -> None:
    data = {"entities": list("abc"), **shared, "differs": differs}
    after = put(data, sorted(whose), ("owner",), ABSENT)
    for entity in "abc":
        was = at(effective(data, entity), ("owner",))
        assert at(effective(after, entity), ("owner",)) == (ABSENT if entity in whose else was)
        assert at(effective(after, entity), ("risk",)) == at(effective(data, entity), ("risk",))


# ----- every edited cell is accounted for ---------------------------------------------------------


@pytest.fixture(scope="module")
def exported_once(tmp_path_factory):
    """A store, the cells of its workbook, and what the suite says it wrote: drawn only once."""
    folder = tmp_path_factory.mktemp("whole")
    store = on_disk(folder)
    path = exported(store, folder / "x")
    lines = read_texts(path.name, path.read_bytes(), ours("-"))
    reading = comparing._Reading(store, path.name, kept_in(lines))
    written = comparing.cells_of(store, reading.kept.stated, reading.state, lines)
    return store, reading.kept, lines, written


WORDS = some.one_of(
    some.sampled_from(["", "–", "Yes", "No", "2026-01-31", "None: we asked", "6 years", "Sweden",
                       "Not known yet: Who? (ask: Head of IT)", "Contract", "Head of Orders"]),
    some.text("abc é=\n", min_size=1, max_size=12),
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some.data())
def test_any_edits_are_changes_conflicts_errors_or_named(exported_once, data) -> None:
    store, kept, lines, written = exported_once
    edited = {title: [[*line] for line in each] for title, each in lines.items()}
    names = sorted(lines)
    cells = set()
    for _ in range(data.draw(some.integers(1, 8))):
        title = data.draw(some.sampled_from(names))
        rows = edited[title]
        row = data.draw(some.integers(0, len(rows) - 1))
        if not rows[row]:
            continue
        column = data.draw(some.integers(0, len(rows[row]) - 1))
        rows[row][column] = data.draw(WORDS)
        cells.add((title, row, column))
    cells = {(t, r, c) for t, r, c in cells if edited[t][r][c] != lines[t][r][c]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparing, "cells_of", lambda *_: {**written})
        found = comparing._Reading(store, "x.xlsx", replace_kept(kept)).read(edited)
    places = {str(each.cell) for each in found.found}
    unnamed = []
    for title, row, column in cells:
        place = f"{title}!{letters(column + 1)}{row + 1}"
        if place not in places and not whole_row(found, title, row, edited[title]):
            unnamed.append((place, lines[title][row][column], edited[title][row][column]))
    assert unnamed == []
    edited_rows = {(title, str(row + 1)) for title, row, _ in cells}
    for each in found.of("change"):
        digits = each.cell.place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        assert (each.cell.sheet, digits) in edited_rows, each.sentence


def replace_kept(kept):
    """A copy: nothing of one example is seen by the next."""
    return kept._replace(checks={**kept.checks})


def whole_row(found, title, row, lines) -> bool:
    """Whether something that was found speaks for the whole row, or for the whole sheet."""
    headings = lines[HEAD] if len(lines) > HEAD else []
    at_key = letters(headings.index(KEY) + 1) if KEY in headings else "A"
    return any(
        each.cell.sheet == title
        and (
            each.cell.place in (f"A{row + 1}", f"{row + 1}", f"{at_key}{row + 1}")
            or f"{HEAD + 1}" == each.cell.place
            or "nothing of this sheet is read" in each.sentence
            or "is gone" in each.sentence
            or (each.sentence.startswith("a new row") and each.cell.place.endswith(str(row + 1)))
        )
        for each in found.found
    )
