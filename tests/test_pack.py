"""The audit pack: what it holds, that it proves itself, and that nothing in it is hidden."""

import hashlib
import json
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from ropabook.cli import main
from ropabook.excel.book import HEAD
from ropabook.excel.looks import PLAIN
from ropabook.exporting import name_of
from ropabook.model.kinds import KINDS, LABELS
from ropabook.model.logs import HandOver
from ropabook.pack.packing import pack
from ropabook.pack.verifying import verify_file
from ropabook.review import review
from ropabook.seen import seen_from
from ropabook.sheets.past import Past, past_of
from ropabook.sheets.sheet import edits_of, sheets
from ropabook.store.store import Store
from tests.edited import edit, exported
from tests.small import TODAY
from tests.store.record import on_disk

ORDERS = "activities/orders"


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    """A record with a history, for the tests that only read it."""
    return on_disk(tmp_path_factory.mktemp("record"))


@pytest.fixture(scope="module")
def group(store, tmp_path_factory) -> Path:
    return exported(store, tmp_path_factory.mktemp("group"))


def rows(path: Path, title: str) -> list[tuple[object, ...]]:
    sheet = load_workbook(path, read_only=True)[title]
    return list(sheet.iter_rows(min_row=HEAD + 2, values_only=True))


def test_it_is_what_the_history_gives_byte_for_byte(store, group) -> None:
    [found] = verify_file(group, lambda: store.history)
    assert (found.outcome, found.proved) == ("as-written", True)
    assert "Byte for byte" in found.sentences[1]
    assert found.stated is not None
    assert found.stated.commit == store.history.head
    [alone] = verify_file(group)
    assert (alone.outcome, alone.proved) == ("as-written", False)


def test_an_edited_cell_is_named_with_and_without_the_record(store, group, tmp_path) -> None:
    path = tmp_path / group.name
    path.write_bytes(group.read_bytes())
    [place] = edit(
        path, {("Recipients", "recipients/parcel-carrier", "Country"): "Sweden"}
    ).values()
    [alone] = verify_file(path)
    assert (alone.outcome, alone.cells) == ("edited", (place,))
    [proved] = verify_file(path, lambda: store.history)
    assert (proved.outcome, proved.cells) == ("edited", (place,))
    assert "was “Norway”, is “Sweden”" in proved.sentences[1]


def test_a_forged_manifest_is_found_with_the_record_only(store, group, tmp_path) -> None:
    """Whoever edits a cell and writes the checks anew is found by the history."""
    from ropabook.exporting import export_one
    from ropabook.store.load import load

    forged_root = on_disk(tmp_path).root
    file = forged_root / "recipients" / "parcel-carrier.yaml"
    file.write_text(file.read_text().replace("Fjord Parcels AS", "Fjord Parcels Ltd"))
    other = past_of(store.history)
    path = export_one(review(load(forged_root), TODAY), None, tmp_path / group.name, other)
    assert verify_file(path)[0].outcome == "as-written"
    assert verify_file(path, lambda: store.history)[0].outcome == "not-the-state"


def test_another_file_is_not_ours(tmp_path) -> None:
    for name, content in (("a.xlsx", b"PK nonsense"), ("b.zip", b"")):
        (tmp_path / name).write_bytes(content)
        [found] = verify_file(tmp_path / name)
        assert found.outcome == "not-ours"


def test_the_reconciliation_counts_every_record(store, group) -> None:
    register = store.register()
    found = {row[0]: row for row in rows(group, "Reconciliation")}
    assert set(found) == {LABELS[kind] for kind in KINDS}
    for kind in KINDS:
        label, every, others, due, there, sheet, agrees = found[LABELS[kind]]
        assert every == due == there == len(register.records.get(kind, {})), label
        assert others == 0
        assert agrees == "Yes"
        assert sheet != "–" or due == 0


def test_a_company_reconciles_with_what_others_have(store, tmp_path) -> None:
    path = exported(store, tmp_path, "harbour")
    found = rows(path, "Reconciliation")
    assert all(row[1] == row[2] + row[3] for row in found)
    assert [row for row in found if row[6] != "Yes"] == []
    assert sum(row[2] for row in found) > 0


def test_the_manifest_names_every_sheet_with_its_rows(group) -> None:
    said = {row[0]: row[1] for row in rows(group, "Manifest")}
    for sheet in load_workbook(group, read_only=True):
        if sheet.title not in ("Cover", "Reconciliation", "Manifest", "Checks"):
            there = sum(1 for r in sheet.iter_rows(min_row=HEAD + 2, values_only=True) if any(r))
            assert said[f"Rows of “{sheet.title}”"] == there, sheet.title


def test_what_changed_since_the_last_hand_over_is_listed(tmp_path) -> None:
    own = on_disk(tmp_path)
    sent = own.history.head
    opened = own.read(ORDERS)
    own.save(opened, {**opened.data, "owner": "Head of Shops"})
    handed = {
        "title": "To the Commissioner", "on": str(TODAY - timedelta(days=0)), "to": "ICO",
        "by": "Head of Privacy", "fingerprint": "x", "commit": sent,
    }  # fmt: skip
    own.create("hand-overs/to-the-commissioner", handed)
    assert "to-the-commissioner" in own.register().of(HandOver)
    path = exported(own, tmp_path / "x")
    said = [row[3] for row in rows(path, "Changes since last hand-over")]
    assert "owner set to Head of Shops (was: Head of Sales)" in said
    history = rows(path, "History")
    assert history[0][8] == own.history.head
    assert any("Head of Shops" in str(row[4]) for row in history)
    (own.root / "activities" / "orders.yaml").open("a").write("notes: by hand\n")
    path = exported(own, tmp_path / "x")
    said = [str(row[3]) for row in rows(path, "Changes since last hand-over")]
    assert any("not saved yet" in sentence for sentence in said)


def test_drop_downs_offer_the_whole_list_in_plain_sight(group) -> None:
    book = load_workbook(group)
    sheet = book["Recipients"]
    headings = [cell.value for cell in sheet[HEAD + 1]]
    at = headings.index("Country")
    letter = sheet.cell(1, at + 1).column_letter
    [found] = [v for v in sheet.data_validations.dataValidation if f"{letter}5" in v.sqref]
    title, _, place = found.formula1.strip("=").partition("!")
    assert title == "'Lists'"
    lists = book["Lists"]
    offered = [cell.value for [cell] in lists[place.replace("$", "")]]
    assert {"Norway", "India", "United Kingdom"} <= set(offered)
    assert len(offered) > 200
    assert lists.sheet_state == "visible"
    drawn = sum(len(s.data_validations.dataValidation) for s in book)
    lists_due = sum(
        1 for s in sheets() for edit_ in edits_of(s).values()
        if edit_.kind.choice(review_register(group)) is not None
    )  # fmt: skip
    assert drawn == lists_due


def review_register(_: Path):
    from ropabook.store.load import load
    from tests.small import COMPLETE

    return load(COMPLETE)


def test_charts_stand_on_the_rows_of_their_sheet(group) -> None:
    sheet = load_workbook(group)["At a glance"]
    charts = sheet._charts
    assert len(charts) == 2
    last = HEAD + 1 + len(rows(group, "At a glance"))
    with zipfile.ZipFile(group) as parts:
        drawn = parts.read("xl/charts/chart1.xml").decode()
    assert f"'At a glance'!$A${HEAD + 2}:$A${last}" in drawn


FIXED = re.compile(r"ropabook|Arial|Calibri|Cambria|Office|Microsoft|12\.0000|[0-9.:TZ-]+|\s*")


def test_nothing_is_in_the_file_that_is_not_in_sight(group) -> None:
    """Suite X4: every text of every part is the text of some cell, or of the file's own making."""
    book = load_workbook(group)
    seen = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value}
    seen |= {sheet.title for sheet in book} | {book.properties.title, book.properties.subject}
    with zipfile.ZipFile(group) as parts:
        names = parts.namelist()
        for name in names:
            assert re.fullmatch(
                r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|"
                r"sharedStrings)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme1\.xml|xl/"
                r"(worksheets|tables|charts|drawings)/(_rels/)?\w+\.xml(\.rels)?|"
                r"xl/media/image\d+\.png",
                name,
            ), name
            if name.endswith(".png"):
                kinds = re.findall(rb"tEXt|iTXt|zTXt|eXIf", parts.read(name))
                assert kinds == [], "a picture carries nothing but the picture"
                continue
            text = parts.read(name).decode()
            acts = ('hidden="1"', "veryHidden", 'Target="http', 'TargetMode="External"')
            paths = ("/tmp", "/home", str(Path.cwd()))
            assert [each for each in (*acts, *paths) if each in text] == [], name
        core = parts.read("docProps/core.xml").decode()
        assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core
        assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core or "lastModifiedBy/>" in core
        assert b"<f>" not in b"".join(parts.read(n) for n in names if "worksheets/sheet" in n)
        names_defined = ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(
            "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}definedName"
        )
        assert {each.get("name") for each in names_defined} <= {"_xlnm.Print_Titles"}
        shared = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        texts = {"".join(each.itertext()) for each in shared}
    hidden = {t for t in texts if t not in seen and not FIXED.fullmatch(t)}
    assert hidden == set()


def test_the_formats_are_the_same_for_every_workbook_of_a_process(store, tmp_path) -> None:
    """XlsxWriter writes into the options it is given: the second workbook would differ."""
    before = dict(PLAIN)
    first, second = (exported(store, tmp_path / n, "skerry").read_bytes() for n in "ab")
    assert before == PLAIN
    assert first == second


def test_the_pack_holds_all_and_proves_itself(store, tmp_path) -> None:
    register = store.register()
    judged, past = review(register, TODAY), past_of(store.history)
    to = pack(judged, tmp_path / "pack.zip", past)
    with zipfile.ZipFile(to) as package:
        said = json.loads(package.read("manifest.json"))
        names = set(package.namelist())
        assert {each["name"] for each in said["files"]} == names - {"manifest.json"}
        for each in said["files"]:
            content = package.read(each["name"])
            assert hashlib.sha256(content).hexdigest() == each["sha256"]
    assert said["commit"] == store.history.head
    assert said["as_at"] == str(TODAY)
    due = {f"workbooks/{name_of(entity)}" for entity in (None, *register.entities)}
    due |= {f"notices/{notice}.txt" for notice in register.texts}
    for kind in ("dpia", "lia", "tra"):
        due |= {f"assessments/{kind}/{id}.{end}" for id in register.records[kind]
                for end in ("html", "docx")}  # fmt: skip
    assert due <= names
    again = pack(judged, tmp_path / "again.zip", past)
    assert again.read_bytes() == to.read_bytes()

    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(to) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            if name == "READ-ME.txt":
                continue
            content = old.read(name)
            new.writestr(name, content + b" " if name == "notices/privacy-notice.txt" else content)
        new.writestr("extra.txt", "x")
    found = verify_file(changed)[0]
    assert found.outcome == "edited"
    assert " ".join(found.sentences).count("privacy-notice.txt is not as it was packed") == 1
    assert "READ-ME.txt is missing." in found.sentences
    assert any("extra.txt was put in" in sentence for sentence in found.sentences)


def test_the_command_verifies_a_file(store, group, tmp_path) -> None:
    run = CliRunner()
    good = run.invoke(main, ["verify", str(group), "--ropa", str(store.root)])
    assert good.exit_code == 0
    assert "Byte for byte" in good.output
    path = tmp_path / "x.xlsx"
    path.write_bytes(group.read_bytes())
    edit(path, {("Recipients", "recipients/parcel-carrier", "Contact"): "me"})
    bad = run.invoke(main, ["verify", str(path), "--ropa", str(store.root), "--format", "json"])
    assert bad.exit_code == 2
    assert json.loads(bad.output)[0]["outcome"] == "edited"
    assert run.invoke(main, ["verify", str(tmp_path / "none.xlsx")]).exit_code == 2


def test_an_unedited_workbook_is_verified_without_being_parsed(store, group, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it was parsed")

    monkeypatch.setattr("ropabook.pack.verifying.read_texts", refuse)
    [found] = verify_file(group, lambda: store.history)
    assert (found.outcome, found.proved) == ("as-written", True)
    assert found.stated is not None
    assert found.stated.commit == store.history.head


def test_properties_that_name_another_state_prove_nothing(store, group, tmp_path) -> None:
    """What the properties say is only where to look: the cells say what is so."""
    for said in (b"Format: ropabook workbook 1", b"nonsense", b""):
        path = tmp_path / "other.xlsx"
        with zipfile.ZipFile(group) as there, zipfile.ZipFile(path, "w") as here:
            for name in there.namelist():
                content = there.read(name)
                if name == "docProps/core.xml":
                    content = re.sub(rb"(<dc:description>)[^<]*", rb"\1" + said, content)
                here.writestr(name, content)
        [found] = verify_file(path, lambda: store.history)
        assert (found.outcome, found.proved) == ("as-written", True)
        assert "saved again since" in found.sentences[1]


def test_a_hand_over_is_remembered_and_the_next_workbook_speaks_of_it(tmp_path) -> None:
    own = on_disk(tmp_path)
    sent = own.history.head
    asked = ["export", "--ropa", str(own.root), "--to", str(tmp_path / "out"), "--on", str(TODAY)]
    done = CliRunner().invoke(main, [*asked, "--hand-over", "The ICO", "--reason", "Order of May"])
    assert done.exit_code == 0, done.output
    [handed] = [h for h in own.register().of(HandOver).values() if h.to == "The ICO"]
    assert (handed.commit, handed.entity) == (sent, None)
    files = {file.name: file.sha256 for file in handed.files}
    for path in (tmp_path / "out").glob("*.xlsx"):
        assert files.pop(path.name) == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not files
    [newest, *_] = own.history.commits()
    assert (newest.action, newest.reason) == ("export", "Order of May")
    assert handed.sheets["article-30-1-record"] > 0

    past = past_of(own.history)
    judged = review(own.register(), handed.on)
    from ropabook.exporting import export_one

    path = export_one(judged, None, tmp_path / "next.xlsx", past)
    [said] = rows(path, "Changes since last hand-over")
    assert said[3] == f"Nothing has changed since “{handed.title}” of {handed.on}."
    opened = own.read(ORDERS)
    own.save(opened, {**opened.data, "owner": "Head of Shops"})
    judged = review(own.register(), handed.on)
    path = export_one(judged, None, tmp_path / "next.xlsx", past_of(own.history))
    [said] = rows(path, "Changes since last hand-over")
    assert said[3] == "owner set to Head of Shops (was: Head of Sales)"
    assert handed.title in said[6]


def test_what_the_history_does_not_hold_is_not_handed_over(tmp_path) -> None:
    own = on_disk(tmp_path)
    (own.root / "activities" / "orders.yaml").open("a").write("notes: by hand\n")
    asked = ["export", "--ropa", str(own.root), "--to", str(tmp_path / "out")]
    done = CliRunner().invoke(main, [*asked, "--hand-over", "The ICO"])
    assert done.exit_code != 0
    assert "not in the history yet" in done.output
    assert not (tmp_path / "out").exists()


def test_the_hand_out_in_the_pack_tells_of_the_past_where_there_is_one(store, tmp_path) -> None:
    tomorrow = date.today() + timedelta(days=1)
    judged = review(store.register(), tomorrow)

    def page(name: str, past: Past | None) -> str:
        with zipfile.ZipFile(pack(judged, tmp_path / name, past)) as packed:
            return packed.read("hand-out.html").decode()

    alone, told = page("a.zip", None), page("b.zip", past_of(store.history))
    state = store.history.head[:10]
    assert state in told
    assert state not in alone
    said = seen_from(judged, store.history, store.history.head)
    assert said.trend is not None
    assert [point.on for point in said.trend.points] == [date.today(), tomorrow]
