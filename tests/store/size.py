"""How much of each suite is run: enough for every commit, or all of it (`make torture`)."""

import os
from typing import TypeVar

RELEASE = os.environ.get("ROPABOOK_TORTURE") == "release"


T = TypeVar("T")


def size(commit: T, release: T) -> T:
    """What is run for every commit, or what is run for a release."""
    return release if RELEASE else commit
