"""Which documents each activity needs, and whether they are there (UK GDPR Art. 5(2), 24(1))."""

from collections.abc import Iterator
from typing import Final

from ropabook.documents import KINDS, Document, State, documents_needed
from ropabook.excel.table import Column, Row
from ropabook.model.names import companies, kind_and_name
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import lines

title = "Documents needed"
about = (
    "One row for each activity and kind of document: whether it is needed and there, or why it is "
    "not needed. What is open waits for an answer in the record."
)
instead = "Write the document that is missing; the notebook assessments begins it."
order = 116
frozen = 2
columns = (
    Column("Activity", 34),
    Column("Companies", 22),
    Column("Document", 30),
    Column("Needed", 14),
    Column("State", 18),
    Column("Why, or what is lacking", 60),
    Column("The documents", 44),
)
_LAW: Final = {
    "lia": "Art. 6(1)(f)",
    "dpia": "Art. 35(1)",
    "tra": "Art. 46(1A)",
    "article-28": "Art. 28(3)",
    "article-26": "Art. 26(1)",
    "policy": "DPA 2018 Sch. 1 para. 39",
    "consent": "Art. 7(1)",
    "notice": "Art. 13, 14",
}
_STATES: Final[dict[State, str]] = {
    "present": "Present",
    "missing": "Missing",
    "expired": "Expired",
    "open": "Not known yet",
    "not-needed": "Not needed",
}


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each activity and kind of document."""
    for document in documents_needed(scope.register, scope.review.on):
        if scope.entity is None or scope.entity in document.entities:
            yield Row(_cells(scope, document))


def _cells(scope: Scope, document: Document) -> tuple[str, ...]:
    needed = "Yes" if document.needed else "Not known yet" if document.state == "open" else "No"
    named = [kind_and_name(scope.register, key)[1] for key in document.records]
    mine = document.entities if scope.entity is None else (scope.entity,)
    return (
        document.activity.title,
        companies(scope.register, mine),
        f"{KINDS[document.kind]} ({_LAW[document.kind]})",
        needed,
        _STATES[document.state],
        document.why,
        lines(named) if named else "None",
    )
