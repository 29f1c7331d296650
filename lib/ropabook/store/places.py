"""Where each record is kept, and which records a file holds."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from ropabook.model.kinds import KINDS, home, is_register
from ropabook.store.plain import ABSENT
from ropabook.store.sentences import unknown_key

LISTS: Final = ("acceptances", "actions")
_FOLDERS: Final = {home(kind): kind for kind in KINDS if kind != "group" and not is_register(kind)}
_REGISTERS: Final = {home(kind): kind for kind in KINDS if is_register(kind)}
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = 63
_RESERVED: Final = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


class NoPlace(Exception):
    """There is no such kind of record, or no such id can be; the message says why."""


class Place(NamedTuple):
    """The file of a record, below the record's own folder, and its key there if it shares it."""

    file: str
    entry: str | None = None

    def of(self, content: Any) -> Any:
        """The record within the content of its file; ABSENT where it is not there."""
        if self.entry is None or content is ABSENT:
            return content
        return content.get(self.entry, ABSENT) if isinstance(content, Mapping) else ABSENT


def place(key: str) -> Place:
    """Where the record of this key is: `activities/orders`, `retention/six-years`, `acceptances`.

    Raises:
        NoPlace: no such kind, or what cannot be an id.
    """
    if key in LISTS:
        return Place(f"{key}.yaml")
    kind, _, name = key.partition("/")
    if kind == "notices" and name.endswith(".txt"):
        _check(name.removesuffix(".txt"))
        return Place(key)
    if kind not in KINDS:
        raise NoPlace(f"{unknown_key(kind, list(KINDS))}. Kinds: {', '.join(KINDS)}.")
    _check(name)
    if kind == "group":
        if name != kind:
            raise NoPlace("There is one group only: its key is group/group.")
        return Place(home(kind))
    if is_register(kind):
        return Place(home(kind), name)
    return Place(f"{home(kind)}/{name}.yaml")


def _check(name: str) -> None:
    if not _ID.fullmatch(name):
        raise NoPlace(f"'{name}' cannot be an id: use small letters, digits and hyphens.")
    if len(name) > _LONGEST:
        raise NoPlace(f"'{name}' cannot be an id: it has more than {_LONGEST} characters.")
    if _RESERVED.fullmatch(name):
        raise NoPlace(f"'{name}' cannot be an id: Windows keeps this name for itself.")


def records_in(file: str, content: Any) -> Iterator[tuple[str, Any]]:
    """The key and the content of each record that a file holds."""
    kind = _REGISTERS.get(file)
    if kind:
        if isinstance(content, Mapping):
            yield from ((f"{kind}/{entry}", body) for entry, body in content.items())
    elif (key := key_of(file)) is not None:
        yield key, content


def key_of(file: str) -> str | None:
    """The key of the one record that a file holds; None for a shared list or a stray file."""
    if file == "group.yaml":
        return "group/group"
    if file.removesuffix(".yaml") in LISTS:
        return file.removesuffix(".yaml")
    folder, _, name = file.rpartition("/")
    if file.endswith(".txt") and folder == "notices":
        return file
    kind = _FOLDERS.get(folder)
    return f"{kind}/{name.removesuffix('.yaml')}" if kind and name.endswith(".yaml") else None
