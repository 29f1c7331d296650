"""One layout: how its file is made, and what must come out of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ropabook.exchange.mapping import ImportMapping
from ropabook.exchange.proposal import Proposal

Make = Callable[[Path], Path]
Check = Callable[[Proposal], None]


class Layout(NamedTuple):
    """A file in a shape that somebody uses."""

    name: str
    language: str
    make: Make
    activities: int
    """How many activities must come out."""
    check: Check
    share: float = 1.0
    """Of the cells that are data, at least so many must fill a field."""
    mapping: ImportMapping | None = None


def only(proposal: Proposal) -> dict[str, Any]:
    """The one activity of a proposal."""
    (found,) = activities(proposal).values()
    return found


def activities(proposal: Proposal) -> dict[str, dict[str, Any]]:
    """The activities by id."""
    return {
        key.partition("/")[2]: dict(record.data)
        for key, record in proposal.records.items()
        if key.startswith("activities/")
    }


def titles(proposal: Proposal, folder: str, ids: Any) -> list[str]:
    """What the records of these ids are called."""
    return [proposal.records[f"{folder}/{each}"].title for each in ids]


def of(proposal: Proposal, key: str) -> dict[str, Any]:
    """The data of one record."""
    return dict(proposal.records[key].data)
