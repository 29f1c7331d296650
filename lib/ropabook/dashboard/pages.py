"""The handlers of the server: one page for those who are let in, and a sentence for all else."""

import asyncio
import os
import secrets
import time
from typing import Any, Final
from urllib.parse import urlencode

import tornado.web
from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from markupsafe import Markup
from voila.handler import VoilaHandler
from voila.request_info_handler import RequestInfoSocketHandler

from ropabook.views.html import style, tag

AT_ONCE: Final = max(2, 2 * (os.cpu_count() or 1))
"""How many visits are answered at once; each has a kernel for as long as it lasts."""
WAITING: Final = 60
"""How many visits may wait for their turn."""
PATIENCE: Final = 45.0
"""How many seconds a visit waits at most."""
VISIT: Final = 90.0
"""How many seconds making the page may take."""
_SLOW: Final = 1.0
"""How many seconds an answer to a wrong token takes at least."""
_SHEET: Final = """
body { margin: 0; background: #f4f6f8; color: #1c2733; font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 640px; margin: 12vh auto; padding: 0 24px; }
input, button { font: inherit; color: inherit; background: none; padding: 6px 10px; }
input, button { border: 1px solid currentcolor; border-radius: 6px; }
@media (prefers-color-scheme: dark) { body { background: #10171e; color: #e6ebf0; } }
"""
_LATE: Final = (
    "<p role='alert' style='padding: 24px 32px'>This takes longer than a visit may. Try again; if "
    "it stays so, tell whoever runs the dashboard.</p>"
)


class _Noting:
    """The kernels of the server, noting which of them this visit took."""

    def __init__(self, kernels: Any) -> None:
        self._kernels = kernels
        self.taken: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kernels, name)

    async def start_kernel(self, **kwargs: Any) -> str:
        """Start one for this visit."""
        id: str = await self._kernels.start_kernel(**kwargs)
        self.taken.append(id)
        return id

    async def get_rendered_notebook(self, **kwargs: Any) -> Any:
        """Take a warm one."""
        found = await self._kernels.get_rendered_notebook(**kwargs)
        self.taken.append(found[2])
        return found

    async def end(self) -> None:
        """End those of this visit: the page is made, and nobody can talk to them."""
        for id in self.taken:
            if id in self._kernels:
                await ensure_async(self._kernels.shutdown_kernel(id, now=True))


class Turns:
    """Lets so many visits through at once, and so many wait."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def take(self) -> bool:
        """Wait for a turn; False where too many wait already, or it takes too long."""
        if self._waiting >= WAITING:
            return False
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), PATIENCE)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True

    def give_back(self) -> None:
        """The visit is over."""
        self._free.release()


class _Spoken(JupyterHandler):
    """Says what is wrong in a sentence: never a traceback, a path or a name of a program."""

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        """A page of our own for every status."""
        self._say(status_code, *_SAID.get(status_code, _SAID[500]))

    def _say(self, status: int, heading: str, sentence: str, *more: Markup) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        body = tag("main", tag("h1", heading), tag("p", sentence), more)
        head = tag("head", tag("meta", charset="utf-8"), tag("title", heading), style(_SHEET))
        self.finish(f"<!doctype html>\n{tag('html', head, tag('body', body), lang='en-GB')}")

    def set_default_headers(self) -> None:
        """Ours, and not the name of the server."""
        super().set_default_headers()
        self.clear_header("Server")

    async def prepare(self) -> None:  # type: ignore[override]
        """Only what is asked for by its own host's name, and only to be read."""
        if self.request.method not in ("GET", "HEAD"):
            raise tornado.web.HTTPError(405)
        if not self.check_host():
            raise tornado.web.HTTPError(403)
        await super().prepare()


_SAID: Final = {
    403: ("Not here", "This address does not show the dashboard. Ask whoever runs it for the right "
                      "one."),
    404: ("Not here", "There is nothing at this address. The dashboard is one page."),
    405: ("To be looked at only", "The dashboard shows the record and changes nothing."),
    500: ("The page could not be made", "The record itself is not touched by this. Try again; if "
          "it stays so, tell whoever runs the dashboard, who will find the reason in its log."),
    503: ("Many are looking at once", "Please try again in a minute. Nothing is wrong with the "
          "record."),
}  # fmt: skip


class Nowhere(_Spoken):
    """Every address but one."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Nothing is looked at: there is nothing."""
        raise tornado.web.HTTPError(404)


class OnlyPage(_Spoken, VoilaHandler):  # type: ignore[misc]
    """The dashboard, made anew for each visit by a kernel of its own, which ends with it."""

    def initialize(self, **kwargs: Any) -> None:
        """One for each request."""
        super().initialize(**kwargs)
        self._kernels = _Noting(self.settings["kernel_manager"])

    @property
    def kernel_manager(self) -> Any:
        """What Voila asks for kernels."""
        return self._kernels

    @allow_unauthenticated
    async def head(self, path: str | None = None) -> None:
        """Nobody needs a kernel for that."""
        if not self._let_in():
            self.set_status(403)

    @allow_unauthenticated
    async def get(self, path: str | None = None) -> None:
        """The page; a token in the address is exchanged for a cookie and disappears from it."""
        given = self.get_argument("token", "")
        if not self._let_in():
            await asyncio.sleep(_SLOW if given else 0)
            self._ask_for_token()
            return
        if given:
            left = {k: self.get_argument(k) for k in self.request.arguments if k != "token"}
            self.redirect(f"{self.base_url}{'?' + urlencode(left) if left else ''}", status=303)
            return
        turns: Turns = self.settings["turns"]
        if not await turns.take():
            self.set_header("Retry-After", "60")
            raise tornado.web.HTTPError(503)
        try:
            async with asyncio.timeout(VISIT):
                async for html in self.get_generator():
                    self.write(html)
                    await self.flush()
        except TimeoutError:
            self.write(_LATE)
        finally:
            turns.give_back()
            await self._kernels.end()

    def _let_in(self) -> bool:
        return self.current_user is not None

    def _ask_for_token(self) -> None:
        form = tag(
            "form",
            tag("p", tag("label", "Token ", for_="token")),
            tag("input", id="token", name_="token", type="password", autocomplete="off"),
            " ",
            tag("button", "Let me in", type="submit"),
            method="get",
            action=self.base_url,
        )
        self._say(403, "Who is there?", "Open the dashboard by the address that you were given, or "
                  "enter the token that came with it.", form)  # fmt: skip


class Waiting(RequestInfoSocketHandler):  # type: ignore[misc]
    """Where warm kernels wait for a visit, at an address that only they are told."""

    def check_origin(self, origin: str) -> bool:
        """A browser names its origin; a kernel does not."""
        return False


def secret() -> str:
    """A part of an address that nobody can guess."""
    return secrets.token_urlsafe(32)


def log_line(handler: tornado.web.RequestHandler) -> None:
    """One line for each request, without its query: a token may stand there."""
    request = handler.request
    print(  # noqa: T201 - the launcher keeps it as the log
        f"{time.strftime('%Y-%m-%dT%H:%M:%S')} {handler.get_status()} {request.method} "
        f"{request.path[:80]!r} {request.request_time() * 1000:.0f} ms",
        flush=True,
    )
