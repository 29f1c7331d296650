"""Two things timed in turn, so that a machine that slows down slows both."""

import gc
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Pair(NamedTuple):
    """Seconds, as medians of several runs in turn; the ratio is the median of the runs' ratios."""

    ours: float
    floor: float
    ratio: float


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes, without another's rubbish being cleared within it."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()


def beside(ours: Callable[[], object], floor: Callable[[], object], runs: int = 5) -> Pair:
    """Time both in turn, after one run of each that does not count."""
    ours(), floor()
    timed = [(seconds(ours), seconds(floor)) for _ in range(runs)]
    return Pair(
        statistics.median(a for a, _ in timed),
        statistics.median(b for _, b in timed),
        statistics.median(a / b for a, b in timed),
    )
