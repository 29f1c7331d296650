"""How much of each suite is run: enough for every commit, or all of it (`make torture`)."""

import os

RELEASE = os.environ.get("ROPABOOK_TORTURE") == "release"


def size(commit: int, release: int) -> int:
    """The number for every commit, or the number for a release."""
    return release if RELEASE else commit
