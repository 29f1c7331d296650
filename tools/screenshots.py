"""Pictures of the dashboard for docs/dashboard.md: `python -m tools.screenshots` writes them.

They show the tests' complete register, of which nobody is real, with a month of history.
"""

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from ropabook.handout import write
from ropabook.past_reviews import Trend, past
from ropabook.review import review
from ropabook.seen import Seen, State
from ropabook.store.load import load
from ropabook.views.pages import PAGES

ROOT = Path(__file__).resolve().parent.parent
TO = ROOT / "docs" / "dashboard"
DAYS = (date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28))
DAY = date(2027, 3, 31)
"""A day by which some reviews are overdue, so that there is something to show."""
DARK, NARROW = "overview", "gaps"


def seen() -> Seen:
    """The register as it is judged on a day, and on days before."""
    register = load(ROOT / "tests" / "data" / "complete")
    state = "4f1c2a9be0" + "0" * 30
    judged = review(register, DAY)
    points = [past(review(register, day), state) for day in DAYS]
    return Seen(judged, State(state, f"{DAY} 09:12"), trend=Trend((*points, past(judged))))


def main() -> int:
    """Write one picture for each page, one in the dark and one of a telephone."""
    TO.mkdir(exist_ok=True)
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = write(seen(), Path(folder) / "page.html")
        own = next(filter(None, map(shutil.which, names)), None)
        browser = playwright.chromium.launch(executable_path=own, args=["--no-sandbox"])
        shots = [(page.key, page.key, 1280, 800, "light") for page in PAGES[1:]]
        shots.append((PAGES[0].key, PAGES[0].key, 1280, 1240, "light"))
        shots += [("dark", DARK, 1280, 800, "dark"), ("narrow", NARROW, 390, 844, "light")]
        for name, key, width, height, scheme in shots:
            shown = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            shown.goto(f"{file.as_uri()}#{key}")
            shown.screenshot(path=TO / f"{name}.png")
            shown.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
