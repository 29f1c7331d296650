"""A trial of the disk: whether locks hold and a file can be put in place of one that is open."""

import contextlib

from ropabook.store.disk.files import put, rename, write_new
from ropabook.store.disk.folder import Folder

ALONE: str = "ROPABOOK_ALONE"
"""An environment variable: somebody says that nobody else writes here."""


def unreliable(folder: Folder) -> str | None:
    """What the disk does not do that saving rests on, in a sentence; None where all is well.

    The caller holds the record, as far as locks hold: the files of the trial are its own.

    Raises:
        OSError: the folder cannot be written.
    """
    files, state = folder.files, folder.state
    lock, path, new = state / "trial.lock", state / "trial", state / ".trial.new"
    first = files.lock(lock, b"")
    try:
        second = files.lock(lock, b"")
        if second is not None:
            files.close(second)
            return "locks do not hold on this disk, so that two people could save at once"
    finally:
        if first is not None:
            files.close(first)
    try:
        put(files, path, b"one", new)
        write_new(files, new, b"two")
        rename(files, new, path)
        if files.read(path) != b"two" or any(n == new.name for n, _ in files.entries(state)):
            return "a file cannot be replaced at once on this disk"
    except FileExistsError:
        return "a file cannot be put in place of another on this disk"
    finally:
        for left in (path, new):
            with contextlib.suppress(OSError):
                files.remove(left)
    return None
