"""The page made ready beside the server, so that a visit only hands it out.

It runs in a process of its own, `python -m ropabook.dashboard.ready ROPA FOLDER [DAY]`, looks now
and then whether the record or the day has changed, and then makes the page anew. The folder is
private to this run of the dashboard; nothing is written anywhere else.
"""

import contextlib
import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = "ROPABOOK_READY"
"""The environment variable that tells a visit where the page is."""
_NAME: Final = "page.html"
_EVERY: Final = 1.0
"""How many seconds pass between two looks at the record."""


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


def keep(root: Path, folder: Path, on: date | None) -> None:
    """Make the page whenever it is not what the record says, for as long as this process lives."""
    from ropabook.dashboard.visit import Asked, answer

    last = ""
    while True:
        day = on or date.today()
        now = marks(root, day)
        if now != last:
            last = now
            # A record that is just being written may be gone for a moment: we look again.
            with contextlib.suppress(OSError):
                write(folder, Ready(now, answer(root, day, Asked(), keep_in=folder)))
        time.sleep(_EVERY)


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    keep(Path(sys.argv[1]), Path(sys.argv[2]),
         date.fromisoformat(sys.argv[3]) if sys.argv[3:] else None)  # fmt: skip
