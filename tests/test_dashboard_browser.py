"""The real dashboard in a real browser: what is seen, fetched, printed, reached by keyboard."""

import http.client
import re
import shutil
import socket
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from ropabook.dashboard import launch
from ropabook.dashboard.launch import CannotServe, Options, serve
from ropabook.dashboard.server import HOST
from ropabook.handout import write
from ropabook.review import review
from ropabook.seen import Seen, look
from ropabook.store.load import load
from tests.small import COMPLETE, DATA, TODAY

GAPS = DATA / "gaps"
SIZES = [(1440, 900), (1280, 720), (390, 844)]


@pytest.fixture(scope="module")
def dashboard(served):
    return served(GAPS)


@pytest.fixture
def live(browser, dashboard):
    """The dashboard as it is served, with all that it fetched and complained about."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.fetched, page.complaints = [], []
    page.on("request", lambda request: page.fetched.append(request.url))
    page.on("console", lambda said: page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(dashboard.way_in)
    page.wait_for_selector(".ropabook footer")
    yield page
    page.close()


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory) -> Path:
    """The same page as a file: what it does in a browser needs no server."""
    return write(Seen(review(load(GAPS), TODAY)), tmp_path_factory.mktemp("out") / "page.html")


@pytest.fixture
def visit(browser, handed_out):
    """A page that has been opened from its file."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(handed_out.as_uri())
    yield page
    page.close()


def get(served, path: str = "/") -> str:
    connection = http.client.HTTPConnection(HOST, served.port, timeout=60)
    connection.request("GET", path, headers={"Authorization": f"token {served.token}"})
    return connection.getresponse().read().decode(errors="replace")


def test_it_says_where_to_look_and_how_to_stop(dashboard) -> None:
    assert re.search(
        r"The dashboard is at http://127\.0\.0\.1:\d+/\?token=[\w-]{43} and stops with Ctrl\+C\.$",
        dashboard.said.strip(),
    )


def test_the_page_shows_the_review_and_nothing_else_is_fetched(live, dashboard, tmp_path) -> None:
    judged = review(load(GAPS), TODAY)
    assert live.title() == "Record of processing activities"
    assert live.url == dashboard.address, "the token has left the address"
    assert live.locator("h1").inner_text() == "Saltmarsh group"
    shown = live.locator("#overview").inner_text()
    for severity, count in judged.by_severity().items():
        figure = live.locator(f"#overview .in-0.by-all .figure.{severity} b")
        assert figure.inner_text().endswith(f" {count}")
    assert "How complete the Article 30 record is" in shown
    assert not live.locator("#reading").is_visible()
    assert {urlsplit(url).netloc for url in live.fetched} == {f"{HOST}:{dashboard.port}"}
    assert live.complaints == []
    live.screenshot(path=tmp_path / "group.png", full_page=True)
    assert (tmp_path / "group.png").stat().st_size > 10_000


def test_pages_companies_and_severities_are_chosen_by_keyboard(visit) -> None:
    visit.keyboard.press("Tab")
    visit.keyboard.press("Tab")
    assert visit.evaluate("document.activeElement.textContent") == "Gaps"
    visit.keyboard.press("Enter")
    assert visit.locator("#gaps").is_visible()
    assert not visit.locator("#overview").is_visible()
    visit.locator("#company-0").focus()
    visit.keyboard.press("ArrowRight")
    assert visit.locator("#company-alder").is_checked()
    outline = "getComputedStyle(document.querySelector('label[for=company-alder]')).outlineStyle"
    assert visit.evaluate(outline) == "solid"
    assert visit.locator("#gaps li.of-alder").first.is_hidden()  # folded
    visit.locator("#show-major").focus()
    visit.keyboard.press("Space")
    assert visit.locator("#gaps .rule.sev-major").first.is_hidden()
    assert visit.locator("#gaps .rule.sev-critical").first.is_visible()
    folded = visit.locator("#gaps .rule.sev-critical").first
    folded.locator("summary").focus()
    visit.keyboard.press("Enter")
    assert folded.get_attribute("open") is not None


def test_a_company_sees_only_what_concerns_it(visit) -> None:
    judged = review(load(GAPS), TODAY)
    visit.goto(visit.url.split("#")[0] + "#gaps")
    for company in ("alder", "birch"):
        visit.locator(f".tabs label[for=company-{company}]").click()
        visit.evaluate("document.querySelectorAll('#gaps details').forEach(d => { d.open = true })")
        shown = visit.locator("#gaps .rule li:visible").count()
        assert shown == len(judged.findings_of(company))
    visit.locator(".tabs label[for=company-0]").click()
    assert visit.locator("#gaps .rule li:visible").count() == len(judged.findings)


def test_a_number_leads_to_its_list_and_back_goes_back(visit) -> None:
    visit.locator("#overview .in-0.by-all a.figure.critical").click()
    assert visit.url.endswith("#gap-rows:sev-critical")
    assert visit.locator("#gaps").is_visible()
    visit.go_back()
    assert visit.locator("#overview").is_visible()
    visit.goto(visit.url.split("#")[0] + "#record-activities-newsletter")
    assert visit.locator("#record").is_visible()
    assert visit.locator("#record-activities-newsletter").is_visible(), "it opens by itself"


def test_an_activity_shows_its_own_flows_when_it_is_focused(visit) -> None:
    curve = visit.locator("#flows-0 .curve").first
    faded = "element => getComputedStyle(element).opacity"
    others = visit.locator("#flows-0 .curve:not(.u1)").first
    visit.goto(visit.url.split("#")[0] + "#data")
    visit.locator("#flows-0-1").focus()
    assert float(others.evaluate(faded)) < 0.1
    assert float(visit.locator("#flows-0 .u1").first.evaluate(faded)) == 1
    assert curve.count() == 1


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_fits_the_window(visit, width, height) -> None:
    visit.set_viewport_size({"width": width, "height": height})
    for link in visit.locator(".pages a").all():
        link.click()
        for label in visit.locator(".tabs label").all():
            label.click()
            assert visit.evaluate("document.documentElement.scrollWidth") <= width


def test_every_page_is_printed(visit) -> None:
    visit.emulate_media(media="print")
    for panel in visit.locator("article.page").all():
        assert panel.is_visible()
    assert not visit.locator(".controls").is_visible()
    assert visit.pdf(format="A4").count(b"/Type /Page\n") >= 4


def test_the_dark_scheme_is_used_where_it_is_wanted(visit) -> None:
    visit.emulate_media(color_scheme="dark")
    ink = visit.evaluate("getComputedStyle(document.querySelector('.ropabook')).color")
    assert ink == "rgb(230, 235, 240)"


def test_the_record_is_read_again_at_each_visit(served, tmp_path) -> None:
    root = tmp_path / "ropa"
    shutil.copytree(GAPS, root)
    running = served(root, 18890)
    assert "Saltmarsh group" in get(running)
    (root / "group.yaml").write_text("title: Renamed group\n")
    assert "Renamed group" in get(running)
    (root / "group.yaml").write_text("title: [\n")
    assert "could not be read in full" in get(running)


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < launch.free_port(port) <= port + 20
    with pytest.raises(CannotServe, match="is not a port"):
        launch.free_port(0)


def test_what_cannot_be_served_is_said_in_a_sentence(tmp_path, monkeypatch) -> None:
    with pytest.raises(CannotServe, match="There is no folder"):
        serve(tmp_path / "none", Options(18900))
    monkeypatch.setattr(launch, "NOTEBOOK", Path("none.ipynb"))
    with pytest.raises(CannotServe, match="is missing"):
        serve(GAPS, Options(18900))


def test_kernels_write_byte_code(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("ROPABOOK_ON", "2020-01-01")
    told = launch.environment(GAPS, None, tmp_path)
    assert "PYTHONDONTWRITEBYTECODE" not in told
    assert "ROPABOOK_ON" not in told
    assert launch.environment(GAPS, date(2026, 1, 2), tmp_path)["ROPABOOK_ON"] == "2026-01-02"


@pytest.fixture(scope="module")
def full(tmp_path_factory) -> Path:
    """A page that has everything: pictures, risks, transfers, functions."""
    seen = look(COMPLETE, TODAY)
    return write(seen, tmp_path_factory.mktemp("full") / "page.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(browser, handed_out, scheme) -> None:
    # Axe is a script, which the page's own policy keeps out. Contrast costs it minutes on a page of
    # this size: it is looked at on one page, and every pair of colours has a test of its own.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(handed_out.as_uri())
    for key in page.evaluate("[...document.querySelectorAll('.page')].map(each => each.id)"):
        page.goto(f"{handed_out.as_uri()}#{key}")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        rules = {"color-contrast": {"enabled": key == "overview"}}
        options = {"resultTypes": ["violations"], "rules": rules}
        found = Axe().run(page, context=f"#{key}", options=options).response["violations"]
        serious = [
            (each["id"], each["nodes"][0]["html"][:200])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == [], key
    context.close()


def test_no_page_of_a_full_record_is_too_wide_for_a_telephone(browser, full) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(full.as_uri())
    for key in page.evaluate("[...document.querySelectorAll('.page')].map(each => each.id)"):
        for company in ("0", "harbour"):
            choose = "([key, id]) => { location.hash = key; document.getElementById(id).click() }"
            page.evaluate(choose, [key, f"company-{company}"])
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, key
    page.close()


ROWS = """() => [...document.querySelectorAll('#retention tbody tr')]
  .filter(row => row.checkVisibility()).map(row => row.cells[0].innerText)"""


def test_a_function_narrows_the_lists(browser, full) -> None:
    page = browser.new_page()
    page.goto(f"{full.as_uri()}#retention-rows")
    every = page.evaluate(ROWS)
    page.select_option("#function", label="Marketing")
    left = page.evaluate(ROWS)
    assert 0 < len(left) < len(every)
    marketing = {
        activity.title
        for activity in load(COMPLETE).activities.values()
        if activity.business_function == "Marketing"
    }
    assert set(left) <= marketing
    page.select_option("#function", label="All functions")
    assert page.evaluate(ROWS) == every
    page.close()


def test_a_figure_opens_the_list_that_it_leads_to(browser, full) -> None:
    page = browser.new_page()
    for key in ("retention", "recipients", "risk", "notice"):
        page.goto(f"{full.as_uri()}#{key}")
        figure = page.locator(f"#{key} .in-0.by-all a.figure").last
        to = figure.get_attribute("href").removeprefix("#")
        line = page.locator(f'[id="{to}"]')
        assert not line.is_visible()
        figure.click()
        assert line.is_visible()
        assert page.locator(f"#{key}").is_visible()
    page.close()


def test_pictures_are_saved_as_svg_and_png(browser, full) -> None:
    page = browser.new_page()
    page.goto(f"{full.as_uri()}#retention")
    for form, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as saved:
            page.locator(f"#picture-retention-0 figcaption a:text('Save as {form}')").click()
        assert saved.value.suggested_filename == f"retention-0.{form.lower()}"
        assert Path(saved.value.path()).read_bytes().startswith(begins)
    page.close()
