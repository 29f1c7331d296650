"""Git's own lock files. They appear with their whole content at once, so that a dead one of ours
is known by what it holds, and one of a running git is never taken for ours.
"""

import contextlib
import errno
import time
from pathlib import Path
from typing import Final

from ropabook.store.disk.files import Files, read_or_none, rename, write_new

_FOR: Final = 5.0
_NO_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class Locked(Exception):
    """Another git program holds a lock file; the message says what to do."""


def lock_of(path: Path) -> Path:
    """The lock file that git uses for a file."""
    return path.with_name(f"{path.name}.lock")


def take(files: Files, path: Path, content: bytes, temporary: Path) -> Path:
    """Lock a file of git's with the content that it is to have.

    Args:
        files: the disk.
        path: the file.
        content: what will be in it.
        temporary: a name for us alone, on the same disk.

    Returns:
        The lock file, whose content is on the disk: renamed, it is the new file.

    Raises:
        Locked: another program held it for five seconds.
    """
    lock = lock_of(path)
    write_new(files, temporary, content)
    until = time.monotonic() + _FOR
    try:
        while True:
            try:
                _link(files, temporary, lock, content)
                return lock
            except FileExistsError:
                if time.monotonic() >= until:
                    raise Locked(
                        f"Another git program is at work here: {lock} has been there for five "
                        "seconds. Wait for it; if no git program is running, delete that file."
                    ) from None
                time.sleep(0.02)
    finally:
        with contextlib.suppress(OSError):
            files.remove(temporary)


def _link(files: Files, temporary: Path, lock: Path, content: bytes) -> None:
    try:
        files.link(temporary, lock)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A disk without second names: an empty lock is then possible for a moment.
        handle = files.create(lock)
        files.close(handle)
        try:
            write_new(files, temporary, content)
            rename(files, temporary, lock)
        except OSError:
            give_up(files, lock)
            raise


def give_up(files: Files, lock: Path) -> None:
    """Take a lock file away; that is on the disk when this returns.

    A power cut could bring it back otherwise, when nothing tells any more that it is ours.
    """
    with contextlib.suppress(FileNotFoundError):
        files.remove(lock)
    # Also where it was gone: whoever removed it may have been stopped before that was on the disk.
    with contextlib.suppress(FileNotFoundError):
        files.sync_folder(lock.parent)


def give_up_left(files: Files, path: Path, content: bytes) -> None:
    """Give up the lock of a file if it has this very content: then it is ours, and left over."""
    lock = lock_of(path)
    if read_or_none(files, lock) in (None, content):
        give_up(files, lock)
