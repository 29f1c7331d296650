"""A process of ours with little memory, little time and no rights: it is given a file, and answers.

Whatever somebody else's file does to it, the process that started it gets one sentence.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from typing import IO, Final

from ropabook.excel.cells import NotRead
from ropabook.excel.limits import OTHERS

PATIENCE: Final = 30.0
"""Seconds of waiting, whatever happens."""
_KEPT: Final = ("SYSTEMROOT", "PATH", "TMPDIR", "TEMP", "TMP")
_STOPPED: Final = "reading it took more time or memory than is allowed, so it was stopped"
_REFUSED: Final = b'{"refused": '
_END: Final = b'{"end": '
ONLY_THE_CLOCK: Final = (
    ()
    if os.name == "posix"
    else (
        "On this system a reading process can be limited in time only, not in memory; "
        "read only files that you trust",
    )
)


def answers(
    name: str,
    module: str,
    arguments: Sequence[str],
    given: Sequence[bytes],
    room: int,
    instead: str = OTHERS.instead,
) -> Iterator[bytes]:
    """What a module of ours says of a file, line by line, up to the line that begins with `end`.

    Args:
        name: what people call the file.
        module: run with `arguments`; it calls `limits.limit` first, and answers in lines of JSON.
        arguments: no word of the file is in them.
        given: what it reads from its standard input.
        room: how many bytes it may answer.
        instead: what people can do with a file that is too large.

    Raises:
        NotRead: it refused the file, was stopped, or died.
    """
    with tempfile.TemporaryFile() as file:
        file.writelines(given)
        file.seek(0)
        child = start(module, arguments, file)
    watch = threading.Timer(PATIENCE, child.kill)
    watch.daemon = True
    watch.start()
    try:
        assert child.stdout is not None
        while line := child.stdout.readline(room):
            room -= len(line)
            if room <= 0:
                raise NotRead(name, f"it holds more than can be taken in; {instead}")
            if line.startswith(_REFUSED):
                raise NotRead(name, json.loads(line)["refused"])
            if not line.endswith(b"\n"):
                break
            yield line
            if line.startswith(_END):
                return
        raise NotRead(name, f"{_STOPPED}; {instead}")
    finally:
        watch.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def start(module: str, arguments: Sequence[str], file: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start a process."""
    return subprocess.Popen(  # noqa: S603 - our own program; no word of the file is in it
        [sys.executable, "-I", "-B", "-m", module, *arguments],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={key: os.environ[key] for key in _KEPT if key in os.environ},
        cwd=tempfile.gettempdir(),
    )
