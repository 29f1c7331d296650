"""The retention schedule: each rule once, with where it is used (UK GDPR Art. 30(1)(f))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.periods import in_words
from ropabook.law.retention_norms import NORMS
from ropabook.model.registers import RetentionRule
from ropabook.sheets.edits import Begins, Day, Duration, Edit, keys_spoken
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import listed, proof, say, spoken

title = "Retention schedule"
about = "One row for each rule of the schedule. A suggestion counts only once somebody accepts it."
order = 82
columns = (
    Column("Rule", 32),
    Column("Period", 16, "Art. 30(1)(f)"),
    Column("Runs from", 30),
    Column("Law or reason", 40, "Art. 5(1)(e)"),
    Column("Usual kind of record", 30),
    Column("Where it comes from", 18),
    Column("Accepted by", 20),
    Column("Decided on", 14),
    Column("Oldest data found", 34, "Art. 5(1)(e)"),
    Column("Used in", 44),
    Column("Rests on", 36, "Art. 5(2)"),
    Column("Id", 22),
)

_ORIGINS = ("stated", "confirmed", "norm-suggestion", "inferred")

edits = {
    "Rule": Edit("title"),
    "Period": Edit("period", Duration()),
    "Runs from": Edit("trigger"),
    "Where it comes from": Edit("origin", keys_spoken("Where a rule comes from", _ORIGINS)),
    "Accepted by": Edit("accepted_by"),
    "Decided on": Edit("decided_on", Day()),
}
begins = Begins("retention")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each rule."""
    for rule in scope.records(RetentionRule):
        yield Row(
            (
                rule.title,
                say(rule.period, lambda text: f"{in_words(text)} ({text})"),
                say(rule.trigger),
                " · ".join(part for part in (rule.legal_reference, rule.rationale) if part) or "–",
                NORMS[rule.norm].title if rule.norm else "–",
                spoken(rule.origin),
                rule.accepted_by or "–",
                str(rule.decided_on or "–"),
                _oldest(rule),
                listed(scope.users.get(rule.key, ("Nowhere",))),
                proof(rule.evidence),
                rule.id,
            ),
            (rule.key,),
            rule.key,
        )


def _oldest(rule: RetentionRule) -> str:
    if rule.checked_on is None:
        return "Nobody has looked"
    return f"On {rule.checked_on}: its limit runs from {rule.oldest or 'an unknown day'}"
