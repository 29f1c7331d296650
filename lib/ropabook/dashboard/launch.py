"""Start the dashboard's server, see that it is shut, say where to look, and stop it again."""

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
from typing import IO, Final, NamedTuple
from urllib.parse import urlencode

from ropabook import seen
from ropabook.dashboard import ready
from ropabook.dashboard.probe import got_in
from ropabook.dashboard.server import HOST
from ropabook.dashboard.token import UnsafeToken, make, read

NOTEBOOK: Final = Path(__file__).parents[3] / "notebooks" / "dashboard.ipynb"
_TRIES: Final = 20
_PATIENCE: Final = 60.0


class CannotServe(Exception):
    """The dashboard cannot be shown; the message says so in words."""


class Options(NamedTuple):
    """How the dashboard is served."""

    port: int = 8866
    """The next free one is used where it is taken."""
    on: date | None = None
    """The day to judge for; None means the day of each visit."""
    open_browser: bool = False
    token_file: Path | None = None
    """A file that holds the token; left out, a new one is made for this run."""
    names: tuple[str, ...] = ()
    """Host names by which a proxy with TLS asks for it; then the port must be free."""
    warm: int = 1
    """How many kernels are made ready before somebody comes."""


def serve(ropa: Path, options: Options) -> None:
    """Serve the dashboard until it is stopped with Ctrl+C.

    Args:
        ropa: the folder of the record; it is read again at every visit.
        options: how.

    Raises:
        CannotServe: no record, no notebook, no free port, no token, the server does not start, or
            an attack of our own on it got in.
    """
    if not ropa.is_dir():
        raise CannotServe(f"There is no folder {ropa}. Say where the record is with --ropa FOLDER.")
    if not NOTEBOOK.is_file():
        raise CannotServe("The notebook notebooks/dashboard.ipynb is missing from this checkout.")
    free = free_port(options.port)
    if options.names and free != options.port:
        raise CannotServe(f"Port {options.port} is taken, and the proxy looks for it there.")
    with tempfile.TemporaryDirectory(prefix="ropabook-") as folder:
        private = Path(folder)
        try:
            file = options.token_file or private / "token"
            token = read(file) if options.token_file else make(file)
        except UnsafeToken as problem:
            raise CannotServe(str(problem)) from None
        with (
            _ready(ropa, options.on, private),
            _server(ropa, free, options, file, private) as (process, log),
        ):
            _wait(process, free, log)
            _attack(free, token)
            print(_said(free, options, token), flush=True)  # noqa: T201 - what the command says
            if options.open_browser:
                webbrowser.open(_address(free, token))
            process.wait()


def _address(port: int, token: str) -> str:
    return f"http://{HOST}:{port}/?{urlencode({'token': token})}"


def _said(port: int, options: Options, token: str) -> str:
    taken = f"Port {options.port} is taken. " if port != options.port else ""
    if options.token_file:
        return (
            f"{taken}The dashboard is at http://{HOST}:{port}/ and stops with Ctrl+C. "
            f"Its token is in {options.token_file}."
        )
    return f"{taken}The dashboard is at {_address(port, token)} and stops with Ctrl+C."


def _attack(port: int, token: str) -> None:
    try:
        found = got_in(port, token)
    except OSError as error:
        raise CannotServe(f"The dashboard's server stopped answering: {error}") from None
    if found:
        shown = "; ".join(found[:5])
        raise CannotServe(
            f"The dashboard is not served: it attacks itself before it is shown, and {len(found)} "
            f"of the attacks got in: {shown}. Is a package newer than the lock file?"
        )


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
    told[seen.KEPT] = told[ready.FOLDER] = str(private)
    if on:
        told["ROPABOOK_ON"] = on.isoformat()
    return told


@contextmanager
def _ready(ropa: Path, on: date | None, private: Path) -> Iterator[None]:
    """The process that makes the page ready, which ends with this one."""
    command = [sys.executable, "-m", "ropabook.dashboard.keeping", str(ropa.resolve()),
               str(private), *([str(on)] if on else [])]  # fmt: skip
    with (private / "ready-log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module, no text of others
            command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True,
            env=environment(ropa, on, private),
        )  # fmt: skip
        try:
            yield
        finally:
            process.kill()
            process.wait()


@contextmanager
def _server(
    ropa: Path, port: int, options: Options, token: Path, private: Path
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """The server in a process of its own, which ends with this one."""
    with (private / "log").open("w+b") as log:
        command = [sys.executable, "-m", "ropabook.dashboard.server", str(NOTEBOOK), str(port),
                   str(token), str(options.warm), *options.names]  # fmt: skip
        process = subprocess.Popen(  # noqa: S603 - our own module, no text of others
            command,
            env=environment(ropa, options.on, private),
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
