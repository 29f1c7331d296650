"""F22, F9: what was changed without the store is noticed, recorded, claimed, and never undone."""

import random

import pytest

from ropabook.store.opening import open_store
from ropabook.store.past.verifying import verified
from ropabook.store.problems import CannotSave
from ropabook.store.saving import Conflict
from tests.size import count, rounds, size
from tests.small import COMPLETE
from tests.store.disks import MemoryDisk
from tests.store.record import ANNA, BEN, MEMORY, SMALL, in_memory, on_disk

ORDERS = "activities/orders"
FILE = MEMORY / "activities/orders.yaml"
DESK = MEMORY / "systems/desk.yaml"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("activities/orders.yaml", SMALL["activities/orders.yaml"].replace(b"Sales", b"Ops"),
         "Customer orders: owner set to Head of Ops (was: Head of Sales)"),
        ("activities/orders.yaml", None, "Customer orders: deleted"),
        ("systems/desk.yaml", b"title: Desk\n", "Desk: created"),
        ("registers/retention.yaml", b"long:\n  title: Long\n  period: P6Y\n  origin: stated\n",
         "Short: deleted"),
        ("activities/orders.yaml", b"title: [\n", "activities/orders.yaml: changed"),
        ("notices/x.txt", b"We use data", "notices/x.txt: created"),
        ("stray.md", b"hello", "stray.md: created"),
        ("activities/orders.yaml", SMALL["activities/orders.yaml"] + b"# a remark\n",
         "Nothing changed"),
    ],
)  # fmt: skip
def test_it_is_seen_on_opening_recorded_and_left_as_it_is(name, data, sentence) -> None:
    disk = MemoryDisk()
    in_memory(disk)
    disk.outside(MEMORY / name, data)
    store = open_store(MEMORY, BEN, disk)
    assert (disk.read(MEMORY / name) if disk.exists(MEMORY / name) else None) == data
    [change] = store.outside_changes()
    assert change.sentence == sentence
    assert change.files == (name,)
    assert change.by is None
    newest = store.history.commits()[0]
    assert (newest.author, newest.action, newest.commit) == ("unknown", "external", change.commit)
    checked = verified(store.history)
    assert checked.whole
    assert [remark.weight for remark in checked.remarks] == ["outside"]


def test_it_is_seen_before_a_save_and_not_mixed_into_it() -> None:
    disk = MemoryDisk()
    store = in_memory(disk)
    opened = store.read(ORDERS)
    disk.outside(FILE, SMALL["activities/orders.yaml"].replace(b"active", b"suspended"))
    store.save(opened, {**opened.data, "owner": "X"})
    mine, outside, _ = store.history.commits()
    assert mine.subject == "Customer orders: owner set to X (was: Head of Sales)"
    assert (mine.action, outside.action) == ("edit", "external")
    assert outside.subject == (
        "Changed outside: Customer orders: status set to suspended (was: active)"
    )
    now = store.read(ORDERS).data
    assert (now["owner"], now["status"]) == ("X", "suspended")


def test_the_same_field_changed_outside_is_a_conflict() -> None:
    disk = MemoryDisk()
    store = in_memory(disk)
    opened = store.read(ORDERS)
    by_hand = SMALL["activities/orders.yaml"].replace(b"Head of Sales", b"By hand")
    disk.outside(FILE, by_hand)
    done = store.save(opened, {**opened.data, "owner": "X"})
    assert isinstance(done, Conflict)
    assert done.fields[0].theirs == "By hand"
    assert disk.read(FILE) == by_hand


def test_a_person_claims_it() -> None:
    disk = MemoryDisk()
    in_memory(disk)
    disk.outside(DESK, b"title: Desk\n")
    store = open_store(MEMORY, BEN, disk)
    [change] = store.outside_changes()
    store.claim(change, ANNA, "Typed in a hurry")
    assert store.outside_changes() == ()
    claim = store.history.commits("systems/desk")[0]
    assert (claim.author, claim.action, claim.reason) == ("Anna Ash", "claim", "Typed in a hurry")
    assert claim.claims == (change.commit,)
    assert claim.subject == "Claimed: Desk: created"
    assert disk.read(DESK) == b"title: Desk\n"
    assert verified(store.history).remarks == ()


def test_it_can_be_claimed_before_it_is_recorded() -> None:
    disk = MemoryDisk()
    store = in_memory(disk)
    disk.outside(DESK, b"title: Desk\n")
    [change] = store.outside_changes()
    assert change.commit is None
    store.claim(change)
    assert [e.action for e in store.history.commits()] == ["claim", "external", "init"]
    assert store.outside_changes() == ()
    with pytest.raises(CannotSave, match="no such change any more"):
        store.claim(change)


def test_what_is_not_of_the_record_is_not_looked_at() -> None:
    disk = MemoryDisk()
    store = in_memory(disk)
    for name in (".hidden.yaml", ".ropabook/drafts/x.json", "README.md", "activities/.orders.swp"):
        disk.outside(MEMORY / name, b"x")
    assert store.outside_changes() == ()
    assert open_store(MEMORY, ANNA, disk).history.head == store.history.head


def test_a_person_may_have_staged_it_and_then_it_is_theirs(tmp_path) -> None:
    from dulwich import porcelain

    store = on_disk(tmp_path, SMALL)
    (store.root / "group.yaml").write_text("title: Northwind group\n")
    (store.root / "systems").mkdir()
    (store.root / "systems/desk.yaml").write_text("title: Desk\n")
    porcelain.add(str(store.root), [str(store.root / "group.yaml")])
    store = open_store(store.root, ANNA)
    waiting, recorded = store.outside_changes()
    assert (waiting.commit, waiting.files) == (None, ("group.yaml",))
    assert recorded.files == ("systems/desk.yaml",)
    porcelain.commit(
        str(store.root), message=b"Mine", author=b"Carl <c@x.example>",
        committer=b"Carl <c@x.example>",
    )  # fmt: skip
    store = open_store(store.root, ANNA)
    carls, _ = store.outside_changes()
    assert (carls.by, carls.files) == ("Carl", ("group.yaml",))
    remarks = [str(remark) for remark in verified(store.history).remarks]
    assert any("Made outside ropabook by Carl" in remark for remark in remarks)


def test_files_cut_at_every_byte_are_all_noticed() -> None:
    """Y3: a copy cut short between two keys is good YAML, and must not pass for the whole."""
    samples = sorted(COMPLETE.rglob("*.yaml"))
    samples = size(samples[:3], random.sample(samples, len(samples)))
    for n in rounds("Y3", len(samples), len(samples)):
        path = samples[n]
        disk = MemoryDisk()
        whole = path.read_bytes()
        name = path.relative_to(COMPLETE).as_posix()
        store = in_memory(disk, {**SMALL, name: whole})
        assert store.outside_changes() == ()
        for at in range(len(whole)):
            disk.outside(MEMORY / name, whole[:at])
            [change] = store.outside_changes()
            assert change.files == (name,)
        count("Y3 files")
        count("Y3 cuts, all noticed", len(whole))
        disk.outside(MEMORY / name, whole)
        assert store.outside_changes() == ()


def test_a_file_that_cannot_be_read_has_its_last_good_version_beside_it() -> None:
    disk = MemoryDisk()
    store = in_memory(disk)
    opened = store.read(ORDERS)
    saved = store.save(opened, {**opened.data, "owner": "X"})
    disk.outside(FILE, b"title: A\ntitle: B\n")
    store = open_store(MEMORY, ANNA, disk)
    good, entry = store.history.last_good(ORDERS)
    assert good.data["owner"] == "X"
    assert entry.commit == saved.commit
    assert disk.read(FILE) == b"title: A\ntitle: B\n"
    assert [r.file for r in store.register().refusals] == ["activities/orders.yaml"]
    assert store.history.last_good("systems/desk") is None
