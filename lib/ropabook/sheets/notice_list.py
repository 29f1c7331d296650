"""The public notices: whose they are, which version is kept, and whether it is the one online."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.names import companies
from ropabook.model.notice import Notice
from ropabook.sheets.edits import Day, Edit
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import gaps, listed, rests_on, say, titles

title = "Notices"
about = (
    "One row for each notice. Its text is kept word for word beside the record; the SHA-256 tells "
    "whether what is published now is still the same."
)
order = 132
columns = (
    Column("Notice", 32, "Art. 12–14"),
    Column("Companies", 28),
    Column("For whom", 34, "Art. 12(1)"),
    Column("Version", 20),
    Column("In force from", 20),
    Column("Captured on", 16),
    Column("Address", 36, "Art. 12(1)"),
    Column("File of its text", 28),
    Column("SHA-256 of its text", 40),
    Column("As published now", 40),
    Column("Statements", 12),
    Column("Things that the law wants said, compared", 16, "Art. 13, 14"),
    Column("Passages that state no fact", 44),
    Column("Gaps", 12),
    Column("Notes", 30),
    Column("Rests on", 34, "Art. 5(2)"),
    Column("Id", 24),
)

edits = {
    "Notice": Edit("title"),
    "Version": Edit("version"),
    "In force from": Edit("effective_on", Day()),
    "Captured on": Edit("captured_on", Day()),
    "Address": Edit("url"),
    "Notes": Edit("notes"),
}


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each notice."""
    people = titles(scope.register, "data-subjects")
    for notice in scope.records(Notice):
        yield Row(
            (
                notice.title,
                companies(scope.register, notice.entities) or "Not recorded",
                people(notice.audiences) or "Not recorded",
                say(notice.version),
                say(notice.effective_on),
                say(notice.captured_on),
                say(notice.url),
                notice.text,
                notice.sha256,
                _online(notice),
                len(notice.statements),
                len(notice.items),
                listed(f"“{passage}”" for passage in notice.no_fact) if notice.no_fact else "None",
                gaps(scope, notice.key),
                notice.notes or "–",
                rests_on(notice),
                notice.id,
            ),
            (notice.key,),
            notice.key,
        )


def _online(notice: Notice) -> str:
    if notice.live_sha256 is None:
        return "Nobody has looked"
    when = f"Looked at on {notice.live_checked_on}: " if notice.live_checked_on else ""
    if notice.live_sha256 == notice.sha256:
        return f"{when}the same"
    return f"{when}another text, SHA-256 {notice.live_sha256}"
