"""How long each category of data is kept (UK GDPR Art. 30(1)(f))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.law.periods import in_words
from ropabook.model.activity import DataLink
from ropabook.model.facts import known
from ropabook.model.registers import RetentionRule
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import led_by, named, say, spoken, titles
from ropabook.sheets.words import title as title_of

title = "Retention"
about = "One row for each category of data of each activity: the limit, or that none is known."
instead = "Change a rule in “Retention schedule”, and which rule applies in “People and data”."
order = 80
frozen = 3
columns = (
    Column("Activity", 28),
    Column("Companies", 24),
    Column("Category of data", 28, "Art. 30(1)(f)"),
    Column("People", 28),
    Column("Retention rule", 40),
    Column("Period", 16, "Art. 30(1)(f)"),
    Column("Runs from", 28, "Art. 30(1)(f)"),
    Column("Criteria, or why no limit is possible", 34, "Art. 30(1)(f)"),
    Column("Law or reason", 32, "Art. 5(1)(e)"),
    Column("Disposal", 24),
    Column("Who answers", 20),
    Column("Kept to?", 18, "DPA 2018 Sch. 1 para. 41"),
    Column("Where the rule comes from", 20, "Art. 5(2)"),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each category of each link."""
    people = titles(scope.register, "data-subjects")
    for done in scope.done:
        whom = led_by(done)
        for link in done.links:
            limit = _limit(scope, link)
            for category in link.categories or ("",):
                data = title_of(scope.register, "personal-data", category) if category else "–"
                whose = people(link.subjects) or "–"
                yield Row((next(whom), done.companies, data, whose, *limit))


def _limit(scope: Scope, link: DataLink) -> tuple[str | Link, ...]:
    key = known(link.retention)
    rule = scope.register.of(RetentionRule).get(key or "")
    if key is None:
        return (say(link.retention), *("–",) * 8)
    if rule is None:
        return (named(scope.register, "retention", key), *("–",) * 8)
    return (
        named(scope.register, "retention", key),
        say(rule.period, in_words),
        say(rule.trigger),
        " · ".join(part for part in (rule.criteria, rule.impossible) if part) or "–",
        " · ".join(part for part in (rule.legal_reference, rule.rationale) if part) or "–",
        rule.disposal or "–",
        rule.owner or "–",
        " · ".join(part for part in (rule.adherence, rule.nonadherence_reason) if part) or "–",
        spoken(rule.origin),
    )
