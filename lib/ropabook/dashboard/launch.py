"""Start the dashboard's server, say where to look, and stop it again."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Final

from ropabook.dashboard.server import HOST

NOTEBOOK: Final = Path(__file__).parents[3] / "notebooks" / "dashboard.ipynb"
_TRIES: Final = 20
_PATIENCE: Final = 60.0


class CannotServe(Exception):
    """The dashboard cannot be shown; the message says so in words."""


def serve(ropa: Path, port: int, on: date | None, open_browser: bool) -> None:
    """Serve the dashboard until it is stopped with Ctrl+C.

    Args:
        ropa: the folder of the record; it is read again at every visit.
        port: where to serve; when it is taken, the next free one is used.
        on: the day to judge for; None means the day of each visit.
        open_browser: whether to open it in a browser.

    Raises:
        CannotServe: no record, no notebook, no free port, or the server does not start.
    """
    if not ropa.is_dir():
        raise CannotServe(f"There is no folder {ropa}. Say where the record is with --ropa FOLDER.")
    if not NOTEBOOK.is_file():
        raise CannotServe("The notebook notebooks/dashboard.ipynb is missing from this checkout.")
    free = free_port(port)
    with _server(ropa, free, on) as (process, log):
        _wait(process, free, log)
        address = f"http://{HOST}:{free}/"
        taken = f"Port {port} is taken. " if free != port else ""
        print(  # noqa: T201 - this is what the command says
            f"{taken}The dashboard is at {address} and stops with Ctrl+C.", flush=True
        )
        if open_browser:
            webbrowser.open(address)
        process.wait()


def free_port(port: int) -> int:
    """The port, or the next one that is free.

    Raises:
        CannotServe: it is no port, or none of those that follow is free.
    """
    if not 1 <= port <= 65535:
        raise CannotServe(f"{port} is not a port; choose one from 1024 to 65535 with --port.")
    last = min(port + _TRIES, 65536)
    for candidate in range(port, last):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, candidate))
            except OSError:
                continue
            return candidate
    raise CannotServe(f"No port from {port} to {last - 1} is free; choose another with --port.")


def environment(ropa: Path, on: date | None, private: Path) -> dict[str, str]:
    """What the server and its kernels are told; `private` takes what they leave behind."""
    told = dict(os.environ)
    # Without byte code every kernel starts from source, and every visit takes twice as long.
    told.pop("PYTHONDONTWRITEBYTECODE", None)
    told.pop("ROPABOOK_ON", None)
    here = str(Path(__file__).parent)
    told["JUPYTER_PATH"] = os.pathsep.join(filter(None, (here, told.get("JUPYTER_PATH"))))
    told["JUPYTER_NO_CONFIG"] = "1"
    told["IPYTHONDIR"] = str(private)
    told["ROPABOOK_ROPA"] = str(ropa.resolve())
    if on:
        told["ROPABOOK_ON"] = on.isoformat()
    return told


@contextmanager
def _server(
    ropa: Path, port: int, on: date | None
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """The server in a process of its own, which ends with this one."""
    with (
        tempfile.TemporaryDirectory(prefix="ropabook-") as private,
        tempfile.TemporaryFile() as log,
    ):
        process = subprocess.Popen(  # noqa: S603 - our own module, no text of others
            [sys.executable, "-m", "ropabook.dashboard.server", str(NOTEBOOK), str(port)],
            env=environment(ropa, on, Path(private)),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            yield process, log
        except KeyboardInterrupt:
            print("\nThe dashboard has stopped.", flush=True)  # noqa: T201
        finally:
            signal.signal(signal.SIGTERM, before)
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _stop(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _wait(process: subprocess.Popen[bytes], port: int, log: IO[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            log.seek(0)
            lines = log.read().decode(errors="replace").strip().splitlines()
            last = lines[-1] if lines else "it said nothing"
            raise CannotServe(f"The dashboard's server did not start: {last}")
        with socket.socket() as trial:
            trial.settimeout(1)
            if trial.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise CannotServe(f"The dashboard's server did not answer within {_PATIENCE:.0f} seconds.")
