"""The history of the record that is open: told, looked at, compared, and made so again."""

from datetime import date, timedelta

import pytest

from ropabook.forms import looking_back
from ropabook.forms import screen as screens
from ropabook.forms.screen import RecordScreen
from tests.people import ANNA
from tests.small import TODAY

KEY = "activities/newsletter"


@pytest.fixture
def screen(anna, monkeypatch) -> RecordScreen:
    """A record with two changes, the second to two records at once."""
    first = anna.read(KEY)
    anna.save(first, {**first.data, "title": "Monthly letter"}, "It has a new name")
    both = [anna.read(KEY), anna.read("activities/support")]
    named = {each.key: {**each.data, "owner": "Head of Sales"} for each in both}
    anna.save_many(named, "edit", "One owner for both", both)
    monkeypatch.setattr(screens, "open_store", lambda _: anna)
    made = RecordScreen(anna.root, ("activities",), TODAY)
    made.open(KEY)
    return made


def press(screen: RecordScreen, button: str, **more: str) -> None:
    screen.form._handle_custom_msg({"do": button, **more}, [])


def test_who_when_what_and_why_are_told_newest_first(screen) -> None:
    press(screen, "history")
    entries = screen.form.past["entries"]
    assert [each["what"] for each in entries] == ["Changed", "Changed", "History begun"]
    newest, before = entries[:2]
    assert newest["who"] == ANNA.name
    assert newest["why"] == "One owner for both"
    assert len(newest["changes"]) == 1, "of the other record nothing is told here"
    assert "owner set to Head of Sales" in newest["changes"][0]
    assert "title set to Monthly letter" in before["changes"][0]
    press(screen, "history")
    assert screen.form.past == {}


def test_older_entries_come_when_they_are_asked_for(screen, monkeypatch) -> None:
    monkeypatch.setattr(looking_back, "AT_ONCE", 2)
    press(screen, "history")
    assert (len(screen.form.past["entries"]), screen.form.past["older"]) == (2, 1)
    press(screen, "older")
    assert (len(screen.form.past["entries"]), screen.form.past["older"]) == (3, 0)


def test_an_old_version_is_looked_at_and_nothing_typed_is_lost(screen) -> None:
    screen.form.draft = {**screen.editing.shown, "notes": "Half a thought"}
    press(screen, "history")
    press(screen, "look", commit=screen.form.past["entries"][-1]["commit"])
    assert screen.form.data["title"] == "Newsletter"
    assert "As it was on" in screen.form.status["banner"]
    assert not screen.form.status["writable"]
    assert not screen.form.status["dirty"]
    screen.form.draft = {**screen.form.data}  # a browser hands over what it shows
    press(screen, "save", reason="By mistake")
    press(screen, "now")
    assert screen.form.data["notes"] == "Half a thought"
    assert screen.form.data["title"] == "Monthly letter"
    assert screen.editing.store.read(KEY).data["title"] == "Monthly letter"


def test_an_old_version_is_made_so_again_with_a_reason(screen) -> None:
    press(screen, "history")
    press(screen, "look", commit=screen.form.past["entries"][-1]["commit"])
    assert [key for key, _ in screen.form.status["actions"]] == ["restore", "now"]
    press(screen, "restore")
    assert "Say why" in screen.editing.said.sentence
    press(screen, "restore", reason="The name was right")
    assert screen.editing.said.level == "good"
    assert screen.form.status["writable"]
    assert screen.form.data["title"] == "Newsletter"
    newest = screen.editing.store.history.commits(KEY)[0]
    assert (newest.action, newest.reason) == ("restore", "The name was right")
    assert screen.list.anew[KEY][1] == "Newsletter"


def test_what_is_typed_stands_in_the_way_of_an_old_version(screen) -> None:
    screen.form.draft = {**screen.editing.shown, "notes": "Half a thought"}
    press(screen, "history")
    press(screen, "look", commit=screen.form.past["entries"][-1]["commit"])
    press(screen, "restore", reason="The name was right")
    assert "not saved yet" in screen.editing.said.sentence
    assert screen.editing.store.read(KEY).data["title"] == "Monthly letter"
    assert screen.editing.typed["notes"] == "Half a thought"


def test_two_days_are_compared_in_words(screen) -> None:
    day = date.today().isoformat()
    press(screen, "history")
    press(screen, "between", **{"from": day, "to": ""})
    assert screen.form.past["between"] == {"from": day, "to": "", "changes": []}
    first = screen.form.past["entries"][-1]["commit"]
    press(screen, "between", **{"from": first, "to": day})
    said = " ".join(screen.form.past["between"]["changes"])
    assert "owner set to Head of Sales" in said
    assert "title set to Monthly letter" in said


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("", "Say from which day"),
        ((date.today() - timedelta(days=400)).isoformat(), "does not reach back"),
        ("2026-02-31", "is not a day"),
    ],
)
def test_what_cannot_be_compared_is_said_in_words(screen, asked, says) -> None:
    press(screen, "history")
    press(screen, "between", **{"from": asked, "to": ""})
    assert says in screen.form.past["problem"]
    assert screen.form.past["entries"]


def test_another_record_does_not_show_this_ones_history(screen) -> None:
    press(screen, "history")
    screen.open("activities/support")
    assert screen.form.past == {}
