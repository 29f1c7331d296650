"""What a save costs beside its bare syncs and its bare commit, and how fast the past is read."""

import os
import shutil
import statistics
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dulwich.object_store import tree_lookup_path
from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tree
from dulwich.repo import Repo

from benchmarks.row import Row
from benchmarks.timing import beside, seconds
from ropabook.store.author import Author
from ropabook.store.beginning import begin_history
from ropabook.store.load import load
from ropabook.store.opening import open_history, open_store
from ropabook.store.store import Store

ANNA = Author("Anna Ash", "anna@northwind.example", "a benchmark")
KEY = "activities/customer-accounts"


def figures(opus: Path, folder: Path) -> Iterator[Row]:
    """All figures about saving; the record is a copy of one that is given.

    Args:
        opus: a record.
        folder: an empty folder on the disk that is to be measured.
    """
    folder.mkdir()
    root = Path(shutil.copytree(opus, folder / "ropa", ignore=shutil.ignore_patterns(".*")))
    begin_history(root, ANNA)
    store = open_store(root, ANNA)
    bare = _Bare(folder / "bare", root)
    yield saving(store, bare)
    while len(store.history.commits()) < 1_000:
        save(store, len(store.history.commits()))
    yield one_history(root)
    yield as_at(root)


def save(store: Store, n: int) -> None:
    """One save of one field."""
    opened = store.read(KEY)
    store.save(opened, {**opened.data, "notes": f"Note {n}"})


class _Bare:
    """The least that a save costs: a file and a commit written and synced, and nothing looked at.

    The same number of files of the same sizes, each synced with the folder that names it.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        shutil.copytree(root, folder, ignore=shutil.ignore_patterns(".*"))
        repository = Repo.init(str(folder))
        self.folder, self.objects = folder, folder / ".git" / "objects"
        self.file = folder / "activities" / "customer-accounts.yaml"
        self.top, self.activities = Tree(), Tree()
        for path in sorted((folder / "activities").iterdir()):
            self.activities.add(path.name.encode(), 0o100644, self._add(path.read_bytes()).id)
        self.text = self.file.read_bytes()
        self.head: ObjectID | None = None
        repository.close()

    def _add(self, content: bytes) -> Blob:
        return Blob.from_string(content)

    def save(self, n: int) -> None:
        """One file put in place, four objects, the branch: each synced, and its folder."""
        text = self.text + f"notes: Note {n}\n".encode()
        blob = Blob.from_string(text)
        self.activities[self.file.name.encode()] = (0o100644, blob.id)
        self.top[b"activities"] = (0o040000, self.activities.id)
        commit = Commit()
        commit.tree, commit.parents = self.top.id, [self.head] if self.head else []
        commit.author = commit.committer = b"Anna Ash <anna@northwind.example>"
        commit.author_time = commit.commit_time = int(time.time())
        commit.author_timezone = commit.commit_timezone = 0
        commit.message = b"A save"
        made: list[ShaFile] = [blob, self.activities, self.top, commit]
        for each in made:
            name = each.id.decode()
            (self.objects / name[:2]).mkdir(exist_ok=True)
            self._put(self.objects / name[:2] / name[2:], each.as_legacy_object())
        self._put(self.file, text)
        self._put(self.folder / ".git" / "refs" / "heads" / "main", commit.id + b"\n")
        self.head = commit.id

    def _put(self, path: Path, data: bytes) -> None:
        temporary = path.with_name("new")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(handle, data)
        os.fsync(handle)
        os.close(handle)
        temporary.replace(path)
        above = os.open(path.parent, os.O_RDONLY)
        os.fsync(above)
        os.close(above)


def saving(store: Store, bare: _Bare, runs: int = 30) -> Row:
    """Floor: the file, the objects and the branch of the same commit, written and synced, alone."""
    save(store, -1)
    bare.save(-1)
    timed = [
        (seconds(lambda n=n: save(store, n)), seconds(lambda n=n: bare.save(n)))  # type: ignore[misc]
        for n in range(runs)
    ]
    ours, floor = (statistics.median(side) for side in zip(*timed, strict=True))
    ratio = statistics.median(a / b for a, b in timed)
    return Row(
        "One save, on the disk and in the history", f"{ours * 1000:.1f} ms",
        f"{floor * 1000:.1f} ms", f"{ratio:.2f}", "≤ 3", ratio <= 3,
    )  # fmt: skip


def one_history(root: Path) -> Row:
    """From a program that has just started; floor: dulwich walks the commits to the same file."""
    path = KEY.encode() + b".yaml"

    def bare() -> None:
        with Repo(str(root)) as repository:
            for step in repository.get_walker():
                store = repository.object_store
                tree_lookup_path(store.__getitem__, step.commit.tree, path)

    pair = beside(lambda: open_history(root).commits(KEY), bare, runs=5)
    many = len(open_history(root).commits(KEY))
    return Row(
        f"History of one record over {many:,} commits", f"{pair.ours:.2f} s", f"{pair.floor:.2f} s",
        f"{pair.ratio:.2f}", "< 1 s", pair.ours < 1,
    )  # fmt: skip


def as_at(root: Path) -> Row:
    """The register as at a day, out of the history; floor: the same files read from the disk."""
    today = date.today()
    pairs = [
        (seconds(lambda: open_history(root).as_at(today)), seconds(lambda: load(root)))
        for _ in range(7)
    ]
    ours, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    return Row(
        "The Opus record as at a day", f"{ours * 1000:.0f} ms", f"{floor * 1000:.0f} ms",
        f"{ratio:.1f}", "≤ 5", ratio <= 5,
    )  # fmt: skip
