"""Decisions made by automated means, and their safeguards (UK GDPR Art. 22A–22D)."""

from collections.abc import Iterator
from typing import Final

from ropabook.excel.table import Column, Row
from ropabook.model.activity import AutomatedDecision
from ropabook.model.facts import each
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import activity, has_and_lacks, led_by, optional, say, spoken

title = "Automated decisions"
about = (
    "One row for each decision. An activity of which it is not known whether there are any, or "
    "that has none, has one row that says so."
)
instead = "Change them in the notebook activities."
order = 52
frozen = 3
columns = (
    Column("Activity", 30),
    Column("Companies", 24),
    Column("Decision", 50, "Art. 22A(1)"),
    Column("Profiling", 24, "Art. 4(4), 22A(2)"),
    Column("Significant effect", 22, "Art. 22A(1)(b)"),
    Column("Solely automated", 22, "Art. 22A(1)(a)"),
    Column("Part of a person in it", 44, "Art. 22A(2)"),
    Column("Uses special categories", 16, "Art. 22B(1)"),
    Column("By which way", 26, "Art. 22B(2)–(3)"),
    Column("Safeguards", 44, "Art. 22C"),
    Column("Exception", 20, "EU GDPR Art. 22(2)"),
    Column("Law behind the exception", 34, "EU GDPR Art. 22(2)(b)"),
)
_SAFEGUARDS: Final = {
    "information": "information about the decision",
    "representations": "a say of the person",
    "human": "a human who steps in",
    "contest": "a way to contest it",
}


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each decision, or for each activity without any."""
    for done in scope.done:
        facts = done.activity
        whom, profiling = led_by(done), say(facts.profiling)
        for decision in each(facts.automated_decisions):
            yield Row((next(whom), done.companies, decision.decision, profiling, *_cells(decision)))
        if not each(facts.automated_decisions):
            told = say(facts.automated_decisions)
            yield Row((activity(done), done.companies, told, profiling, *("–",) * 8))


def _cells(of: AutomatedDecision) -> tuple[str, ...]:
    return (
        say(of.significant),
        say(of.solely),
        of.human_involvement or "–",
        optional(of.article_9),
        spoken(of.gate),
        has_and_lacks(_SAFEGUARDS, of.safeguards) if of.safeguards else "Not recorded",
        spoken(of.exception),
        of.authorised_by or "–",
    )
