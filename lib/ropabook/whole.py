"""A file put in its place whole or not at all: the old one stays until the new one is there."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def put(to: Path, make: Callable[[Path], object], mode: int = 0o644) -> None:
    """Make a file beside its place, and move it there.

    Args:
        to: its place; what is there is replaced.
        make: writes it, where it is told to. What it raises is raised, and `to` is as it was.
        mode: who may read and write it.

    Raises:
        OSError: it cannot be written; `to` is as it was.
    """
    handle, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.stem}.", suffix=to.suffix)
    os.close(handle)
    new = Path(name)
    try:
        make(new)
        new.chmod(mode)
        new.replace(to)
    finally:
        new.unlink(missing_ok=True)
