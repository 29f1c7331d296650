"""The dashboard in a real browser beside a blank Voila notebook on the same machine."""

import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from jupyter_client.manager import start_new_kernel
from playwright.sync_api import Browser, sync_playwright

from benchmarks.row import Row
from benchmarks.synthetic import write
from ropabook.dashboard import ready, visit
from ropabook.dashboard.launch import free_port

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VIEWERS = 20
RUNS = 5


class Page(NamedTuple):
    """Something that is served: where, and what is on it when it is there."""

    address: str
    there: str


class Look(NamedTuple):
    """How long it took until a page was there, and how many bytes were fetched."""

    seconds: float
    bytes: int


def figures(opus: Path, folder: Path) -> Iterator[Row]:
    """All figures about the dashboard.

    Args:
        opus: a record.
        folder: an empty folder.
    """
    folder.mkdir()
    large = write(folder / "large", 5_000)
    with sync_playwright() as playwright, _browser(playwright.chromium) as browser:
        with _blank(folder / "blank") as blank, _ours(opus) as ours:
            yield from _views(browser, ours, blank)
            yield _filter(browser, ours, "Opus")
            yield _many(ours)
            with _ours(large, 18_890) as big:
                yield _size(browser, big, ours)
                yield _filter(browser, big, "5,000 activities, 6 functions")
        with _blank(folder / "warm", 1) as blank, _ours(opus, warm=1) as ours:
            yield _warm(browser, ours, blank)
    yield _memory(opus, folder)


@contextmanager
def _browser(chromium: object) -> Iterator[Browser]:
    own = next(filter(None, map(shutil.which, BROWSERS)), None)
    opened = chromium.launch(executable_path=own, args=["--no-sandbox"])  # type: ignore[attr-defined]
    yield opened
    opened.close()


@contextmanager
def _blank(folder: Path, warm: int = 0) -> Iterator[Page]:
    """A notebook with one word, as Voila serves it when nothing is set."""
    folder.mkdir()
    cell: dict[str, Any] = {"cell_type": "code", "id": "blank", "metadata": {}, "outputs": [],
            "execution_count": None, "source": "print('blank')"}  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4,
                "nbformat_minor": 5}  # fmt: skip
    (folder / "blank.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    port = free_port(18_850)
    command = [sys.executable, "-m", "voila", str(folder / "blank.ipynb"), "--no-browser",
               f"--port={port}", f"--VoilaConfiguration.preheat_kernel={bool(warm)}",
               f"--VoilaConfiguration.default_pool_size={warm}",
               "--MappingKernelManager.cull_idle_timeout=20",
               "--MappingKernelManager.cull_interval=5"]  # fmt: skip
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=_environment())
    try:
        _until(lambda: _answers(port))
        yield Page(f"http://127.0.0.1:{port}/", "text=blank")
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _ours(ropa: Path, port: int = 18_870, warm: int = 0) -> Iterator[Page]:
    command = [sys.executable, "-m", "ropabook", "dashboard", "--ropa", str(ropa), "--no-browser",
               "--port", str(port), "--warm", str(warm), "--on", "2026-11-24"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment())
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found, "the dashboard says where it is"
    try:
        # What is made ready before anybody comes is no part of a visit.
        _until(lambda: any(_page_of(process.pid)), 120)
        yield Page(found.group(), ".ropabook footer")
    finally:
        process.terminate()
        process.wait()


def _page_of(pid: int) -> Iterator[Path]:
    """The page that this dashboard has made ready."""
    listed = subprocess.run(["ps", "-o", "args=", "--ppid", str(pid)], capture_output=True,
                            text=True, check=False).stdout  # fmt: skip
    for folder in re.findall(r"ropabook\.dashboard\.(?:ready|keeping) \S+ (\S+)", listed):
        yield from Path(folder).glob("page.html")


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _until(there: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not there() and time.monotonic() < until:
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("HEAD", "/")
        return connection.getresponse().status > 0
    except OSError:
        return False


def look(browser: Browser, page: Page) -> Look:
    """One visit by somebody who has never been there."""
    context = browser.new_context()
    fetched = []
    shown = context.new_page()
    shown.on("response", lambda response: fetched.append(response))
    start = time.perf_counter()
    shown.goto(page.address, wait_until="commit")
    shown.wait_for_selector(page.there, timeout=120_000)
    taken = time.perf_counter() - start
    shown.wait_for_load_state("load")
    size = sum(len(each.body()) for each in fetched if each.status == 200)
    context.close()
    return Look(taken, size)


class Pair(NamedTuple):
    """Visits to two pages in turn."""

    ours: list[Look]
    floor: list[Look]

    def seconds(self) -> tuple[float, float, float, float]:
        """Medians of both, of the ratios, and of the differences."""
        both = [(a.seconds, b.seconds) for a, b in zip(self.ours, self.floor, strict=True)]
        return (
            statistics.median(a for a, _ in both),
            statistics.median(b for _, b in both),
            statistics.median(a / b for a, b in both),
            statistics.median(a - b for a, b in both),
        )


def in_turn(browser: Browser, ours: Page, floor: Page, runs: int = RUNS, rest: float = 0) -> Pair:
    """Visit both in turn, after one visit to each that does not count."""
    look(browser, ours), look(browser, floor)
    found = Pair([], [])
    for _ in range(runs):
        time.sleep(rest)
        found.ours.append(look(browser, ours))
        time.sleep(rest)
        found.floor.append(look(browser, floor))
    return found


def _views(browser: Browser, ours: Page, blank: Page) -> Iterator[Row]:
    pair = in_turn(browser, ours, blank)
    mine, floor, ratio, _ = pair.seconds()
    yield Row("Dashboard of Opus, first view; floor: a blank Voila page", f"{mine:.2f} s",
              f"{floor:.2f} s", f"{ratio:.2f}", "≤ 1.3", ratio <= 1.3)  # fmt: skip
    mine, floor = pair.ours[0].bytes / 1e6, pair.floor[0].bytes / 1e6
    yield Row("Dashboard of Opus, what is fetched", f"{mine:.1f} MB", f"{floor:.1f} MB",
              f"{mine / floor:.2f}", "≤ 1.1", mine / floor <= 1.1)  # fmt: skip


def _warm(browser: Browser, ours: Page, blank: Page) -> Row:
    """Time to fill the pool again lies between two visits."""
    mine, floor, ratio, more = in_turn(browser, ours, blank, rest=6).seconds()
    return Row("The same with warm kernels", f"{mine:.2f} s", f"{floor:.2f} s", f"{ratio:.2f}",
               "≤ 0.5 s more", more <= 0.5)  # fmt: skip


_CHOOSE = """async ([name, at]) => {
  const chosen = document.getElementById(name), start = performance.now();
  if (chosen.options) chosen.selectedIndex = at; else chosen.checked = true;
  chosen.dispatchEvent(new Event('change', {bubbles: true}));
  document.querySelector('.ropabook').getBoundingClientRect();
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}"""


def _filter(browser: Browser, shown_at: Page, what: str) -> Row:
    """Each company and each function is chosen in turn, on the page of the gaps."""
    shown = browser.new_page(viewport={"width": 1440, "height": 900})
    shown.goto(shown_at.address)
    shown.wait_for_selector(shown_at.there)
    shown.goto(shown.url + "#gaps")
    names = shown.evaluate("[...document.querySelectorAll('.tabs input')].map(each => each.id)")
    functions = shown.evaluate("document.querySelectorAll('#function option').length")
    choices = [*((name, 0) for name in names), *(("function", at) for at in range(functions))]
    taken = [shown.evaluate(_CHOOSE, choice) for _ in range(3) for choice in choices]
    shown.close()
    worst, median = max(taken), statistics.median(taken)
    return Row(f"{what}: another company or function is chosen, until it is drawn (slowest "
               f"{worst:.0f} ms)", f"{median:.0f} ms", "–", "–", "≤ 150 ms", median <= 150
               )  # fmt: skip


def _many(ours: Page) -> Row:
    """So many at once; every page whole."""
    address, _, token = ours.address.partition("?token=")
    port = int(address.rstrip("/").rpartition(":")[2])

    def one(_: int) -> tuple[float, bool]:
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", "/", headers={"Authorization": f"token {token}"})
        answer = connection.getresponse()
        whole = answer.read().rstrip().endswith(b"</html>")
        return time.perf_counter() - start, whole and answer.status == 200

    with ThreadPoolExecutor(VIEWERS) as viewers:
        found = list(viewers.map(one, range(VIEWERS)))
    wrong = sum(not well for _, well in found)
    median = statistics.median(taken for taken, _ in found)
    return Row(f"{VIEWERS} viewers at once: median, errors", f"{median:.1f} s, {wrong}", "–", "–",
               "no error", wrong == 0)  # fmt: skip


def _size(browser: Browser, big: Page, ours: Page) -> Row:
    mine, floor, ratio, _ = in_turn(browser, big, ours, 3).seconds()
    return Row("5,000 activities, first view; floor: Opus", f"{mine:.2f} s", f"{floor:.2f} s",
               f"{ratio:.2f}", "≤ 2", ratio <= 2)  # fmt: skip


def _memory(opus: Path, folder: Path) -> Row:
    """Of the kernel of a visit; floor: of one that imports pandas."""
    from datetime import date

    day = date(2026, 11, 24)
    with tempfile.TemporaryDirectory(dir=folder) as private:
        made = visit.answer(opus, day, visit.Asked(), keep_in=Path(private))
        ready.write(Path(private), ready.Ready(ready.marks(opus, day), made))
        told = {visit.SERVED: "x", ready.FOLDER: private, "ROPABOOK_ROPA": str(opus),
                "ROPABOOK_ON": str(day)}  # fmt: skip
        mine = _kernel("from ropabook.workbook import dashboard\ndashboard()", told)
    floor = _kernel("import pandas", {})
    return Row("Memory of a viewer's kernel; floor: one that imports pandas", f"{mine:.0f} MB",
               f"{floor:.0f} MB", f"{mine / floor:.2f}", "≤ 1.5", mine / floor <= 1.5)  # fmt: skip


def _kernel(code: str, told: dict[str, str]) -> float:
    """How many megabytes a kernel has after it has run something: its proportional share."""
    manager, client = start_new_kernel(kernel_name="python3", env={**_environment(), **told})
    try:
        client.execute_interactive(code, timeout=120, output_hook=lambda message: None)
        pid = manager.provisioner.pid  # type: ignore[union-attr]
        said = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        found = re.search(r"^Pss:\s+(\d+) kB", said, re.MULTILINE)
        return int(found.group(1)) / 1024 if found else 0.0
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
