"""The real dashboard in a real browser: what is seen, fetched, printed, reached by keyboard."""

import http.client
import re
import shutil
import socket
import tempfile
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ropabook.dashboard import CannotServe, launch, serve
from ropabook.dashboard.server import HEADERS, HOST
from ropabook.review import review
from ropabook.store.load import load
from tests.small import DATA, TODAY

GAPS = DATA / "gaps"
SIZES = [(1440, 900), (1280, 720), (390, 844)]


@pytest.fixture(scope="module")
def dashboard(served):
    return served(GAPS)


@pytest.fixture
def visit(browser, dashboard):
    """A page that has been opened, with all it fetched and complained about."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.fetched, page.complaints = [], []
    page.on("request", lambda request: page.fetched.append(request.url))
    page.on("console", lambda said: page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(dashboard.address)
    page.wait_for_selector(".ropabook footer")
    yield page
    page.close()


def get(address: str, path: str = "/", **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace")


def test_it_says_where_to_look_and_how_to_stop(dashboard) -> None:
    assert re.search(
        r"The dashboard is at http://127\.0\.0\.1:\d+/ and stops with Ctrl\+C\.$",
        dashboard.said.strip(),
    )


def test_the_page_shows_the_review_and_nothing_else_is_fetched(visit, dashboard, tmp_path) -> None:
    judged = review(load(GAPS), TODAY)
    assert visit.title() == "Record of processing activities"
    assert visit.locator("h1").inner_text() == "Saltmarsh group"
    shown = visit.locator("#overview").inner_text()
    for severity, count in judged.by_severity().items():
        figure = visit.locator(f"#overview .in-0 .figure.{severity} b")
        assert figure.inner_text().endswith(f" {count}")
    assert "How complete the Article 30 record is" in shown
    assert not visit.locator("#reading").is_visible()
    assert [urlsplit(url).netloc for url in visit.fetched] == [urlsplit(dashboard.address).netloc]
    assert visit.complaints == []
    visit.screenshot(path=tmp_path / "group.png", full_page=True)
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
        visit.locator(f"label[for=company-{company}]").click()
        visit.evaluate("document.querySelectorAll('#gaps details').forEach(d => { d.open = true })")
        shown = visit.locator("#gaps .rule li:visible").count()
        assert shown == len(judged.findings_of(company))
    visit.locator("label[for=company-0]").click()
    assert visit.locator("#gaps .rule li:visible").count() == len(judged.findings)


def test_a_number_leads_to_its_list_and_back_goes_back(visit) -> None:
    visit.locator("#overview .in-0 a.figure.critical").click()
    assert visit.url.endswith("#gaps-critical")
    assert visit.locator("#gaps").is_visible()
    visit.go_back()
    assert visit.locator("#overview").is_visible()
    visit.goto(visit.url.split("#")[0] + "#record-activities-newsletter")
    assert visit.locator("#record").is_visible()
    assert visit.locator("#record-activities-newsletter").is_visible(), "it opens by itself"


def test_an_activity_shows_its_own_flows_when_it_is_focused(visit) -> None:
    curve = visit.locator("#flows-group .curve").first
    faded = "element => getComputedStyle(element).opacity"
    others = visit.locator("#flows-group .curve:not(.u1)").first
    visit.goto(visit.url.split("#")[0] + "#data")
    visit.locator("#flows-group-1").focus()
    assert float(others.evaluate(faded)) < 0.1
    assert float(visit.locator("#flows-group .u1").first.evaluate(faded)) == 1
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


def test_the_server_sends_its_policy_and_refuses_the_rest(dashboard) -> None:
    status, headers, body = get(dashboard.address)
    assert status == 200
    assert HEADERS.items() <= headers.items()
    assert "<script" not in body
    assert get(dashboard.address, Host="evil.example")[0] == 403
    for path in ("dashboard.ipynb", "../ropa/group.yaml", "voila.py"):
        assert get(dashboard.address, f"/voila/files/{path}")[0] in (403, 404)
    assert get(dashboard.address, "/api/contents/")[0] in (302, 403, 404)
    assert "traceback" not in get(dashboard.address, "/?template=nope")[2].lower()


def test_no_visitor_may_talk_to_a_kernel(dashboard) -> None:
    get(dashboard.address)
    made = Path(tempfile.gettempdir()).glob("voila_*/kernel-*.json")
    ids = [path.stem.removeprefix("kernel-") for path in made]
    mine = [id for id in ids if get(dashboard.address, f"/api/kernels/{id}")[0] == 200]
    assert mine, "a kernel that is running should have been found"
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    }
    for id in mine:
        assert get(dashboard.address, f"/api/kernels/{id}/channels", **upgrade)[0] == 403


def test_the_record_is_read_again_at_each_visit(served, tmp_path) -> None:
    root = tmp_path / "ropa"
    shutil.copytree(GAPS, root)
    running = served(root, 18890)
    assert "Saltmarsh group" in get(running.address)[2]
    (root / "group.yaml").write_text("title: Renamed group\n")
    assert "Renamed group" in get(running.address)[2]
    (root / "group.yaml").write_text("title: [\n")
    assert "could not be read in full" in get(running.address)[2]


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
        serve(tmp_path / "none", 18900, None, False)
    monkeypatch.setattr(launch, "NOTEBOOK", Path("none.ipynb"))
    with pytest.raises(CannotServe, match="is missing"):
        serve(GAPS, 18900, None, False)


def test_kernels_write_byte_code(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("ROPABOOK_ON", "2020-01-01")
    told = launch.environment(GAPS, None, tmp_path)
    assert "PYTHONDONTWRITEBYTECODE" not in told
    assert "ROPABOOK_ON" not in told
    assert launch.environment(GAPS, date(2026, 1, 2), tmp_path)["ROPABOOK_ON"] == "2026-01-02"
