"""The files that hold some records: what they say, and their new text, read before it counts."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ropabook.store import outside
from ropabook.store.disk.folder import Folder
from ropabook.store.load import refusals
from ropabook.store.places import Place
from ropabook.store.plain import ABSENT, fingerprint, same
from ropabook.store.problems import CannotSave
from ropabook.store.strict_yaml import Refused, parse
from ropabook.store.text.dumping import dumped
from ropabook.store.text.editing import CannotKeepLayout, edited, excerpts


@dataclass(frozen=True, slots=True)
class Opened:
    """A record as it was when somebody began to work on it."""

    key: str
    data: Any
    digest: str
    """SHA-256 of its text, comments included."""
    text: str

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what it says, whatever the layout: what an approval covers."""
        return fingerprint(self.data)


class RecordFiles:
    """The files that hold some records, as they are and as they are to be."""

    def __init__(self, folder: Folder, places: Mapping[str, Place]) -> None:
        self.places = places
        names = sorted({each.file for each in places.values()})
        outside.record(folder, outside.unrecorded(folder, names))
        self.before = {name: folder.content(name) for name in names}
        self.said = {name: read(name, self.before[name]) for name in names}
        self.now = dict(self.before)
        shared = {each.file for each in places.values() if each.entry is not None}
        self.to_say = {n: _entries(said) if n in shared else said for n, said in self.said.items()}
        self._texts: dict[str, Mapping[str, str]] = {}

    def record(self, key: str) -> Any:
        """The record as it is to be; ABSENT where there is none."""
        at = self.places[key]
        return at.of(self.to_say[at.file])

    def put(self, key: str, record: Any) -> None:
        """Let a record be something else."""
        at = self.places[key]
        if at.entry is None:
            self.to_say[at.file] = record
        elif record is ABSENT:
            self.to_say[at.file].pop(at.entry, None)
        else:
            self.to_say[at.file][at.entry] = record

    def contents(self) -> dict[str, bytes | None]:
        """The new contents of the files that change, each read again and found good."""
        for name, new in self.to_say.items():
            if not same(self.said[name], new) and (new or self.said[name] is not ABSENT):
                self.now[name] = written(name, self.before[name], new)
        new_ones = {name: text for name, text in self.now.items() if text != self.before[name]}
        for name, text in new_ones.items():
            if text is not None:
                there = [key for key, at in self.places.items() if at.file == name]
                check(name, text, [k for k in there if self.record(k) is not ABSENT], self.places)
        return new_ones

    def opened(self, key: str) -> Opened:
        """The record as it is to be, with its text."""
        text = self._text(key)
        return Opened(key, self.record(key), digest_of(text), text)

    def digest(self, key: str) -> str:
        """The digest of the record as it is to be; empty where there is none."""
        return digest_of(self._text(key)) if self.record(key) is not ABSENT else ""

    def _text(self, key: str) -> str:
        at = self.places[key]
        text = (self.now[at.file] or b"").decode("utf-8", "replace")
        if at.entry is None:
            return text
        if at.file not in self._texts:
            self._texts[at.file] = excerpts(text)
        return self._texts[at.file].get(at.entry, "")


def _entries(said: Any) -> dict[str, Any]:
    """The entries of a shared file, to be changed."""
    return dict(said) if isinstance(said, Mapping) else {}


def read(name: str, content: bytes | None) -> Any:
    """What a file says; ABSENT where there is none.

    Raises:
        CannotSave: it cannot be read as it is.
    """
    if content is None:
        return ABSENT
    if not name.endswith(".yaml"):
        return content.decode("utf-8", "replace")
    try:
        return parse(content)
    except Refused as refused:
        raise CannotSave(
            f"Not saved: {name}:{refused.line}  {refused.sentence}; mend it first. "
            "Nothing was changed."
        ) from None


def written(name: str, before: bytes | None, new: Any) -> bytes | None:
    """The new content of a file; None where nothing is left to be in it."""
    if new is ABSENT:
        return None
    if not name.endswith(".yaml"):
        return str(new).encode()
    if not new and b"#" not in (before or b""):
        return None
    try:
        if before:
            return edited(before, new)
        text = dumped(new).encode()
        if same(parse(text), new):
            return text
    except CannotKeepLayout:
        pass
    except Refused as refused:
        raise CannotSave(f"Not saved: {refused.sentence}. Nothing was changed.") from None
    raise CannotSave(
        f"Not saved: {name} is laid out in a way that cannot be changed without losing remarks. "
        "Nothing was changed. Write it in plain blocks, one key a line, and save again."
    )


def check(name: str, text: bytes, keys: Sequence[str], places: Mapping[str, Place]) -> None:
    """See that the reader accepts these records in their new file.

    Raises:
        CannotSave: it does not; the message names each mistake.
    """
    entries = [entry for key in keys if (entry := places[key].entry) is not None]
    if name.endswith(".yaml") and keys:
        mistakes = refusals(name, text, entries or None)
        if mistakes:
            said = "; ".join(mistake.sentence for mistake in mistakes)
            raise CannotSave(f"Not saved: {said}. Nothing was changed.")


def opened(key: str, at: Place, content: bytes) -> Opened:
    """A record as it stands in the content of its file."""
    said = read(at.file, content)
    text = content.decode("utf-8", "replace")
    if at.entry is not None:
        text = excerpts(text).get(at.entry, "")
    return Opened(key, at.of(said), digest_of(text), text)


def digest_of(text: str) -> str:
    """SHA-256 of a record's text."""
    return hashlib.sha256(text.encode()).hexdigest()
