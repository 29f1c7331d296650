"""How much of each suite is run: enough for every commit, or all of it (`make torture`).

ROPABOOK_TORTURE=release asks for the sizes of a release. ROPABOOK_TORTURE_MINUTES=20 stops each
test that goes on for long after so many minutes; how far it came is counted, and printed at the
end.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeVar

RELEASE = os.environ.get("ROPABOOK_TORTURE") == "release"
MINUTES = float(os.environ.get("ROPABOOK_TORTURE_MINUTES", "inf"))
COUNTS: Counter[str] = Counter()
UNFINISHED: dict[str, str] = {}

T = TypeVar("T")


def size(commit: T, release: T) -> T:
    """What is run for every commit, or what is run for a release."""
    return release if RELEASE else commit


def count(what: str, number: int = 1) -> None:
    """Add to what is printed at the end; a zero is printed too."""
    COUNTS[what] += number


def rounds(suite: str, commit: int, release: int) -> Iterator[int]:
    """The numbers of the rounds of a suite, for as long as there is time."""
    wanted = size(commit, release)
    over = deadline()
    for n in range(wanted):
        if over():
            UNFINISHED[suite] = f"{n:,} of {wanted:,}: the time was over"
            return
        yield n


def deadline() -> Callable[[], bool]:
    """Whether the time of a test that begins now is over."""
    end = time.monotonic() + MINUTES * 60
    return lambda: time.monotonic() > end


def figures() -> list[str]:
    """What was counted, as lines."""
    reached = [f"{what}: {number:,}" for what, number in sorted(COUNTS.items())]
    return reached + [f"{suite}: STOPPED AT {how}" for suite, how in sorted(UNFINISHED.items())]
