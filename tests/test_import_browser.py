"""The notebook `import` in a real browser: from a file somebody sent to records with history."""

import re

import pytest
from playwright.sync_api import expect

from ropabook.exchange.mapping import read_mapping
from tests.importing.builders import xlsx

HEAD = ["Processing activity", "Purpose", "Lawful basis", "Recipients", "Odd heading", "Salary"]
ROWS = [
    ["Payroll", "Pay people", "Contract", "Bureau Ltd (processor)", "Head of HR", "secret one"],
    ["Pensions", "Save for old age", "as above", "as above", "Head of HR", "secret two"],
    ["Old leavers", "Nobody sees this row", "Consent", "None", "Nobody", "secret three"],
    ["Backup for customers", "Keep copies safe", "Contract", None, None, None],
]


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """A workbook with a hidden sheet, a hidden row and a hidden column."""
    return xlsx(
        tmp_path_factory.mktemp("theirs") / "register-of-hr.xlsx",
        {"Register": [HEAD, *ROWS], "Drafts": [["Processing activity"], ["Not for anybody"]]},
        hidden=["Drafts"], hidden_rows={"Register": [4]}, hidden_columns={"Register": [6]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def page(lab):
    return lab.open("import", ready="text=Nothing is written before you accept it.")


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def rows(page):
    return page.locator(".ropabook-list tbody tr:has(button)")


def test_a_file_is_chosen_and_shown_with_what_is_hidden_in_it(lab, page, theirs) -> None:
    before = len(lab.bob().history.commits())
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=re.compile("Choose")).click()
    chooser.value.set_files(theirs)
    page.get_by_label("Company", exact=True).select_option(index=1)
    button(page, "Look at it").click()
    expect(page.get_by_text(re.compile(r"\d+ cells = \d+ placed"))).to_be_visible()
    expect(page.get_by_text("Hidden in the file, and left out:")).to_be_visible()
    for said in ("the sheet “Drafts” is hidden", "rows 4 of “Register” are hidden",
                 "columns F of “Register” are hidden"):  # fmt: skip
        expect(page.get_by_text(said)).to_be_visible()
    page.locator("summary", has_text="Notes").click()
    expect(page.get_by_text("Register!D3 says “as above”")).to_be_visible()
    expect(page.get_by_text("secret one")).to_have_count(0)
    expect(rows(page).filter(has_text="Old leavers")).to_have_count(0)
    expect(rows(page).filter(has_text="Payroll")).to_contain_text("New")
    assert len(lab.bob().history.commits()) == before
    assert page.complaints == []


def test_the_mapping_is_corrected_seen_at_once_and_remembered(lab, page) -> None:
    page.get_by_text("How the file is read").click()
    odd = page.get_by_label("Odd heading", exact=True)
    assert "unplaced" in odd.locator("option:checked").inner_text()
    page.get_by_role("button", name="Payroll", exact=True).click()
    odd.select_option(label="owner")
    button(page, "Read it again like this").click()
    expect(page.get_by_text(re.compile(" 0 unplaced"))).to_be_visible()
    expect(page.locator("tr", has_text="Owner").filter(has_text="Head of HR")).to_be_visible()
    page.get_by_label("Mapping file", exact=True).fill(str(lab.folder / "imports" / "hr.yaml"))
    page.get_by_label("Mapping file", exact=True).press("Tab")
    button(page, "Write it").click()
    expect(page.get_by_text("The mapping is in")).to_be_visible()
    assert read_mapping(lab.folder / "imports" / "hr.yaml").headings["Odd heading"] == "owner"
    assert [each.name for each in (lab.folder / "imports").iterdir()] == ["hr.yaml"]


def test_records_are_accepted_one_by_one_and_saved_with_history(lab, page) -> None:
    rows(page).filter(has_text="Payroll").get_by_role("checkbox").check()
    page.get_by_label("Why", exact=True).fill("Sent by HR for the yearly review")
    page.get_by_label("Why", exact=True).press("Tab")
    button(page, "Accept what is chosen").click()
    expect(page.get_by_text(re.compile(r"\d+ records written"))).to_be_visible()
    bob = lab.bob()
    payroll = bob.read("activities/payroll").data
    assert payroll["owner"] == "Head of HR"
    assert payroll["recipients"][0]["recipient"] == "bureau-ltd-processor"
    assert "secret" not in str(payroll)
    (commit,) = bob.history.commits("activities/payroll")
    assert (commit.action, commit.reason) == ("import", "Sent by HR for the yearly review")
    assert not (lab.ropa / "activities" / "pensions.yaml").exists()
    expect(rows(page).filter(has_text="Payroll")).to_contain_text("Nothing to do")
    assert page.complaints == []


def test_of_a_record_that_is_there_one_fact_is_taken(lab, page) -> None:
    before = lab.bob().read("activities/backup").data
    page.get_by_role("button", name="Backup for customers", exact=True).click()
    expect(page.get_by_text("In the record")).to_be_visible()
    page.get_by_label("From the file", exact=True).select_option(label="Purposes")
    button(page, "Accept what is chosen").click()
    expect(page.get_by_text("1 records written")).to_be_visible()
    after = lab.bob().read("activities/backup").data
    assert after["purposes"][0]["text"] == "Keep copies safe"
    assert {k: v for k, v in after.items() if k not in ("purposes", "evidence", "unplaced")} == {
        k: v for k, v in before.items() if k not in ("purposes", "evidence", "unplaced")
    }


def test_a_file_that_is_refused_is_said_in_one_sentence(lab, page, tmp_path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 and no more")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=re.compile("Choose")).click()
    chooser.value.set_files(tmp_path / "bad.xlsx")
    button(page, "Look at it").click()
    expect(page.get_by_text("bad.xlsx is not read: it is damaged")).to_be_visible()
    expect(page.get_by_text("Traceback")).to_have_count(0)
    button(page, "Accept all that is new").click()
    expect(page.get_by_text("Look at a file first")).to_be_visible()
