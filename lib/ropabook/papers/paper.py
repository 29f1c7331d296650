"""What a document is before it is drawn: parts in the reader's order."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

OPEN = "Not answered yet"
"""What stands where the assessment says nothing: a reader must see that it is missing."""


class Heading(NamedTuple):
    """A heading; level 1 begins a step."""

    text: str
    level: int = 1


class Text(NamedTuple):
    """A paragraph."""

    text: str
    quiet: bool = False


class Facts(NamedTuple):
    """Questions with their answers, one below the other."""

    rows: tuple[tuple[str, str], ...]


class Grid(NamedTuple):
    """A table."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


class Picture(NamedTuple):
    """A picture as SVG, and what it says for those who cannot see it."""

    svg: Markup
    said: str


class Signature(NamedTuple):
    """Lines to sign on: who, for which company, when; empty where nobody has signed."""

    rows: tuple[tuple[str, str, str], ...]


Part = Heading | Text | Facts | Grid | Picture | Signature


class Paper(NamedTuple):
    """A document."""

    key: str
    """`dpia/call-recording`."""
    title: str
    subtitle: str
    about: tuple[tuple[str, str], ...]
    """What stands in the head: companies, version, state, day."""
    parts: Sequence[Part]


def answered(text: str | None) -> str:
    """The answer, or that there is none."""
    return text or OPEN
