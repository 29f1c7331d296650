"""Reading processes by the thousand: each is forked from one that has loaded what it needs.

Each still is a process of its own, with the limits of the real one, that dies after one file; only
the half second in which Python starts is saved.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import IO

SERVER = """
import os, socket, sys
sys.modules["lxml"] = sys.modules["numpy"] = None
import ropabook.excel.child_ods, ropabook.excel.child_xlsx
import ropabook.exchange.child as ours
from ropabook.exchange.vocabulary import LANGUAGES, language
from ropabook.exchange.values.countries import country
[language(code) for code in LANGUAGES]; country("France")
begun = []
asked = socket.socket(fileno=0)
while True:
    word, files, _, _ = socket.recv_fds(asked, 1, 2)
    if not word:
        break
    begun = [each for each in begun if os.waitpid(each, os.WNOHANG)[0] == 0]
    child = os.fork()
    if child == 0:
        os.dup2(files[0], 0), os.dup2(files[1], 1)
        try:
            ours.main()
        finally:
            sys.stdout.flush()
            os._exit(0)
    [os.close(each) for each in files]
    begun.append(child)
    handle = os.pidfd_open(child)
    socket.send_fds(asked, [b"."], [handle])
    os.close(handle)
"""


class Forked:
    """As much of a Popen as reading asks for."""

    def __init__(self, handle: int, stdout: IO[bytes]) -> None:
        self.handle, self.stdout = handle, stdout

    def kill(self) -> None:
        # By its handle: its number may be another process's by now.
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def wait(self) -> None:
        os.close(self.handle)


class Server:
    """Starts reading processes; to be put in the place of `limited.start`."""

    def __init__(self) -> None:
        self.asking, asked = socket.socketpair()
        with asked:
            self.process = subprocess.Popen([sys.executable, "-I", "-c", SERVER], stdin=asked)

    def start(self, module: str, arguments: Sequence[str], file: IO[bytes]) -> Forked:
        assert (module, *arguments) == ("ropabook.exchange.child",)
        ours, theirs = os.pipe()
        socket.send_fds(self.asking, [b"."], [file.fileno(), theirs])
        os.close(theirs)
        _, (handle,), _, _ = socket.recv_fds(self.asking, 1, 1)
        return Forked(handle, os.fdopen(ours, "rb"))

    def stop(self) -> None:
        self.asking.close()
        self.process.wait()
