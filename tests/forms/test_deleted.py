"""What was deleted: listed with who, when and why, looked at, and brought back as a new change."""

import pytest

from ropabook.forms import screen as screens
from ropabook.forms.deleted import deleted
from ropabook.forms.review_screen import ReviewScreen
from ropabook.store.opening import open_store
from tests.people import ANNA
from tests.small import TODAY

KEY = "activities/newsletter"


@pytest.fixture
def screen(anna, monkeypatch) -> ReviewScreen:
    """Three records are gone: one deleted, one of a register, one by an editor."""
    first = anna.read(KEY)
    anna.save(first, {**first.data, "title": "Monthly letter"}, "It has a new name")
    anna.delete(KEY, "It never was.")
    [key, *_] = [each.key for each in anna.register().records["retention"].values()]
    anna.delete(key, "Nothing is kept so long")
    monkeypatch.setattr(screens, "open_store", lambda _: anna)
    made = ReviewScreen(anna.root, TODAY, anna.root.parent)
    unfold(made)
    return made


def unfold(screen: ReviewScreen) -> None:
    button = next(b for b in screen.folded.children[0].children if "deleted" in b.description)
    button.value = True


def press(screen: ReviewScreen, button: str, **more: str) -> None:
    screen.form._handle_custom_msg({"do": button, **more}, [])


def listed(screen: ReviewScreen) -> list[tuple[str, str]]:
    rows = [row for row in screen.gone.view.children if hasattr(row, "children")]
    return [(row.children[0].description, row.children[1].value) for row in rows]


def see(screen: ReviewScreen, title: str) -> None:
    rows = [row for row in screen.gone.view.children if hasattr(row, "children")]
    next(row.children[0] for row in rows if title in row.children[0].description).click()


def test_who_when_and_why_are_listed_the_last_first(screen) -> None:
    first, second = listed(screen)
    assert second[0] == "See “Monthly letter”"
    assert f"Deleted by {ANNA.name}" in second[1]
    assert "It never was" in second[1]
    assert KEY in second[1]
    assert "Nothing is kept so long" in first[1]


def test_its_last_version_is_looked_at_and_nothing_is_saved_by_it(screen) -> None:
    head = screen.editing.store.history.head
    see(screen, "Monthly letter")
    assert screen.form.data["title"] == "Monthly letter"
    status = screen.form.status
    assert "It never was. This is its last version" in status["banner"]
    assert (status["writable"], status["dirty"]) == (False, False)
    assert [key for key, _ in status["actions"]] == ["restore", "now"]
    screen.form.draft = {**screen.form.data, "title": "Typed by mistake"}
    press(screen, "save", reason="By mistake")
    assert screen.editing.store.history.head == head
    assert not list(screen.editing.store.drafts.kept())
    press(screen, "now")
    assert screen.form.status["key"] == ""


def test_it_is_brought_back_as_a_new_change_with_a_reason(screen) -> None:
    see(screen, "Monthly letter")
    press(screen, "restore")
    assert "Say why" in screen.form.status["sentence"]
    press(screen, "restore", reason="It was needed after all")
    assert screen.editing.said.level == "good", screen.editing.said
    assert screen.form.status["writable"]
    store = screen.editing.store
    assert store.read(KEY).data["title"] == "Monthly letter"
    newest = store.history.commits(KEY)[0]
    assert (newest.action, newest.reason) == ("restore", "It was needed after all")
    assert screen.list.anew[KEY][1] == "Monthly letter"
    assert len(listed(screen)) == 1, "what is back is not listed any more"


def test_an_older_version_of_it_is_brought_back(screen) -> None:
    see(screen, "Monthly letter")
    press(screen, "history")
    assert [each["what"] for each in screen.form.past["entries"]] == [
        "Deleted", "Changed", "History begun"]  # fmt: skip
    press(screen, "look", commit=screen.form.past["entries"][-1]["commit"])
    assert screen.form.data["title"] == "Newsletter"
    press(screen, "restore", reason="As it was at first")
    assert screen.editing.store.read(KEY).data["title"] == "Newsletter"


def test_what_was_begun_anew_under_its_name_is_not_written_over(screen) -> None:
    see(screen, "Monthly letter")
    store = screen.editing.store
    store.create(KEY, {**screen.editing.typed, "title": "Another one"})
    press(screen, "restore", reason="It was needed after all")
    assert "there is a record" in screen.editing.said.sentence
    assert store.read(KEY).data["title"] == "Another one"


def test_what_an_editor_took_away_is_listed_too(anna) -> None:
    (anna.root / "activities" / "support.yaml").unlink()
    store = open_store(anna.root, ANNA)  # who opens a record records what was changed outside
    [gone] = [one for one in deleted(store) if one.key == "activities/support"]
    assert gone.sentence.startswith("Taken away by")


def test_where_nothing_was_deleted_it_says_so(anna, monkeypatch) -> None:
    monkeypatch.setattr(screens, "open_store", lambda _: anna)
    made = ReviewScreen(anna.root, TODAY, anna.root.parent)
    unfold(made)
    assert "Nothing was deleted" in made.gone.view.children[0].value
