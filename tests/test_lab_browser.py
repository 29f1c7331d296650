"""The notebooks in a real JupyterLab in a real browser: what an analyst does in a day.

One JupyterLab serves all of them, so each works on a record, or on a field, of its own.
"""

import json

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from ropabook.store.opening import open_store
from tests.lab import form, open_record
from tests.people import ANNA

RING = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return {
    name: element.getAttribute("aria-label") || element.labels?.[0]?.innerText || element.innerText,
    inside: !!element.closest(".ropabook-list, .ropabook-form"),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth,
  };
}"""


@pytest.fixture(scope="module")
def page(lab):
    """The activities, as they stay open in a tab from test to test."""
    return lab.open("activities")


def field(page, label):
    return form(page).get_by_label(label, exact=True)


def said(page):
    return form(page).locator(".said")


def test_a_day_of_work_find_open_change_save(lab, page) -> None:
    listed = page.locator(".ropabook-list")
    fits = "scroll => scroll.scrollWidth <= scroll.clientWidth"
    assert listed.locator(".scroll").evaluate(fits), "every column is in sight"
    listed.get_by_label("Search in the list").fill("news")
    expect(listed.locator("tbody tr")).to_have_count(1)
    listed.get_by_label("Search in the list").fill("")
    listed.get_by_label("Role").select_option("Processor")
    expect(listed.locator("tbody tr")).to_have_count(1)
    expect(listed.locator(".count")).to_have_text("1 of 3 shown")
    listed.get_by_label("Role").select_option("All")

    opened = open_record(page, "Newsletter")
    owner = opened.locator("[data-path=owner]")
    expect(owner.locator(".mark").first).to_be_visible()
    owner.locator("select").first.select_option("value")
    owner.locator("input").first.fill("Head of Marketing")
    expect(owner.locator(".mark")).to_have_count(0)

    opened.locator("summary", has_text="1 change not saved yet").click()
    expect(opened.locator(".changes li")).to_have_text("owner set to Head of Marketing")
    listed.get_by_label("Role").select_option("Controller")
    opened.get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_contain_text("owner set to Head of Marketing")
    expect(listed.locator("tbody tr", has_text="Newsletter")).to_contain_text("Head of Marketing")
    expect(listed.get_by_label("Role")).to_have_value("Controller")
    expect(listed.locator(".count")).to_have_text("2 of 3 shown")
    listed.get_by_label("Role").select_option("All")
    newest = lab.bob().history.commits("activities/newsletter")[0]
    assert (newest.author, newest.action) == (ANNA.name, "edit")
    assert "Head of Marketing" in (lab.ropa / "activities" / "newsletter.yaml").read_text()
    assert page.complaints == []


def test_an_approved_record_asks_why_and_remembers_it(lab, page) -> None:
    opened = open_record(page, "Backup for customers")
    opened.get_by_role("button", name="Send for review").click()
    expect(opened.locator("h2")).to_contain_text("In review")
    opened.get_by_role("button", name="Approve").click()
    expect(said(page)).to_contain_text("Say what you looked at")
    opened.get_by_label("Reason for the change").fill("Compared with the contract list")
    opened.get_by_role("button", name="Approve").click()
    expect(opened.locator("h2")).to_contain_text(f"Approved by {ANNA.name}")

    field(page, "Title *").fill("Backup for all customers")
    opened.get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_contain_text("a change to it needs a reason")
    opened.get_by_label("Reason for the change").fill("Renamed in the catalogue")
    opened.get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_contain_text("title set to Backup for all customers")
    expect(opened.locator("h2")).to_contain_text("1 change since")
    newest = lab.bob().history.commits("activities/backup")[0]
    assert newest.reason == "Renamed in the catalogue"


def test_its_history_is_told_looked_at_and_made_so_again(lab, page) -> None:
    opened = open_record(page, "Newsletter")
    field(page, "Title *").fill("Letter")
    expect(opened.locator(".changes")).to_be_visible()
    opened.get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_contain_text("title set to Letter")
    opened.get_by_role("button", name="History").click()
    told = opened.get_by_label("History", exact=True)
    expect(told.locator("tbody tr").first).to_contain_text("title set to Letter (was: Newsletter)")
    expect(told.locator("tbody tr").first).to_contain_text(ANNA.name)
    told.locator("tbody tr").last.get_by_role("button").click()
    expect(opened.locator(".banner")).to_contain_text("As it was on")
    expect(field(page, "Title *")).to_have_value("Newsletter")
    expect(field(page, "Title *")).to_be_disabled()
    assert page.evaluate(RING)["inside"], "JupyterLab would take the next key for a command"
    opened.get_by_role("button", name="Make it so again").click()
    expect(said(page)).to_contain_text("Say why")
    opened.get_by_label("Reason for the change").fill("The name was right")
    opened.get_by_role("button", name="Make it so again").click()
    expect(said(page)).to_contain_text("It is as it was then")
    expect(field(page, "Title *")).to_be_enabled()
    newest = lab.bob().history.commits("activities/newsletter")[0]
    assert (newest.action, newest.reason) == ("restore", "The name was right")
    assert page.complaints == []


def test_many_are_chosen_previewed_and_changed(lab, page) -> None:
    page.get_by_role("button", name="Change many at once").click()
    for name in ("Newsletter", "Support calls"):
        page.get_by_label(f"Choose {name}", exact=True).check()
    page.get_by_label("Field", exact=True).select_option(label="Function of the business")
    page.get_by_label("Value", exact=True).fill("Marketing")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("2 of 2 would change")).to_be_visible()
    page.get_by_role("button", name="Change 2").click()
    expect(page.get_by_text("Saved: 2 records, in one step.")).to_be_visible()
    expect(page.locator(".ropabook-list tbody td", has_text="Marketing")).to_have_count(2)
    page.get_by_role("button", name="Change many at once").click()
    saved = lab.bob().read("activities/support").data
    assert saved["business_function"] == "Marketing"


def test_two_people_on_one_field_see_three_values_and_choose(lab, page) -> None:
    opened = open_record(page, "Support calls")
    bob = lab.bob()
    theirs = bob.read("activities/support")
    bob.save(theirs, {**theirs.data, "title": "Calls, as Bob says", "people": 40})
    field(page, "Title *").fill("Calls, as Anna says")
    opened.get_by_role("button", name="Save", exact=True).click()
    row = opened.locator(".conflict tbody tr")
    expect(row.locator("td")).to_have_text(
        ["Support calls", "Calls, as Bob says", "Calls, as Anna says"]
    )
    assert bob.read("activities/support").data["title"] == "Calls, as Bob says"
    save = opened.get_by_role("button", name="Save with these choices")
    expect(save).to_be_disabled()
    row.get_by_label("Calls, as Anna says").check()
    save.click()
    expect(said(page)).to_have_class("said good")
    both = lab.bob().read("activities/support").data
    assert (both["title"], both["people"]) == ("Calls, as Anna says", 40)
    assert lab.bob().history.commits("activities/support")[0].action == "resolve"


def test_everything_by_keyboard_with_the_focus_in_sight(lab, page) -> None:
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Escape")
    walked = []

    def tab_to(name, key="Tab"):
        for _ in range(60):
            page.keyboard.press(key)
            here = page.evaluate(RING)
            if here["inside"]:
                walked.append(here)
            if here["inside"] and (here["name"] or "").strip().startswith(name):
                return
        raise AssertionError(f"{name} is not reached; passed: {[w['name'] for w in walked]}")

    tab_to("Search in the list")
    page.keyboard.type("newsletter")
    tab_to("Newsletter")
    page.keyboard.press("Enter")
    form(page).locator("h2", has_text="Newsletter").wait_for()
    tab_to("What it is")
    page.keyboard.type("adda")
    page.keyboard.press("ArrowRight")
    expect(form(page).get_by_role("tab", selected=True)).to_contain_text("Purposes")
    page.keyboard.press("ArrowLeft")
    tab_to("Title")
    page.keyboard.press("End")
    page.keyboard.type(" by post")
    expect(form(page).locator(".changes")).to_be_visible()
    tab_to("Save", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Newsletter by post")
    assert page.locator(".jp-CodeCell").count() == 1, "a key was taken for a command"
    assert [each["name"] for each in walked if not each["ring"]] == []
    assert [each["name"] for each in walked if not each["seen"]] == []


def test_what_was_typed_outlives_a_kernel_that_is_killed(lab) -> None:
    page = lab.open("entities")
    open_record(page, "Alder Telecoms Limited")
    field(page, "Legal name *").fill("Alder and Daughters Ltd")
    expect(form(page).locator(".changes")).to_be_visible()
    lab.kill_kernels()
    page.close()
    assert "Daughters" not in (lab.ropa / "entities" / "alder.yaml").read_text()
    page = lab.open("entities")
    page.get_by_role("button", name="Go on with your draft: Alder and Daughters Ltd").click()
    expect(field(page, "Legal name *")).to_have_value("Alder and Daughters Ltd")
    expect(said(page)).to_contain_text("This is your draft")
    form(page).get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_contain_text("Saved.")
    assert "Alder and Daughters Ltd" in (lab.ropa / "entities" / "alder.yaml").read_text()


def test_a_record_that_may_only_be_read_says_so_and_hands_out_the_draft(lab, tmp_path) -> None:
    anna = open_store(lab.ropa, ANNA)
    begun = anna.read("entities/birch")
    anna.drafts.save("entities/birch", {**begun.data, "legal_name": "Birch, unsaved"}, begun)
    merging = lab.ropa / ".git" / "MERGE_HEAD"
    merging.write_text(lab.bob().history.head + "\n")
    try:
        page = lab.open("entities")
        opened = open_record(page, "Birch Cloud Limited", titled="Birch, unsaved")
        expect(opened.locator(".banner")).to_contain_text("read-only")
        expect(field(page, "Legal name *")).to_be_disabled()
        expect(field(page, "Legal name *")).to_have_value("Birch, unsaved")
        expect(opened.get_by_role("button", name="Save", exact=True)).to_be_disabled()
        with page.expect_download() as handed:
            opened.get_by_role("button", name="Download what is typed").click()
        handed.value.save_as(tmp_path / "draft.json")
        assert json.loads((tmp_path / "draft.json").read_text())["legal_name"] == "Birch, unsaved"
    finally:
        merging.unlink()


def test_questions_go_out_and_answers_come_back(lab) -> None:
    page = lab.open("review")
    page.get_by_text("Interview list: questions out, answers in").click()
    page.get_by_label("Whom to ask").select_option(label="Head of IT (4)")
    page.get_by_role("button", name="Write the questions to a sheet").click()
    expect(page.get_by_text("Written: exports/questions-for-head-of-it.xlsx")).to_be_visible()
    sheet = lab.folder / "exports" / "questions-for-head-of-it.xlsx"
    book = load_workbook(sheet)
    rows = {row[-1].value: row for row in book["Questions"].iter_rows()}
    row = rows["activities/backup#security_measures"]
    for at, said in ((-4, "Vault cages"), (-3, "Ines Tech"), (-2, "2026-11-23")):
        row[at].value = said
    book.save(sheet)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Read answers").click()
    chooser.value.set_files(sheet)
    expect(page.get_by_text("1 answers. Tick those to take.")).to_be_visible()
    page.get_by_role("button", name="Take what is ticked").click()
    expect(page.get_by_text("Saved. Backup").first).to_be_visible()
    saved = lab.bob().read("activities/backup").data
    assert "Vault cages" in saved["notes"]


def test_what_was_deleted_is_found_looked_at_and_brought_back(lab) -> None:
    bob = lab.bob()
    bob.create(
        "activities/prize-draw", {**bob.read("activities/backup").data, "title": "Prize draw"}
    )
    bob.delete("activities/prize-draw", "It was never held")
    page = lab.open("review")
    page.get_by_label("Note", exact=True).focus()

    def press(name, key="Tab"):
        """Walk to a button, and press it; nothing here is done with a mouse."""
        for _ in range(60):
            page.keyboard.press(key)
            if (page.evaluate(RING)["name"] or "").strip() == name:
                page.keyboard.press("Enter")
                return
        raise AssertionError(f"{name} is not reached by keyboard")

    press("What was deleted: see it, bring it back")
    expect(page.get_by_text(f"Deleted by {bob.author.name}")).to_contain_text("It was never held")
    press("See “Prize draw”")
    opened = form(page)
    expect(opened.locator(".banner")).to_contain_text("This is its last version")
    expect(field(page, "Title *")).to_have_value("Prize draw")
    expect(field(page, "Title *")).to_be_disabled()
    press("Make it so again")
    expect(said(page)).to_contain_text("Say why")
    opened.get_by_label("Reason for the change").focus()
    page.keyboard.type("It is held this year")
    press("Make it so again", "Shift+Tab")
    expect(said(page)).to_contain_text("It is as it was then")
    expect(page.get_by_text("Nothing was deleted.")).to_be_visible()
    expect(page.locator(".ropabook-list tbody tr", has_text="Prize draw")).to_be_visible()
    newest = lab.bob().history.commits("activities/prize-draw")[0]
    assert (newest.author, newest.action, newest.reason) == (
        ANNA.name, "restore", "It is held this year")  # fmt: skip
    assert page.complaints == []
