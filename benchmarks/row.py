"""One line of the table of figures."""

from typing import NamedTuple


class Row(NamedTuple):
    """A figure beside its floor."""

    what: str
    ours: str
    floor: str
    ratio: str
    goal: str
    reached: bool
