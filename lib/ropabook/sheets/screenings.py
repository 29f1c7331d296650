"""Whether each activity needs a DPIA, criterion by criterion (UK GDPR Art. 35(1), (3), (4))."""

from collections.abc import Iterator

from ropabook.assessing.screened import Screened, screened
from ropabook.assessing.signs import Speaks
from ropabook.excel.table import Column, Row
from ropabook.law.screening import CASES, CRITERIA, TRIGGERS, decide
from ropabook.model.activity import Screening
from ropabook.model.facts import known
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import activity, lines, say, spoken
from ropabook.sheets.words import title as title_of

title = "Screening for DPIAs"
about = (
    "One row for each activity: which criteria it meets, what follows from them, and what was "
    "decided. One that was not screened has a row that says so."
)
instead = "Change a screening in the notebook assessments."
order = 113
columns = (
    Column("Activity", 32),
    Column("Companies", 24),
    Column("Screened on", 24, "Art. 35(1)"),
    Column("By", 22),
    Column("Outcome", 18, "Art. 35(1)"),
    Column("What the criteria give", 18),
    Column("Cases of the statute", 40, "Art. 35(3)"),
    Column("Triggers of the Commissioner's list", 44, "Art. 35(4)"),
    Column("Criteria of WP248", 44, "WP248 rev. 01"),
    Column("Major project", 12),
    Column("Why each criterion is met or not", 54),
    Column("Why the outcome is another", 44),
    Column("Approved by", 22),
    Column("DPIA", 32, "Art. 35(1)"),
    Column("What the record gives", 18),
    Column("What in the record speaks for it", 54),
    Column("What is to be asked", 54),
    Column("To do", 40),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each activity."""
    for done in scope.done:
        screening = known(done.activity.screening)
        told = (
            _cells(scope, screening) if screening else (say(done.activity.screening), *("–",) * 11)
        )
        found = screened(scope.register, done.activity, done.entities, scope.review.on)
        yield Row((activity(done), done.companies, *told, *_on_the_record(found)))


def _on_the_record(found: Screened) -> tuple[str, ...]:
    if found.not_ours:
        return (found.not_ours, "–", "–", "–")
    return (
        spoken(found.proposed.outcome),
        _signs(found, "for"),
        _signs(found, "ask"),
        lines(found.to_do) or "–",
    )


def _signs(found: Screened, speaks: Speaks) -> str:
    said = {
        sign.sentence: asked.criterion.name
        for asked in reversed(found.asked)
        for sign in asked.signs
        if sign.speaks == speaks
    }
    return lines(f"{name}: {sentence}" for sentence, name in reversed(said.items())) or "–"


def _cells(scope: Scope, of: Screening) -> tuple[str, ...]:
    given = decide(of.article_35_3, of.ico, of.wp248, bool(of.major_project))
    return (
        str(of.on),
        of.by or "–",
        spoken(of.outcome),
        spoken(given.outcome),
        _listed(f"({key}) {CASES[key].title}" for key in of.article_35_3),
        _listed(f"{key}: {TRIGGERS[key].title}" for key in of.ico),
        _listed(f"{number}. {CRITERIA[number].title}" for number in of.wp248),
        "–" if of.major_project is None else "Yes" if of.major_project else "No",
        lines(f"{_criterion(key)}: {why}" for key, why in of.considered.items())
        if of.considered
        else "–",
        of.override_reason or "–",
        of.approver or "–",
        title_of(scope.register, "dpia", of.dpia) if of.dpia else "–",
    )


def _listed(met: Iterator[str]) -> str:
    return "\n".join(met) or "None"


def _criterion(key: str) -> str:
    """`article-35-3-a` as the columns beside it name it."""
    kind, _, name = key.rpartition("-")
    return {"article-35-3": f"Art. 35(3)({name})", "ico": name, "wp248": f"WP248 {name}"}.get(
        kind, key
    )
