"""Notes, former names, and what an import could not place: nothing of the record is left out."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.model.names import kind_and_name
from ropabook.model.record import Record
from ropabook.sheets.scope import Scope

title = "Notes and leftovers"
about = (
    "One row for each note on a record, each id that it had before, and each text of an import "
    "that found no place in it."
)
instead = "Change notes in the form of the record."
order = 145
columns = (
    Column("Kind of record", 22),
    Column("Record", 36),
    Column("What it is", 34),
    Column("Text", 100),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each note, former id, and leftover."""
    for record in scope.every_record():
        for what, text in _said(record):
            kind, name = kind_and_name(scope.register, record.key)
            yield Row((kind, Link(name, record.key), what, text))


def _said(record: Record) -> Iterator[tuple[str, str]]:
    if record.notes:
        yield "Note", record.notes
    if record.example:
        yield "Example", "It is an example: nobody has said that it is true."
    yield from (("Id that it had before", former) for former in record.formerly)
    yield from ((f"Not placed: {where}", text) for where, text in record.unplaced.items())
