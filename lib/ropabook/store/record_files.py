"""The files that hold some records: what they say, and their new text, read before it counts."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ropabook.store import outside
from ropabook.store.dumping import dumped
from ropabook.store.editing import CannotKeepLayout, edited, excerpt
from ropabook.store.folder import Folder
from ropabook.store.load import refusals
from ropabook.store.places import Place
from ropabook.store.plain import ABSENT, fingerprint, same
from ropabook.store.problems import CannotSave
from ropabook.store.strict_yaml import Refused, parse


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
        self.to_say = dict(self.said)

    def record(self, key: str) -> Any:
        """The record as it is to be; ABSENT where there is none."""
        at = self.places[key]
        return at.of(self.to_say[at.file])

    def put(self, key: str, record: Any) -> None:
        """Let a record be something else."""
        at = self.places[key]
        self.to_say[at.file] = at.put(self.to_say[at.file], record)

    def contents(self) -> dict[str, bytes | None]:
        """The new contents of the files that change, each read again and found good."""
        for name, new in self.to_say.items():
            if not same(self.said[name], new):
                self.now[name] = written(name, self.before[name], new)
        for key, at in self.places.items():
            text = self.now[at.file]
            if text is not None and text != self.before[at.file] and self.record(key) is not ABSENT:
                check(at, text)
        return {n: text for n, text in self.now.items() if text != self.before[n]}

    def opened(self, key: str) -> Opened:
        """The record as it is to be, with its text."""
        at = self.places[key]
        return opened(key, at, self.now[at.file] or b"")


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
        text = edited(before, new) if before else dumped(new).encode()
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


def check(at: Place, text: bytes) -> None:
    """See that the reader accepts a record in its new file.

    Raises:
        CannotSave: it does not; the message names each mistake.
    """
    mistakes = refusals(at.file, text, at.entry) if at.file.endswith(".yaml") else ()
    if mistakes:
        said = "; ".join(mistake.sentence for mistake in mistakes)
        raise CannotSave(f"Not saved: {said}. Nothing was changed.")


def opened(key: str, at: Place, content: bytes) -> Opened:
    """A record as it stands in the content of its file."""
    said = read(at.file, content)
    text = content.decode("utf-8", "replace")
    if at.entry is not None:
        text = excerpt(text, at.entry)
    return Opened(key, at.of(said), hashlib.sha256(text.encode()).hexdigest(), text)
