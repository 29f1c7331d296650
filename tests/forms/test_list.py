"""The list of records: after a save only the rows that became others are sent and drawn."""

import pytest

from ropabook.cycle import steps
from ropabook.forms import screen as screens
from ropabook.forms.review_screen import ReviewScreen
from ropabook.forms.rows import listing
from ropabook.forms.screen import RecordScreen
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
    standings = screen._standings(f"activities/{id}" for id in register.activities)
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


def test_steps_for_many_send_the_rows_of_these(anna, monkeypatch) -> None:
    monkeypatch.setattr(screens, "open_store", lambda _: anna)
    made = ReviewScreen(anna.root, TODAY, anna.root.parent)
    sent = made.list.rows
    made.list.selected = [KEY, "activities/support"]
    made._taking("Send for review", lambda keys, _: steps.submit(anna, keys))(None)
    assert made.list.rows is sent
    assert sorted(made.list.anew) == sorted([KEY, "activities/support"])
    assert all("In review" in row for row in made.list.anew.values())


@pytest.mark.parametrize("name", ["gaps", "complete"])
def test_the_questions_of_one_record_are_those_among_all(name) -> None:
    register = load(DATA / name)
    one_by_one = [q for record in register.all_records for q in questions_of(register, record)]
    assert sorted(one_by_one) == sorted(open_questions(register))
