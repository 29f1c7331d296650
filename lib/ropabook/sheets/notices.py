"""What the public notices say, statement by statement, and what rests on each."""

from collections.abc import Iterator, Mapping

from ropabook.excel.table import Column, Row
from ropabook.model.notice import Notice
from ropabook.model.record import evidence_of
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import lines

title = "Notice statements"
about = (
    "One row for each statement of a notice, in its exact words, and the records that rest on it."
)
order = 135
columns = (
    Column("Notice", 26),
    Column("Id", 14),
    Column("Kind", 18),
    Column("Words of the notice", 80, "Art. 12–14"),
    Column("Records that rest on it", 50),
    Column("Note", 40),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each statement."""
    notices = scope.records(Notice)
    resting = _resting(scope) if notices else {}
    for notice in notices:
        for statement in notice.statements:
            source = f"{notice.id}#{statement.id}"
            yield Row(
                (
                    notice.title,
                    statement.id,
                    statement.kind.replace("-", " ").capitalize(),
                    statement.quote,
                    lines(resting.get(source, {})) if source in resting else "None",
                    statement.note or "–",
                ),
                (source,),
            )


def _resting(scope: Scope) -> Mapping[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for record in scope.register.all_records:
        for _, evidence in evidence_of(record):
            if evidence.source:
                found.setdefault(evidence.source, {})[record.key] = None
    return found
