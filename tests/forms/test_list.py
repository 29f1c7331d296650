"""The list of records: after a save only the rows that became others are sent and drawn."""

import pytest
from benchmarks.forms import measured, shown_alone
from icalendar import Calendar

from ropabook.cycle import steps
from ropabook.forms import listed
from ropabook.forms import screen as screens
from ropabook.forms.change_many import outcome
from ropabook.forms.joining import join, joining
from ropabook.forms.review_screen import ReviewScreen
from ropabook.forms.rows import listing
from ropabook.forms.screen import RecordScreen
from ropabook.forms.widgets import RecordList
from ropabook.model.questions import open_questions, questions_of
from ropabook.review import review
from ropabook.store.load import load
from tests.small import DATA, TODAY

KEY = "activities/newsletter"


@pytest.fixture
def screen(anna, monkeypatch) -> RecordScreen:
    monkeypatch.setattr(screens, "open_store", lambda _: anna)
    made = RecordScreen(anna.root, ("activities",), TODAY)
    made.open(KEY)
    return made


def press(screen: RecordScreen, button: str, reason: str = "") -> None:
    screen.form._handle_custom_msg({"do": button, "reason": reason}, [])


def typed(screen: RecordScreen, **fields: object) -> None:
    screen.form.draft = {**screen.editing.shown, **fields}


def as_shown(screen: RecordScreen) -> dict[str, list[object]]:
    """The rows as the browser puts them together, by key."""
    rows = {row[0]: row for row in screen.list.rows} | screen.list.anew
    return {key: row for key, row in rows.items() if row is not None}


def as_it_is(screen: RecordScreen) -> dict[str, list[object]]:
    """The rows as a list that is made from nothing has them."""
    register = screen.editing.store.register()
    gaps: dict[str, int] = {}
    for finding in review(register, TODAY).findings:
        gaps[finding.answer.record] = gaps.get(finding.answer.record, 0) + 1
    standings = screen.listed.standings(f"activities/{id}" for id in register.activities)
    return {row[0]: row for row in listing(register, screen.kinds, gaps, standings).rows}


def test_a_save_sends_its_own_row_and_nothing_else(screen) -> None:
    sent = screen.list.rows
    typed(screen, title="Monthly newsletter", owner="Head of Marketing")
    press(screen, "save")
    assert screen.editing.said.level == "good", screen.editing.said
    assert screen.list.rows is sent
    assert list(screen.list.anew) == [KEY]
    assert screen.list.anew[KEY][1] == "Monthly newsletter"
    assert as_shown(screen) == as_it_is(screen), "questions, gaps and standing follow, too"


@pytest.mark.parametrize(
    ("buttons", "says"),
    [
        (["submit"], "In review"),
        (["submit", "approve"], "Approved"),
        (["retire"], "Retired"),
        (["reviewed"], "Draft"),
    ],
)
def test_a_step_of_the_cycle_sends_its_own_row(screen, buttons, says) -> None:
    sent = screen.list.rows
    for button in buttons:
        press(screen, button, "Looked at")
    assert screen.list.rows is sent
    assert says in screen.list.anew[KEY]
    assert as_shown(screen) == as_it_is(screen)


def test_what_is_deleted_leaves_the_list(screen) -> None:
    press(screen, "delete", "It never was")
    assert screen.list.anew == {KEY: None}
    assert KEY not in as_shown(screen)


def test_what_is_new_comes_into_the_list(screen) -> None:
    screen.editing.begin("activities/prize-draw", {**screen.editing.typed, "title": "Prize draw"})
    press(screen, "save")
    assert as_shown(screen)["activities/prize-draw"][1] == "Prize draw"


def renamed(screen: RecordScreen, name: str) -> None:
    store = screen.editing.store
    entity = store.read("entities/birch")
    store.save(entity, {**entity.data, "trading_names": [name]})
    screen.editing.refresh("entities/birch")


def test_a_company_of_another_name_sends_only_the_rows_that_name_it(screen) -> None:
    sent = screen.list.rows
    renamed(screen, "Birch & Co")
    screen.show_rows(["entities/birch"])
    named = {
        activity.key
        for activity in screen.editing.register.activities.values()
        if "birch" in activity.entities
    }
    assert screen.list.rows is sent
    assert screen.list.anew.keys() == named < {row[0] for row in sent}
    assert as_shown(screen) == as_it_is(screen)


def test_a_company_that_keeps_its_name_sends_no_row(anna, monkeypatch) -> None:
    monkeypatch.setattr(screens, "open_store", lambda _: anna)
    made = RecordScreen(anna.root, ("activities",), TODAY)
    entity = anna.read("entities/birch")
    anna.save(entity, {**entity.data, "registration_number": "12345678"})
    made.editing.refresh("entities/birch")
    sent = made.list.rows
    made.listed.show(["entities/birch"])
    assert made.list.rows is sent
    assert made.list.anew == {}


def test_many_rows_that_became_others_are_sent_once(screen, monkeypatch) -> None:
    monkeypatch.setattr(listed, "_MANY", 0)
    typed(screen, title="Monthly newsletter")
    press(screen, "save")
    assert screen.list.anew == {}
    assert as_shown(screen) == as_it_is(screen)


def test_a_change_that_others_are_judged_by_shows_in_their_rows(screen) -> None:
    """Another record of the same name is a finding of both."""
    before = as_shown(screen)["activities/support"]
    screen.editing.begin("activities/calls", dict(screen.editing.store.read(
        "activities/support").data))  # fmt: skip
    press(screen, "save")
    assert as_shown(screen)["activities/support"][-1] > before[-1]
    assert as_shown(screen) == as_it_is(screen)
    assert screen.list.judging == ""


def test_the_gaps_of_a_company_are_the_same_before_and_after_a_save(anna, monkeypatch) -> None:
    """Some are found only where all records are judged; a save of one does not forget them."""
    monkeypatch.setattr(screens, "open_store", lambda _: anna)
    made = RecordScreen(anna.root, ("entities",), TODAY)
    counted = {key: row[-1] for key, row in as_shown(made).items()}
    made.open("entities/alder")
    typed(made, notes="Looked at again")
    press(made, "save")
    assert made.editing.said.level == "good", made.editing.said
    assert {key: row[-1] for key, row in as_shown(made).items()} == counted


def test_a_row_that_is_drawn_anew_keeps_the_focus(browser, tmp_path) -> None:
    rows = [[f"activities/a{n}", f"Activity {n}", "Alder", n] for n in range(60)]
    page = browser.new_page()
    shown_alone(page, tmp_path, RecordList, columns=["Name", "Companies", "Gaps"], facets=[1],
                rows=rows, anew={}, choosing=True, selected=[], judging="")  # fmt: skip
    here = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
    page.get_by_role("button", name="Activity 7", exact=True).focus()
    page.evaluate("rows => model.tell('rows', rows)", [[*row[:3], 0] for row in rows])
    assert page.evaluate(here) == "Activity 7"
    page.get_by_label("Choose Activity 9", exact=True).focus()
    page.evaluate("anew => model.tell('anew', anew)", {"activities/a3": None})
    assert page.evaluate(here) == "Choose Activity 9"
    page.evaluate("anew => model.tell('anew', anew)", {"activities/a9": None})
    assert page.evaluate("document.activeElement.className") == "scroll", "it stays in the list"
    page.evaluate("() => model.tell('judging', 'Gaps are being judged: 40 %')")
    assert page.locator(".judging").inner_text() == "Gaps are being judged: 40 %"
    page.close()


def test_what_measures_the_widgets_shows_them_as_they_are(browser, tmp_path) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    filters, opens = measured(page, tmp_path, load(DATA / "complete"))
    assert "filters" in filters.what
    assert "opens" in opens.what
    assert page.locator(".ropabook-form h2").inner_text()
    assert complaints == []
    page.close()


def test_steps_for_many_send_the_rows_of_these(anna, monkeypatch) -> None:
    monkeypatch.setattr(screens, "open_store", lambda _: anna)
    made = ReviewScreen(anna.root, TODAY, anna.root.parent)
    sent = made.list.rows
    made.list.selected = [KEY, "activities/support"]
    made._taking("Send for review", lambda keys, _: steps.submit(anna, keys))(None)
    assert made.list.rows is sent
    assert sorted(made.list.anew) == sorted([KEY, "activities/support"])
    assert all("In review" in row for row in made.list.anew.values())


def test_what_is_due_is_written_as_a_calendar(anna, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(screens, "open_store", lambda _: anna)
    made = ReviewScreen(anna.root, TODAY, tmp_path / "exports")
    button = next(b for b in made._looks.children if "calendar" in b.description)
    button.click()
    events = Calendar.from_ical((tmp_path / "exports" / "due.ics").read_bytes()).walk("VEVENT")
    assert f"{len(events)} entries" in made.shown.value
    (tmp_path / "taken").write_text("a file where a folder is to be")
    other = ReviewScreen(anna.root, TODAY, tmp_path / "taken")
    next(b for b in other._looks.children if "calendar" in b.description).click()
    assert "Not written" in other.shown.value


@pytest.mark.parametrize("name", ["gaps", "complete"])
def test_the_questions_of_one_record_are_those_among_all(name) -> None:
    register = load(DATA / name)
    one_by_one = [q for record in register.all_records for q in questions_of(register, record)]
    assert sorted(one_by_one) == sorted(open_questions(register))


def test_a_record_that_went_into_another_is_closed(screen) -> None:
    store = screen.editing.store
    found = joining(store, screen.editing.register, "activities/support", KEY)
    chosen = {each.path: each.yours for each in found.conflicts}
    done = join(store, screen.editing.register, found, chosen, "They are one")
    outcome(screen, done)
    assert screen.form.status["key"] == ""
    assert screen.list.anew[KEY] is None
    assert screen.said.value == ""
