"""What one visitor is shown: the page, one picture or one record, now or as at a past day.

It runs in the kernel of the visit and opens the record to read, never to write. A warm kernel has
everything ready before the visitor comes, and looks whether anything has changed since.
"""

import os
import re
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlencode

from markupsafe import Markup

from ropabook.seen import Seen, look
from ropabook.store.load import NoRecord
from ropabook.store.problems import CannotRead
from ropabook.views import page as pages
from ropabook.views.figure import asking, find, with_links

SERVED: Final = "ROPABOOK_SERVED"
"""The environment variable by which a kernel knows that a visitor asks: where it is waited for."""
PATIENCE: Final = 0.5
"""Seconds that a visit may spend on past reviews that are not kept yet."""
_NAME: Final = re.compile(r"[a-z0-9-]{1,80}")


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
    record = said.get("record", "").removeprefix("activities/")
    day = said.get("as-at", "")
    try:
        as_at = date.fromisoformat(day) if day else None
    except ValueError:
        return Asked(problem="That is not a day. Write it as 2026-11-24.")
    return Asked(
        as_at,
        picture if _NAME.fullmatch(picture) else "",
        f"activities/{record}" if _NAME.fullmatch(record) else "",
    )


def show(root: Path, on: date | None) -> Markup:
    """What the visitor of this kernel is shown.

    Args:
        root: the folder of the record.
        on: the day to judge for; None means the day of the visit.
    """
    where = os.environ.get(SERVED)
    if not where:
        seen = _look(root, on or date.today(), None)
        return pages.page(seen.review, seen)
    if os.environ.get("VOILA_PREHEAT") != "True":
        return answer(root, on, asked(os.environ.get("QUERY_STRING", "")))
    return _when_asked(root, on, where)


def _when_asked(root: Path, on: date | None, where: str) -> Markup:
    """Everything made ready, then handed out when somebody comes and nothing has changed."""
    from voila.utils import wait_for_request

    before, day = _marks(root), on or date.today()
    ready = answer(root, day, Asked())
    wait_for_request(where)
    wanted = asked(os.environ.get("QUERY_STRING", ""))
    if wanted == Asked() and (on or date.today()) == day and _marks(root) == before:
        return ready
    return answer(root, on, wanted)


def answer(root: Path, on: date | None, wanted: Asked) -> Markup:
    """The page that was asked for; where there is none, a page that says why."""
    if wanted.problem:
        return pages.problem(wanted.problem)
    try:
        seen = _look(root, on or date.today(), wanted.as_at)
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


def _look(root: Path, on: date, as_at: date | None) -> Seen:
    return look(root, on, as_at, seconds=PATIENCE)


def _marks(root: Path) -> dict[str, tuple[int, int]]:
    """What tells whether a file of the record, or its history, has changed."""
    found = {}
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in names:
            path = Path(folder, name)
            try:
                status = path.stat()
            except OSError:
                continue
            found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found
