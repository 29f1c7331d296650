"""The notebooks in a real JupyterLab in a real browser: what an analyst does in a day."""

from tests.lab import open_record


def test_a_record_is_opened(lab) -> None:
    page = lab.open("activities")
    open_record(page, "Newsletter")
    assert page.complaints == []
