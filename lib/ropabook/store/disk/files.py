"""What the store asks of a disk: a dozen calls, so that tests can put a faulty disk in its place.

Everything that is written, git's objects and references included, goes through these calls.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path
from typing import Final, Literal, Protocol

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Sort = Literal["file", "folder", "other"]
_FOR: Final = 2.0
"""Seconds for which a file that another program has open is tried again (Windows)."""


class InUse(OSError):
    """Another program has the file open, so that it cannot be put in place now."""


class Files(Protocol):
    """A disk. Every call raises OSError where it does not succeed."""

    def read(self, path: Path) -> bytes:
        """The whole content of an ordinary file."""

    def entries(self, folder: Path) -> list[tuple[str, Sort]]:
        """The names in a folder, each with what it is; links are "other"."""

    def create(self, path: Path, like: Path | None = None) -> int:
        """Open a new file; it must not exist. It may be read by whoever may read `like`."""

    def write(self, handle: int, data: bytes) -> int:
        """Write some of the data; how many bytes were written."""

    def sync(self, handle: int) -> None:
        """Return only when the content of the file is on the disk."""

    def close(self, handle: int) -> None:
        """Close a file, or give up a lock."""

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name in its folder; what had the name is replaced at once."""

    def link(self, old: Path, new: Path) -> None:
        """Give a file a second name; that must not exist."""

    def remove(self, path: Path) -> None:
        """Take a name away."""

    def make_folder(self, path: Path) -> None:
        """Make a folder; the one above it exists."""

    def sync_folder(self, path: Path) -> None:
        """Return only when the names in a folder are on the disk."""

    def lock(self, path: Path, note: bytes) -> int | None:
        """Lock a file for this handle alone and write a note in it; None where it is locked."""


class Disk:
    """The real disk."""

    def read(self, path: Path) -> bytes:
        """See Files."""
        # O_NONBLOCK: opening a pipe would otherwise wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "this is not an ordinary file", str(path))
            return file.read()

    def entries(self, folder: Path) -> list[tuple[str, Sort]]:
        """See Files."""
        with os.scandir(folder) as found:
            return sorted((each.name, _sort(each)) for each in found)

    def create(self, path: Path, like: Path | None = None) -> int:
        """See Files."""
        mode = None
        if like is not None:
            with contextlib.suppress(FileNotFoundError):
                mode = _not_a_link(like)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        if mode is not None and sys.platform != "win32":
            with contextlib.suppress(OSError):  # somebody else's file: theirs to set
                os.fchmod(handle, stat.S_IMODE(mode))
        return handle

    def write(self, handle: int, data: bytes) -> int:
        """See Files."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """See Files."""
        if sys.platform == "darwin":
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # fsync leaves it in the cache of the drive
        else:
            os.fsync(handle)

    def close(self, handle: int) -> None:
        """See Files."""
        os.close(handle)

    def rename(self, old: Path, new: Path) -> None:
        """See Files."""
        try:
            os.replace(old, new)  # noqa: PTH105
        except PermissionError as error:
            if getattr(error, "winerror", None) in (5, 32):
                raise InUse(error.errno, error.strerror, str(new)) from None
            raise

    def link(self, old: Path, new: Path) -> None:
        """See Files."""
        os.link(old, new)

    def remove(self, path: Path) -> None:
        """See Files."""
        os.unlink(path)  # noqa: PTH108

    def make_folder(self, path: Path) -> None:
        """See Files."""
        os.mkdir(path)  # noqa: PTH102

    def sync_folder(self, path: Path) -> None:
        """See Files. Windows writes the names of a folder by itself."""
        if sys.platform == "win32":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def lock(self, path: Path, note: bytes) -> int | None:
        """See Files. The lock goes with the process that holds it, however that ends."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
        try:
            if not _locked(handle):
                os.close(handle)
                return None
        except BaseException:
            os.close(handle)
            raise
        with contextlib.suppress(OSError):  # a full disk must not keep anybody from working
            os.ftruncate(handle, 0)
            os.write(handle, note)
        return handle


_BINARY: Final[int] = getattr(os, "O_BINARY", 0)
_FAR: Final = 1 << 30
"""Windows keeps others from reading what is locked: a byte behind the note is locked."""
REAL: Final = Disk()


def _not_a_link(path: Path) -> int:
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return mode


def _sort(entry: os.DirEntry[str]) -> Sort:
    if entry.is_symlink():
        return "other"
    if entry.is_dir():
        return "folder"
    return "file" if entry.is_file() else "other"


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def write_new(files: Files, path: Path, data: bytes, like: Path | None = None) -> None:
    """Write a new file whose content is on the disk when this returns; its name need not be.

    A failed write or sync is not tried again: the file is taken away, and the error is raised.
    """
    try:
        handle = files.create(path, like)
    except FileExistsError:
        files.remove(path)  # left by a save that was cut short
        handle = files.create(path, like)
    try:
        try:
            rest = memoryview(data)
            while rest:
                written = files.write(handle, bytes(rest))
                if written <= 0:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
                rest = rest[written:]
            files.sync(handle)
        finally:
            files.close(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(path)
        raise


def put(files: Files, path: Path, data: bytes, temporary: Path) -> None:
    """Put a file in place whole, on the disk when this returns: the old one, or the new one."""
    write_new(files, temporary, data, like=path)
    try:
        rename(files, temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            files.remove(temporary)
        raise
    files.sync_folder(path.parent)


def rename(files: Files, old: Path, new: Path) -> None:
    """Rename, and wait a little for a program that has the file open (Windows)."""
    until = time.monotonic() + _FOR
    while True:
        try:
            return files.rename(old, new)
        except InUse:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)


def make_folders(files: Files, folder: Path, top: Path) -> None:
    """Make a folder and those above it as far as `top`, each of them on the disk."""
    if folder == top:
        return
    make_folders(files, folder.parent, top)
    with contextlib.suppress(FileExistsError):
        files.make_folder(folder)
    # Also where it was there: whoever made it may have been stopped before it was on the disk.
    files.sync_folder(folder.parent)


def read_or_none(files: Files, path: Path) -> bytes | None:
    """The content of a file; None where there is none."""
    try:
        return files.read(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
