"""What one visitor is shown: the page, one picture or one record, now or as at a past day.

It runs in the kernel of the visit and opens the record to read, never to write. Mostly it hands out
the page that is ready, and then imports nothing: a kernel of its own costs each visitor little.
"""

import os
import re
import time
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlencode

from ropabook.dashboard import ready

SERVED: Final = "ROPABOOK_SERVED"
"""The environment variable by which a kernel knows that it is served, and where it waits."""
PATIENCE: Final = 0.5
"""Seconds that a visit may spend on past reviews that are not kept yet."""
FRESH: Final = 3.0
"""Seconds that a visit waits for a page that is just being made anew."""
_LATE: Final = (
    '<p role="status" style="margin: 0; padding: 12px 32px; background: #fbead8; color: #1c2733">'
    "The record has changed since this page was made. The new one is being made: look again in a "
    "minute.</p>"
)
_NAME: Final = re.compile(r"[a-z0-9-]{1,80}")
_KEY: Final = re.compile(r"[a-z-]{1,40}/[a-z0-9-]{1,80}")


class Asked(NamedTuple):
    """What a visitor asks for; everything else in an address is passed over."""

    as_at: date | None = None
    picture: str = ""
    record: str = ""
    problem: str = ""


def asked(query: str) -> Asked:
    """What the query of an address asks for."""
    said = {key: values[-1] for key, values in parse_qs(query[:2000]).items()}
    picture = said.get("picture", "")
    record = said.get("record", "")
    record = record if "/" in record else f"activities/{record}"
    day = said.get("as-at", "")
    try:
        as_at = date.fromisoformat(day) if day else None
    except ValueError:
        return Asked(problem="That is not a day. Write it as 2026-11-24.")
    return Asked(
        as_at,
        picture if _NAME.fullmatch(picture) else "",
        record if _KEY.fullmatch(record) else "",
    )


def served() -> bool:
    """Whether this kernel answers a visitor of the dashboard."""
    return bool(os.environ.get(SERVED))


def show(root: Path, on: date | None) -> str:
    """What the visitor of this kernel is shown.

    Args:
        root: the folder of the record.
        on: the day to judge for; None means the day of the visit.
    """
    if os.environ.get("VOILA_PREHEAT") == "True":
        _wait()
    wanted = asked(os.environ.get("QUERY_STRING", ""))
    made = _ready(root, on) if wanted == Asked() else None
    return made or answer(root, on, wanted)


def _wait() -> None:
    """Wait until somebody comes: a warm kernel has started before."""
    from voila.utils import wait_for_request

    while "QUERY_STRING" not in os.environ:
        wait_for_request(os.environ[SERVED])
        time.sleep(0.01)


def _ready(root: Path, on: date | None) -> str | None:
    """The page that was made ready; one that is late says so. None where there is none yet."""
    folder, until = os.environ.get(ready.FOLDER), time.monotonic() + FRESH
    if not folder:
        return None
    while True:
        found = ready.read(Path(folder))
        if found is None or found.of == ready.marks(root, on or date.today()):
            return found and found.html
        if time.monotonic() > until:
            return _LATE + found.html
        time.sleep(0.1)


def answer(root: Path, on: date | None, wanted: Asked, keep_in: Path | None = None) -> str:
    """The page that was asked for; where there is none, a page that says why.

    Args:
        root: the folder of the record.
        on: the day to judge for; None means today.
        wanted: what was asked for.
        keep_in: a private folder that keeps past reviews, and as long as they take; left out, a
            visit spends no more than a moment on them.
    """
    from ropabook.seen import look
    from ropabook.store.load import NoRecord
    from ropabook.store.problems import CannotRead
    from ropabook.views import page as pages
    from ropabook.views.figure import asking, find, with_links

    if wanted.problem:
        return pages.problem(wanted.problem)
    patience = None if keep_in else PATIENCE
    try:
        seen = look(root, on or date.today(), wanted.as_at, patience, keep_in)
    except (NoRecord, CannotRead) as reason:
        return pages.problem(str(reason))
    if wanted.record:
        found = pages.record(seen.review, wanted.record, seen)
        return found or pages.problem("There is no such record on that day.")
    whole = pages.page(seen.review, seen, served=True)
    if wanted.picture:
        picture = find(whole, wanted.picture)
        if picture is None:
            return pages.problem("There is no such picture on that day.")
        return pages.saved_picture(wanted.picture, picture)
    day = {"as-at": str(wanted.as_at)} if wanted.as_at else {}
    return with_links(whole, asking(lambda name: "?" + urlencode({"picture": name, **day})))
