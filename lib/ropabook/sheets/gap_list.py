"""The gaps, the worst first, each with its law, its words and what to do."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.law.words import SEVERITIES
from ropabook.model.names import companies, kind_and_name, path_in_words
from ropabook.review import Finding
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import lines

title = "Gaps"
about = "One row for each gap that is not accepted, the worst first."
instead = "Change the record where a gap says so, or accept the gap in acceptances.yaml."
order = 120
frozen = 2
columns = (
    Column("Severity", 12),
    Column("Rule", 20),
    Column("It must hold that", 38),
    Column("Law", 26),
    Column("How well the law could be verified", 18),
    Column("Kind of record", 18),
    Column("Record", 30),
    Column("Companies", 24),
    Column("Where in the record", 28),
    Column("What is missing or wrong", 50),
    Column("Words of the notice", 44),
    Column("What to do", 44),
    Column("Question that would settle it", 38),
    Column("Whom to ask", 20),
    Column("File", 32),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each gap."""
    for finding in scope.findings:
        yield _row(scope, finding)


def _row(scope: Scope, finding: Finding) -> Row:
    register, rule, gap, key = scope.register, finding.rule, finding.gap, finding.answer.record
    kind, name = kind_and_name(register, key)
    return Row(
        (
            SEVERITIES[finding.severity][0],
            rule.id,
            rule.title,
            rule.citation,
            rule.standing.capitalize(),
            kind,
            Link(name, key),
            companies(register, finding.answer.entities) or "All",
            path_in_words(gap.at) or "–",
            gap.sentence,
            _words(scope, gap.statements),
            rule.remedy,
            gap.question.unknown if gap.question else "–",
            gap.question.ask if gap.question else "–",
            register.places.get(key, "–"),
        ),
        (f"gaps:{key}",),
    )


def _words(scope: Scope, sources: tuple[str, ...]) -> str:
    found = {source: scope.register.statement(source) for source in sources}
    return lines(f"{s}: “{at.quote}”" for s, at in found.items() if at) if any(
        found.values()
    ) else "–"  # fmt: skip
