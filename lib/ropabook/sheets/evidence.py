"""What each fact rests on, and how good that is (UK GDPR Art. 5(2))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.model.facts import Evidence
from ropabook.model.names import kind_and_name, path_in_words
from ropabook.model.record import Record, evidence_of
from ropabook.model.register import Register
from ropabook.sheets.scope import Scope

title = "Evidence"
about = (
    "One row for each piece of evidence: stated in a notice, observed, confirmed by a person, or "
    "inferred. What is inferred is not a fact until somebody confirms it."
)
instead = "Change evidence in the form of the record."
order = 140
columns = (
    Column("Kind of record", 20),
    Column("Record", 32),
    Column("Fact", 30),
    Column("How good it is", 16, "Art. 5(2)"),
    Column("Source", 26),
    Column("Words of the source", 60),
    Column("By", 20),
    Column("On", 12),
    Column("Note", 50),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each piece of evidence of each record."""
    written = scope.register.once(_written)
    for record in scope.every_record():
        if id(record) not in written:
            written[id(record)] = tuple(_rows_of(scope.register, record))
        yield from written[id(record)]


def _written(register: Register) -> dict[int, tuple[Row, ...]]:
    # The same for every workbook: filled as the records come by.
    return {}


def _rows_of(register: Register, record: Record) -> Iterator[Row]:
    for field, evidence in evidence_of(record):
        yield _row(register, record, field, evidence)


def _row(register: Register, record: Record, field: str, evidence: Evidence) -> Row:
    kind, name = kind_and_name(register, record.key)
    statement = register.statement(evidence.source)
    return Row(
        (
            kind,
            Link(name, record.key),
            path_in_words(field) or "the whole entry",
            evidence.kind.capitalize(),
            evidence.source or "–",
            statement.quote if statement else "–",
            evidence.by or "–",
            str(evidence.on or "–"),
            evidence.note or "–",
        )
    )
