"""The pages of the dashboard: each answers one question that a director asks."""

from typing import Final, NamedTuple


class Page(NamedTuple):
    """One page: views say by its key that they stand on it."""

    key: str
    title: str
    question: str


PAGES: Final = (
    Page("overview", "Overview", "Are we in order?"),
    Page("gaps", "Gaps", "What are the worst gaps, and who is on it?"),
    Page("data", "Data", "What do we do with whose data?"),
    Page("retention", "Retention", "How long do we keep it?"),
    Page("recipients", "Recipients", "Where does it go?"),
    Page("risk", "Risk", "What is risky?"),
    Page("notice", "Notice", "Does our notice tell the truth?"),
    Page("questions", "Questions", "What don't we know?"),
    Page("record", "Record", "What does the record say?"),
)
