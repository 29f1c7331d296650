"""From screening to sign-off in a real JupyterLab in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from ropabook.model.activity import Screening
from ropabook.store.load import load
from tests.small import TODAY

DPIA = "dpia/recording-of-calls"


@pytest.fixture(scope="module")
def page(lab) -> Page:
    return lab.open("assessments")


def shown(page: Page):
    """The form of the assessment that is open: the last one that is to be seen."""
    return page.locator(".ropabook-form:visible").last


def tab(page: Page, step: str) -> None:
    shown(page).get_by_role("tab").filter(has_text=step).click()


def write(page: Page, path: str, words: str) -> None:
    """Write into the field at a path, such as `description.need`."""
    place = shown(page).locator(f'[data-path="{path}"]')
    place.locator("textarea, input:not([type=checkbox])").first.fill(words)


def choose(page: Page, path: str, words: str) -> None:
    place = shown(page).locator(f'[data-path="{path}"]')
    place.locator("select").first.select_option(label=words)


def test_an_activity_is_screened(lab, page) -> None:
    bob = lab.bob()
    opened = bob.read("activities/support")
    bob.save(opened, {**opened.data, "start_date": "2027-01-15"}, "As planned")
    listed = page.locator(".ropabook-list").first
    listed.get_by_role("button", name="Support calls", exact=True).click()
    form = page.locator(".ropabook-form:visible")
    expect(form.locator("h2")).to_contain_text("Support calls")
    expect(form.locator('tr[data-key="wp248-3"]')).to_contain_text("Calls are recorded")
    form.get_by_role("button", name="Save the screening").click()
    expect(form.locator(".said")).to_contain_text("Not saved")

    form.get_by_role("button", name="Answer what the record says").click()
    expect(form.locator('tr[data-key="wp248-3"]').get_by_label("Yes")).to_be_checked()
    for row in form.locator("tr[data-key]").all():
        if not row.locator("input:checked").count():
            row.get_by_label("No").check()
    form.get_by_label("Screened by").fill("Head of Privacy")
    expect(form.locator(".head")).to_contain_text("On your answers: A DPIA is required")
    form.get_by_role("button", name="Save the screening").click()
    expect(form.locator(".said.good")).to_contain_text("screening")
    saved = load(lab.ropa).activities["support"].screening
    assert isinstance(saved, Screening)
    assert (saved.on, saved.outcome, saved.by) == (TODAY, "required", "Head of Privacy")


def test_two_people_screen_one_activity_and_choose_there(lab, page) -> None:
    form = page.locator(".ropabook-form:visible")
    bob = lab.bob()
    opened = bob.read("activities/support")
    theirs = opened.data["screening"]
    why = {**theirs["considered"], "wp248-1": "Nobody is rated, says Bob"}
    bob.save(opened, {**opened.data, "screening": {**theirs, "considered": why}}, "Asked again")
    form.get_by_label("WP248 criterion 1: why").fill("No score is kept, says Anna")
    form.get_by_role("button", name="Save the screening").click()
    expect(form.locator(".said")).to_contain_text("somebody else answered the same meanwhile")
    row = form.locator(".conflict tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator("th")).to_contain_text("WP248 criterion 1")
    expect(row.locator("td").nth(1)).to_have_text("No: Nobody is rated, says Bob")
    assert page.evaluate("!!document.activeElement.closest('.ropabook-form')")
    row.get_by_label("No score is kept, says Anna").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(form.locator(".said.good")).to_be_visible()
    expect(form.locator(".conflict")).to_have_count(0)
    saved = load(lab.ropa).activities["support"].screening
    assert saved.considered["wp248-1"] == "No score is kept, says Anna"
    assert lab.bob().history.commits("activities/support")[0].action == "resolve"
    assert page.locator(".jp-CodeCell").count() == 2, "a key was taken for a command"


def test_a_dpia_is_begun_from_the_record_and_the_library(page) -> None:
    page.locator(".jp-CodeCell .cm-content").nth(1).click()
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="New assessment").click()
    page.get_by_label("About", exact=True).select_option(label="Support calls")
    page.get_by_label("What it is called").fill("Recording of calls")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(shown(page).locator("h2")).to_contain_text("Recording of calls")
    beside = page.locator(".ropabook-beside")
    expect(beside).to_contain_text("0 of 7 steps are done")
    expect(beside).to_contain_text("none has changed since")

    page.get_by_role("button", name="Start from …").click()
    offered = page.get_by_label("Take only these")
    expect(offered.locator("option")).to_have_count(11)
    said = offered.locator("option").all_inner_texts()
    offered.select_option(index=[n for n, text in enumerate(said) if text[:2] in ("R1", "M1")])
    page.get_by_role("button", name="Take them").click()
    expect(beside).to_contain_text("not confirmed yet")
    expect(beside).to_contain_text("Not scored yet: R1")


def test_the_seven_steps_are_walked_to_sign_off(lab, page) -> None:
    for name in ("need", "nature", "scope", "context", "purposes"):
        write(page, f"description.{name}", "Send. Train the people who answer. Answer the calls of "
              "customers: contact details, recordings of calls")  # fmt: skip
    tab(page, "2 Necessity")
    part = shown(page).locator('[data-path="necessity"]')
    if part.get_by_role("button", name="Record necessity").count():
        part.get_by_role("button", name="Record necessity").click()
    for name in ("basis", "achieves", "less_intrusive", "function_creep", "minimisation",
                 "quality", "information", "rights", "processors", "transfers"):  # fmt: skip
        write(page, f"necessity.{name}", "As agreed with the staff")
    tab(page, "3 Consultation")
    choose(page, "views", "Recorded")
    write(page, "views", "The staff were asked and agreed")
    write(page, "consulted", "Head of IT")

    tab(page, "4 Risks")
    shown(page).locator("details > summary", has_text="R1: ").click()
    for field, words in (
        ("likelihood", "Possible: a reasonable possibility"),
        ("severity", "Significant: some impact"), ("overall", "Medium"),
        ("residual_likelihood", "Remote"), ("residual_severity", "Significant: some impact"),
        ("residual", "Low"), ("suggested", "No"),
    ):  # fmt: skip
        choose(page, f"risks.R1.{field}", words)
    write(page, "risks.R1.residual_reason", "M1 tells everybody before anybody speaks")
    write(page, "risks.R1.accepted_by", "Managing Director")

    tab(page, "5 Measures")
    shown(page).locator("details > summary", has_text="M1: ").click()
    write(page, "measures.M1.owner", "Head of IT")
    write(page, "measures.M1.due", "2026-12-24")
    write(page, "measures.M1.approved_by", "Managing Director")
    choose(page, "measures.M1.effect", "Reduced")
    choose(page, "measures.M1.suggested", "No")

    tab(page, "6 DPO")
    choose(page, "dpo_advice", "Recorded")
    write(page, "dpo_advice", "Go ahead, with the announcement")
    write(page, "dpo_advice_on", TODAY.isoformat())
    choose(page, "dpo_followed", "Yes")

    tab(page, "7 Sign-off")
    signing = shown(page).locator('[data-path="sign_offs"]')
    signing.get_by_role("button", name="Add").click()
    signing.locator('[data-path$=".entity"] select').select_option(label="Alder")
    signing.locator('[data-path$=".by"] input').fill("Managing Director")
    signing.locator('[data-path$=".on"] input').fill(TODAY.isoformat())
    write(page, "kept_under_review_by", "Head of Privacy")
    write(page, "review_due", "2027-11-24")
    beside = page.locator(".ropabook-beside")
    expect(beside).to_contain_text("7 of 7 steps are done")
    expect(shown(page).locator(".note")).to_contain_text("7 of 7 steps are done")
    expect(beside).to_contain_text("Signed for Alder")
    expect(beside.locator("svg")).to_have_count(2)
    expect(shown(page).get_by_role("tab").filter(has_text="✓ 4 Risks")).to_be_visible()

    shown(page).get_by_role("button", name="Save", exact=True).click()
    expect(shown(page).locator(".said.good")).to_be_visible()
    saved = load(lab.ropa).find(DPIA)
    assert (saved.sign_offs[0].entity, saved.risks[0].residual) == ("alder", "low")
    assert not saved.risks[0].suggested
    assert lab.bob().history.commits(DPIA)[0].action == "create"


def test_measures_become_actions_and_the_document_is_written(lab, page) -> None:
    page.get_by_role("button", name="With this assessment").click()
    page.get_by_role("button", name="Make the measures actions").click()
    expect(page.get_by_text("1 measures became actions.")).to_be_visible()
    assert load(lab.ropa).actions[-1].record == DPIA
    page.get_by_label("Document", exact=True).select_option(label="Word")
    page.get_by_role("button", name="Write it").click()
    expect(page.get_by_text("Written: dpia-recording-of-calls.docx")).to_be_visible()
    assert (lab.folder / "exports" / "dpia-recording-of-calls.docx").stat().st_size > 10_000


def test_what_it_relies_on_changes_and_it_says_because_of_what(lab, page) -> None:
    bob = lab.bob()
    opened = bob.read("activities/support")
    bob.save(opened, {**opened.data, "large_scale": True}, "More calls than last year")
    page.locator(".jp-CodeCell .cm-content").nth(1).click()
    page.keyboard.press("Control+Enter")
    listed = page.locator(".ropabook-list").last
    listed.get_by_role("button", name="Recording of calls", exact=True).click()
    beside = page.locator(".ropabook-beside")
    expect(beside).to_contain_text("It is stale, because of 1 fact:")
    expect(beside).to_contain_text("large scale")
    assert page.complaints == []
