"""Begin a record, and lay files out alike. Checked before it is written, never half written."""

import io
import os
import tempfile
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from ropabook.model.kinds import KINDS, home, is_register
from ropabook.store.sentences import unknown_key
from ropabook.store.starters import starter
from ropabook.store.strict_yaml import Refused, parse

_WIDTH: Final = 4096
"""Wider than any line: a line that a person left long is never folded by us."""


class CannotSave(Exception):
    """Nothing was written; the message says why and what to do."""


def _round_trip() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def begin(ropa: Path, kind: str, record: str) -> Path:
    """Write the start of a record: what must be there, and a question for each open fact.

    Raises:
        CannotSave: there is no such kind, the record exists, or the folder cannot be written.
    """
    if kind not in KINDS:
        raise CannotSave(f"{unknown_key(kind, list(KINDS))}. Kinds: {', '.join(KINDS)}.")
    _check_id(record)
    text = starter(kind, record)
    if is_register(kind):
        return _begin_entry(ropa / home(kind), record, text)
    path = ropa / (home(kind) if kind == "group" else f"{home(kind)}/{record}.yaml")
    if path.exists():
        raise CannotSave(f"{path} exists already; nothing was changed.")
    replace(path, text.encode())
    return path


def add_notice(ropa: Path, id: str, text: str, record: str) -> tuple[Path, Path]:
    """Put a notice into the record: its text, and its statements beside it.

    Raises:
        CannotSave: the id cannot be one, or there is such a notice already.
    """
    _check_id(id)
    words, statements = ropa / "notices" / f"{id}.txt", ropa / "notices" / f"{id}.yaml"
    for path in (words, statements):
        if path.exists():
            raise CannotSave(f"{path} exists already; nothing was changed.")
    parse(record.encode())
    replace(words, text.encode())
    replace(statements, record.encode())
    return words, statements


def _check_id(id: str) -> None:
    if not id.replace("-", "").isalnum() or id != id.lower():
        raise CannotSave(f"'{id}' cannot be an id: use small letters, digits and hyphens.")


def _begin_entry(path: Path, record: str, text: str) -> Path:
    before = b""
    if path.exists():
        before = _read(path)
        try:
            if record in parse(before):
                raise CannotSave(f"{path} has an entry '{record}' already; nothing was changed.")
        except Refused as refused:
            raise CannotSave(f"{path}:{refused.line}  {refused.sentence}; mend it first.") from None
    indented = "".join(f"  {line}\n" for line in text.splitlines())
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    replace(path, before + gap + f"{record}:\n{indented}".encode())
    return path


def tidied(ropa: Path, *, write: bool) -> list[str]:
    """The files whose layout differs from the common one; written when `write` is set.

    A file that is refused, or whose values the new layout would change, is left alone.

    Raises:
        CannotSave: a file cannot be written.
    """
    changed = []
    for path in sorted(ropa.rglob("*.yaml")):
        if any(part.startswith(".") for part in path.relative_to(ropa).parts):
            continue
        try:
            before = path.read_bytes()
            after = _laid_out(before)
        except (Refused, OSError):
            continue
        if after != before:
            changed.append(path.relative_to(ropa).as_posix())
            if write:
                replace(path, after)
    return changed


def _laid_out(data: bytes) -> bytes:
    meant = parse(data)
    yaml = _round_trip()
    loaded: Any = yaml.load(data.decode())
    out = io.StringIO()
    yaml.dump(loaded, out)
    laid = out.getvalue().encode()
    return laid if loaded is not None and parse(laid) == meant else data


def replace(path: Path, data: bytes) -> None:
    """Put a file in place whole: a reader sees the old one or the new one, never a half.

    Raises:
        CannotSave: the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                Path(name).chmod(path.stat().st_mode & 0o777)
            else:
                Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        reason = error.strerror or error
        raise CannotSave(f"{path} cannot be written: {reason}. Nothing was changed.") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotSave(f"{path} cannot be read: {error.strerror or error}.") from None
