"""Opening: whatever can be read opens; what keeps us from saving is said in words."""

import errno
import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ropabook.store.author import Author, current
from ropabook.store.beginning import begin_history
from ropabook.store.disk.files import InUse
from ropabook.store.opening import open_history, open_store
from ropabook.store.past.verifying import verified
from ropabook.store.problems import CannotRead, CannotSave
from tests.store.disks import MemoryDisk, Over
from tests.store.record import ANNA, BEN, MEMORY, SMALL, in_memory, on_disk

ORDERS = "activities/orders"


def plain_folder(tmp_path: Path) -> Path:
    root = tmp_path / "ropa"
    for name, data in SMALL.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def test_without_a_repository_it_is_read_only_and_says_what_to_do(tmp_path) -> None:
    root = plain_folder(tmp_path)
    store = open_store(root, ANNA)
    assert not store.writable
    assert store.banner.endswith(f"Begin one: ropabook init {root}")
    opened = store.read(ORDERS)
    assert opened.data["owner"] == "Head of Sales"
    with pytest.raises(CannotSave, match="nothing is saved without one"):
        store.save(opened, {**opened.data, "owner": "X"})
    with pytest.raises(CannotRead, match="ropabook init"):
        store.history.commits()
    assert "download it" in store.drafts.save(ORDERS, {})
    assert store.drafts.offer(ORDERS) is None
    assert not (root / ".ropabook").exists()
    assert len(store.register().all_records) == 4


def test_a_folder_that_is_not_there(tmp_path) -> None:
    store = open_store(tmp_path / "nowhere", ANNA)
    assert not store.writable
    assert "cannot be read" in store.banner


def test_a_history_in_a_repository_that_is_there(tmp_path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("THE GIT PROGRAM IS NOT HERE: this needs a repository made by it.")
    root = plain_folder(tmp_path)
    subprocess.run([git, "init", "-q", "-b", "trunk", tmp_path], check=True)
    done = begin_history(root, ANNA)
    assert done[0] == f"The history is kept in the git repository {tmp_path}."
    store = open_store(root, ANNA)
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})
    log = subprocess.run(
        [git, "log", "--format=%an|%cn|%s", "trunk"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert log[0].startswith("Anna Ash|ropabook 0.1.0|Customer orders: owner set to X")
    assert not (root / ".git").exists()


def test_a_linked_working_folder_and_packed_objects(tmp_path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("THE GIT PROGRAM IS NOT HERE: this needs a repository made by it.")
    store = on_disk(tmp_path, SMALL)
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})

    def run(*words) -> None:
        subprocess.run([git, *words], cwd=store.root, check=True, capture_output=True)

    run("gc", "-q", "--prune=now")
    run("pack-refs", "--all")
    run("worktree", "add", "-q", "-b", "team/side", str(tmp_path / "side"))
    side = open_store(tmp_path / "side", BEN)
    assert side.writable, side.banner
    opened = side.read(ORDERS)
    assert opened.data["owner"] == "X"
    side.save(opened, {**opened.data, "owner": "Y"})
    assert store.read(ORDERS).data["owner"] == "X"
    assert [e.author for e in side.history.commits()] == ["Ben Birch", "Anna Ash", "Anna Ash"]
    here = open_store(store.root, ANNA)
    opened = here.read(ORDERS)
    here.save(opened, {**opened.data, "owner": "Z"})
    run("fsck", "--strict")


def test_a_repository_that_leaves_the_folder_out_does_not_keep_its_history(tmp_path) -> None:
    begin_history(tmp_path, ANNA)
    (tmp_path / ".gitignore").write_text("/ropa/\n")
    root = plain_folder(tmp_path)
    assert "no history yet" in open_store(root, ANNA).banner
    begin_history(root, ANNA)
    assert (root / ".git" / "HEAD").exists()
    assert open_store(root, ANNA).writable


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("MERGE_HEAD", "A merge is under way"),
        ("rebase-merge/head-name", "A rebase is under way"),
        ("CHERRY_PICK_HEAD", "A cherry-pick is under way"),
    ],
)
def test_while_a_person_is_in_the_middle_of_something(tmp_path, name, words) -> None:
    store = on_disk(tmp_path, SMALL)
    path = store.root / ".git" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("0" * 40)
    again = open_store(store.root, ANNA)
    assert not again.writable
    assert words in again.banner
    assert again.read(ORDERS).data


@pytest.mark.parametrize(
    ("section", "words"),
    [("objectformat = sha256", "objectformat = sha256"), ("refstorage = reftable", "reftable")],
)
def test_a_repository_in_a_form_that_we_do_not_read(tmp_path, section, words) -> None:
    store = on_disk(tmp_path, SMALL)
    with (store.root / ".git/config").open("a") as config:
        config.write(f"[extensions]\n\t{section}\n")
    again = open_store(store.root, ANNA)
    assert words in again.banner
    assert again.read(ORDERS).data


def test_init_says_what_it_did_and_can_be_called_again(tmp_path) -> None:
    root = tmp_path / "new" / "record"
    done = begin_history(root, ANNA)
    assert done[0].startswith("A git repository was made in")
    assert any("field by field" in line for line in done)
    config = (root / ".git/config").read_text()
    assert 'driver = \\"' in config
    assert "-m ropabook merge %O %A %B %P" in config
    assert (root / ".gitattributes").read_text() == "*.yaml text eol=lf merge=ropabook\n"
    assert (root / ".gitignore").read_text() == ".ropabook/\n.*.new\n"
    assert "filter=nbstripout" in (root / ".git/info/attributes").read_text()
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and "lock" not in p.name}
    assert begin_history(root, ANNA) == [f"The history is kept in the git repository {root}."]
    after = {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and "lock" not in p.name}
    assert after == before


def test_init_leaves_the_configuration_that_is_there(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    config = store.root / ".git/config"
    mine = "# mine\n[user]\n\tname = Carl   ; me\n"
    config.write_text(mine)
    (store.root / ".gitignore").write_text("*.bak")
    begin_history(store.root, ANNA)
    assert config.read_text().startswith(mine)
    assert (store.root / ".gitignore").read_text() == "*.bak\n.ropabook/\n.*.new\n"


# Disks on which it would be unwise to save.


class LocksDoNotHold(Over):
    apart = itertools.count()

    def lock(self, path, note):
        return self.disk.lock(path.with_name(f"{path.name}-{next(self.apart)}"), note)


class NothingIsReplaced(Over):
    def rename(self, old, new):
        if self.disk.exists(new):
            raise FileExistsError(errno.EEXIST, "File exists")
        return self.disk.rename(old, new)


class TheOldOneStays(Over):
    def rename(self, old, new):
        if self.disk.exists(new):
            self.disk.remove(old)
        else:
            self.disk.rename(old, new)


@pytest.mark.parametrize(
    ("disk", "words"),
    [
        (LocksDoNotHold, "locks do not hold"),
        (NothingIsReplaced, "put in place of another"),
        (TheOldOneStays, "cannot be replaced at once"),
    ],
)
def test_a_disk_that_cannot_be_relied_on(monkeypatch, disk, words) -> None:
    memory = MemoryDisk()
    in_memory(memory)
    if disk is not LocksDoNotHold:  # else the trial of an earlier opening would stand in the way
        memory.outside(MEMORY / ".ropabook/trial", b"left over")
    store = open_store(MEMORY, ANNA, disk(memory))
    assert not store.writable
    assert words in store.banner
    assert "ROPABOOK_ALONE=1" in store.banner
    assert store.read(ORDERS).data
    if disk is LocksDoNotHold:
        monkeypatch.setenv("ROPABOOK_ALONE", "1")
        store = open_store(MEMORY, ANNA, disk(memory))
        opened = store.read(ORDERS)
        assert store.save(opened, {**opened.data, "owner": "X"}).commit


class OpenElsewhere(Over):
    """Another program has the file open: Windows does not replace it."""

    def __init__(self, disk, times: int) -> None:
        super().__init__(disk)
        self.times = times

    def rename(self, old, new):
        if new.name == "orders.yaml" and self.times:
            self.times -= 1
            raise InUse(errno.EACCES, "in use", str(new))
        return self.disk.rename(old, new)


def test_a_file_that_is_open_elsewhere_is_waited_for(monkeypatch) -> None:
    monkeypatch.setattr("ropabook.store.disk.files._FOR", 0.2)
    memory = MemoryDisk()
    in_memory(memory)
    store = open_store(MEMORY, ANNA, OpenElsewhere(memory, 2))
    opened = store.read(ORDERS)
    assert store.save(opened, {**opened.data, "owner": "X"}).commit
    store = open_store(MEMORY, ANNA, OpenElsewhere(memory, 10**6))
    opened = store.read(ORDERS)
    with pytest.raises(CannotSave, match="Close the file in the other program"):
        store.save(opened, {**opened.data, "owner": "Y"})
    store = open_store(MEMORY, ANNA, memory)
    assert store.read(ORDERS).data["owner"] == "X"


# Somebody else is saving.


def test_a_lock_held_by_somebody_is_named_after_five_seconds(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("ropabook.store.disk.locking._FOR", 0.1)
    store = on_disk(tmp_path, SMALL)
    opened = store.read(ORDERS)
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store.root)], stdout=subprocess.PIPE, text=True
    )
    assert holding.stdout.readline() == "held\n"
    with pytest.raises(CannotSave, match=r"Ben Birch has it open since \d\d:\d\d \(process \d+\)"):
        store.save(opened, {**opened.data, "owner": "X"})
    again = open_store(store.root, ANNA)
    assert "Ben Birch has it open" in again.banner
    holding.kill()
    holding.wait()
    assert store.save(opened, {**opened.data, "owner": "X"}).commit


HOLD = """
import sys, time
from pathlib import Path
from ropabook.store.author import Author
from ropabook.store.disk.folder import Folder
from ropabook.store.disk.files import REAL
from ropabook.store.git.repository import find
from ropabook.store.disk.locking import held
root = Path(sys.argv[1])
with held(Folder(REAL, root, find(REAL, root)), Author("Ben Birch", "b", "a test")):
    print("held", flush=True)
    time.sleep(60)
"""


def test_recovery_that_fails_does_not_leave_the_record_locked() -> None:
    """A trial of an earlier store locked itself out when its recovery raised."""
    memory = MemoryDisk()
    in_memory(memory)
    memory.outside(MEMORY / ".ropabook/pending.json", json.dumps({
        "commit": "1" * 40, "parent": None, "reference": "refs/heads/main",
        "files": [{"name": "../../x", "before": None, "after": None, "placed": True}],
    }).encode())  # fmt: skip

    class Failing(Over):
        def remove(self, path):
            if path.name == "pending.json":
                raise OSError(errno.EIO, "I/O error")
            return self.disk.remove(path)

    store = open_store(MEMORY, ANNA, Failing(memory))
    assert "the disk reported an error" in store.banner
    assert memory.locks == {}
    store = open_store(MEMORY, ANNA, memory)
    assert store.writable


def test_a_read_only_folder_opens_and_says_so(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"})

    def told() -> list[object]:
        found = open_store(store.root, ANNA)
        return [
            found.banner,
            found.read(ORDERS).data["owner"],
            len(found.history.commits()),
            verified(found.history).whole,
            found.drafts.save(ORDERS, {"title": "x"}),
        ]

    told()  # all is imported: another account may not read our Python
    paths = [store.root, *store.root.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    banner, data, commits, whole, draft = as_somebody_else(told, tmp_path)
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert "read-only: you may not write there" in banner
    assert (data, commits, whole) == ("X", 2, True)
    assert "cannot be kept here: you may not write there" in draft


def as_somebody_else(told, folder: Path):
    """What is told by a process that may not write everywhere, as the administrator may."""
    above = [each for each in (folder, *folder.parents) if each.owner() == "root"]
    if os.geteuid() == 0:
        for each in above[:-2]:
            each.chmod(each.stat().st_mode | 0o055)
    answer, said = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            os.write(said, json.dumps(told()).encode())
        finally:
            os._exit(0)
    os.close(said)
    with os.fdopen(answer, "rb") as pipe:
        found = json.loads(pipe.read())
    os.waitpid(child, 0)
    return found


# Who is at work.


def test_the_author_is_asked_of_the_hub_of_git_and_of_the_system(tmp_path, monkeypatch) -> None:
    assert current(None, {"JUPYTERHUB_USER": "anna"}) == Author(
        "anna", "anna@jupyterhub", "JupyterHub"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    account = current(None, {})
    assert account.source == f"account {account.name}"
    (tmp_path / ".gitconfig").write_text("[user]\n\tname = Anna Ash\n\temail = anna@x.example\n")
    found = current(None, {})
    assert (found.name, found.email) == ("Anna Ash", "anna@x.example")
    assert found.source == f"git configuration; account {account.name}"


@pytest.mark.parametrize("name", ["A <b> c", "A\nAction: approve", "", "\0", "é", "x" * 500])
def test_a_name_cannot_break_a_commit(tmp_path, name) -> None:
    store = on_disk(tmp_path, SMALL)
    odd = open_store(store.root, Author(name, "<>\n", "a\nAction: approve"))
    opened = odd.read(ORDERS)
    odd.save(opened, {**opened.data, "owner": "X"}, reason="one\nAction: approve\n\nRecord: x/y")
    entry = open_history(store.root).commits()[0]
    assert (entry.action, entry.records) == ("edit", (ORDERS,))
    assert entry.reason == "one\nAction: approve\nRecord: x/y"
    assert odd.history.approval(ORDERS) is None
    assert verified(odd.history).remarks == ()
