"""The figures that a director asks for first, one row a company, with their charts."""

from collections.abc import Iterator

from ropabook.completeness import completeness
from ropabook.excel.table import Chart, Column, Row
from ropabook.law.words import SEVERITIES
from ropabook.model.questions import open_questions
from ropabook.sheets.scope import Scope

title = "At a glance"
about = "One row for each company; every figure is counted from the other sheets' own rows."
instead = "Change what the other sheets say."
order = 5
columns = (
    Column("Company", 34),
    Column("Activities", 12, "Art. 30(1)–(2)"),
    *(Column(f"{words[0]} gaps", 12) for words in SEVERITIES.values()),
    Column("Open questions", 12),
    Column("Article 30 answers due", 14, "Art. 30"),
    Column("Article 30 answers given", 14, "Art. 30"),
    Column("Per cent given", 12, "Art. 30"),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each company."""
    register = scope.register
    totals = {grid.entity.id: grid.total for grid in completeness(register)}
    for entity in scope.entities:
        total = totals[entity.id]
        yield Row(
            (
                entity.short_name,
                len(register.activities_of(entity.id)),
                *scope.review.by_severity(entity.id).values(),
                len(open_questions(register, entity.id)),
                total.due,
                total.given,
                "Nothing due" if total.percent is None else total.percent,
            )
        )


def charts(scope: Scope) -> tuple[Chart, ...]:
    """The gaps by severity, and how complete each record is."""
    if not scope.entities:
        return ()
    return (
        Chart("Gaps by severity", "bar", 0, tuple(range(2, 2 + len(SEVERITIES))), stacked=True),
        Chart("Article 30 answers given, per cent", "bar", 0, (len(columns) - 1,), most=100),
    )
