"""The risks that DPIAs find, before and after measures (UK GDPR Art. 35(7)(c)–(d))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.law.risk import HARMS, SCALES
from ropabook.model.assessments import Dpia, Risk
from ropabook.sheets.edits import Edit
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import NOT_RECORDED, lines

title = "Risks"
about = "One row for each risk of each DPIA: how likely and how severe, what is done, what is left."
order = 114
frozen = 2
columns = (
    Column("DPIA", 30, "Art. 35"),
    Column("Risk", 44, "Art. 35(7)(c)"),
    Column("Id", 10),
    Column("Scale", 18),
    Column("Source and threat", 36),
    Column("Harm to people", 34, "Art. 35(7)(c)"),
    Column("Likelihood", 14),
    Column("Severity", 14),
    Column("Overall", 14),
    Column("Why the overall level is another", 30),
    Column("Measures", 50, "Art. 35(7)(d)"),
    Column("Likelihood that is left", 14),
    Column("Severity that is left", 14),
    Column("Risk that is left", 14, "Art. 36(1)"),
    Column("Why", 30),
    Column("Accepted by", 24),
)

edits = {
    "Risk": Edit("text"),
    "Why the overall level is another": Edit("note"),
    "Why": Edit("residual_reason"),
    "Accepted by": Edit("accepted_by"),
}


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each risk of the DPIAs about the companies' activities."""
    mine = {done.activity.id for done in scope.done}
    for dpia in scope.register.of(Dpia).values():
        if not dpia.activities or mine & set(dpia.activities):
            for risk in dpia.risks:
                yield Row(_cells(dpia, risk), (), f"{dpia.key}#risks.{risk.id}")


def _cells(dpia: Dpia, risk: Risk) -> tuple[str | Link, ...]:
    causes = [part for part in (risk.source, risk.threat) if part]
    harms = [*(HARMS.get(harm, harm) for harm in risk.harms), *risk.impacts]
    return (
        Link(dpia.title, dpia.key),
        risk.text,
        risk.id,
        SCALES[dpia.scale].title,
        lines(causes),
        lines(harms),
        word(dpia, risk, "likelihood"),
        word(dpia, risk, "severity"),
        _high(word(dpia, risk, "overall"), risk.high),
        risk.note or "–",
        _measures(dpia, risk),
        word(dpia, risk, "residual_likelihood"),
        word(dpia, risk, "residual_severity"),
        _high(word(dpia, risk, "residual"), risk.residual_high),
        risk.residual_reason or "–",
        risk.accepted_by or NOT_RECORDED,
    )


def word(dpia: Dpia, risk: Risk, field: str) -> str:
    """What a risk says in one field, in the words of the assessment's own scale."""
    scale, value = SCALES[dpia.scale], getattr(risk, field)
    options = {
        "likelihood": scale.likelihood, "residual_likelihood": scale.likelihood,
        "severity": scale.severity, "residual_severity": scale.severity,
    }.get(field, scale.levels)  # fmt: skip
    return next((each.label for each in options if each.key == value), "Not scored")


def _high(level: str, high: bool | None) -> str:
    return level if high is None else f"{level} ({'a high risk' if high else 'not a high risk'})"


def _measures(dpia: Dpia, risk: Risk) -> str:
    against = [measure for measure in dpia.measures if risk.id in measure.risks]
    if not against:
        return "None"
    said = []
    for measure in against:
        due = f", due {measure.due}" if measure.due else ""
        status, owner = measure.status.replace("-", " "), measure.owner or "nobody named"
        said.append(f"{measure.text} ({status}; {owner}{due})")
    return lines(said)
