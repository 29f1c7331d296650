"""R4: the disk fails at the n-th call: the old version or the new one, and a message in words.

Also R6, where it runs full at the n-th byte; and what is promised after an error of a sync.
"""

import errno

import pytest

from ropabook.store.opening import open_store
from ropabook.store.past.verifying import verify
from ropabook.store.plain import ABSENT, same
from ropabook.store.problems import CannotSave, NoSuchRecord
from ropabook.store.store import Store
from tests.size import count, size
from tests.store.disks import CALLS, CHANGING, Faulty, MemoryDisk, Over
from tests.store.record import ANNA, MEMORY, in_memory

ORDERS = "activities/orders"
NEWS = {"title": "News", "role": "controller", "entities": ["harbour"], "status": "draft"}
ERRORS = [errno.EIO, errno.ENOSPC]
ERRORS += size([], [errno.EACCES, errno.EINTR, errno.EROFS])
WORDS = {
    errno.EIO: "the disk reported an error",
    errno.ENOSPC: "the disk is full",
    errno.EACCES: "you may not write there",
    errno.EINTR: "it was interrupted",
    errno.EROFS: "the disk may only be read",
}


def now(store: Store, key: str) -> object:
    try:
        return store.read(key).data
    except NoSuchRecord:
        return ABSENT


def edit(store: Store):
    opened = store.read(ORDERS)
    return {ORDERS: {**opened.data, "owner": "X"}}, lambda new: store.save(opened, new[ORDERS])


def create(store: Store):
    return {"activities/news": NEWS}, lambda new: store.create("activities/news", NEWS)


def delete(store: Store):
    return {"retention/short": ABSENT}, lambda new: store.delete("retention/short", "Gone")


def several(store: Store):
    opened = [store.read(ORDERS), store.read("retention/long")]
    new = {each.key: {**each.data, "notes": "Imported"} for each in opened}
    new["activities/news"] = NEWS
    return new, lambda wanted: store.save_many(wanted, bases=opened)


DOINGS = [edit, create, delete, several]


def plainly(problem: CannotSave, error: int) -> None:
    said = str(problem)
    assert WORDS[error] in said, said
    assert "Errno" not in said
    assert "Traceback" not in said
    assert "Nothing was changed" in said or "Nothing that was saved before is lost" in said


@pytest.mark.parametrize("doing", DOINGS)
@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("lasting", [False, True])
def test_the_old_version_or_the_new_one(doing, error, lasting) -> None:
    refused = 0
    for at in range(1, 500):
        disk = MemoryDisk()
        in_memory(disk)
        faulty = Faulty(disk, 10**9, error, lasting=lasting)
        store = open_store(MEMORY, ANNA, faulty)
        wanted, do = doing(store)
        before = {key: now(store, key) for key in wanted}
        faulty.left = at
        acknowledged = True
        allowed = [wanted]
        try:
            do(wanted)
        except CannotSave as problem:
            acknowledged = False
            refused += 1
            plainly(problem, error)
            allowed = [before]
            if "Nothing was changed" in str(problem):
                assert all(same(now(store, key), before[key]) for key in wanted)
                assert store.history.head == open_store(MEMORY, ANNA, disk).history.head
            else:
                allowed = [before, wanted]
                assert not store.writable
                with pytest.raises(CannotSave):
                    store.note([ORDERS], "review")
        again = open_store(MEMORY, ANNA, disk)  # the disk is well again
        assert again.writable, again.banner
        after = {key: now(again, key) for key in wanted}
        assert any(all(same(after[key], each[key]) for key in wanted) for each in allowed)
        count("R4 faults, one at a time or lasting")
        assert verify(again.history.folder).remarks == ()
        assert again.outside_changes() == ()
        beside = [path for path in disk.content() if "/.ropabook/" not in path]
        left = [path for path in beside if path.endswith((".new", ".lock"))]
        assert all("/.git/ropabook-" in path for path in left)  # the next save writes over it
        if not faulty.failed:
            break
    assert acknowledged
    assert refused > 20


@pytest.mark.parametrize("doing", DOINGS)
def test_short_writes_are_written_on(doing) -> None:
    for at in range(1, 200):
        disk = MemoryDisk()
        in_memory(disk)
        faulty = Faulty(disk, 10**9, errno.EAGAIN, calls=("write",))  # stands for a short write
        store = open_store(MEMORY, ANNA, faulty)
        wanted, do = doing(store)
        faulty.left = at
        do(wanted)
        assert all(same(now(store, key), wanted[key]) for key in wanted)
        assert verify(store.history.folder).remarks == ()
        if not faulty.failed:
            break
    assert at > 5


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
def test_a_fault_while_opening_never_stops_reading(error) -> None:
    for at in range(1, 200):
        disk = MemoryDisk()
        in_memory(disk)
        disk.outside(MEMORY / "systems/desk.yaml", b"title: Desk\n")  # something to be recorded
        faulty = Faulty(disk, at, error, lasting=True)
        store = open_store(MEMORY, ANNA, faulty)
        assert now(store, ORDERS)["owner"] == "Head of Sales"
        assert len(store.register().all_records) == 5
        assert store.history.commits()
        if not faulty.failed:
            break
        assert WORDS[error] in (store.banner or "") or store.writable
        again = open_store(MEMORY, ANNA, disk)
        assert again.writable
        assert [c.files for c in again.outside_changes()] == [("systems/desk.yaml",)]
    assert at > 5


def test_a_fault_while_reading_is_told_in_words() -> None:
    for at in range(1, 400):
        disk = MemoryDisk()
        in_memory(disk)
        faulty = Faulty(disk, at, errno.EIO, calls=("read", "entries", "lock"))
        store = open_store(MEMORY, ANNA, faulty)
        if store.writable:
            try:
                wanted, do = edit(store)
                do(wanted)
            except Exception as problem:
                assert "the disk reported an error" in str(problem), at
        assert open_store(MEMORY, ANNA, disk).writable
        if not faulty.failed:
            break
    assert at > 20


class WithoutLinks(Over):
    """A disk without second names."""

    def link(self, old, new):
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    def rename(self, old, new):
        if old.parent != new.parent:  # to the lock, which is there already
            self.disk.remove(new)
            self.disk.link(old, new)
            self.disk.remove(old)
        else:
            self.disk.rename(old, new)


def test_a_disk_without_second_names_keeps_no_lock_of_a_save_that_was_refused() -> None:
    for at in range(1, 200):
        disk = MemoryDisk()
        in_memory(disk)
        store = open_store(MEMORY, ANNA, WithoutLinks(faulty := Faulty(disk, 10**9, errno.ENOSPC)))
        wanted, do = edit(store)
        faulty.left = at
        try:
            do(wanted)
        except CannotSave:
            assert faulty.failed
        assert not [n for n in disk.content() if n.endswith(("main.lock", "index.lock"))] or (
            not store.writable  # cut short: recovery finishes it
        )
        if not faulty.failed:
            break
    assert at > 20


class RunsFull(Over):
    """A disk with so many bytes left; what is taken away gives none back."""

    def __init__(self, disk, left: int) -> None:
        super().__init__(disk)
        self.left = left

    def _take(self, size: int) -> None:
        if size > self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.left -= size

    def create(self, path, like=None):
        self._take(16)
        return self.disk.create(path, like)

    def make_folder(self, path):
        self._take(64)
        self.disk.make_folder(path)

    def write(self, handle, data):
        if not self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        some = data[: self.left]
        self.left -= len(some)
        return self.disk.write(handle, some)


@pytest.mark.parametrize("doing", DOINGS)
def test_a_disk_that_runs_full_loses_nothing(doing) -> None:
    refused = done = 0
    for room in range(0, 6_000, 37):
        disk = MemoryDisk()
        in_memory(disk)
        store = open_store(MEMORY, ANNA, full := RunsFull(disk, 10**9))
        wanted, do = doing(store)
        before = {key: now(store, key) for key in wanted}
        full.left = room
        try:
            do(wanted)
            done += 1
            expected = wanted
        except CannotSave as problem:
            refused += 1
            plainly(problem, errno.ENOSPC)
            assert "Nothing was changed" in str(problem)
            expected = before
        count("R6 disks in memory that ran full")
        full.left = 0
        reading = open_store(MEMORY, ANNA, full)
        assert all(same(now(reading, key), expected[key]) for key in wanted)
        assert verify(reading.history.folder).whole
        assert not reading.writable
        assert "the disk is full" in reading.banner
        again = open_store(MEMORY, ANNA, disk)
        assert all(same(now(again, key), expected[key]) for key in wanted)
    assert refused > 10
    assert done > 10


class Telling(Over):
    """A disk that tells of what it waited for."""

    def __init__(self, disk) -> None:
        super().__init__(disk)
        self.calls: list[tuple[str, object]] = []

    def sync(self, handle):
        self.calls.append(("sync", handle))
        self.disk.sync(handle)

    def sync_folder(self, path):
        self.calls.append(("sync_folder", path))
        self.disk.sync_folder(path)


def test_a_failed_sync_is_never_tried_again() -> None:
    """After it the kernel may have thrown away what it could not write, and say nothing more."""
    at = 1
    while True:
        disk = MemoryDisk()
        in_memory(disk)
        faulty = Faulty(disk, 10**9, errno.EIO, calls=("sync", "sync_folder"))
        store = open_store(MEMORY, ANNA, told := Telling(faulty))
        wanted, do = edit(store)
        faulty.left = at
        told.calls.clear()
        try:
            do(wanted)
        except CannotSave:
            assert faulty.failed
            # What comes after it is only that git's locks are given up.
            failed, *later = told.calls[at - 1 :]
            assert all(call[0] == "sync_folder" and call != failed for call in later)
        if not faulty.failed:
            break
        at += 1
    assert at > 10


def test_the_calls_of_the_disk_are_those_that_the_tests_let_fail() -> None:
    from ropabook.store.disk.files import Disk

    calls = {name for name in vars(Disk) if not name.startswith("_")}
    assert calls == set(CALLS)
    assert set(CHANGING) < calls
