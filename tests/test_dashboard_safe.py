"""The dashboard is safe to show: one page, nobody without the token, nothing is written."""

import hashlib
import http.client
import http.server
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ropabook.dashboard import keeping, launch, ready
from ropabook.dashboard.launch import CannotServe, Options, serve
from ropabook.dashboard.probe import METHODS, PATHS, SOCKETS, attacks, got_in
from ropabook.dashboard.server import HEADERS, HOST, settings
from ropabook.dashboard.token import LEAST, UnsafeToken, make, read
from ropabook.dashboard.visit import Asked, answer, asked, show
from tests.size import RELEASE, count, size
from tests.small import COMPLETE, DATA, TODAY

VIEWERS = size(3, 20)


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("served") / "ropa"
    shutil.copytree(COMPLETE, root)
    return root


@pytest.fixture(scope="module")
def digest(record) -> str:
    return digest_of(record)


@pytest.fixture(scope="module")
def dashboard(served, record, digest):
    return served(record, 18980, warm=1)


def digest_of(root: Path) -> str:
    said = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        said.update(str(path.relative_to(root)).encode())
        said.update(path.read_bytes() if path.is_file() else b"/")
    return said.hexdigest()


def ask(dashboard, path="/", method="GET", token=True, **headers) -> tuple[int, dict, str]:
    connection = http.client.HTTPConnection(HOST, dashboard.port, timeout=90)
    sent = {"Authorization": f"token {dashboard.token}"} if token else {}
    connection.request(method, path, headers={**sent, **headers})
    response = connection.getresponse()
    found = response.status, dict(response.getheaders()), response.read().decode()
    connection.close()
    return found


def test_every_address_but_one_is_nowhere(dashboard) -> None:
    for path in PATHS:
        if ".." not in path and "//" not in path:
            status, headers, body = ask(dashboard, path)
            assert status == 404, path
            assert "There is nothing at this address" in body
            assert HEADERS.items() <= headers.items()
            assert "Server" not in headers


def test_it_is_only_looked_at(dashboard) -> None:
    for method in METHODS:
        if method not in ("CONNECT", "TRACE"):
            assert ask(dashboard, method=method)[0] == 405, method
    assert ask(dashboard, method="HEAD")[0] == 200


def test_nobody_gets_in_without_the_token(dashboard) -> None:
    for path in ("/", "/?token=", "/?as-at=2026-11-24", "/?picture=retention-0"):
        status, _, body = ask(dashboard, path, token=False)
        assert status == 403
        assert "Who is there?" in body
        assert "Northwind" not in body
    began = time.monotonic()
    assert ask(dashboard, "/?token=wrong", token=False)[0] == 403
    assert time.monotonic() - began > 0.9, "guessing is slow"


def test_the_token_becomes_a_cookie_and_leaves_the_address(dashboard) -> None:
    status, headers, _ = ask(dashboard, f"/?token={dashboard.token}&as-at=2026-11-24", token=False)
    assert (status, headers.get("Location")) == (303, "/?as-at=2026-11-24")
    cookie = headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert dashboard.token.lower() not in cookie


def test_the_token_is_on_no_command_line_and_in_no_log(dashboard) -> None:
    listed = subprocess.run(
        ["ps", "axww", "-o", "args"], capture_output=True, text=True, check=True
    )
    assert dashboard.token not in listed.stdout
    logs = list(Path(tempfile.gettempdir()).glob("ropabook-*/log"))
    assert logs
    for log in logs:
        assert dashboard.token not in log.read_text()


def test_only_its_own_host_is_answered(dashboard) -> None:
    for host in ("evil.example", f"127.0.0.1.evil.example:{dashboard.port}"):
        assert ask(dashboard, Host=host)[0] == 403
    assert ask(dashboard, method="HEAD", Host=f"localhost:{dashboard.port}")[0] == 200


def test_no_websocket_opens_to_any_kernel(dashboard) -> None:
    made = Path(tempfile.gettempdir()).glob("voila_*/kernel-*.json")
    running = [path.stem.removeprefix("kernel-") for path in made]
    assert running, "a warm kernel should have been found"
    ways = ("/api/kernels/{}/channels", "/voila/query/{}", "/x/{}")
    paths = [way.format(id) for id in running for way in ways]
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    }
    for path in (*paths, *SOCKETS):
        for origin in ({}, {"Origin": "null"}, {"Origin": f"http://{HOST}:{dashboard.port}"}):
            assert ask(dashboard, path, **upgrade, **origin)[0] == 404


def kernels() -> int:
    return len(list(Path(tempfile.gettempdir()).glob("voila_*/kernel-*.json")))


def memory_of(root: int) -> float:
    """What a process and all that came of it hold together, in MB: each its own share."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    parents = dict(tuple(map(int, line.split())) for line in listed.stdout.splitlines())
    family, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        family, grown = family | more, bool(more)
    total = 0
    for pid in family:
        try:
            said = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue  # it has ended meanwhile
        found = re.search(r"^Pss:\s+(\d+) kB", said, re.MULTILINE)
        total += int(found.group(1)) if found else 0
    return total / 1024


def test_many_at_once_are_all_answered_and_leave_no_kernel(dashboard, record, digest) -> None:
    """Suite V4: so many viewers at once, no error, and afterwards only warm kernels are left."""

    def one(_: int) -> tuple[float, int, str]:
        began = time.monotonic()
        status, _, body = ask(dashboard)
        return time.monotonic() - began, status, body

    held = []
    with ThreadPoolExecutor(VIEWERS) as viewers:
        asking = [viewers.submit(one, at) for at in range(VIEWERS)]
        while not all(each.done() for each in asking):
            held.append(memory_of(dashboard.process.pid))
            time.sleep(0.2)
        found = [each.result() for each in asking]
    assert [status for _, status, _ in found] == [200] * VIEWERS
    assert all("Northwind" in body and "</footer>" in body for _, _, body in found)
    assert all("<script" not in body for _, _, body in found)
    assert max(held) < 3_000
    count(f"viewers at once without an error, with at most {max(held):,.0f} MB", VIEWERS)
    median = statistics.median(taken for taken, _, _ in found)
    count("milliseconds: the median of viewers at once", round(median * 1000))
    until = time.monotonic() + (60 if RELEASE else 30)
    while kernels() > 2 and time.monotonic() < until:
        time.sleep(0.2)
    assert kernels() <= 2, "only warm kernels are left"
    assert digest_of(record) == digest


def test_what_is_not_there_is_said_in_words(dashboard) -> None:
    for query, said in (
        ("as-at=yesterday", "That is not a day"),
        ("as-at=1999-01-01", "history"),
        ("record=none", "There is no such record"),
        ("picture=none", "There is no such picture"),
        ("record=newsletter", "All pages"),
        ("picture=retention-0", "Save as PNG"),
    ):
        assert said in answer(DATA / "gaps", TODAY, asked(query))
    status, _, body = ask(dashboard, "/?as-at=yesterday")
    assert status == 200
    assert "That is not a day" in body
    assert "Traceback" not in body


@pytest.mark.parametrize(
    "query",
    ["as-at=2026-11-24&picture=../../etc/passwd", "record=activities/../../x", "picture=<script>",
     "token=x", "record=" + "a" * 5000, "%00=%00"],
)  # fmt: skip
def test_only_plain_names_are_asked_for(query) -> None:
    found = asked(query)
    assert found.picture == ""
    assert found.record == ""


def test_what_a_visit_opens_is_only_read(record, digest) -> None:
    """An audit of every file that is opened: none below the record, nor anywhere, to be written."""
    code = f"""
import os, sys
from datetime import date
from pathlib import Path
sys.dont_write_bytecode = True
seen = []
def watch(event, args):
    if event == "open" and isinstance(args[2], int) and args[2] & (
            os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
        seen.append((event, str(args[0])))
    if event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
                 "os.truncate", "shutil.move"):
        seen.append((event, str(args[0])))
from ropabook.dashboard.visit import answer, asked
sys.addaudithook(watch)
root = Path({str(record)!r})
for query in ("", "as-at=2026-11-24", "record=orders", "picture=retention-0"):
    assert answer(root, date(2026, 11, 24), asked(query))
print([each for each in seen if not each[1].startswith("/dev/")])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert digest_of(record) == digest


def test_a_record_that_is_gone_is_a_sentence(tmp_path) -> None:
    body = answer(tmp_path / "none", TODAY, Asked())
    assert "There is nothing to show" in body


def test_the_page_is_made_when_something_changed_and_a_late_one_says_so(
    tmp_path, monkeypatch
) -> None:
    root, folder = tmp_path / "ropa", tmp_path / "private"
    shutil.copytree(DATA / "gaps", root)
    folder.mkdir()
    last = keeping.refresh(root, folder, TODAY, "")
    made = ready.read(folder)
    assert made.of == last == ready.marks(root, TODAY)
    assert "Saltmarsh group" in made.html
    monkeypatch.setenv(ready.FOLDER, str(folder))
    monkeypatch.setattr("ropabook.dashboard.visit.FRESH", 0)
    assert show(root, TODAY) == made.html
    (folder / "page.html").touch()
    for where in ("visit", "keeping"):
        again = f"ropabook.dashboard.{where}.answer"
        monkeypatch.setattr(again, lambda *_, **__: pytest.fail("again"))
    assert keeping.refresh(root, folder, TODAY, last) == last, "nothing has changed"
    (root / "group.yaml").write_text("title: Renamed group\n")
    assert "The record has changed since this page was made" in show(root, TODAY)
    monkeypatch.undo()
    last = keeping.refresh(root, folder, TODAY, last)
    assert "Renamed group" in ready.read(folder).html
    monkeypatch.setattr("ropabook.dashboard.keeping.answer", lambda *_, **__: 1 / 0)
    (root / "group.yaml").unlink()
    keeping.refresh(root, folder, TODAY, last)
    assert ready.read(folder) is None, "no page is better than a false one"


class Open(http.server.BaseHTTPRequestHandler):
    """A server that lets everybody in everywhere."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_GET  # noqa: N815

    def log_message(self, *_args: object) -> None:
        pass


def test_a_server_that_lets_somebody_in_is_not_shown(tmp_path, monkeypatch) -> None:
    server = http.server.ThreadingHTTPServer((HOST, 0), Open)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    found = got_in(port, "x")
    assert len(found) > 100
    assert "GET / (Host: evil.example)" in found
    with pytest.raises(CannotServe, match="attacks itself before it is shown"):
        launch._attack(port, "x")
    server.shutdown()
    with pytest.raises(CannotServe, match="stopped answering"):
        launch._attack(launch.free_port(18999), "x")


def test_the_attacks_are_many_and_tell_what_they_are() -> None:
    every = list(attacks(1, "t"))
    assert len(every) > 150
    assert all(attack.words for attack in every)


def test_a_token_is_long_secret_and_its_file_is_ones_own(tmp_path) -> None:
    file = tmp_path / "token"
    token = make(file)
    assert len(token) == 43
    assert file.stat().st_mode & 0o777 == 0o600
    assert read(file) == token
    with pytest.raises(FileExistsError):
        make(file)
    file.chmod(0o640)
    with pytest.raises(UnsafeToken, match="chmod 600"):
        read(file)
    file.chmod(0o600)
    file.write_text("a" * (LEAST - 1))
    with pytest.raises(UnsafeToken, match="at least"):
        read(file)
    with pytest.raises(CannotServe, match="cannot be read"):
        serve(COMPLETE, Options(18998, token_file=tmp_path / "none"))


def test_it_listens_on_this_machine_only_and_behind_a_proxy_its_cookie_is_secure() -> None:
    own = settings(1, "t")
    assert own["Voila"]["ip"] == "127.0.0.1"
    assert own["Voila"]["tornado_settings"]["allow_remote_access"] is False
    assert not own["IdentityProvider"]["secure_cookie"]
    proxied = settings(1, "t", ["board.example"])
    assert proxied["IdentityProvider"]["secure_cookie"]
    assert "board.example" in proxied["Voila"]["tornado_settings"]["local_hostnames"]
