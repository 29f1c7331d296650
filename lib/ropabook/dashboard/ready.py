"""The page made ready beside the server, so that a visit only hands it out.

It runs in a process of its own, `python -m ropabook.dashboard.ready ROPA FOLDER [DAY]`, looks now
and then whether the record or the day has changed, and then makes the page anew. The folder is
private to this run of the dashboard; nothing is written anywhere else.
"""

import hashlib
import os
import sys
import threading
import time
import traceback
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


def refresh(root: Path, folder: Path, on: date | None, last: str) -> str:
    """Make the page, unless nothing has changed since the last time.

    Args:
        last: what this gave the last time; empty to begin with.
    """
    from ropabook.dashboard.visit import Asked, answer

    day = on or date.today()
    now = marks(root, day)
    if now != last:
        try:
            write(folder, Ready(now, answer(root, day, Asked(), keep_in=folder)))
        except Exception:  # whatever it is: visits make the page themselves then, and say why not
            traceback.print_exc()
            (folder / _NAME).unlink(missing_ok=True)
    return now


def keep(root: Path, folder: Path, on: date | None) -> None:
    """Make the page whenever it is not what the record says, for as long as this process lives."""
    last = ""
    while True:
        last = refresh(root, folder, on, last)
        time.sleep(_EVERY)


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    keep(Path(sys.argv[1]), Path(sys.argv[2]),
         date.fromisoformat(sys.argv[3]) if sys.argv[3:] else None)  # fmt: skip
