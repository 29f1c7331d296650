"""What was cut short is finished or taken back, and what came from outside is left alone."""

import json

import pytest

from ropabook.store.beginning import begin_history
from ropabook.store.disk.files import REAL
from ropabook.store.opening import open_store
from ropabook.store.past.verifying import verified, verify
from ropabook.store.problems import CannotSave
from ropabook.store.saving import Conflict, Saved
from tests.store.disks import MemoryDisk, Over, Recording
from tests.store.record import ANNA, BEN, MEMORY, SMALL, in_memory

ORDERS = "activities/orders"
FILE = MEMORY / "activities/orders.yaml"
NOTE = MEMORY / ".ropabook/pending.json"


class Killed(BaseException):
    """The process is gone."""


def killed_after(name: str, disk: MemoryDisk, wanted: dict, times: int = 1) -> None:
    """A save whose process dies right after this call on the record's file or git's branch."""
    left = [0]

    class Dying(Over):
        def rename(self, old, new):
            self.disk.rename(old, new)
            if new.name == name:
                left[0] += 1
                if left[0] == times:
                    raise Killed

    store = open_store(MEMORY, ANNA, Dying(disk))
    opened = store.read(ORDERS)
    with pytest.raises(Killed):
        store.save(opened, {**opened.data, **wanted})


def test_a_save_that_had_begun_to_take_effect_is_finished() -> None:
    disk = MemoryDisk()
    in_memory(disk)
    killed_after("orders.yaml", disk, {"owner": "X"})
    assert disk.exists(NOTE)
    store = open_store(MEMORY, BEN, disk.killed())
    assert store.read(ORDERS).data["owner"] == "X"
    newest = store.history.commits()[0]
    assert (newest.author, newest.action) == ("Anna Ash", "edit")
    assert not disk.exists(NOTE)
    assert not disk.exists(MEMORY / ".git/index.lock")
    assert not disk.exists(MEMORY / ".git/refs/heads/main.lock")


def test_a_save_that_had_not_begun_is_taken_back() -> None:
    disk = MemoryDisk()
    in_memory(disk)
    killed_after("pending.json", disk, {"owner": "X"})
    assert disk.exists(MEMORY / "activities/.orders.yaml.new")
    store = open_store(MEMORY, BEN, disk.killed())
    assert store.read(ORDERS).data["owner"] == "Head of Sales"
    assert len(store.history.commits()) == 1
    assert not disk.exists(NOTE)
    assert not disk.exists(MEMORY / "activities/.orders.yaml.new")


def test_the_next_save_of_a_store_that_is_open_recovers_first() -> None:
    disk = MemoryDisk()
    ben = in_memory(disk)
    opened = ben.read(ORDERS)
    killed_after("orders.yaml", disk, {"owner": "X"})
    disk.locks.clear()
    saved = ben.save(opened, {**opened.data, "risk": True})
    assert isinstance(saved, Saved)
    now = ben.read(ORDERS).data
    assert (now["owner"], now["risk"]) == ("X", True)
    assert [e.action for e in ben.history.commits()] == ["edit", "edit", "init"]


@pytest.mark.parametrize("after", [b"title: By hand\n", None, SMALL["activities/orders.yaml"]])
def test_what_was_changed_outside_after_the_crash_is_never_undone(after) -> None:
    disk = MemoryDisk()
    in_memory(disk)
    killed_after("orders.yaml", disk, {"owner": "X"})
    disk = disk.killed()
    disk.outside(FILE, after)
    store = open_store(MEMORY, BEN, disk)
    assert store.writable
    assert (disk.read(FILE) if disk.exists(FILE) else None) == after
    assert [e.action for e in store.history.commits()] == (
        ["init"] if after == SMALL["activities/orders.yaml"] else ["external", "init"]
    )
    assert verify(store.history.folder).whole


def test_a_note_that_came_back_after_its_commit_undoes_nothing() -> None:
    """A trial of an earlier store took a deliberate revert for a save that was cut short."""
    disk = MemoryDisk()
    store = in_memory(disk)
    kept: list[bytes] = []

    class Watching(Over):
        def remove(self, path):
            if path == NOTE:
                kept.append(self.disk.read(path))
            self.disk.remove(path)

    store = open_store(MEMORY, ANNA, Watching(disk))
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    disk.outside(FILE, SMALL["activities/orders.yaml"])
    disk.outside(NOTE, kept[-1])
    store = open_store(MEMORY, BEN, disk)
    assert disk.read(FILE) == SMALL["activities/orders.yaml"]
    assert [e.action for e in store.history.commits()] == ["external", "edit", "init"]
    assert not disk.exists(NOTE)


def test_a_commit_that_somebody_made_after_the_crash_stands() -> None:
    """The file has the new content, but git's branch has moved on with another one."""
    disk = MemoryDisk()
    in_memory(disk)
    killed_after("orders.yaml", disk, {"owner": "X"})
    disk = disk.killed()
    note = disk.read(NOTE)
    cut_short = disk.read(FILE)
    for path in (NOTE, MEMORY / ".git/index.lock", MEMORY / ".git/refs/heads/main.lock"):
        disk.outside(path, None)
    disk.outside(FILE, b"title: By git\nrole: controller\nentities:\n  - harbour\nstatus: draft\n")
    theirs = open_store(MEMORY, BEN, disk).history.head
    disk.outside(FILE, cut_short)
    disk.outside(NOTE, note)
    store = open_store(MEMORY, BEN, disk)
    assert store.history.contains(theirs)
    assert [e.action for e in store.history.commits()] == ["external", "external", "init"]
    assert verify(store.history.folder).whole


def test_several_files_of_which_one_was_changed_outside_after_the_crash() -> None:
    disk = MemoryDisk()
    in_memory(disk)

    class Dying(Over):
        def rename(self, old, new):
            self.disk.rename(old, new)
            if new.name == "orders.yaml":
                raise Killed

    store = open_store(MEMORY, ANNA, Dying(disk))
    opened = [store.read(ORDERS), store.read("retention/short")]
    wanted = {each.key: {**each.data, "notes": "Imported"} for each in opened}
    with pytest.raises(Killed):
        store.save_many(wanted, bases=opened)
    disk = disk.killed()
    by_hand = SMALL["registers/retention.yaml"].replace(b"P1Y", b"P9Y")
    disk.outside(MEMORY / "registers/retention.yaml", by_hand)
    store = open_store(MEMORY, BEN, disk)
    assert disk.read(MEMORY / "registers/retention.yaml") == by_hand
    external, imported, _ = store.history.commits()
    assert (external.action, imported.action) == ("external", "import")
    assert store.history.record_at("retention/short", imported.commit).data["notes"] == "Imported"
    assert store.read(ORDERS).data["notes"] == "Imported"
    assert verify(store.history.folder).whole


def test_a_file_that_an_editor_changes_during_a_save_is_not_overwritten() -> None:
    disk = MemoryDisk()
    in_memory(disk)
    by_hand = SMALL["activities/orders.yaml"].replace(b"Head of Sales", b"By hand")
    left = [1]

    class Editor(Over):
        def link(self, old, new):
            if left[0] and new.name == "main.lock":
                left[0] = 0
                self.disk.outside(FILE, by_hand)
            self.disk.link(old, new)

    store = open_store(MEMORY, ANNA, Editor(disk))
    opened = store.read(ORDERS)
    done = store.save(opened, {**opened.data, "owner": "X"})
    assert isinstance(done, Conflict)
    assert disk.read(FILE) == by_hand
    left[0] = 1
    disk.outside(FILE, SMALL["activities/orders.yaml"])
    done = store.save(opened, {**opened.data, "risk": True})
    assert isinstance(done, Saved)
    now = store.read(ORDERS).data
    assert (now["owner"], now["risk"]) == ("By hand", True)


def test_somebody_commits_while_we_save() -> None:
    disk = MemoryDisk()
    in_memory(disk)
    left = [3]

    class Busy(Over):
        def link(self, old, new):
            if new.name == "main.lock" and left[0]:
                left[0] -= 1
                branch = MEMORY / ".git/refs/heads/main"
                self.disk.link(old, new)
                self.disk.outside(branch, ids[left[0]])
                return
            self.disk.link(old, new)

    store = open_store(MEMORY, BEN, disk)
    ids = []
    for word in ("one", "two", "three"):
        opened = store.read("group/group")
        store.save(opened, {**opened.data, "notes": word})
        ids.insert(0, f"{store.history.head}\n".encode())
    first = store.history.commits()[-1].commit
    disk.outside(MEMORY / ".git/refs/heads/main", f"{first}\n".encode())
    disk.outside(MEMORY / "group.yaml", SMALL["group.yaml"])
    store = open_store(MEMORY, ANNA, Busy(disk))
    opened = store.read(ORDERS)
    saved = store.save(opened, {**opened.data, "owner": "X"})
    assert isinstance(saved, Saved)
    assert store.history.contains(ids[0].decode().strip())
    assert len(store.history.commits()) >= 5


def test_what_is_left_of_a_save_that_never_began_is_taken_away() -> None:
    disk = MemoryDisk()
    in_memory(disk)
    disk.outside(MEMORY / "activities/.orders.yaml.new", b"half")
    disk.outside(MEMORY / ".ropabook/.pending.json.new", b"half")
    store = open_store(MEMORY, ANNA, disk)
    assert not disk.exists(MEMORY / "activities/.orders.yaml.new")
    opened = store.read(ORDERS)
    assert store.save(opened, {**opened.data, "owner": "X"}).commit


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b"{}", b'{"files": 1}', b"\xff", b"null"])
def test_a_note_that_is_not_whole_is_none(note) -> None:
    disk = MemoryDisk()
    in_memory(disk)
    disk.outside(NOTE, note)
    assert open_store(MEMORY, ANNA, disk).writable
    assert not disk.exists(NOTE)


def test_a_note_about_a_commit_that_is_not_there_is_dropped() -> None:
    disk = MemoryDisk()
    store = in_memory(disk)
    files = [{"name": "group.yaml", "before": "2" * 40, "after": "3" * 40, "placed": True}]
    disk.outside(NOTE, json.dumps({"commit": "1" * 40, "parent": store.history.head,
        "reference": "refs/heads/main", "files": files}).encode())  # fmt: skip
    store = open_store(MEMORY, ANNA, disk)
    assert store.writable
    assert disk.read(MEMORY / "group.yaml") == SMALL["group.yaml"]


def test_reading_alone_repairs_nothing() -> None:
    """A trial of an earlier store wrote its repair when only reading was wanted."""
    from ropabook.store.opening import open_history

    disk = MemoryDisk()
    in_memory(disk)
    killed_after("orders.yaml", disk, {"owner": "X"})
    disk = disk.killed()
    calls: list[str] = []
    history = open_history(MEMORY, Recording(disk, calls.append))
    assert history.commits()
    assert verify(history.folder).whole
    assert calls == []
    assert disk.exists(NOTE)


def two_records(root):
    """Two records in one repository, each opened."""
    begin_history(root, ANNA)
    for name in ("north", "south"):
        (root / name).mkdir()
        (root / name / "group.yaml").write_text(f"title: {name}\n")
        begin_history(root / name, ANNA)
    return root / "north", root / "south"


def killed_in(root, name: str) -> None:
    """A save of a record's group whose process dies right after a file of this name is placed."""

    class Dying(Over):
        def rename(self, old, new):
            self.disk.rename(old, new)
            if new.name == name:
                raise Killed

    store = open_store(root, ANNA, Dying(REAL))
    opened = store.read("group/group")
    with pytest.raises(Killed):
        store.save(opened, {**opened.data, "notes": "In flight"})


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("last", ["group.yaml", "index"])
def test_a_save_killed_in_one_record_keeps_nobody_from_another(tmp_path, last) -> None:
    north, south = two_records(tmp_path)
    ben = open_store(south, BEN)
    opened = ben.read("group/group")
    killed_in(north, last)
    assert list((tmp_path / ".git" / "refs" / "heads").glob("*.lock"))
    assert isinstance(ben.save(opened, {**opened.data, "notes": "Mine"}), Saved)
    assert ben.read("group/group").data["notes"] == "Mine"
    other = open_store(north, BEN)
    assert other.read("group/group").data["notes"] == "In flight"
    assert other.history.commits()[0].author == ANNA.name
    assert verified(other.history).remarks == verified(ben.history).remarks == ()
    assert not list((tmp_path / ".git").rglob("*.lock"))


@pytest.mark.usefixtures("impatient")
def test_the_lock_of_another_record_that_is_being_saved_is_left_alone(tmp_path) -> None:
    north, south = two_records(tmp_path)
    ben = open_store(south, BEN)
    opened = ben.read("group/group")
    killed_in(north, "group.yaml")
    handle = REAL.lock(north / ".ropabook" / "lock", b"{}")  # it lives
    try:
        with pytest.raises(CannotSave, match="Another git program is at work here"):
            ben.save(opened, {**opened.data, "notes": "Mine"})
        assert (north / ".ropabook" / "pending.json").exists()
        assert list((tmp_path / ".git" / "refs" / "heads").glob("*.lock"))
    finally:
        REAL.close(handle)
