"""What was checked: every rule, and how many answers of each kind it gave."""

from collections import Counter
from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.review import Verdict
from ropabook.sheets.scope import Scope

title = "Rules run"
about = "One row for each rule: what it holds, its law, and what it answered."
instead = "Rules are not part of the record."
order = 150
columns = (
    Column("Rule", 20),
    Column("It must hold that", 56),
    Column("Law", 32),
    Column("How well the law could be verified", 18),
    Column("Severity", 12),
    Column("In force", 24),
    Column("Broken", 10),
    Column("Gap", 10),
    Column("Accepted", 10),
    Column("Pass", 10),
    Column("Not applicable", 12),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each rule that was run."""
    counted = Counter((a.rule, a.verdict) for a in scope.review.answers_of(scope.entity))
    for rule in scope.review.rules.values():
        force = f"From {rule.since}" if rule.since else "Throughout"
        if rule.until:
            force += f" until {rule.until}"
        yield Row(
            (
                rule.id,
                rule.title,
                rule.citation,
                rule.standing.capitalize(),
                rule.severity.capitalize(),
                force,
                *(counted[rule.id, verdict] for verdict in Verdict),
            )
        )
