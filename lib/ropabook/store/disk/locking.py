"""One save at a time: a lock of the system, which goes with the process that holds it."""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from ropabook.store.author import Author
from ropabook.store.disk.files import make_folders, put, read_or_none
from ropabook.store.disk.folder import Folder
from ropabook.store.problems import CannotSave, refused

_FOR: Final = 5.0
_IGNORED: Final = b"# Lock, pending note and drafts: no part of the record.\n*\n"


@contextlib.contextmanager
def held(folder: Folder, author: Author) -> Iterator[None]:
    """Hold the record for one save.

    Raises:
        CannotSave: somebody else held it for five seconds, or the folder cannot be written.
    """
    note = {"who": author.name, "since": datetime.now().strftime("%H:%M"), "process": os.getpid()}
    until = time.monotonic() + _FOR
    try:
        make_folders(folder.files, folder.state, folder.root)
        while True:
            handle = folder.files.lock(folder.state / "lock", json.dumps(note).encode())
            if handle is not None:
                break
            if time.monotonic() >= until:
                raise CannotSave(
                    f"Not saved: {_holder(folder)}. Nothing was changed. Save again in a moment."
                )
            time.sleep(0.01)
    except OSError as error:
        raise refused(error) from None
    try:
        _keep_from_git(folder)
        yield
    finally:
        folder.files.close(handle)


def _keep_from_git(folder: Folder) -> None:
    ignore = folder.state / ".gitignore"
    with contextlib.suppress(OSError):
        if read_or_none(folder.files, ignore) is None:
            put(folder.files, ignore, _IGNORED, folder.state / ".gitignore.new")


def _holder(folder: Folder) -> str:
    try:
        said = json.loads(folder.files.read(folder.state / "lock"))
        return f"{said['who']} has it open since {said['since']} (process {said['process']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "somebody else has it open"
