"""The rules themselves: how many answers a second, what they need, and the slowest ten."""

import gc
import resource
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from time import process_time

from benchmarks.row import Row
from ropabook.judging.judge import answers
from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.review import review
from ropabook.rules.catalogue import catalogue
from ropabook.rules.rule import Judgement, Rule
from ropabook.store.load import load

COMPLETE = Path(__file__).resolve().parent.parent / "tests" / "data" / "complete"
GOAL = 300_000
"""Answers a second, on one core."""


def repeated(register: Register, activities: int) -> Register:
    """A register with its activities over and over, under other names, until there are so many.

    Every rule has work to do in the tests' complete register, and so it has in this.
    """
    written = list(register.activities.values())
    copies: dict[str, ProcessingActivity] = {}
    deviations = dict(register.deviations)
    for at in range(activities):
        original = written[at % len(written)]
        id = original.id if at < len(written) else f"{original.id}-{at}"
        copies[id] = original.model_copy(update={"id": id})
        for entity in original.differs:
            own = register.deviations[original.id, entity]
            deviations[id, entity] = own.model_copy(update={"id": id})
    records = {**register.records, ProcessingActivity.folder: copies}
    return replace(register, records=records, deviations=deviations, _derived={})


def figures(on: date) -> Iterator[Row]:
    """Answers a second, growth and memory."""
    few, many = (repeated(load(COMPLETE), size) for size in (1_000, 10_000))
    catalogue()
    small = min(_seconds(lambda: review(_fresh(few), on)) for _ in range(3))
    large = min(_seconds(lambda: review(_fresh(many), on)) for _ in range(2))
    count = len(review(_fresh(many), on).answers)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    rate = count / large
    yield Row(
        f"All {len(catalogue())} rules on 10,000 full activities: {count:,} answers",
        f"{rate:,.0f} answers/s", "–", "–", f"≥ {GOAL:,}", rate >= GOAL,
    )  # fmt: skip
    yield Row(
        "The same, growth from 1,000 to 10,000", f"{large:.2f} s", f"{small:.2f} s",
        f"{large / small:.1f}", "≤ 11", large <= 11 * small,
    )  # fmt: skip
    yield Row("The same, memory at most", f"{peak:.2f} GB", "–", "–", "≤ 1.5 GB", peak <= 1.5)


def slowest(on: date, activities: int = 3_000, shown: int = 10) -> Iterator[str]:
    """The slowest rules of one review, as a table; an index counts for the first that asks."""
    register = repeated(load(COMPLETE), activities)
    taken: dict[str, float] = defaultdict(float)
    timed = [_timed(rule, taken) for rule in catalogue().values()]
    with _undisturbed():
        counted = Counter(answer.rule for answer in answers(timed, register, on))
    total = sum(taken.values())
    yield f"The slowest rules on {activities:,} activities, of {total:.1f} s for all:"
    yield ""
    yield "| Rule | Time | Answers | Each | Share of all |"
    yield "|---|---|---|---|---|"
    for id, needed in sorted(taken.items(), key=lambda pair: -pair[1])[:shown]:
        each = needed / max(1, counted[id]) * 1e6
        yield (
            f"| {id} | {needed * 1000:.0f} ms | {counted[id]:,} | {each:.1f} µs "
            f"| {needed / total:.1%} |"
        )


def _timed(rule: Rule, taken: dict[str, float]) -> Rule:
    """The rule, which counts the time of the processor that it takes."""

    @wraps(rule.judge)
    def judge(*asked: object, **needs: object) -> Judgement:
        start = process_time()
        said = list(rule.judge(*asked, **needs))
        taken[rule.id] += process_time() - start
        return iter(said)

    return replace(rule, judge=judge)


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of one processor: other programs on the machine do not count."""
    with _undisturbed():
        start = process_time()
        work()
        return process_time() - start


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the clearing of another's rubbish within it."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _fresh(register: Register) -> Register:
    """The register with nothing derived yet, as it is when it was just loaded."""
    return replace(register, _derived={})


if __name__ == "__main__":
    day = date(2026, 11, 24)
    for figure in figures(day):
        print("| " + " | ".join(figure[:5]) + " |")
    print("", *slowest(day), sep="\n")
