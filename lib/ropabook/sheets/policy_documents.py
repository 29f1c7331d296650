"""Appropriate policy documents (DPA 2018 Sch. 1 paras 38–40)."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.registers import PolicyDocument
from ropabook.sheets.edits import Begins, Day, Edit
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import NOT_RECORDED, listed, proof

title = "Policy documents"
about = "One row for each appropriate policy document for special or criminal offence data."
order = 118
columns = (
    Column("Document", 32),
    Column("Conditions", 24, "DPA 2018 Sch. 1"),
    Column("How the principles are met", 50, "Sch. 1 para. 39(a)"),
    Column("Retention and erasure", 44, "Sch. 1 para. 39(b)"),
    Column("Review due", 14, "Sch. 1 para. 40"),
    Column("Keep until", 14, "Sch. 1 para. 40"),
    Column("Link", 30),
    Column("Rests on", 36, "Art. 5(2)"),
    Column("Id", 24),
)

edits = {
    "Document": Edit("title"),
    "How the principles are met": Edit("principles"),
    "Retention and erasure": Edit("retention"),
    "Review due": Edit("review_due", Day()),
    "Keep until": Edit("retain_until", Day()),
    "Link": Edit("link"),
}
begins = Begins("policy-documents")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each document."""
    for document in scope.records(PolicyDocument):
        yield Row(
            (
                document.title,
                listed(document.conditions),
                document.principles or NOT_RECORDED,
                document.retention or NOT_RECORDED,
                str(document.review_due or "Not set"),
                str(document.retain_until or "Not set"),
                document.link or "–",
                proof(document.evidence),
                document.id,
            ),
            (document.key,),
            document.key,
        )
