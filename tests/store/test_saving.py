"""Saving: merged, checked, put in place whole, remembered; and what is refused, in words."""

import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropabook.store.opening import open_store
from ropabook.store.places import NoPlace, place
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotRead, CannotSave, NoSuchRecord, ReasonNeeded
from ropabook.store.saving import Conflict, Saved
from tests.size import size
from tests.store.record import ANNA, BEN, SMALL, on_disk

ORDERS = "activities/orders"
NEWS = {"title": "News", "role": "controller", "entities": ["harbour"], "status": "draft"}


@pytest.fixture
def store(tmp_path):
    return on_disk(tmp_path, SMALL)


def text(store, name="activities/orders.yaml") -> str:
    return (store.root / name).read_text()


def test_a_save_changes_one_line_and_is_one_commit(store) -> None:
    before = text(store)
    opened = store.read(ORDERS)
    saved = store.save(opened, {**opened.data, "owner": "Head of Operations"})
    assert isinstance(saved, Saved)
    assert text(store) == before.replace("owner: Head of Sales", "owner: Head of Operations")
    assert saved.sentence == (
        "Saved. Customer orders: owner set to Head of Operations (was: Head of Sales)."
    )
    newest, first = store.history.commits()
    assert newest.commit == saved.commit == store.history.head
    assert newest.subject == "Customer orders: owner set to Head of Operations (was: Head of Sales)"
    assert (newest.author, newest.action, newest.records) == ("Anna Ash", "edit", (ORDERS,))
    assert first.action == "init"
    assert store.read(ORDERS).digest == saved.digest != opened.digest


def test_an_entry_of_a_register_is_saved_by_itself(store) -> None:
    (store.root / "registers/retention.yaml").write_bytes(
        SMALL["registers/retention.yaml"] + b"odd:\n  tilte: unknown key   # kept\n"
    )
    store = open_store(store.root, ANNA)
    before = text(store, "registers/retention.yaml")
    opened = store.read("retention/short")
    assert opened.text == "short:\n  title: Short\n  period: P1Y\n  origin: stated\n"
    store.save(opened, {**opened.data, "period": "P2Y"})
    assert text(store, "registers/retention.yaml") == before.replace("P1Y", "P2Y")
    assert store.history.commits()[0].records == ("retention/short",)


def test_what_others_saved_meanwhile_is_kept(store) -> None:
    anna, ben = store.read(ORDERS), open_store(store.root, BEN)
    bens = ben.read(ORDERS)
    ben.save(bens, {**bens.data, "status": "suspended"})
    store.save(anna, {**anna.data, "owner": "Head of Operations"})
    now = store.read(ORDERS).data
    assert (now["status"], now["owner"]) == ("suspended", "Head of Operations")
    assert [each.author for each in store.history.commits()] == [
        "Anna Ash",
        "Ben Birch",
        "Anna Ash",
    ]


def test_two_entries_of_one_register_are_two_records(store) -> None:
    short, long = store.read("retention/short"), store.read("retention/long")
    assert isinstance(store.save(short, {**short.data, "period": "P2Y"}), Saved)
    assert isinstance(store.save(long, {**long.data, "period": "P7Y"}), Saved)
    assert store.read("retention/short").data["period"] == "P2Y"
    assert [e.subject for e in store.history.commits("retention/short")] == [
        "Short: period set to 2 years (was: 1 year)", "The history of this record begins",
    ]  # fmt: skip


def test_the_same_field_is_shown_three_times_and_nothing_is_saved(store) -> None:
    anna, ben = store.read(ORDERS), open_store(store.root, BEN)
    bens = ben.read(ORDERS)
    ben.save(bens, {**bens.data, "owner": "Head of Logistics"})
    before = text(store)
    conflict = store.save(anna, {**anna.data, "owner": "Head of Operations", "risk": True})
    assert isinstance(conflict, Conflict)
    assert conflict.fields == (
        (("owner",), "Head of Sales", "Head of Logistics", "Head of Operations"),
    )
    assert "Nothing of either is lost" in conflict.sentence
    assert text(store) == before
    chosen = conflict.chosen({("owner",): "Head of Operations"})
    with pytest.raises(ReasonNeeded, match="needs a reason"):
        store.resolve(conflict, chosen, "  ")
    saved = store.resolve(conflict, chosen, "Agreed with Ben")
    now = store.read(ORDERS).data
    assert (now["owner"], now["risk"]) == ("Head of Operations", True)
    assert store.history.commits()[0].reason == "Agreed with Ben"
    assert isinstance(saved, Saved)


def test_a_record_that_somebody_deleted_meanwhile_is_a_conflict(store) -> None:
    anna, ben = store.read(ORDERS), open_store(store.root, BEN)
    ben.delete(ORDERS, "Sold")
    conflict = store.save(anna, {**anna.data, "owner": "Head of Operations"})
    assert isinstance(conflict, Conflict)
    assert conflict.fields[0].theirs is ABSENT
    assert conflict.opened is None
    store.resolve(conflict, {**anna.data, "owner": "Head of Operations"}, "Not sold after all")
    assert store.read(ORDERS).data["owner"] == "Head of Operations"


def test_nothing_changed_is_no_commit(store) -> None:
    opened = store.read(ORDERS)
    saved = store.save(opened, dict(opened.data))
    assert (saved.commit, saved.sentence) == (None, "Nothing had changed; nothing was saved.")
    assert len(store.history.commits()) == 1


def test_what_the_model_refuses_is_not_saved(store) -> None:
    before = text(store)
    opened = store.read(ORDERS)
    for change, words in [
        ({"status": "drafft"}, "must be one of"),
        ({"ownr": "X"}, "did you mean 'owner'?"),
        ({"owner": ""}, "blank is not an answer"),
        ({"owner": None}, "blank is not an answer"),
        ({"people": 1.5}, "cannot hold"),
        ({"start_date": "2026-02-30"}, "there is no such day"),
        ({"differs": {"lantern": {"owner": "X"}}}, "not among the activity's entities"),
    ]:
        with pytest.raises(CannotSave, match="Nothing was changed") as refused:
            store.save(opened, {**opened.data, **change})
        assert words in str(refused.value)
    assert text(store) == before
    assert len(store.history.commits()) == 1


def test_a_record_with_an_unknown_key_stays_as_it_is(store) -> None:
    odd = b"title: Odd   # yes\nodd_key: kept\n"
    (store.root / "systems").mkdir()
    (store.root / "systems/odd.yaml").write_bytes(odd)
    store = open_store(store.root, ANNA)
    assert store.read("systems/odd").data == {"title": "Odd", "odd_key": "kept"}
    with pytest.raises(CannotSave, match="'odd_key' is not a key that is known"):
        store.save(store.read("systems/odd"), {"title": "Other", "odd_key": "kept"})
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    assert (store.root / "systems/odd.yaml").read_bytes() == odd


def test_a_register_that_cannot_be_read_is_mended_first(store) -> None:
    broken = b"short:\n  title: A\n  title: B\n"
    (store.root / "registers/retention.yaml").write_bytes(broken)
    with pytest.raises(CannotRead, match=r"registers/retention.yaml:3 .*written twice"):
        store.read("retention/short")
    with pytest.raises(CannotSave, match=r"retention.yaml:3 .*written twice.*mend it first"):
        store.create("retention/new", {"title": "New", "origin": "stated"})
    assert (store.root / "registers/retention.yaml").read_bytes() == broken
    opened, entry = store.history.last_good("retention/short")
    assert opened.data["period"] == "P1Y"
    assert entry.action == "init"


def test_create_and_delete(store) -> None:
    made = store.create("activities/news", NEWS)
    assert made.sentence == "Saved. News: created."
    assert store.read("activities/news").data == NEWS
    with pytest.raises(CannotSave, match="already; nothing was changed"):
        store.create("activities/news", {**NEWS, "title": "Other"})
    with pytest.raises(ReasonNeeded):
        store.delete("activities/news", "")
    store.delete("activities/news", "Never begun")
    assert not (store.root / "activities/news.yaml").exists()
    with pytest.raises(NoSuchRecord):
        store.read("activities/news")
    assert [e.action for e in store.history.commits("activities/news")] == ["delete", "create"]
    assert store.history.commits()[0].reason == "Never begun"


def test_the_last_entry_that_goes_takes_an_empty_file_along_but_no_comments(store) -> None:
    store.create("cookies/ga", {"title": "_ga", "technology": "cookie"})
    store.delete("cookies/ga", "Gone")
    assert not (store.root / "registers/cookies.yaml").exists()
    for name in ("short", "long"):
        store.delete(f"retention/{name}", "Gone")
    assert text(store, "registers/retention.yaml") == "# how long\n# the long one\n"


def test_many_records_in_one_commit_or_none(store) -> None:
    opened = store.read(ORDERS)
    wanted = {
        ORDERS: {**opened.data, "owner": "Import"},
        "activities/news": NEWS,
        "systems/desk": {"title": "Desk"},
        "acceptances": [{
            "rule": "LB-NONE", "record": ORDERS, "reason": "Later", "by": "DPO",
            "on": "2026-11-01", "until": "2026-12-01",
        }],
    }  # fmt: skip
    saved = store.save_many(wanted, bases=[opened])
    assert {each.commit for each in saved} == {store.history.head}
    assert len(store.history.commits()) == 2
    assert len(store.register().acceptances) == 1
    before = text(store)
    again = store.save_many(
        {ORDERS: {**opened.data, "owner": "Second"}, "systems/other": {"title": "Other"}},
        bases=[opened],
    )
    assert [type(each) for each in again] == [Conflict]
    assert text(store) == before
    assert not (store.root / "systems/other.yaml").exists()
    with pytest.raises(CannotSave):
        store.save_many({"systems/other": {"title": "Other"}, "systems/bad": {"tilte": "X"}})
    assert not (store.root / "systems/other.yaml").exists()


def test_a_review_that_changed_nothing_is_remembered(store) -> None:
    [noted] = store.note([ORDERS], "review", "Looked at with the Head of Sales")
    newest = store.history.commits()[0]
    assert (newest.commit, newest.action) == (noted.commit, "review")
    assert newest.subject == "Customer orders: reviewed, nothing changed"
    assert store.history.commits(ORDERS)[0] == newest
    assert store.history.made_by(noted.commit) == ((), ())


def test_a_change_to_an_approved_record_needs_a_reason(store) -> None:
    store.note([ORDERS], "approve")
    opened = store.read(ORDERS)
    with pytest.raises(ReasonNeeded, match="Customer orders is approved"):
        store.save(opened, {**opened.data, "owner": "X"})
    store.save(opened, {**opened.data, "owner": "X"}, reason="New owner")
    other = store.read("retention/short")
    store.save(other, {**other.data, "period": "P2Y"})
    store.note([ORDERS], "submit")
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "Y"})


def test_the_text_of_a_notice_is_kept_as_it_is(store) -> None:
    store.create("notices/policy.txt", "We use your data.\n\nEnd\n")
    opened = store.read("notices/policy.txt")
    assert opened.text == opened.data == "We use your data.\n\nEnd\n"
    store.save(opened, "We use your data.\n")
    assert text(store, "notices/policy.txt") == "We use your data.\n"
    assert store.history.commits()[0].files == ("notices/policy.txt",)


def test_days_may_be_given_as_days(store) -> None:
    from datetime import date

    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "last_reviewed": date(2026, 11, 24)})
    assert "last_reviewed: 2026-11-24\n" in text(store)


def test_windows_line_ends_are_made_alike_with_the_save(store) -> None:
    path = store.root / "activities/orders.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert store.outside_changes() == ()  # git on Windows does this; nobody changed anything
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    assert b"\r" not in path.read_bytes()


def test_a_link_is_not_written_through(store, tmp_path) -> None:
    path = store.root / "activities/orders.yaml"
    elsewhere = tmp_path / "elsewhere.yaml"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    opened = store.read(ORDERS)
    with pytest.raises(CannotSave, match="links are not written through"):
        store.save(opened, {**opened.data, "owner": "X"})
    assert elsewhere.read_bytes() == before
    assert path.is_symlink()


def test_who_may_read_a_file_stays(store) -> None:
    path = store.root / "activities/orders.yaml"
    path.chmod(0o640)
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("key", ["elsewhere/x", "activitys/x", "orders", "", "activities"])
def test_there_is_no_such_kind(store, key) -> None:
    with pytest.raises(NoPlace):
        store.read(key)


@pytest.mark.parametrize(
    "name", ["../x", "X", "a b", "", "-a", "a" * 64, "con", "nul", "com1", "é", "a/b", "a.b"]
)
def test_there_can_be_no_such_id(name) -> None:
    with pytest.raises(NoPlace, match="cannot be an id"):
        place(f"activities/{name}")


@settings(max_examples=size(500, 100_000), deadline=None)
@given(st.one_of(st.text(max_size=80), st.from_regex(r"[a-zA-Z0-9./-]{0,70}", fullmatch=True)))
def test_no_name_leads_out_of_the_folder_and_no_two_meet(name) -> None:
    """T16: also where the disk makes no difference between capitals, or composes accents."""
    for kind in ("activities", "retention", "dpia", "notices"):
        try:
            found = place(f"{kind}/{name}")
        except NoPlace:
            continue
        path = (Path("/record") / found.file).resolve()
        assert path.is_relative_to("/record")
        assert found.entry in (None, name)
        assert unicodedata.normalize("NFC", name).casefold() == name
        stem = path.name.partition(".")[0]
        assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)", stem)
        assert path.name == path.name.rstrip(". ")


def test_a_save_that_changes_nothing_brings_nothing_back(store) -> None:
    opened = store.read(ORDERS)
    store.delete(ORDERS, "Not ours")
    done = store.save(opened, dict(opened.data))
    assert isinstance(done, Saved)
    assert (done.commit, done.changes) == (None, ())
    with pytest.raises(NoSuchRecord):
        store.read(ORDERS)


def test_a_merge_that_begins_while_the_record_is_open(store) -> None:
    (store.root / ".git/MERGE_HEAD").write_text(store.history.head)
    opened = store.read(ORDERS)
    with pytest.raises(CannotSave, match="A merge is under way"):
        store.save(opened, {**opened.data, "owner": "X"})
    (store.root / ".git/MERGE_HEAD").unlink()
    assert isinstance(store.save(opened, {**opened.data, "owner": "X"}), Saved)


def test_where_the_history_is_damaged_far_back_a_reason_is_asked_for(store) -> None:
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    first = store.history.commits()[-1].commit
    (store.root / ".git/objects" / first[:2] / first[2:]).unlink()
    store = open_store(store.root, ANNA)
    assert store.writable
    opened = store.read(ORDERS)
    with pytest.raises(ReasonNeeded, match="nobody can tell whether activities/orders is approved"):
        store.save(opened, {**opened.data, "owner": "Y"})
    assert store.save(opened, {**opened.data, "owner": "Y"}, reason="Y is new").commit


def test_an_index_that_we_leave_alone(tmp_path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("THE GIT PROGRAM IS NOT HERE: this needs an index split by it.")
    store = on_disk(tmp_path, SMALL)
    subprocess.run([git, "update-index", "--split-index"], cwd=store.root, check=True)
    before = text(store)
    store = open_store(store.root, ANNA)
    opened = store.read(ORDERS)
    with pytest.raises(CannotSave, match="--no-split-index"):
        store.save(opened, {**opened.data, "owner": "X"})
    assert text(store) == before
    subprocess.run([git, "update-index", "--no-split-index"], cwd=store.root, check=True)
    assert store.save(opened, {**opened.data, "owner": "X"}).commit


def test_an_index_of_the_fourth_version_stays_one(tmp_path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("THE GIT PROGRAM IS NOT HERE: this needs an index made by it.")
    store = on_disk(tmp_path, SMALL)
    subprocess.run([git, "update-index", "--index-version", "4"], cwd=store.root, check=True)
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    assert (store.root / ".git/index").read_bytes()[4:8] == b"\0\0\0\x04"
    done = subprocess.run(
        [git, "status", "--porcelain"], cwd=store.root, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""


def test_what_notebooks_show_is_not_committed(tmp_path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("THE GIT PROGRAM IS NOT HERE: it would run the filter.")
    store = on_disk(tmp_path, SMALL)
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/plain": ["CANARY"]}}
    cell = {"cell_type": "code", "id": "a", "execution_count": 1, "metadata": {},
            "source": ["show()"], "outputs": [output]}  # fmt: skip
    state = {"application/vnd.jupyter.widget-state+json": {"state": {"x": {"value": "CANARY"}}}}
    notebook = {"cells": [cell], "metadata": {"widgets": state}, "nbformat": 4, "nbformat_minor": 5}
    (store.root / "work.ipynb").write_text(json.dumps(notebook))
    subprocess.run([git, "add", "work.ipynb"], cwd=store.root, check=True)
    shown = subprocess.run(
        [git, "show", ":work.ipynb"], cwd=store.root, capture_output=True, text=True, check=True
    ).stdout
    assert "show()" in shown
    assert "CANARY" not in shown


def test_what_a_person_has_staged_stays_staged(tmp_path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("THE GIT PROGRAM IS NOT HERE: this compares our index with its own.")
    store = on_disk(tmp_path, SMALL)

    def run(*words: str) -> str:
        name = ["-c", "user.name=Carl", "-c", "user.email=carl@northwind.example"]
        done = subprocess.run(
            [git, *name, *words], cwd=store.root, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert run("status", "--porcelain") == ""
    (store.root / "notes.md").write_text("mine")
    (store.root / "group.yaml").write_text("title: Northwind group\n")
    run("add", "notes.md", "group.yaml")
    store = open_store(store.root, ANNA)
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    store.create("activities/news", NEWS)
    assert run("diff", "--cached", "--name-only").split() == ["group.yaml", "notes.md"]
    assert run("status", "--porcelain") == "M  group.yaml\nA  notes.md\n"
    run("commit", "-q", "-m", "Carl's own")
    assert run("show", "--format=", "--name-only").split() == ["group.yaml", "notes.md"]
    assert run("show", "HEAD:activities/orders.yaml") == text(store)
    assert run("fsck", "--strict", "--no-dangling") == ""
    store.delete("activities/news", "Gone")
    assert run("status", "--porcelain") == ""


def test_a_running_git_is_waited_for_and_never_disturbed(store, monkeypatch) -> None:
    monkeypatch.setattr("ropabook.store.git.locks._FOR", 0.1)
    before = text(store)
    opened = store.read(ORDERS)
    for lock in (".git/index.lock", ".git/refs/heads/main.lock"):
        (store.root / lock).write_text("")
        with pytest.raises(CannotSave, match=r"Another git program is at work.*\.lock") as refused:
            store.save(opened, {**opened.data, "owner": "X"})
        assert "if no git program is running, delete that file" in str(refused.value)
        assert (store.root / lock).read_text() == ""
        (store.root / lock).unlink()
    assert text(store) == before
    assert not list((store.root / "activities").glob(".*"))
    assert isinstance(store.save(opened, {**opened.data, "owner": "X"}), Saved)
