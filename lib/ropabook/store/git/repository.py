"""The repository around a record: where it is, where its head is, and whether we may write."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from dulwich.config import ConfigFile

from ropabook.store.disk.files import Files, read_or_none
from ropabook.store.git.objects import Objects

_UNDER_WAY: Final = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge/head-name": "a rebase",
    "rebase-apply/next": "a rebase",
    "BISECT_LOG": "a bisection",
}


class Head(NamedTuple):
    """The newest commit of the branch that is checked out."""

    reference: str | None
    """`refs/heads/main`; None where a commit is checked out and no branch."""
    commit: bytes | None
    """None where nothing was committed yet."""


class NoHead(Exception):
    """The head or the configuration of the repository cannot be read; the message says why."""


@dataclass(frozen=True)
class Repository:
    """One working folder with its git folder."""

    files: Files
    work: Path
    folder: Path
    """The git folder of this working folder: its head, its index."""
    common: Path
    """The git folder with the objects and branches; the same, but for linked working folders."""

    @cached_property
    def objects(self) -> Objects:
        """Its objects."""
        return Objects(self.files, self.common)

    def head(self) -> Head:
        """Where the head is now, read from the disk.

        Raises:
            NoHead: it says nothing that can be understood.
        """
        said = self._line(self.folder / "HEAD")
        if not said.startswith("ref: "):
            return Head(None, self._id(said))
        reference = said.removeprefix("ref: ").strip()
        if not reference.startswith("refs/") or ".." in reference:
            raise NoHead(f"git's HEAD names '{reference}', which is no branch")
        loose = read_or_none(self.files, self.common / reference)
        if loose is not None:
            return Head(reference, self._id(loose.decode("ascii", "replace").strip()))
        return Head(reference, self._packed(reference))

    def _line(self, path: Path) -> str:
        found = read_or_none(self.files, path)
        if found is None:
            raise NoHead(f"git's {path.name} is missing")
        return found.decode("utf-8", "replace").strip()

    def _id(self, said: str) -> bytes:
        if len(said) != 40 or set(said) - set("0123456789abcdef"):
            raise NoHead("git's record of the newest commit is damaged")
        return said.encode()

    def _packed(self, reference: str) -> bytes | None:
        found = read_or_none(self.files, self.common / "packed-refs") or b""
        for line in found.decode("utf-8", "replace").splitlines():
            id, _, name = line.partition(" ")
            if name == reference and not line.startswith(("#", "^")):
                return self._id(id)
        return None

    def place_of(self, head: Head) -> Path:
        """The file that holds the id of the head's commit."""
        return self.common / head.reference if head.reference else self.folder / "HEAD"

    @cached_property
    def config(self) -> ConfigFile:
        """The repository's own configuration.

        Raises:
            NoHead: it cannot be understood.
        """
        said = read_or_none(self.files, self.config_path) or b""
        try:
            return ConfigFile.from_file(BytesIO(said))
        except ValueError as problem:
            raise NoHead(f"git's configuration {self.config_path} is damaged: {problem}") from None

    @property
    def config_path(self) -> Path:
        """Where its configuration is."""
        return self.common / "config"

    @cached_property
    def cut_off_at(self) -> frozenset[bytes]:
        """Commits whose parents a shallow clone left out."""
        found = read_or_none(self.files, self.common / "shallow") or b""
        return frozenset(found.split())

    def unreadable(self) -> str | None:
        """Why this repository cannot be read by us; None where it can."""
        for name, usual in (("objectformat", b"sha1"), ("refstorage", b"files")):
            try:
                said = self.config.get((b"extensions",), name.encode())
            except KeyError:
                continue
            if said.lower() != usual:
                return (
                    f"The git repository {self.work} is kept in a form ({name} = "
                    f"{said.decode('utf-8', 'replace')}) that is not read here."
                )
        return None

    def busy(self) -> str | None:
        """What a person is in the middle of, so that we should not commit; None if nothing."""
        for name, what in _UNDER_WAY.items():
            if read_or_none(self.files, self.folder / name) is not None:
                return (
                    f"{what.capitalize()} is under way in the git repository {self.work}. "
                    "Finish it or give it up, then open the record again."
                )
        return None


def find(files: Files, root: Path) -> Repository | None:
    """The repository in which a folder is; None where it is in none."""
    for work in (root, *root.parents):
        dot = work / ".git"
        if read_or_none(files, dot / "HEAD") is not None:
            return Repository(files, work, dot, dot)
        try:
            said = files.read(dot)
        except OSError:
            continue
        return _linked(files, work, said)
    return None


def _linked(files: Files, work: Path, said: bytes) -> Repository | None:
    """A working folder whose git folder is elsewhere: a linked one, or a submodule."""
    named = said.decode("utf-8", "replace").strip()
    if not named.startswith("gitdir: "):
        return None
    folder = work / named.removeprefix("gitdir: ")
    common = read_or_none(files, folder / "commondir")
    if read_or_none(files, folder / "HEAD") is None:
        return None
    above = folder / common.decode("utf-8", "replace").strip() if common else folder
    return Repository(files, work, folder, above)
