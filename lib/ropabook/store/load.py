"""Read a folder of records. Nothing in here raises for bad data: it becomes a refusal."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from ropabook.model.activity import ProcessingActivity
from ropabook.model.decisions import Acceptance, Action
from ropabook.model.kinds import KINDS, home, is_register
from ropabook.model.notice import Notice
from ropabook.model.record import Record
from ropabook.model.register import Refusal, Register
from ropabook.store.building import NotARecord, build
from ropabook.store.sentences import explain
from ropabook.store.strict_yaml import MAX_BYTES, Refused, line_of, parse

_FOLDERS: Final = {home(f): f for f in KINDS if f != "group" and not is_register(f)}
_REGISTERS: Final = {home(f): f for f in KINDS if is_register(f)}
_LISTS: Final[dict[str, Any]] = {"acceptances.yaml": Acceptance, "actions.yaml": Action}
_OUTSIDE: Final = home("hand-overs")
"""What a hand-over says of the record is no part of the state it speaks of."""
_MAX_TEXT: Final = 8 * MAX_BYTES


class NoRecord(Exception):
    """There is no folder to read; the message says so in words."""


def load(root: Path) -> Register:
    """Read every file below `root`.

    Raises:
        NoRecord: `root` is not there, or is not a folder that may be read.
    """
    start = f"{root}/"
    return load_from(_names(root), lambda name: _content(start + name))


def load_from(names: Iterable[str], content: Callable[[str], bytes]) -> Register:
    """Read the files of these names, wherever they are: on a disk, or in the history.

    Args:
        names: relative to the record's own folder, with slashes.
        content: what is in the file of a name; it raises OSError where that cannot be read.
    """
    reader = _Reader(content)
    for name in names:
        reader.read(name)
    return reader.register()


def refusals(name: str, data: bytes, entries: Sequence[str] | None = None) -> tuple[Refusal, ...]:
    """What the reader would refuse in a file, or in some entries of it."""
    reader = _Reader(lambda _: data)
    if entries is None:
        reader.read(name)
        return tuple(reader.refusals)
    try:
        content = parse(data)
    except Refused as refused:
        return (Refusal(name, refused.line, refused.sentence),)
    for entry in entries:
        reader.record(_REGISTERS[name], entry, name, data, content[entry], (entry,))
    return tuple(reader.refusals)


def _names(root: Path) -> list[str]:
    if not root.exists():
        raise NoRecord(f"There is no folder {root}. Say where the record is with --ropa FOLDER.")
    if not root.is_dir():
        raise NoRecord(f"{root} is a file; the record is a folder of files.")
    try:
        return sorted(_walk(root))
    except OSError as error:
        raise NoRecord(f"The folder {root} cannot be read: {error.strerror}.") from None


def _walk(root: Path) -> Iterator[str]:
    def fail(error: OSError) -> None:
        raise error

    start = len(str(root)) + 1
    for folder, below, files in os.walk(root, onerror=fail):
        below[:] = [each for each in below if not each.startswith(".")]
        inside = folder[start:].replace(os.sep, "/")
        for file in files:
            if not file.startswith("."):
                yield f"{inside}/{file}" if inside else file


class _Reader:
    """Collects records and refusals while the files are read one by one."""

    def __init__(self, content: Callable[[str], bytes]) -> None:
        self.content = content
        self.records: dict[str, dict[str, Record]] = {folder: {} for folder in KINDS}
        self.refusals: list[Refusal] = []
        self.lists: dict[str, tuple[Any, ...]] = {}
        self.deviations: dict[tuple[str, str], ProcessingActivity] = {}
        self.places: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.files = 0
        self.digest = hashlib.sha256()

    def read(self, name: str) -> None:
        """Read one file into records, or refuse it."""
        if name.rsplit("/", 1)[-1].upper().startswith("README"):
            return
        self.files += 1
        try:
            data = self.content(name)
        except OSError as error:
            self.refuse(name, 1, f"the file cannot be read: {error.strerror or error}")
            return
        except Refused as refused:
            self.refuse(name, refused.line, refused.sentence)
            return
        if name != _OUTSIDE:
            self.digest.update(f"{name}\0{len(data)}\0".encode())
            self.digest.update(data)
        if name.startswith("notices/") and name.endswith(".txt"):
            self.texts[name] = data.decode("utf-8", "replace")
            return
        try:
            self.place(name, data)
        except Refused as refused:
            self.refuse(name, refused.line, refused.sentence)

    def place(self, name: str, data: bytes) -> None:
        folder, _, stem = name.rpartition("/")
        if not name.endswith(".yaml"):
            raise Refused(1, "this is not a file of the record; a record's name ends in .yaml")
        if name == "group.yaml":
            self.record("group", "group", name, data, parse(data), ())
        elif name in _LISTS:
            self.list(name, data)
        elif name in _REGISTERS:
            self.entries(_REGISTERS[name], name, data)
        elif folder in _FOLDERS:
            self.record(_FOLDERS[folder], stem.removesuffix(".yaml"), name, data, parse(data), ())
        else:
            homes = ", ".join(sorted({*_FOLDERS, "registers", "group.yaml"}))
            raise Refused(1, f"no record belongs in this place; the places are {homes}")

    def entries(self, kind: str, name: str, data: bytes) -> None:
        content = parse(data)
        if not isinstance(content, Mapping):
            raise Refused(1, "this list must be entries by id, each with its keys below it")
        for entry, body in content.items():
            self.record(kind, entry, name, data, body, (entry,))

    def list(self, name: str, data: bytes) -> None:
        content = parse(data) or []
        if not isinstance(content, list):
            raise Refused(1, "this file must be a list: one entry each, starting with a hyphen")
        kept = []
        for at, body in enumerate(content):
            try:
                kept.append(TypeAdapter(_LISTS[name]).validate_python(body))
            except ValidationError as error:
                self.explain(_LISTS[name], name, data, error, (at,))
        self.lists[name] = tuple(kept)

    def record(
        self, folder: str, key: str, name: str, data: bytes, body: Any, at: tuple[str, ...]
    ) -> None:
        try:
            built = build(folder, key, body)
        except NotARecord as problem:
            for path, sentence in problem.mistakes:
                place = (*at, *path)
                self.refuse(name, line_of(data, place) if place else 1, sentence)
            return
        self.records[folder][key] = built.record
        self.deviations.update(built.deviations)
        self.places[built.record.key] = name

    def explain(
        self, kind: Any, name: str, data: bytes, error: ValidationError, at: tuple[str | int, ...]
    ) -> None:
        for path, sentence in explain(kind, error):
            self.refuse(name, line_of(data, (*at, *path)), sentence)

    def refuse(self, name: str, line: int, sentence: str) -> None:
        self.refusals.append(Refusal(name, line, sentence))

    def register(self) -> Register:
        texts = {}
        for notice in self.records["notices"].values():
            assert isinstance(notice, Notice)
            if f"notices/{notice.text}" in self.texts:
                texts[notice.id] = self.texts[f"notices/{notice.text}"]
        return Register(
            records=self.records,
            refusals=tuple(self.refusals),
            files=self.files,
            files_refused=len({refusal.file for refusal in self.refusals}),
            fingerprint=self.digest.hexdigest(),
            acceptances=self.lists.get("acceptances.yaml", ()),
            actions=self.lists.get("actions.yaml", ()),
            deviations=self.deviations,
            texts=texts,
            places=self.places,
        )


def _content(path: str) -> bytes:
    # O_NONBLOCK: opening a pipe would otherwise wait for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise Refused(1, "this is not an ordinary file")
        if about.st_size > _MAX_TEXT:
            raise Refused(1, f"the file is larger than {MAX_BYTES // 1024} KiB")
        data = os.read(handle, about.st_size + 1)
        while more := os.read(handle, MAX_BYTES):  # a file that grows, or a short read
            data += more
        return data
    finally:
        os.close(handle)
