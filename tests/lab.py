"""JupyterLab really started, on a copy of a small register that has a history, for a real browser.

`started(folder)` starts one; the fixture `lab` of conftest does so once for every file of tests.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Locator, Page

from ropabook.store.beginning import begin_history
from ropabook.store.opening import open_store
from ropabook.store.store import Store
from tests.people import ANNA, BOB
from tests.small import DATA, TODAY

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
SIZE = {"width": 1280, "height": 720}
_WAIT = 60


class Lab:
    """A running JupyterLab: what Anna sees in the browser, and the record below it."""

    def __init__(self, browser: Browser, folder: Path, address: str, server: int) -> None:
        self.folder = folder
        self.ropa = folder / "ropa"
        self._browser = browser
        self._address = address
        self._server = server

    def open(self, notebook: str, ready: str = ".ropabook-list tbody tr") -> Page:
        """Open a notebook in a page of its own, and run its first cell by the keyboard.

        Args:
            notebook: such as `activities`.
            ready: what is to be seen before anything is done.

        Returns:
            The page; what the browser complained about is in its `complaints`.
        """
        page = self._browser.new_page(viewport=SIZE)
        page.complaints = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
        page.goto(f"{self._address}/lab/tree/notebooks/{notebook}.ipynb?token=x&reset")
        # A cell that is run before there is a kernel is not run at all.
        page.get_by_text(re.compile(r"Python 3.*\| Idle")).wait_for()
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Control+Enter")
        page.locator(ready).first.wait_for()
        return page

    def bob(self) -> Store:
        """The record as a second person opens it, at another desk."""
        return open_store(self.ropa, BOB)

    def kill_kernels(self) -> None:
        """Kill every kernel as a machine that runs out of memory does: without a word before."""
        kernels = [
            child
            for child in psutil.Process(self._server).children(recursive=True)
            if "ipykernel_launcher" in " ".join(child.cmdline())
        ]
        assert kernels, "no kernel is running"
        for kernel in kernels:
            kernel.kill()
        psutil.wait_procs(kernels, timeout=10)


def form(page: Page) -> Locator:
    """The form of the record that is open."""
    return page.locator(".ropabook-form:visible")


def open_record(page: Page, name: str, titled: str = "") -> Locator:
    """Open a record by its name in the list, and wait for its form.

    Args:
        page: where the list is.
        name: in the list.
        titled: in the head of the form, where a draft has another title.
    """
    page.locator(".ropabook-list").get_by_role("button", name=name, exact=True).click()
    form(page).locator("h2", has_text=titled or name).wait_for()
    return form(page)


@contextmanager
def started(browser: Browser, folder: Path, register: Path = DATA / "gaps") -> Iterator[Lab]:
    """JupyterLab in a folder of its own, with the notebooks and a copy of a register.

    Args:
        browser: that is to open the notebooks.
        folder: an empty folder.
        register: what is copied.
    """
    shutil.copytree(register, folder / "ropa")
    shutil.copytree(NOTEBOOKS, folder / "notebooks")
    (folder / ".gitconfig").write_text(f"[user]\n\tname = {ANNA.name}\n\temail = {ANNA.email}\n")
    begin_history(folder / "ropa", ANNA)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root",
             f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=x",
             f"--ServerApp.root_dir={folder}"],
            env=_environment(folder), cwd=folder, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        lab = Lab(browser, folder, address, process.pid)
        try:
            _answers(f"{address}/api/status?token=x", process)
            yield lab
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def _environment(folder: Path) -> dict[str, str]:
    """Of the person at the desk: Anna, and nothing of whoever runs the tests."""
    own = {
        "HOME": folder,
        "JUPYTER_CONFIG_DIR": folder / "jupyter" / "config",
        "JUPYTER_DATA_DIR": folder / "jupyter" / "data",
        "JUPYTER_RUNTIME_DIR": folder / "jupyter" / "runtime",
        "ROPABOOK_ROPA": folder / "ropa",
        "ROPABOOK_ON": TODAY.isoformat(),
    }
    # Without byte code every kernel starts from source, which doubles the wait.
    foreign = ("JUPYTERHUB_USER", "ROPABOOK_EXPORTS", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return {**kept, **{name: str(value) for name, value in own.items()}}


def _answers(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _WAIT
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("JupyterLab did not start; what it said is in the file `log`.")
