"""The risks of all DPIAs on one matrix, before and after measures."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.risk import SCALES, ScaleKey
from ropabook.law.risk import Scale as Words
from ropabook.model.assessments import Dpia, Risk
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.rules.assessed import replaced
from ropabook.views import risk_matrix
from ropabook.views.figure import figure
from ropabook.views.html import Content, by_scope, joined, note, tag
from ropabook.views.listing import Line, listing

title: Final = "Risks to people, before and after measures"
once: Final = True
page: Final = "risk"
order: Final = 72


class Row(NamedTuple):
    """One risk of one DPIA."""

    name: str
    """`D1-R2`: short enough to stand on the matrix."""
    dpia: str
    scale: ScaleKey
    text: str
    risk: Risk
    before: str
    after: str
    measures: str
    entities: tuple[str, ...]


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every risk of every DPIA that no later one replaces."""
    register = review.register
    standing = [d for d in register.of(Dpia).values() if not replaced(d, register, review.on)]
    found = [
        Row(f"{at}.{number}", dpia.title, dpia.scale, risk.text, risk,
            _level(dpia, risk, "overall", "likelihood", "severity"),
            _level(dpia, risk, "residual", "residual_likelihood", "residual_severity"),
            "; ".join(m.text for m in dpia.measures if risk.id in m.risks) or "None",
            companies_of(register, dpia))
        for at, dpia in enumerate(standing, 1)
        for number, risk in enumerate(dpia.risks, 1)
    ]  # fmt: skip
    return tuple(r for r in found if entity is None or not r.entities or entity in r.entities)


def companies_of(register: Register, dpia: Dpia) -> tuple[str, ...]:
    """The companies whose activities it is about."""
    found = (register.activities.get(id) for id in dpia.activities)
    return tuple(dict.fromkeys(e for activity in found if activity for e in activity.entities))


def _level(dpia: Dpia, risk: Risk, level: str, likelihood: str, severity: str) -> str:
    scale = SCALES[dpia.scale]
    key = getattr(risk, level) or scale.overall(getattr(risk, likelihood), getattr(risk, severity))
    return next((word.label for word in scale.levels if word.key == key), "Not scored yet")


def draw(review: Review, entity: str | None) -> Markup:
    """Both matrices of each scale that is used, and a row for each risk."""
    scopes = [entity] if entity else [None, *review.register.entities]
    shown: dict[str | None, Content] = {scope: _matrices(review, scope) for scope in scopes}
    found = rows(review, entity)
    return joined(
        shown[entity] if entity else by_scope(shown, "div"), _list(review.register, found)
    )


def _matrices(review: Review, entity: str | None) -> Markup:
    found = rows(review, entity)
    if not found:
        return note(
            "No DPIA that names a risk is recorded: how risky the activities are is not known "
            "from it."
        )
    parts = []
    for key, scale in SCALES.items():
        mine = [row for row in found if row.scale == key]
        if mine:
            name = f"{key}-{entity or '0'}"
            parts += [
                figure(matrix("Before measures", scale, mine, "likelihood", "severity"),
                       f"risk-before-{name}"),
                figure(matrix("After measures", scale, mine, "residual_likelihood",
                              "residual_severity"), f"risk-after-{name}"),
            ]  # fmt: skip
    return tag("div", parts, class_="beside")


def matrix(
    title: str, scale: Words, found: Sequence[Row], likelihood: str, severity: str
) -> Markup:
    """The matrix of a scale with the risks on it."""
    shown = risk_matrix.Scale(
        tuple((word.key, word.label) for word in scale.likelihood),
        tuple((word.key, word.label) for word in scale.severity),
        {(like, severe): level for (severe, like), level in scale.matrix.items()},
    )
    placed = [
        risk_matrix.Placed(row.name, row.text, getattr(row.risk, likelihood),
                           getattr(row.risk, severity))
        for row in found
    ]  # fmt: skip
    return risk_matrix.picture(f"{title}, {scale.title}", shown, placed)


def _list(register: Register, found: tuple[Row, ...]) -> Markup:
    if not found:
        return Markup("")
    lines = [
        Line((row.name, row.text, row.dpia, row.before, row.after, row.measures), row.entities)
        for row in found
    ]
    heads = ["No.", "Risk", "DPIA", "Before", "After", "Measures"]
    return listing(register, "risk-rows", "The numbers on the matrix", heads, lines,
                   elsewhere="are in the Excel workbook, sheet “Risks”")  # fmt: skip
