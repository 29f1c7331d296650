"""Which of several rows a row is most like: it may have been edited, or its key may be gone."""

from collections.abc import Mapping, Sequence
from typing import Final

_NOTHING: Final = frozenset({"", "–"})


def most_alike(
    row: Mapping[str, str], others: Sequence[Mapping[str, str]], at_least: float = 0.0
) -> int:
    """The place of the one with the most equal cells; -1 where none has enough.

    Args:
        row: texts by heading.
        others: rows with some of the same headings.
        at_least: which share of the cells that say something must be the same.
    """
    best, place = -1.0, -1
    for at, other in enumerate(others):
        told = [heading for heading, text in other.items() if text not in _NOTHING]
        same = sum(row.get(heading) == other[heading] for heading in told)
        share = same / len(told) if told else 0.0
        if share > best and share >= at_least:
            best, place = share, at
    return place
