"""The page made ready beside the server, so that a visit only hands it out.

It runs in a process of its own, `python -m ropabook.dashboard.keeping ROPA FOLDER [DAY]`, looks now
and then whether the record or the day has changed, and then makes the page anew. The folder is
private to this run of the dashboard; nothing is written anywhere else.
"""

import os
import sys
import threading
import time
import traceback
from datetime import date
from pathlib import Path
from typing import Final

from ropabook.dashboard import ready
from ropabook.dashboard.visit import Asked, answer

_EVERY: Final = 1.0
"""How many seconds pass between two looks at the record."""


def refresh(root: Path, folder: Path, on: date | None, last: str) -> str:
    """Make the page, unless nothing has changed since the last time.

    Args:
        last: what this gave the last time; empty to begin with.
    """
    day = on or date.today()
    now = ready.marks(root, day)
    if now != last:
        try:
            ready.write(folder, ready.Ready(now, answer(root, day, Asked(), keep_in=folder)))
        except Exception:  # whatever it is: visits make the page themselves then, and say why not
            traceback.print_exc()
            ready.forget(folder)
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
