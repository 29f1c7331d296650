"""See that there is a browser for the tests: one that is there, else one that is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """The path of a browser on this machine, Playwright's own included."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Playwright's own Chromium, else Debian's package."""
    run([sys.executable, "-m", "playwright", "install", "chromium"])
    if found() is None and shutil.which("apt-get") and os.geteuid() == 0:
        run(["apt-get", "update", "-qq"])
        run(["apt-get", "install", "-y", "-qq", "chromium"])


def run(command: list[str]) -> None:
    """Try; what counts is whether a browser is there afterwards."""
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def main() -> int:
    """0 when there is a browser; else one sentence."""
    if found() is None:
        print("Installing a browser for the tests …", file=sys.stderr)
        install()
    if found() is None:
        print(
            "The tests need a browser and none could be installed. Install Chromium "
            "(Debian: apt-get install chromium) and run the command again.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
