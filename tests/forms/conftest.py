"""What waits until the screen is drawn is done at once: here nobody draws."""

import asyncio
from collections.abc import Coroutine
from threading import Thread
from typing import Any

import pytest

from ropabook.forms.screen import RecordScreen


@pytest.fixture(autouse=True)
def at_once(monkeypatch) -> None:
    """Not in this thread: a browser of other tests may have left its loop running in it."""

    def later(_: RecordScreen, work: Coroutine[Any, Any, None], after: float = 0) -> None:
        thread = Thread(target=asyncio.run, args=(work,))
        thread.start()
        thread.join()

    monkeypatch.setattr(RecordScreen, "later", later)
