"""What several tests of the store need."""

import pytest


@pytest.fixture
def impatient(monkeypatch) -> None:
    """Waits for somebody else's lock are short: where nobody else is, nothing comes of waiting."""
    monkeypatch.setattr("ropabook.store.git.locks._FOR", 0.02)
    monkeypatch.setattr("ropabook.store.disk.locking._FOR", 0.02)
