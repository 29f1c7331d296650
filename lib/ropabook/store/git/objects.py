"""Git's objects: read and checked against their id, written so that they outlive a power cut."""

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import uuid4

from dulwich.object_store import DiskObjectStore
from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tree, object_class

from ropabook.store.disk.files import Files, read_or_none, rename, write_new

T = TypeVar("T", bound=ShaFile)
_TEMPORARY: Final = "tmp_obj_ropabook_"
"""Git takes files of such names for left over, and clears them away when they are old."""


class Damaged(Exception):
    """An object is missing, or is not what its id says; the message says which."""

    def __init__(self, id: bytes, what: str) -> None:
        super().__init__(f"object {id.decode('ascii', 'replace')} {what}")
        self.id = id


class Objects:
    """The objects of one repository."""

    def __init__(self, files: Files, common: Path) -> None:
        self._files = files
        self._folder = common / "objects"
        self._known: dict[bytes, Any] = {}
        self._packs: DiskObjectStore | None = None
        self._safe: set[Path] = set()

    def commit(self, id: bytes) -> Commit:
        """The commit of this id.

        Raises:
            Damaged: it is missing or not what it should be.
        """
        return self._kept(id, Commit)

    def tree(self, id: bytes) -> Tree:
        """The tree of this id; see `commit`."""
        return self._kept(id, Tree)

    def blob(self, id: bytes) -> bytes:
        """The content of the file of this id; see `commit`."""
        return self._read(id, Blob).data

    def _kept(self, id: bytes, kind: type[T]) -> T:
        found = self._known.get(id)
        if not isinstance(found, kind):
            found = self._known[id] = self._read(id, kind)
        return found

    def _read(self, id: bytes, kind: type[T]) -> T:
        number, content = self.raw(id)
        if number != kind.type_num:
            raise Damaged(id, f"is not a {kind.type_name.decode()}")
        try:
            made = ShaFile.from_raw_string(number, content, sha=ObjectID(id))
            if isinstance(made, Tree):
                made.items()
        except Exception as error:
            raise Damaged(id, f"cannot be understood: {error}") from None
        assert isinstance(made, kind)
        return made

    def raw(self, id: bytes) -> tuple[int, bytes]:
        """The type and the content of an object, read from the disk and compared with its id."""
        name = id.decode("ascii")
        loose = read_or_none(self._files, self._folder / name[:2] / name[2:])
        number, content = self._packed(id) if loose is None else _unpacked(id, loose)
        if _hashed(number, content) != id:
            raise Damaged(id, "is not what its id says: it was altered or is damaged")
        return number, content

    def _packed(self, id: bytes) -> tuple[int, bytes]:
        try:
            # What only packs and other repositories hold, dulwich reads.
            if self._packs is None and any(
                name.endswith((".pack", "alternates"))
                for folder in ("pack", "info")
                for name, _ in self._names(folder)
            ):
                self._packs = DiskObjectStore(str(self._folder))
            if self._packs is not None:
                number, content = self._packs.get_raw(ObjectID(id))
                return number, bytes(content)
        except KeyError:
            pass
        except Exception as error:
            raise Damaged(id, f"cannot be read: {error}") from None
        raise Damaged(id, "is missing")

    def _names(self, folder: str) -> list[tuple[str, Any]]:
        try:
            return self._files.entries(self._folder / folder)
        except OSError:
            return []

    def has(self, id: bytes) -> bool:
        """Whether the object is there and whole."""
        try:
            self.raw(id)
        except Damaged:
            return False
        return True

    def beginning(self, prefix: str) -> list[bytes]:
        """The ids of commits that begin so; only those that are loose or were read before."""
        loose = self._names(prefix[:2])
        found = {f"{prefix[:2]}{name}" for name, _ in loose} | {id.decode() for id in self._known}
        return sorted(id.encode() for id in found if len(id) == 40 and id.startswith(prefix))

    def write(self, made: Iterable[ShaFile]) -> None:
        """Write objects; they are on the disk when this returns."""
        changed: set[Path] = set()
        own = f"{_TEMPORARY}{uuid4().hex}"  # others may write to this repository at the same time
        for each in made:
            name = each.id.decode("ascii")
            folder = self._folder / name[:2]
            if folder not in self._safe:
                self._make(folder)
            temporary = folder / own
            # Also where it is there already: whoever wrote it may not have waited for the disk.
            write_new(self._files, temporary, each.as_legacy_object())
            rename(self._files, temporary, folder / name[2:])
            changed.add(folder)
        for folder in sorted(changed):
            self._files.sync_folder(folder)
        if changed - self._safe:
            self._files.sync_folder(self._folder)
            self._safe |= changed

    def _make(self, folder: Path) -> None:
        try:
            self._files.make_folder(folder)
        except FileExistsError:
            return


def _unpacked(id: bytes, loose: bytes) -> tuple[int, bytes]:
    try:
        whole = zlib.decompress(loose)
        header, _, content = whole.partition(b"\0")
        kind, _, size = header.partition(b" ")
        found = object_class(kind)
        if found is None or int(size) != len(content):
            raise ValueError("its head is wrong")
    except (zlib.error, ValueError) as error:
        raise Damaged(id, f"is damaged: {error}") from None
    return found.type_num, content


def _hashed(number: int, content: bytes) -> bytes:
    kind = object_class(number)
    head = (kind.type_name if kind else b"?") + b" %d\0" % len(content)
    # SHA-1 is git's own choice; what follows from that stands in docs/decisions.
    return hashlib.sha1(head + content, usedforsecurity=False).hexdigest().encode()


def blob(content: bytes) -> Blob:
    """A file's content as an object."""
    return Blob.from_string(content)
