"""A record full of hostile texts, really served: nothing runs, nothing leaves, nothing breaks."""

import shutil
from datetime import date
from urllib.parse import urlsplit

import pytest

from ropabook.dashboard.server import HOST
from ropabook.review import review
from ropabook.store.load import load
from ropabook.views.page import page
from tests.hostile import PAYLOADS, poisoned
from tests.size import RELEASE, size
from tests.small import COMPLETE, TODAY

LATER = date(2027, 6, 30)
"""A day by which the record has gaps: then the page has every kind of element."""
SHAPES = """() => [...new Set([...document.querySelectorAll('*')].flatMap(each =>
  each.getAttributeNames().map(name => `${each.tagName} ${name}`).concat(each.tagName)))].sort()"""
"""Every kind of element on a page, and every attribute of it."""
EVERYTHING = """async () => {
  const tick = () => new Promise(done => requestAnimationFrame(done));
  for (const each of document.querySelectorAll('details')) each.open = true;
  for (const each of document.querySelectorAll('nav .pages a')) { each.click(); await tick(); }
  for (const each of document.querySelectorAll('.tabs input')) { each.click(); await tick(); }
  for (const each of document.querySelectorAll('.filters input')) { each.click(); await tick(); }
  for (const each of document.querySelectorAll('option')) { each.selected = true; await tick(); }
  const links = [...document.querySelectorAll('a[href^="#"]')];
  for (const each of links.filter((_, at) => at % EACH === 0)) each.focus({preventScroll: true});
  return window.fired;
}""".replace("EACH", size("20", "1"))
"""Opens what folds, and uses every page, every filter, and links within the page."""


def shapes(browser, html: str) -> set[str]:
    shown = browser.new_page()
    shown.set_content(f"<!doctype html><body>{html}</body>")
    found = set(shown.evaluate(SHAPES))
    shown.close()
    return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile") / "ropa"
    shutil.copytree(COMPLETE, root)
    assert poisoned(root) > 2000
    assert load(root).refusals == ()
    return root


def test_every_page_of_a_hostile_record_is_served_and_nothing_runs(
    served, browser, hostile
) -> None:
    running = served(hostile, 19020)
    shown = browser.new_page(viewport={"width": 1280, "height": 720})
    fetched, complaints = [], []
    shown.on("request", lambda request: fetched.append(urlsplit(request.url)))
    shown.on("console", lambda said: complaints.append(said.text))
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("dialog", lambda dialog: complaints.append(dialog.message))
    shown.goto(running.way_in)
    shown.wait_for_selector(".ropabook footer")
    assert shown.content().count("window.fired") > 2000, "the page should show them"
    assert shown.evaluate(EVERYTHING) is None
    for asked in ("?record=activities/orders", "?record=recipients/parcel-carrier",
                  "?picture=flows-0", "?picture=claims--2-0", "?as-at=yesterday",
                  "?record=<script>window.fired=1</script>"):  # fmt: skip
        shown.goto(running.address + asked)
        shown.wait_for_selector(".ropabook")
        assert shown.evaluate("window.fired") is None
    assert {url.netloc for url in fetched if url.scheme != "data"} == {f"{HOST}:{running.port}"}
    assert complaints == []
    shown.close()


@pytest.mark.parametrize("payloads", [*((one,) for one in PAYLOADS)] if RELEASE else [PAYLOADS])
def test_no_text_of_the_record_becomes_markup(tmp_path, browser, payloads) -> None:
    """Without the policy, which would keep scripts out by itself: escaping has to do."""
    clean = shapes(browser, page(review(load(COMPLETE), LATER)))
    root = tmp_path / "ropa"
    shutil.copytree(COMPLETE, root)
    assert poisoned(root, payloads) > 2000
    html = page(review(load(root), TODAY))
    fetched: list[str] = []
    shown = browser.new_page()
    shown.on("request", lambda request: fetched.append(request.url))
    shown.set_content(f"<!doctype html><body>{html}</body>")
    assert shown.evaluate(EVERYTHING) is None
    shown.wait_for_timeout(200)
    assert shown.evaluate("window.fired") is None
    assert shown.locator("script, iframe, img, math, form").count() == 0
    quoted = {"CITE", "BLOCKQUOTE"}  # the notice's own words, beside a gap
    assert set(shown.evaluate(SHAPES)) <= clean | quoted
    assert fetched == []
    shown.close()
