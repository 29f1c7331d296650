"""The history: who, when, what and why; as it was on a day; what differs between two days."""

import time
from datetime import date, datetime

import pytest

from ropabook.store.load import load
from ropabook.store.opening import open_history, open_store
from ropabook.store.past.history import NoSuchState
from ropabook.store.places import NoPlace
from ropabook.store.problems import CannotRead, CannotSave, NoSuchRecord, ReasonNeeded
from tests.store.disks import MemoryDisk, Recording
from tests.store.record import ANNA, MEMORY, SMALL, in_memory, on_disk

ORDERS = "activities/orders"
NEWS = {"title": "News", "role": "controller", "entities": ["harbour"], "status": "draft"}


@pytest.fixture
def days(monkeypatch):
    """A record with a save on each of three days."""
    clock = [datetime(2026, 3, 1, 9, 0).timestamp()]
    monkeypatch.setattr("ropabook.store.disk.committing.time.time", lambda: clock[0])
    disk = MemoryDisk()
    store = in_memory(disk)
    for day, owner in ((datetime(2026, 3, 2, 12), "Second"), (datetime(2026, 3, 4, 12), "Fourth")):
        clock[0] = day.timestamp()
        opened = store.read(ORDERS)
        store.save(opened, {**opened.data, "owner": owner})
    clock[0] = datetime(2026, 3, 4, 18).timestamp()
    store.create("activities/news", NEWS)
    return store, disk, clock


def owner(register) -> str:
    return register.activities["orders"].owner


def test_as_it_was_on_a_day(days) -> None:
    store, _, _ = days
    history = store.history
    assert owner(history.as_at(date(2026, 3, 1))) == "Head of Sales"
    assert owner(history.as_at(date(2026, 3, 2))) == "Second"
    assert owner(history.as_at(date(2026, 3, 3))) == "Second"
    assert owner(history.as_at(date(2026, 3, 4))) == "Fourth"
    assert history.as_at(date(2026, 3, 4)).has("activities", "news")
    assert not history.as_at(date(2026, 3, 3)).has("activities", "news")
    assert history.as_at(date(2030, 1, 1)).fingerprint == store.register().fingerprint
    with pytest.raises(
        NoSuchState, match=r"does not reach back to 2026-02-28; it begins on 2026-03-01"
    ):
        history.as_at(date(2026, 2, 28))


def test_looking_back_touches_nothing(days) -> None:
    _store, disk, _ = days
    before = disk.content()
    calls: list[str] = []
    history = open_history(MEMORY, Recording(disk, calls.append))
    history.as_at(date(2026, 3, 2))
    history.difference("2026-03-01", "now")
    history.commits(ORDERS)
    assert calls == []
    assert disk.content() == before


def test_what_differs_between_two_days_in_words(days) -> None:
    store, _, _ = days
    assert [str(c) for c in store.history.difference("2026-03-01", "2026-03-03")] == [
        "Customer orders: owner set to Second (was: Head of Sales)"
    ]
    assert [str(c) for c in store.history.difference("2026-03-02", "now")] == [
        "News: created", "Customer orders: owner set to Fourth (was: Second)",
    ]  # fmt: skip
    assert store.history.difference("2026-03-04", "now") == ()
    back = store.history.difference("now", "2026-03-02")
    assert next(str(c) for c in back) == "News: deleted"


def test_the_history_of_one_record(days) -> None:
    store, _, _ = days
    assert [(str(e.when.date()), e.subject) for e in store.history.commits(ORDERS)] == [
        ("2026-03-04", "Customer orders: owner set to Fourth (was: Second)"),
        ("2026-03-02", "Customer orders: owner set to Second (was: Head of Sales)"),
        ("2026-03-01", "The history of this record begins"),
    ]
    assert [e.subject for e in store.history.commits("activities/news")] == ["News: created"]
    assert len(store.history.commits("retention/long")) == 1
    assert store.history.commits("activities/never") == ()
    with pytest.raises(NoPlace):
        store.history.commits("nothing/x")


def test_the_history_outlives_the_record(days) -> None:
    store, _, _ = days
    store.delete("activities/news", "Not ours")
    assert [e.action for e in store.history.commits("activities/news")] == ["delete", "create"]
    old = store.history.commits("activities/news")[1]
    assert store.history.record_at("activities/news", old.commit).data == NEWS
    with pytest.raises(NoSuchRecord):
        store.history.record_at("activities/news", "2026-03-02")


def test_an_old_version_is_restored_as_a_new_change(days) -> None:
    store, disk, _ = days
    with pytest.raises(ReasonNeeded):
        store.restore(ORDERS, "2026-03-02", "")
    saved = store.restore(ORDERS, "2026-03-02", "The fourth was wrong")
    assert store.read(ORDERS).data["owner"] == "Second"
    newest = store.history.commits()[0]
    assert (newest.commit, newest.action) == (saved.commit, "restore")
    assert newest.reason == "The fourth was wrong"
    assert newest.subject.startswith("Customer orders: restored as it was in ")
    assert newest.details == ("Customer orders: owner set to Second (was: Fourth)",)
    assert b"# the orders\n" in disk.read(MEMORY / "activities/orders.yaml")
    store.delete(ORDERS, "Gone")
    store.restore(ORDERS, saved.commit[:10], "Not gone")
    assert store.read(ORDERS).data["owner"] == "Second"


def test_an_old_version_that_does_not_fit_today_is_not_restored(days) -> None:
    store, disk, _ = days
    disk.outside(MEMORY / "systems/desk.yaml", b"title: Desk\nold_field: x\n")
    store = open_store(MEMORY, ANNA, disk)
    old = store.history.head
    disk.outside(MEMORY / "systems/desk.yaml", b"title: Desk\n")
    store = open_store(MEMORY, ANNA, disk)
    with pytest.raises(CannotSave, match="'old_field' is not a key that is known"):
        store.restore("systems/desk", old, "Because")


def test_a_clock_that_jumps_changes_no_order(days) -> None:
    """F16: the order comes from the chain; a date before the one it follows is told."""
    from ropabook.store.past.verifying import verified

    store, _, clock = days
    for moment in (datetime(2036, 3, 5), datetime(2026, 3, 3), datetime(2028, 2, 29)):
        clock[0] = moment.timestamp()
        opened = store.read(ORDERS)
        store.save(opened, {**opened.data, "owner": f"In {moment.year}"})
    owners = [e.subject.split(" set to ")[1].split(" (")[0]
              for e in store.history.commits(ORDERS)[:3]]  # fmt: skip
    assert owners == ["In 2028", "In 2026", "In 2036"]
    assert owner(store.history.as_at(date(2026, 3, 31))) == "In 2026"
    checked = verified(store.history)
    assert checked.whole
    assert [r.sentence for r in checked.remarks] == ["It is dated before the commit it follows."]


def test_states_are_named_by_day_by_commit_or_now(days) -> None:
    store, _, _ = days
    head = store.history.head
    assert store.history.resolve(head[:7]) == store.history.resolve("now") == head
    for wrong in ("1234567", "abc", "2026-13-01", "HEAD~1", "", head[:6], "0" * 40):
        with pytest.raises(NoSuchState):
            store.history.resolve(wrong)
    tree = store.history.folder.tree(head.encode()).decode()
    with pytest.raises(NoSuchState):
        store.history.resolve(tree)
    assert store.history.contains(head)
    assert not store.history.contains("1" * 40)


def test_damage_is_told_in_words_and_the_records_can_be_read(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    head = store.history.head
    path = store.root / ".git/objects" / head[:2] / head[2:]
    path.chmod(0o644)
    path.write_bytes(b"rubbish")
    again = open_store(store.root, ANNA)
    assert not again.writable
    assert f"its history is damaged (object {head} is damaged" in again.banner
    assert "ropabook verify" in again.banner
    assert again.read(ORDERS).data["owner"] == "X"
    assert len(again.register().all_records) == 4
    with pytest.raises(CannotRead, match="The history is damaged"):
        again.history.commits()
    with pytest.raises(CannotSave, match="history is damaged"):
        again.save(opened, opened.data)
    assert path.read_bytes() == b"rubbish"


@pytest.mark.parametrize("head", ["", "ref: refs/heads/../../x", "rubbish", "ref: x"])
def test_a_head_that_says_nothing(tmp_path, head) -> None:
    store = on_disk(tmp_path, SMALL)
    (store.root / ".git/HEAD").write_text(head)
    again = open_store(store.root, ANNA)
    assert not again.writable
    assert "history is damaged" in again.banner or "no history" in again.banner
    assert again.read(ORDERS).data


def test_a_history_that_is_not_begun_is_empty(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    git = store.root / ".git"
    (git / "refs/heads/main").unlink()
    (git / "index").unlink()
    history = open_history(store.root)
    assert history.head is None
    assert history.commits() == ()
    with pytest.raises(NoSuchState, match="it is empty"):
        history.as_at(date(2026, 1, 1))
    again = open_store(store.root, ANNA)  # everything is a change from outside now
    assert again.writable
    [change] = again.outside_changes()
    assert set(change.files) == set(SMALL)


def test_a_branch_is_not_needed(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    head = store.history.head
    (store.root / ".git/HEAD").write_text(f"{head}\n")
    again = open_store(store.root, ANNA)
    opened = again.read(ORDERS)
    saved = again.save(opened, {**opened.data, "owner": "X"})
    assert (store.root / ".git/HEAD").read_text() == f"{saved.commit}\n"
    assert (store.root / ".git/refs/heads/main").read_text() == f"{head}\n"


def test_a_shallow_copy_says_where_it_begins(tmp_path) -> None:
    from ropabook.store.past.verifying import verified

    store = on_disk(tmp_path, SMALL)
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    head, first = (e.commit for e in store.history.commits())
    (store.root / ".git/shallow").write_text(f"{head}\n")
    (store.root / ".git/objects" / first[:2] / first[2:]).unlink()
    history = open_history(store.root)
    assert len(history.commits()) == 1
    checked = verified(history)
    assert any("cut off here" in r.sentence for r in checked.remarks)
    assert open_store(store.root, ANNA).writable


def test_the_register_of_a_commit_is_read_as_the_files_are(tmp_path) -> None:
    store = on_disk(tmp_path)
    register = store.history.at(store.history.head)
    on = load(store.root)
    assert register.fingerprint == on.fingerprint
    assert register.refusals == on.refusals == ()
    assert register.files == on.files
    assert register.texts == on.texts


def test_a_link_in_the_history_is_refused_and_not_followed(tmp_path) -> None:
    from dulwich import porcelain

    store = on_disk(tmp_path, SMALL)
    (store.root / "activities/link.yaml").symlink_to("/etc/passwd")
    porcelain.add(str(store.root), [str(store.root / "activities/link.yaml")])
    porcelain.commit(str(store.root), message=b"link", author=b"C <c@x>", committer=b"C <c@x>")
    register = open_history(store.root).at(open_history(store.root).head)
    assert [(r.file, r.sentence) for r in register.refusals] == [
        ("activities/link.yaml", "the file cannot be read: this is not an ordinary file")
    ]
    assert open_store(store.root, ANNA).writable


def test_history_for_programs_uses_the_words_of_prov(days) -> None:
    store, _, _ = days
    newest = store.history.commits()[0].as_data()
    assert newest["wasAttributedTo"]["name"] == "Anna Ash"
    assert newest["wasDerivedFrom"] == [store.history.commits()[1].commit]
    assert newest["action"] == "create"
    assert newest["tool"].startswith("ropabook ")


def test_the_zone_of_the_author_is_kept(monkeypatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        disk = MemoryDisk()
        store = in_memory(disk)
        assert store.history.commits()[0].when.isoformat().endswith("+05:30")
    finally:
        monkeypatch.undo()
        time.tzset()
