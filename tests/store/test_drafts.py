"""F24: what was typed and not saved is offered again, and is never taken for a saved record."""

import os
import signal
import time

import pytest

from ropabook.store.opening import open_store
from ropabook.store.plain import same
from tests.store.disks import MemoryDisk
from tests.store.record import ANNA, BEN, MEMORY, SMALL, in_memory, on_disk

ORDERS = "activities/orders"


def test_a_draft_is_offered_with_what_it_was_begun_from(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    opened = store.read(ORDERS)
    assert store.drafts.offer(ORDERS) is None
    assert store.drafts.save(ORDERS, {**opened.data, "owner": "", "people": None}, opened) is None
    draft = open_store(store.root, ANNA).drafts.offer(ORDERS)
    assert draft.data["owner"] == ""
    assert same(draft.base.data, opened.data)
    assert (draft.base.digest, draft.by) == (opened.digest, "Anna Ash")
    store.drafts.discard(ORDERS)
    assert store.drafts.offer(ORDERS) is None
    store.drafts.discard(ORDERS)


def test_a_draft_can_be_saved_after_others_have_saved(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    opened = store.read(ORDERS)
    store.drafts.save(ORDERS, {**opened.data, "owner": "X"}, opened)
    store.save(opened, {**opened.data, "risk": True})
    draft = store.drafts.offer(ORDERS)
    store.save(draft.base, draft.data)
    now = store.read(ORDERS).data
    assert (now["owner"], now["risk"]) == ("X", True)


def test_a_draft_is_no_record(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    before = store.register().fingerprint
    store.drafts.save("activities/new-one", {"title": "New"})
    store.drafts.save("acceptances", [{"rule": ""}])
    assert store.register().fingerprint == before
    assert store.outside_changes() == ()
    again = open_store(store.root, ANNA)
    assert again.history.head == store.history.head
    assert again.drafts.offer("activities/new-one").base is None
    ignored = (store.root / ".ropabook/.gitignore").read_text()
    assert "\n*\n" in ignored


def test_each_person_has_drafts_of_their_own(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    store.drafts.save(ORDERS, {"title": "Anna's"})
    ben = open_store(store.root, BEN)
    assert ben.drafts.offer(ORDERS) is None
    ben.drafts.save(ORDERS, {"title": "Ben's"})
    assert store.drafts.offer(ORDERS).data == {"title": "Anna's"}


def test_a_draft_that_says_what_is_saved_is_not_offered(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    opened = store.read(ORDERS)
    store.drafts.save(ORDERS, dict(opened.data), opened)
    assert store.drafts.offer(ORDERS) is None


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"null", b"\xff", b'{"key": "other/x"}'])
def test_a_damaged_draft_is_none(damaged) -> None:
    disk = MemoryDisk()
    store = in_memory(disk)
    store.drafts.save(ORDERS, {"title": "X"})
    [path] = [p for p in disk.content() if "/drafts/" in p and p.endswith(".json")]
    disk.outside(MEMORY.parent.parent / path.lstrip("/"), damaged)
    assert store.drafts.offer(ORDERS) is None


@pytest.mark.parametrize("key", ["../../x", "a/../../../b", "retention/short", "x" * 300, "é/ü"])
def test_a_draft_stays_in_its_folder(tmp_path, key) -> None:
    store = on_disk(tmp_path, SMALL)
    before = {path for path in tmp_path.rglob("*") if ".ropabook" not in path.parts}
    problem = store.drafts.save(key, {"title": "X"})
    assert problem is None or "cannot be kept" in problem
    assert {path for path in tmp_path.rglob("*") if ".ropabook" not in path.parts} == before


def test_a_draft_outlives_a_kernel_that_is_killed(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    reading, said = os.pipe()
    child = os.fork()
    if child == 0:
        for n in range(10**6):
            store.drafts.save(ORDERS, {"title": f"Keystroke {n}"})
            os.write(said, b".")
    os.close(said)
    os.read(reading, 1)
    time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    draft = open_store(store.root, ANNA).drafts.offer(ORDERS)
    assert draft.data["title"].startswith("Keystroke ")
    assert store.read(ORDERS).data["title"] == "Customer orders"


def test_every_draft_of_a_person_is_listed_the_newest_first(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    assert store.drafts.kept() == ()
    opened = store.read(ORDERS)
    store.drafts.save("activities/new-one", {"title": "New"})
    store.drafts.save(ORDERS, opened.data, opened)  # nothing differs: nothing to go on with
    assert [draft.key for draft in store.drafts.kept()] == ["activities/new-one"]
    assert open_store(store.root, BEN).drafts.kept() == ()
