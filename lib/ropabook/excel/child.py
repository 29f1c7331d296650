"""What runs in the limited child process: a workbook comes in, its cells go out, nothing else.

It is given the file's bytes and no path, may write no file, and has 1 GiB and 20 seconds. The
answer is one line of JSON for each sheet and each row, and a last one that says it is complete.
"""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import Any

from ropabook.excel.cells import says_something
from ropabook.excel.limits import (
    MAX_MERGES,
    OTHERS,
    TOO_MANY_MERGES,
    Budget,
    Limits,
    TooMuch,
    limit,
)


def main(kind: str, limits: Limits) -> int:
    """Read standard input, write standard output."""
    limit()
    without_what_is_not_needed()
    for line in told(kind, sys.stdin.buffer.read(), limits):
        sys.stdout.write(json.dumps(line) + "\n")
    return 0


def without_what_is_not_needed() -> None:
    """Without these openpyxl reads with defusedxml alone, and starts in half the time."""
    sys.modules["lxml"] = sys.modules["numpy"] = None  # type: ignore[assignment]


def told(kind: str, data: bytes, limits: Limits = OTHERS) -> Iterator[dict[str, Any]]:
    """What the child says of a workbook, line by line; the last says `end` or `refused`.

    Args:
        kind: xlsx or ods.
        data: the whole file.
        limits: how much of it is read.
    """
    try:
        yield from _lines(kind, data, limits)
    except TooMuch as refused:
        yield {"refused": str(refused)}
    except MemoryError:
        yield {"refused": "reading it needs more memory than is allowed; " + limits.instead}
    except Exception:
        # A damaged file makes the readers raise whatever they come across.
        yield {"refused": "it is damaged, or not a workbook at all"}


def _lines(kind: str, data: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    # Each reader is imported where it is needed: importing both takes as long as reading.
    reader = import_module(f"ropabook.excel.child_{kind}")
    budget = Budget(limits)
    notes: list[str] = []
    for about, rows in reader.sheets(BytesIO(data), notes, limits):
        if len(about["merged"]) > MAX_MERGES:
            raise TooMuch(TOO_MANY_MERGES)
        yield {"sheet": about}
        for number, cells in rows:
            said = [cell for cell in cells if says_something(cell[2]) or cell[3]]
            for cell in said:
                budget.take(number, cell[0], "".join(cell[2:]))
            if said:
                yield {"row": number, "cells": said}
    yield {"end": notes}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Limits(*json.loads(sys.argv[2]))))
