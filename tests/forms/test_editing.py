"""One person at work on one record: open, type, save, conflict, draft, read-only."""

import pytest

from ropabook.forms.editing import Editing
from ropabook.store.opening import open_store
from tests.people import ANNA, BOB
from tests.small import DATA, TODAY

KEY = "activities/newsletter"


def editing(store) -> Editing:
    found = Editing(store, store.register(), TODAY)
    found.open(KEY)
    return found


def typed(form: Editing, **fields: object) -> None:
    form.type({**form.shown, **fields})


def test_a_change_is_said_saved_and_remembered(anna) -> None:
    form = editing(anna)
    assert not form.status()["dirty"]
    typed(form, title="Monthly newsletter")
    assert form.status()["dirty"]
    [said] = form.status()["changes"]
    assert "title set to Monthly newsletter" in said
    form.save()
    assert form.said.level == "good"
    assert "Monthly newsletter" in form.said.sentence
    assert anna.read(KEY).data["title"] == "Monthly newsletter"
    assert form.register.activities["newsletter"].title == "Monthly newsletter"
    newest = anna.history.commits(KEY)[0]
    assert (newest.author, newest.action) == (ANNA.name, "edit")
    assert not form.changes


def test_the_rules_speak_while_one_types(anna) -> None:
    form = editing(anna)
    typed(form, purposes=[])
    assert "A30-1-B-PURPOSE" in {mark.rule.partition(" ")[0] for mark in form.marks()}
    typed(form, role="something")
    [mark] = [mark for mark in form.marks() if mark.path == "role"]
    assert mark.level == "error"
    assert "something" in mark.text


def test_a_mistake_in_a_part_is_beside_that_part(anna) -> None:
    form = editing(anna)
    purposes = form.shown["purposes"]
    purposes[0] = {**purposes[0], "lawful_basis": {"basis": "because"}}
    typed(form, purposes=purposes)
    assert form.marks()[0].path == f"purposes.{purposes[0]['id']}.lawful_basis.basis"


def test_what_the_model_does_not_take_is_not_saved_and_not_lost(anna) -> None:
    form = editing(anna)
    typed(form, status="asleep")
    form.save()
    assert form.said.level == "critical"
    assert "Nothing was changed" in form.said.sentence
    assert form.typed["status"] == "asleep"
    assert anna.read(KEY).data["status"] != "asleep"


def test_two_people_on_different_fields_are_both_kept(anna, bob) -> None:
    one, other = editing(anna), editing(bob)
    typed(one, notes="By Anna")
    typed(other, title="By Bob")
    one.save()
    other.save()
    saved = anna.read(KEY).data
    assert (saved["notes"], saved["title"]) == ("By Anna", "By Bob")


def test_two_people_on_one_field_choose_between_three(anna, bob) -> None:
    one, other = editing(anna), editing(bob)
    before = one.shown["title"]
    typed(one, title="By Anna")
    typed(other, title="By Bob", notes="Also by Bob")
    one.save()
    other.save()
    [row] = other.conflicts()
    assert (row["label"], row["base"], row["theirs"], row["yours"]) == (
        "Title", before, "By Anna", "By Bob",
    )  # fmt: skip
    assert anna.read(KEY).data["title"] == "By Anna"
    other.resolve({row["path"]: "yours"})
    saved = anna.read(KEY).data
    assert (saved["title"], saved["notes"]) == ("By Bob", "Also by Bob")
    newest = anna.history.commits(KEY)[0]
    assert newest.action == "resolve"
    assert newest.reason
    assert other.conflicts() == []


def test_a_draft_outlives_the_kernel_and_is_the_persons_own(ropa, anna) -> None:
    typed(editing(anna), title="Half done")
    again = Editing(open_store(ropa, ANNA), anna.register(), TODAY)
    again.open(KEY)
    assert again.shown["title"] == "Half done"
    assert "your draft" in again.said.sentence
    other = Editing(open_store(ropa, BOB), anna.register(), TODAY)
    other.open(KEY)
    assert other.shown["title"] != "Half done"
    again.discard()
    assert again.shown["title"] != "Half done"
    again.open(KEY)
    assert "draft" not in again.said.sentence


def test_an_approved_record_asks_why_it_is_changed(anna, bob) -> None:
    anna.note([KEY], "submit")
    bob.note([KEY], "approve", "Looked at all of it")
    form = editing(anna)
    typed(form, title="Another title")
    form.save()
    assert form.reason_due
    assert "needs a reason" in form.said.sentence
    form.save("The old title was not clear")
    assert form.said.level == "good"
    assert anna.history.commits(KEY)[0].reason == "The old title was not clear"


def test_a_new_record_is_begun_and_saved(anna) -> None:
    form = Editing(anna, anna.register(), TODAY)
    form.begin("activities/visits", {"title": "Visits", "role": "controller",
                                     "entities": ["alder"], "status": "draft"})  # fmt: skip
    assert form.status()["fresh"]
    form.save()
    assert form.said.level == "good"
    assert form.register.activities["visits"].title == "Visits"


def test_a_record_without_history_opens_read_only_and_says_so(tmp_path) -> None:
    import shutil

    shutil.copytree(DATA / "gaps", tmp_path / "ropa")
    form = editing(open_store(tmp_path / "ropa", ANNA))
    assert not form.status()["writable"]
    assert "ropabook init" in form.status()["banner"]
    typed(form, title="Not saved")
    form.save()
    assert form.said.level == "critical"
    assert form.typed["title"] == "Not saved"


@pytest.mark.parametrize("field", ["title", "role", "entities", "status"])
def test_what_must_be_there_cannot_be_taken_away(anna, field) -> None:
    form = editing(anna)
    form.type({key: value for key, value in form.shown.items() if key != field})
    assert any(mark.level == "error" for mark in form.marks())


def test_a_record_that_was_begun_and_never_saved_is_gone_on_with(anna, ropa) -> None:
    form = Editing(anna, anna.register(), TODAY)
    form.begin("activities/brand-new", {"title": "Brand new"})
    typed(form, notes="What I know so far")
    later = Editing(open_store(ropa, ANNA), anna.register(), TODAY)
    later.open("activities/brand-new")
    assert later.typed["notes"] == "What I know so far"
    assert later.status()["fresh"]
    assert "not saved yet" in later.said.sentence
