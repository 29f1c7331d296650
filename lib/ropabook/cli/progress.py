"""What a person at a terminal sees while something takes long; a program is told nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Final

import click

PATIENCE: Final = 2.0
"""Seconds after which a person is told how far it is."""
_EACH: Final = 0.5
"""Seconds from one look to the next."""


@contextmanager
def working(what: str, form: str = "text") -> Iterator[Callable[[int, int], None]]:
    """Say on standard error what is being done, once it takes longer than two seconds.

    Args:
        what: in words, such as "Judging the record".
        form: of the answer; where it is `json`, a program asked, and nothing is said.

    Yields:
        What may be told how much is done, of how much. The line is cleared at the end.
    """
    if form == "json" or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    share = [0, 0]
    ended = Event()
    teller = Thread(target=_tell, args=(what, share, ended), daemon=True)
    teller.start()

    def told(done: int, total: int) -> None:
        share[:] = done, total

    try:
        yield told
    finally:
        ended.set()
        teller.join()


def _tell(what: str, share: list[int], ended: Event) -> None:
    began, shown = monotonic(), False
    while not ended.wait(_EACH):
        seconds = monotonic() - began
        if seconds >= PATIENCE:
            done, total = share
            much = f": {done:,} of {total:,}" if total else ""
            # Written over itself, so that one line is enough.
            click.echo(f"\r\033[K{what}{much} ({seconds:.0f} s)", nl=False, err=True)
            shown = True
    if shown:
        click.echo("\r\033[K", nl=False, err=True)
