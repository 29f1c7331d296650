"""The page that lies ready in a folder private to this run, and whether it is still true."""

import hashlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = "ROPABOOK_READY"
"""The environment variable that tells a visit where the page is."""
_NAME: Final = "page.html"


class Ready(NamedTuple):
    """A page that was made, and of what."""

    of: str
    """What `marks` said of the record then."""
    html: str


def marks(root: Path, day: date) -> str:
    """Tells whether anything that the page depends on has changed: files, history, day."""
    said = hashlib.sha256(str(day).encode())
    for path in sorted((*_files(root), *_history(root.resolve()))):
        try:
            status = path.stat()
        except OSError:
            continue
        said.update(f"{path}\0{status.st_mtime_ns}\0{status.st_size}\n".encode())
    return said.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(folder, name) for name in names)


def _history(root: Path) -> Iterator[Path]:
    """The files of git that change with every commit."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir():
            yield from (git / "HEAD", git / "packed-refs", git / "logs" / "HEAD")
            yield from (git / "refs" / "heads").rglob("*")
            return


def read(folder: Path) -> Ready | None:
    """The page that is ready; None where none is yet."""
    try:
        of, _, html = (folder / _NAME).read_text(encoding="utf-8").partition("\n")
    except OSError:
        return None
    return Ready(of, html)


def write(folder: Path, made: Ready) -> None:
    """Put a page in place, whole."""
    new = folder / f"{_NAME}.new"
    new.write_text(f"{made.of}\n{made.html}", encoding="utf-8")
    new.replace(folder / _NAME)


def forget(folder: Path) -> None:
    """Take the page away: visits make it themselves."""
    (folder / _NAME).unlink(missing_ok=True)
