"""The dashboard attacks itself before it is served: whatever gets in, keeps it from being shown."""

import base64
import http.client
import os
import uuid
from collections.abc import Iterator
from typing import Final, NamedTuple

from ropabook.dashboard.server import HOST

_KERNEL: Final = str(uuid.uuid4())
PATHS: Final = (
    "/voila", "/voila/", "/voila/tree", "/voila/tree/", "/voila/render/dashboard.ipynb",
    "/voila/render/editor.ipynb", "/voila/render/../notebooks/activities.ipynb",
    "/voila/files/dashboard.ipynb", "/voila/files/../ropa/group.yaml", "/voila/files/.env",
    "/voila/files/.git/config", "/voila/files/%2e%2e/ropa/group.yaml",
    "/voila/files/..%2f..%2fetc/passwd", "/voila/files//etc/passwd", "/voila/files/x%00.png",
    "/voila/static/../../etc/passwd", "/voila/static/voila.js", "/voila/static//etc/passwd",
    "/voila/templates/lab/static/..%2f..%2f..%2fetc/passwd",
    "/voila/templates/ropabook/index.html.j2", f"/x/{_KERNEL}",
    "/voila/labextensions/", "/voila/labextensions/../../etc/passwd", "/voila/api/themes/",
    "/voila/api/themes/../../etc/passwd", "/voila/api/contents", "/voila/api/contents/",
    f"/voila/api/shutdown/{_KERNEL}", f"/voila/query/{_KERNEL}", f"/voila/execution/{_KERNEL}",
    "/api", "/api/status", "/api/contents", "/api/contents/ropa/group.yaml", "/api/kernels",
    f"/api/kernels/{_KERNEL}", f"/api/kernels/{_KERNEL}/channels",
    f"/api/kernels/{_KERNEL}/interrupt", "/api/kernelspecs", "/api/sessions", "/api/terminals",
    "/api/config/notebook", "/api/nbconvert", "/terminals/1", "/files/ropa/group.yaml", "/files/",
    "/tree", "/lab", "/edit/ropa/group.yaml", "/view/ropa/group.yaml", "/nbconvert/html/x.ipynb",
    "/nbextensions/", "/static/etc/passwd", "/static/../etc/passwd", "/login", "/logout",
    "/etc/passwd", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
    "/ropa/group.yaml", "/dashboard.ipynb", "/voila.py", "/.git/config", "/.env", "/metrics",
)  # fmt: skip
METHODS: Final = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND")
SOCKETS: Final = (
    f"/api/kernels/{_KERNEL}/channels", f"/voila/query/{_KERNEL}",
    f"/voila/execution/{_KERNEL}", "/terminals/websocket/1", "/api/events/subscribe",
)  # fmt: skip
ORIGINS: Final = (None, "null", "http://evil.example", "self")


class Attack(NamedTuple):
    """One request that must be refused."""

    method: str
    path: str
    headers: dict[str, str]
    lets_in: frozenset[int]
    """The statuses that would mean that it got in."""

    @property
    def words(self) -> str:
        """What was tried."""
        told = ", ".join(f"{k}: {v}" for k, v in self.headers.items() if k in ("Host", "Origin"))
        return f"{self.method} {self.path}{f' ({told})' if told else ''}"


_ANY: Final = frozenset(range(200, 400)) | {101}


def attacks(port: int, token: str) -> Iterator[Attack]:
    """Everything that is tried; with the token where that must not help."""
    key = {"Authorization": f"token {token}"}
    yield Attack("GET", "/", {}, _ANY)
    yield Attack("GET", "/?token=", {}, _ANY)
    yield Attack("GET", "/", {"Authorization": "token wrong"}, _ANY)
    for host in ("evil.example", "evil.example:80", f"localhost.evil.example:{port}", "0x7f.1"):
        yield Attack("GET", "/", {**key, "Host": host}, _ANY)
    for method in METHODS:
        yield Attack(method, "/", key, _ANY)
    for path in PATHS:
        yield Attack("GET", path, key, _ANY)
        yield Attack("HEAD", path, key, _ANY)
    for path in ("/api/kernels", "/api/sessions", f"/voila/api/shutdown/{_KERNEL}"):
        for method in ("POST", "DELETE"):
            yield Attack(method, path, key, _ANY)
    for path in SOCKETS:
        for origin in ORIGINS:
            yield Attack("GET", path, {**key, **_upgrade(port, origin)}, frozenset({101}))


def _upgrade(port: int, origin: str | None) -> dict[str, str]:
    named = {"Origin": f"http://{HOST}:{port}" if origin == "self" else origin} if origin else {}
    return {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        **named,
    }


def got_in(port: int, token: str) -> list[str]:
    """The attacks that succeeded, in words; none where all is well.

    Raises:
        OSError: the server does not answer.
    """
    # A visit to the page itself, by a socket's handshake, is a page like any other: no socket.
    return [
        attack.words for attack in attacks(port, token) if _status(port, attack) in attack.lets_in
    ]


def _status(port: int, attack: Attack) -> int:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.putrequest(
            attack.method,
            attack.path,
            skip_host="Host" in attack.headers,
            skip_accept_encoding=True,
        )
        for name, value in attack.headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status
    except http.client.HTTPException:
        return 0  # it hung up: nobody got in
    finally:
        connection.close()
