"""The note of a save under way: what recovery needs to know if the save is cut short."""

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from ropabook.store.disk.files import put, read_or_none
from ropabook.store.disk.folder import Folder

_NAME: Final = "pending.json"


@dataclass(frozen=True, slots=True)
class Noted:
    """One file of the save; the digests are git's (SHA-1 of the content with its length)."""

    name: str
    before: str | None
    after: str | None
    placed: bool = True
    """Whether the new content is put in place; a change from outside is in place already."""


@dataclass(frozen=True, slots=True)
class Note:
    """The commit that the save is to make, which is on the disk already, and its files."""

    commit: str
    parent: str | None
    reference: str | None
    files: tuple[Noted, ...]


def write(folder: Folder, note: Note) -> None:
    """Put the note in place; it is on the disk when this returns."""
    said = json.dumps(asdict(note), indent=1).encode()
    path = _path(folder)
    put(folder.files, path, said, path.with_name(f".{_NAME}.new"))


def read(folder: Folder) -> Note | None:
    """The note that is there. One that is not whole was never in force: it is taken away."""
    said = read_or_none(folder.files, _path(folder))
    if said is None:
        return None
    try:
        found = json.loads(said)
        files = tuple(Noted(**each) for each in found.pop("files"))
        return Note(**found, files=files)
    except (ValueError, TypeError, AttributeError, KeyError):
        drop(folder)
        return None


def drop(folder: Folder, temporary: Iterable[str] = ()) -> None:
    """Take the note away, and the new contents that were not put in place."""
    for path in (*map(folder.temporary, temporary), _path(folder)):
        with contextlib.suppress(FileNotFoundError):
            folder.files.remove(path)


def _path(folder: Folder) -> Path:
    return folder.state / _NAME
