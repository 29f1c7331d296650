"""What several tests of the store need."""

import pytest

from tests.store.size import RELEASE, figures


@pytest.fixture
def impatient(monkeypatch) -> None:
    """Waits for somebody else's lock are short: where nobody else is, nothing comes of waiting."""
    monkeypatch.setattr("ropabook.store.git.locks._FOR", 0.02)
    monkeypatch.setattr("ropabook.store.disk.locking._FOR", 0.02)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was run, in numbers: the figures of docs/faults.md come from here."""
    if RELEASE:
        terminalreporter.section("what was run")
        for line in figures():
            terminalreporter.write_line(line)
