"""What several tests need: a real browser, and the dashboard really served."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from ropabook.store.beginning import begin_history
from ropabook.store.opening import open_store
from tests.lab import Lab, started
from tests.people import ANNA, BOB
from tests.size import RELEASE, figures
from tests.small import DATA

# The same examples in every run: a test fails because of the change at hand, or not at all. New
# ones are looked for in the sizes of a release, by `make torture`.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("release", deadline=None)
settings.load_profile("release" if RELEASE else "ci")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SERVE = """
import sys
from datetime import date
from pathlib import Path
from ropabook.dashboard.launch import Options, serve
ropa, port, on, warm = sys.argv[1:]
serve(Path(ropa), Options(int(port), date.fromisoformat(on), warm=int(warm)))
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser that is there, or Playwright's own. Without one the tests fail, and say so."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        path = next(filter(None, map(shutil.which, NAMES)), own if Path(own).exists() else None)
        if path is None:
            pytest.fail("These tests need a browser: run `make browser`, or install Chromium.")
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory) -> Iterator[Lab]:
    """JupyterLab on a small register, a new one for every file: no file finds what another left."""
    with started(browser, tmp_path_factory.mktemp("lab")) as running:
        yield running


class Served:
    """A running dashboard: where it is, how one gets in, and the process that serves it."""

    def __init__(self, process: subprocess.Popen[str], said: str) -> None:
        self.process = process
        self.said = said
        self.way_in = re.search(r"http://\S+", said).group()
        """The address with the token."""
        self.address, _, self.token = self.way_in.partition("?token=")
        self.port = int(self.address.rstrip("/").rpartition(":")[2])


@pytest.fixture(scope="module")
def served() -> Iterator[Callable[..., Served]]:
    """Serve a folder as `ropabook dashboard` does; everything is stopped afterwards."""
    running: list[subprocess.Popen[str]] = []

    def start(ropa: Path, port: int = 18866, on: str = "2026-11-24", warm: int = 0) -> Served:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(ropa), str(port), on, str(warm)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        running.append(process)
        said = process.stdout.readline()
        assert "The dashboard is at" in said, said or process.stderr.read()
        return Served(process, said)

    yield start
    for process in running:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def ropa(tmp_path) -> Path:
    """A record with a history of its own."""
    shutil.copytree(DATA / "gaps", tmp_path / "ropa")
    begin_history(tmp_path / "ropa", ANNA)
    return tmp_path / "ropa"


@pytest.fixture
def anna(ropa):
    """The record as one person opens it."""
    return open_store(ropa, ANNA)


@pytest.fixture
def bob(ropa):
    """The record as another person opens it."""
    return open_store(ropa, BOB)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was run, in numbers: the figures of docs/faults.md come from here."""
    if RELEASE:
        terminalreporter.section("what was run")
        for line in figures():
            terminalreporter.write_line(line)
