"""What somebody had typed and not yet saved: kept beside the record, never taken for a record."""

import contextlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ropabook.store.author import Author
from ropabook.store.disk.files import make_folders, put, read_or_none
from ropabook.store.disk.folder import Folder
from ropabook.store.plain import same
from ropabook.store.problems import why
from ropabook.store.record_files import Opened

_NAME: Final = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsaved state of a record."""

    key: str
    data: Any
    """As typed: it need not be a good record, or complete."""
    base: Opened | None
    """What it was begun from; None for a record that is not there yet."""
    at: datetime
    by: str


class Drafts:
    """The drafts of one person for one record folder."""

    def __init__(self, folder: Folder | None, author: Author) -> None:
        self._folder = folder
        self._author = author

    def save(self, key: str, data: Any, base: Opened | None = None) -> str | None:
        """Keep a draft in place of the one before it.

        Args:
            key: the record, `folder/id`.
            data: whatever JSON can hold; days become text.
            base: what it was begun from.

        Returns:
            None; or a sentence that says why it cannot be kept here. The form still has it.
        """
        if self._folder is None:
            return "The draft cannot be kept here; download it before you close the page."
        body = {
            "key": key,
            "data": data,
            "base": None if base is None else
                    {"data": base.data, "digest": base.digest, "text": base.text},
            "at": datetime.now().isoformat(timespec="seconds"),
            "by": self._author.name,
        }  # fmt: skip
        path = self._path(key)
        try:
            make_folders(self._folder.files, path.parent, self._folder.root)
            text = json.dumps(body, default=str, ensure_ascii=True).encode()
            put(self._folder.files, path, text, path.with_name(f".{path.name}.new"))
        except OSError as error:
            return (
                f"The draft cannot be kept here: {why(error)}. Download it before you close the "
                "page."
            )
        return None

    def offer(self, key: str) -> Draft | None:
        """The draft of a record, where there is one that differs from what it was begun from."""
        draft = self._read(self._path(key)) if self._folder is not None else None
        return draft if draft is not None and draft.key == key else None

    def _read(self, path: Path) -> Draft | None:
        assert self._folder is not None
        try:
            said = json.loads(read_or_none(self._folder.files, path) or b"null")
            if said is None:
                return None
            key = str(said["key"])
            base = Opened(key, **said["base"]) if said["base"] else None
            draft = Draft(
                key, said["data"], base, datetime.fromisoformat(said["at"]), str(said["by"])
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None  # a damaged draft is no draft; it stays where it is
        return None if base is not None and same(base.data, draft.data) else draft

    def kept(self) -> tuple[Draft, ...]:
        """Every draft that is kept of this person, the newest first."""
        if self._folder is None:
            return ()
        try:
            found = self._folder.files.entries(self._own)
        except OSError:
            return ()
        read = (self._read(self._own / name) for name, _ in found if name.endswith(".json"))
        drafts = [draft for draft in read if draft is not None]
        return tuple(sorted(drafts, key=lambda draft: draft.at, reverse=True))

    def discard(self, key: str) -> None:
        """Take a draft away: it was saved, or is not wanted."""
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.files.remove(self._path(key))

    @property
    def _own(self) -> Path:
        assert self._folder is not None
        person = _NAME.sub("-", self._author.email.lower()).strip("-") or "unknown"
        return self._folder.state / "drafts" / person

    def _path(self, key: str) -> Path:
        return self._own / f"{_NAME.sub('.', key.lower())}.json"
