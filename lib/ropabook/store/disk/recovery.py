"""What a save that was cut short left behind: finished, or taken back, before anything is saved."""

import contextlib
import re
from pathlib import PurePosixPath
from typing import Final

from ropabook.store.disk import pending
from ropabook.store.disk.committing import (
    ChangedMeanwhile,
    Words,
    commit,
    entries,
    stands,
)
from ropabook.store.disk.files import read_or_none, rename
from ropabook.store.disk.folder import Folder
from ropabook.store.disk.pending import Note
from ropabook.store.git.locks import Locked, give_up_left, lock_of, take
from ropabook.store.git.message import read
from ropabook.store.git.objects import Damaged
from ropabook.store.git.repository import Head
from ropabook.store.git.staging import CannotStage, staged
from ropabook.store.git.trees import find
from ropabook.store.past.ancestry import contains
from ropabook.store.problems import CannotSave

_ID: Final = re.compile(rb"[0-9a-f]{40}")


def recover(folder: Folder) -> bool:
    """Finish or take back a save that was cut short; the caller holds the record.

    A file that has its new content shows that the save had begun to take effect: it is finished.
    A file that is neither as before nor as after was changed outside since: it is left alone.

    Returns:
        Whether there was anything to do.

    Raises:
        OSError, CannotSave: it did not succeed; the note stays.
    """
    note = pending.read(folder)
    if note is None:
        return False
    try:
        _unlock(folder, note)
        head = folder.repository.head().commit
        if head == note.commit.encode():
            _make_certain(folder, note)
        elif contains(folder.repository, head, note.commit.encode()):
            pass  # more was committed since, and that waited for the disk
        elif _begun(folder, note) and _fits(folder, note):
            _finish(folder, note)
    except Locked as problem:
        raise CannotSave(f"Not saved: {problem} Nothing was changed.") from None
    except (Damaged, ChangedMeanwhile):
        pass  # nothing of the save can be relied on: what differs is a change from outside
    pending.drop(folder, [each.name for each in note.files])
    return True


def recover_another(folder: Folder) -> bool:
    """Finish or take back the save of another record that died with git's branch locked.

    Such a lock holds the id of the commit that was to be made, and that commit names its record.
    Whether whoever saved it is dead is told by the record's own lock: it goes with its process.

    Returns:
        Whether there was anything to do.

    Raises:
        OSError, CannotSave, NoHead: it did not succeed; the other record's note stays.
    """
    other = _whose(folder)
    if other is None or pending.read(other) is None:
        return False
    handle = other.files.lock(other.state / "lock", b"{}")
    if handle is None:
        return False  # it is being saved
    try:
        return recover(other)
    finally:
        other.files.close(handle)


def _whose(folder: Folder) -> Folder | None:
    """The other record for which git's branch is locked, where it is locked for one of ours."""
    repository = folder.repository
    lock = lock_of(repository.place_of(repository.head()))
    said = (read_or_none(folder.files, lock) or b"").strip()
    if not _ID.fullmatch(said):
        return None
    try:
        within = read(repository.objects.commit(said).message).first("Within")
    except Damaged:
        return None  # the commit of another program may not be whole yet
    if not within or within == folder.within or ".." in PurePosixPath(within).parts:
        return None
    return Folder(folder.files, repository.work / within, repository)


def _unlock(folder: Folder, note: Note) -> None:
    """Give up git's locks that the dead save held: known by their content."""
    repository = folder.repository
    target = repository.place_of(Head(note.reference, None))
    give_up_left(folder.files, target, f"{note.commit}\n".encode())
    index = repository.folder / "index"
    with contextlib.suppress(CannotStage, Damaged):
        was = read_or_none(folder.files, index)
        give_up_left(folder.files, index, staged(was, entries(folder, note, was)))


def _make_certain(folder: Folder, note: Note) -> None:
    """The commit was made, but nobody knows whether git's branch has reached the disk."""
    repository = folder.repository
    target = repository.place_of(Head(note.reference, None))
    temporary = folder.temporary_in_git
    lock = take(folder.files, target, f"{note.commit}\n".encode(), temporary)
    rename(folder.files, lock, target)
    folder.files.sync_folder(target.parent)


def _begun(folder: Folder, note: Note) -> bool:
    return any(each.placed and stands(folder, each, each.after) for each in note.files)


def _fits(folder: Folder, note: Note) -> bool:
    """Whether the last commit still has what the save began from."""
    objects = folder.repository.objects
    head = folder.repository.head().commit
    top = objects.commit(head).tree if head else None
    for each in note.files:
        found = find(objects, top, folder.in_git(each.name)) if top else None
        if (found.id.decode() if found else None) != each.before:
            return False
    return True


def _finish(folder: Folder, note: Note) -> None:
    # Everything is written anew: what a dead save wrote may not have reached the disk.
    objects = folder.repository.objects
    made = objects.commit(note.commit.encode())
    contents = {
        each.name: objects.blob(each.after.encode()) if each.after else None for each in note.files
    }
    changed_since = [
        each.name for each in note.files if not stands(folder, each, each.before, each.after)
    ]
    said = Words(made.message, made.author, made.author_time, made.author_timezone)
    commit(folder, contents, said, changed_since)
