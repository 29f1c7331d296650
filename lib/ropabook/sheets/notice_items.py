"""What each notice does with what the law wants said (UK GDPR Art. 12–14, PECR)."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.notices import NOTICE_ITEMS, VERDICT_LABELS
from ropabook.model.notice import Notice
from ropabook.sheets.notice_places import in_record
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import lines
from ropabook.sheets.words import title as name

title = "Notice against the law"
about = (
    "One row for each thing that the law wants said: what the notice does with it, and why; the "
    "words of the notice stand beside what the record holds."
)
instead = "Change it in the file of the notice."
order = 133
columns = (
    Column("Notice", 20),
    Column("What the law wants said", 30),
    Column("Law", 16),
    Column("Of", 12),
    Column("Verdict of the analyst", 20),
    Column("Why", 50),
    Column("Words of the notice", 76),
    Column("In the record", 76),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each coded item."""
    for notice in scope.records(Notice):
        for coded in notice.items:
            item = NOTICE_ITEMS[coded.item]
            quotes = (notice.statement(label) for label in coded.statements)
            yield Row(
                (
                    notice.title,
                    item.title,
                    item.reference,
                    name(scope.register, "recipients", coded.about) if coded.about else "–",
                    " / ".join(VERDICT_LABELS[verdict] for verdict in coded.verdict),
                    coded.because,
                    lines(f"{s.id}: “{s.quote}”" for s in quotes if s) if coded.statements else "–",
                    in_record(scope, coded.item, coded.about),
                )
            )
