"""Git's index with the files of one commit brought up to date; what a person staged stays staged.

Without this git would show each of our commits as undone in the index, and the next commit of a
person would undo it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Final

from dulwich.index import IndexEntry, SerializedIndexEntry, Stage, read_index, write_index
from dulwich.objects import ObjectID

from ropabook.store.git.trees import Filed

_LONGEST: Final = 0xFFE


class CannotStage(Exception):
    """The index is in a form that we leave alone; the message says what to do."""


def staged(index: bytes | None, entries: Mapping[str, Filed | None]) -> bytes:
    """The bytes of the index with these files as they are in the commit; None takes one away.

    The times and sizes of the files are left out: git looks at their content once and notes them.

    Raises:
        CannotStage: it is split, sparse or damaged.
    """
    kept: list[SerializedIndexEntry] = []
    version = 2
    if index is not None:
        kept, version = _read(index)
    new = {path.encode("utf-8", "surrogateescape"): filed for path, filed in entries.items()}
    every = [entry for entry in kept if entry.name not in new]
    for name, filed in new.items():
        if filed is not None:
            made = IndexEntry(0, 0, 0, 0, filed.mode, 0, 0, 0, ObjectID(filed.id))
            every.append(made.serialize(name, Stage.NORMAL))
    every.sort(key=lambda entry: (entry.name, entry.stage().value))
    if any(len(entry.name) > _LONGEST for entry in every):
        raise CannotStage("A file in the git repository has a name that is too long for us.")
    out = BytesIO()
    write_index(out, every, version=version)
    body = out.getvalue()
    return body + hashlib.sha1(body, usedforsecurity=False).digest()


def in_index(index: bytes | None, paths: Iterable[str]) -> dict[str, bytes | None]:
    """The id under which each of these files is staged; None where it is not."""
    found: dict[str, bytes | None] = dict.fromkeys(paths)
    for entry in _read(index)[0] if index is not None else ():
        path = entry.name.decode("utf-8", "surrogateescape")
        if path in found:
            found[path] = entry.sha
    return found


def _read(index: bytes) -> tuple[list[SerializedIndexEntry], int]:
    body = BytesIO(index)
    try:
        entries = list(read_index(body))
        version = int.from_bytes(index[4:8], "big")
        rest = index[body.tell() : -20]
        while rest:
            if not rest[:4].isupper():
                # Small letters say: whoever does not know this part must not touch the index.
                raise CannotStage(
                    f"Git's index is kept in a form ('{rest[:4].decode('ascii', 'replace')}') that "
                    "we leave alone. Run: git update-index --no-split-index; "
                    "git sparse-checkout disable"
                )
            rest = rest[8 + int.from_bytes(rest[4:8], "big") :]
    except CannotStage:
        raise
    except Exception as error:
        raise CannotStage(
            f"Git's index is damaged ({error}). Delete the file .git/index and run: git reset"
        ) from None
    return entries, version
