"""The folder of a record on a disk, with the repository around it: names and contents, no more."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from ropabook.store.disk.files import Files, read_or_none
from ropabook.store.git.repository import Repository
from ropabook.store.git.trees import folder as folder_of

STATE: Final = ".ropabook"
"""Lock, pending note and drafts: beside the record, ignored by git and by the reader."""


@dataclass(frozen=True)
class Folder:
    """Where a record is kept. Names of files are relative to it, with slashes."""

    files: Files
    root: Path
    repository: Repository

    @property
    def state(self) -> Path:
        """What is kept beside the record and is no part of it."""
        return self.root / STATE

    @cached_property
    def prefix(self) -> str:
        """Where the record is within its repository; empty where it is the whole of it."""
        within = self.root.relative_to(self.repository.work).as_posix()
        return "" if within == "." else within

    @property
    def within(self) -> str:
        """How a commit names the record's folder: one repository may hold several records."""
        return self.prefix or "."

    @property
    def temporary_in_git(self) -> Path:
        """A name in git's folder for this record alone: another may be saved at the same time."""
        mark = hashlib.sha256(self.within.encode()).hexdigest()[:12]
        return self.repository.folder / f"ropabook-{mark}.new"

    def in_git(self, name: str) -> str:
        """The path of a file within its repository."""
        return f"{self.prefix}/{name}" if self.prefix else name

    def path(self, name: str) -> Path:
        """The path of a file on the disk."""
        return self.root / name

    def temporary(self, name: str) -> Path:
        """Where the new content of a file stands before it is put in place: beside it."""
        path = self.path(name)
        return path.with_name(f".{path.name}.new")

    def content(self, name: str) -> bytes | None:
        """What a file holds; None where it is not there.

        Raises:
            OSError: it cannot be read, or is no ordinary file.
        """
        return read_or_none(self.files, self.path(name))

    def names(self) -> list[str]:
        """Every file of the record: those that the reader looks at."""
        return list(names_below(self.files, self.root))

    def leftovers(self) -> list[str]:
        """New contents that never came into place: a save was cut short before it began."""
        return [
            name
            for name in _walk(self.files, self.root, "")
            if (last := name.rpartition("/")[2]).startswith(".") and last.endswith(".new")
        ]

    def tree(self, commit: bytes | None) -> bytes | None:
        """The id of the record's own tree in a commit; None where the commit has none."""
        if commit is None:
            return None
        objects = self.repository.objects
        return folder_of(objects, objects.commit(commit).tree, self.prefix)


def names_below(files: Files, root: Path, *, links: bool = False) -> Iterator[str]:
    """Every file below a folder that the reader looks at; links only where they are asked for."""
    return (name for name in _walk(files, root, "", links) if not hidden(name))


def _walk(files: Files, folder: Path, at: str, links: bool = False) -> Iterator[str]:
    for name, sort in files.entries(folder):
        path = f"{at}/{name}" if at else name
        if sort == "file" or (sort == "other" and links):
            yield path
        elif sort == "folder" and not name.startswith("."):
            yield from _walk(files, folder / name, path, links)


def hidden(name: str) -> bool:
    """Whether a file is none of the record: the reader passes over names that begin with a dot."""
    return any(part.startswith(".") for part in name.split("/"))


def is_record_file(name: str) -> bool:
    """Whether the history is about this file: a record, a notice's text, a stray file, but not a
    README beside them."""
    return not hidden(name) and not name.rpartition("/")[2].upper().startswith("README")
