"""What nobody has answered yet, and whom to ask: the interview list."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.model.names import companies, kind_and_name, path_in_words
from ropabook.model.questions import open_questions
from ropabook.sheets.scope import Scope

title = "Open questions"
about = "One row for each question, by the person to ask. A blank is never taken for an answer."
instead = (
    "Answer questions in the sheet that ropabook interview writes, or in the sheets that are "
    "marked."
)
order = 130
columns = (
    Column("Whom to ask", 24),
    Column("Kind of record", 20),
    Column("Record", 34),
    Column("About", 30),
    Column("Question", 80),
    Column("Companies", 30),
    Column("Answer", 40),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each open question, by the person to ask."""
    register = scope.register
    for question in sorted(open_questions(register, scope.entity), key=lambda q: q.ask):
        kind, name = kind_and_name(register, question.record)
        yield Row(
            (
                question.ask,
                kind,
                Link(name, question.record),
                path_in_words(question.field) or "–",
                question.question,
                companies(register, question.entities) or "All",
                "",
            )
        )
