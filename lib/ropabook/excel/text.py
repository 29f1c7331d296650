"""Text as a cell can hold it: never a formula, never cut, nothing invisible."""

import re
from collections.abc import Iterable
from math import ceil
from typing import Final, NamedTuple

LIMIT: Final = 32_767
"""The most characters a cell can hold."""
ROOM: Final = 32_000
"""How much of a longer text each part holds, so that a pointer fits beside it."""

TALLEST: Final = 409.0
"""The tallest row a program shows, in points; what is more is in the cell all the same."""
_LINE: Final = 13.0
_PADDING: Final = 4.0
_NARROW: Final = 1.12
"""Letters are narrower than the digits that widths are counted in, but lines break at words."""

_STARTS_A_FORMULA: Final = re.compile("^\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
# Control characters, what hides or turns text round, halves of pairs, and what is no character.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\ufffe\uffff]"
)


class Clean(NamedTuple):
    """A text made fit for a cell, and how many of its characters had to be made visible."""

    text: str
    shown: int


def clean(text: str) -> Clean:
    """Show what cannot be seen as ⟨U+0007⟩; line ends become one kind."""
    if text.isprintable():
        return Clean(text, 0)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    shown, count = _INVISIBLE.subn(lambda found: f"⟨U+{ord(found.group()):04X}⟩", lines)
    return Clean(shown, count)


def looks_like_a_formula(text: str) -> bool:
    """Whether a program might take the text for a formula once somebody edits the cell."""
    return _STARTS_A_FORMULA.search(text) is not None


def height(texts: Iterable[tuple[str, int]]) -> float:
    """How tall a row is, in points, so that the longest of its texts is seen whole.

    Args:
        texts: each text with the width of its column, in characters.
    """
    most = 1
    for text, width in texts:
        if len(text) > width or "\n" in text:
            room = width * _NARROW
            most = max(most, sum(ceil((len(line) or 1) / room) for line in text.split("\n")))
    return min(most * _LINE + _PADDING, TALLEST)


def parts(text: str) -> list[str]:
    """The text whole, or in parts that fit a cell each; joined they are the text."""
    if len(text) <= LIMIT:
        return [text]
    return [text[at : at + ROOM] for at in range(0, len(text), ROOM)]
