"""The hand-out: the whole dashboard as one file, for a board pack and for people without a login.

No kernel, no script, no network: it holds what the pages show, and nothing else.
"""

from pathlib import Path
from typing import Final

from markupsafe import Markup

from ropabook.seen import Seen
from ropabook.views.figure import carrying, with_links
from ropabook.views.html import style, tag
from ropabook.views.page import page, record
from ropabook.whole import put

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_SHEET: Final = """body { margin: 0; background: #f4f6f8; }
@media screen and (prefers-color-scheme: dark) { body { background: #10171e; } }
@media print { body { background: none; } @page { size: A4; margin: 15mm 12mm; } }
"""


class CannotWrite(Exception):
    """The file cannot be written; the message says why."""


def document(seen: Seen, key: str | None = None) -> Markup:
    """The hand-out as a whole file of HTML.

    Args:
        seen: the review, with its state and its past.
        key: `activities/orders`: this record alone; left out, every page.

    Raises:
        KeyError: there is no such record, or nothing to show of it.
    """
    review = seen.review
    group = review.register.group.title if review.register.group else "Record"
    shown = page(review, seen) if key is None else record(review, key, seen)
    if shown is None:
        raise KeyError(key)
    # PNG for the pictures of the whole group: those of each company as well would be many.
    drawn = with_links(shown, carrying(lambda name: name.endswith("-0") and "--" not in name))
    top = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("title", f"{group}: record of processing activities, as at {review.on}"),
        style(_SHEET),
    )
    return Markup("<!doctype html>\n") + tag(
        "html", top, tag("body", tag("main", drawn)), lang="en-GB"
    )


def write(seen: Seen, file: Path, key: str | None = None) -> Path:
    """Write the hand-out, whole or not at all.

    Args:
        seen: the review, with its state and its past.
        file: where to; what is there is replaced.
        key: one record alone; left out, every page.

    Raises:
        CannotWrite: it cannot be written there.
        KeyError: there is no such record, or nothing to show of it.
    """
    text = document(seen, key)
    try:
        put(file, lambda new: new.write_text(text, encoding="utf-8"))
    except OSError as error:
        raise CannotWrite(f"{file} cannot be written: {error.strerror or error}.") from None
    return file
