"""Technical and organisational security measures (UK GDPR Art. 30(1)(g), 32(1))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.registers import SecurityMeasure
from ropabook.sheets.edits import Begins, Chosen, Day, Edit, keys_spoken
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import listed, proof, say, spoken

title = "Security measures"
about = "One row for each measure, and the activities that it protects."
order = 90
columns = (
    Column("Measure", 30),
    Column("Description", 50, "Art. 30(1)(g)"),
    Column("Nature", 16),
    Column("Subject", 14),
    Column("Point of Art. 32(1)", 16, "Art. 32(1)"),
    Column("Status", 12),
    Column("Last tested", 28, "Art. 32(1)(d)"),
    Column("Protects", 46),
    Column("Rests on", 36, "Art. 5(2)"),
    Column("Id", 22),
)

_SUBJECTS = ("training", "access", "encryption", "backup", "testing", "other")

edits = {
    "Measure": Edit("title"),
    "Description": Edit("text"),
    "Nature": Edit("nature", keys_spoken("Nature", ("technical", "organisational"))),
    "Subject": Edit("subject", keys_spoken("Subject of a measure", _SUBJECTS)),
    "Point of Art. 32(1)": Edit(
        "article_32",
        Chosen(
            name="Point of Art. 32(1)",
            labels={**{a: f"({a})" for a in "abcd"}, "organisational": "Organisational"},
        ),
    ),
    "Status": Edit(
        "status", keys_spoken("Status of a measure", ("planned", "in-place", "retired"))
    ),
    "Last tested": Edit("tested_on", Day()),
}
begins = Begins("security-measures")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each measure."""
    for measure in scope.records(SecurityMeasure):
        article = measure.article_32
        yield Row(
            (
                measure.title,
                measure.text,
                measure.nature.capitalize(),
                spoken(measure.subject),
                article.capitalize() if len(article) > 1 else f"({article})",
                spoken(measure.status),
                say(measure.tested_on),
                listed(scope.users.get(measure.key, ("No activity by name",))),
                proof(measure.evidence),
                measure.id,
            ),
            (measure.key,),
            measure.key,
        )
