"""Workbooks that were handed over, and for which state of the record (UK GDPR Art. 30(3)–(4))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.logs import HandOver
from ropabook.model.names import company
from ropabook.sheets.logged import days, noted
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import gaps, lines, proof

title = "Hand-overs"
about = (
    "One row for each workbook that was handed over. The fingerprint tells the state of the record "
    "it speaks for; the cover of this workbook has that of today."
)
instead = "A hand-over is written by ropabook export --hand-over."
order = 119
columns = (
    Column("Hand-over", 34),
    Column("About", 20),
    Column("On", 14, "Art. 30(4)"),
    Column("How old", 18),
    Column("To", 28, "Art. 30(4)"),
    Column("By", 24),
    Column("Fingerprint of the record then", 36, "Art. 30(3)"),
    Column("The record now", 22),
    Column("Commit", 22),
    Column("Files, with their SHA-256", 44, "Art. 5(2)"),
    Column("Rows of each sheet", 32),
    Column("Columns of the Article 30(1) record", 44, "Art. 30(1)"),
    Column("Columns of the Article 30(2) record", 44, "Art. 30(2)"),
    Column("Notes", 24),
    Column("Gaps", 12),
    Column("Rests on", 30, "Art. 5(2)"),
    Column("Id", 22),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each hand-over; a company's workbook has its own and those of the group."""
    register = scope.register
    for handed in register.of(HandOver).values():
        if scope.entity is not None and handed.entity not in (None, scope.entity):
            continue
        same = handed.fingerprint == register.fingerprint
        files = [f"{file.name}: {file.sha256}" for file in handed.files]
        sheets = [f"{sheet}: {count}" for sheet, count in handed.sheets.items()]
        age = (scope.review.on - handed.on).days
        yield Row(
            (
                handed.title,
                company(register, handed.entity) if handed.entity else "The group",
                str(handed.on),
                days(age) if age >= 0 else "Later than this workbook",
                handed.to,
                handed.by,
                handed.fingerprint,
                "Is the same" if same else "Has changed since",
                handed.commit or "–",
                lines(files) if files else "Not recorded",
                lines(sheets) if sheets else "Not recorded",
                lines(handed.columns) if handed.columns else "Not recorded",
                lines(handed.processor_columns) if handed.processor_columns else "Not recorded",
                noted(handed),
                gaps(scope, handed.key),
                proof(handed.evidence),
                handed.id,
            ),
            (handed.key,),
        )
