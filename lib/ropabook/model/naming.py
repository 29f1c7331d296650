"""Ids made from what people call things: the same in forms, imports, workbooks and logs."""

import hashlib
import re
import unicodedata
from collections.abc import Container
from typing import Final

LONGEST: Final = 60
"""Characters of an id: with its folder it fits any file system."""
_SPELT: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that are no letter with an accent; casefold makes ß to ss."""
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that some systems give to no file."""


def id_of(title: str) -> str:
    """`Straße (Café)` as an id: `strasse-cafe`; empty where no letter or digit is left."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", title).casefold())
    text = text.translate(_SPELT)
    plain = "".join(sign for sign in text if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def short_id(title: str, kind: str) -> str:
    """An id that can name a file: at most LONGEST characters, never empty.

    Args:
        title: what people call the thing.
        kind: its folder, which names it where the title gives nothing.
    """
    found = id_of(title)
    if len(found) > LONGEST:
        found = f"{found[: LONGEST - 7].rsplit('-', 1)[0].strip('-')}-{_mark(title)}"
    if not found or found in _RESERVED:
        found = f"{kind.rstrip('s')}-{_mark(title)}"
    return found


def unused(stem: str, taken: Container[str]) -> str:
    """The stem itself, or with the first number that makes it new: `orders-2`."""
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def _mark(title: str) -> str:
    """Tells titles apart whose ids would be the same."""
    return hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()[:6]
