"""Risks to people are scored, consistently, and met by measures (UK GDPR Art. 35(7)(c), (d))."""

from collections.abc import Iterator
from datetime import date

from ropabook.law.risk import SCALES
from ropabook.model.assessments import Dpia, Risk
from ropabook.model.facts import blank
from ropabook.model.register import Register
from ropabook.rules.assessed import (
    NO_RISK,
    REPLACED,
    is_high,
    measures_against,
    missing,
    replaced,
)
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_SCORES = {"likelihood": "likelihood", "severity": "severity", "overall": "overall level"}


@rule("DP-SCORE", "UK GDPR Art. 35(7)(c)", "major", analysis="completeness",
      standing="unverified")  # fmt: skip
def every_risk_is_scored(dpia: Dpia, register: Register, on: date) -> Judgement:
    """Every risk has a likelihood, a severity and an overall level.

    Remedy:
        Score the risk.

    Gap:
        dpia:
          risks:
            - id: R1
              severity: absent

    Good:
        dpia:
          risks:
            - id: R1
              likelihood: possible
              severity: minimal
              overall: low
    """
    if replaced(dpia, register, on):
        yield REPLACED
    elif not dpia.risks:
        yield NO_RISK
    for risk in dpia.risks if not replaced(dpia, register, on) else ():
        lacking = missing(risk, _SCORES)
        if lacking:
            sentence = f"“{risk.text.rstrip('.')}” has no {' and no '.join(lacking)}."
            yield Gap(sentence, f"risks.{risk.id}")


@rule("DP-MATRIX", "ICO guidance: how do we do a DPIA", "minor", analysis="evidence",
      standing="unverified")  # fmt: skip
def the_overall_level_is_what_the_matrix_gives(
    dpia: Dpia, register: Register, on: date
) -> Judgement:
    """On the Commissioner's scale, the overall level is what the matrix gives, or a note says why.

    Remedy:
        Correct the level, or explain it.

    Gap:
        dpia:
          risks:
            - id: R1
              likelihood: probable
              severity: severe
              overall: medium

    Good:
        dpia:
          risks:
            - id: R1
              likelihood: probable
              severity: severe
              overall: medium
              note: It can touch two people at most
    """
    if replaced(dpia, register, on):
        yield REPLACED
    elif not SCALES[dpia.scale].matrix:
        yield NotApplicable("The CNIL's scale gives no overall level: it is what the analyst says.")
    elif not dpia.risks:
        yield NO_RISK
    else:
        for risk in dpia.risks:
            yield from _inconsistent(dpia, risk)


def _inconsistent(dpia: Dpia, risk: Risk) -> Iterator[Gap]:
    before = (risk.likelihood, risk.severity, risk.overall, risk.note, "overall")
    after = (risk.residual_likelihood, risk.residual_severity, risk.residual,
             risk.residual_reason, "residual")  # fmt: skip
    for likelihood, severity, level, reason, field in (before, after):
        given = SCALES[dpia.scale].overall(likelihood, severity)
        if given and level and given != level and blank(reason):
            sentence = f"“{risk.text.rstrip('.')}” is {level}; the matrix gives {given} for it."
            yield Gap(sentence, f"risks.{risk.id}.{field}")


@rule("DP-UNMITIGATED", "UK GDPR Art. 35(7)(d)", "critical", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def every_high_risk_has_a_measure_against_it(dpia: Dpia, register: Register, on: date) -> Judgement:
    """Every high risk has a measure against it that was not dropped.

    Remedy:
        Add a measure.

    Gap:
        dpia/street-cameras:
          measures:
            - id: M1
              status: dropped

    Good:
        dpia/street-cameras:
          measures:
            - id: M1
              status: in-place
    """
    rated = [(risk, is_high(dpia, risk.overall, risk.high)) for risk in dpia.risks]
    if replaced(dpia, register, on):
        yield REPLACED
        return
    if not any(high or (high is None and risk.overall) for risk, high in rated):
        yield NotApplicable("No risk is recorded as high.")
    for risk, high in rated:
        name = risk.text.rstrip(".")
        if measures_against(dpia, risk):
            continue
        if high:
            yield Gap(f"“{name}” is a high risk without a measure.", f"risks.{risk.id}")
        elif high is None and risk.overall:
            sentence = f"“{name}” has no measure, and whether it is a high risk is not said."
            yield Gap(sentence, f"risks.{risk.id}.high", "major")
