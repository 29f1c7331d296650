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
from ropabook.views.choosing import by_choice, picture_name
from ropabook.views.figure import figure
from ropabook.views.html import joined, note, tag, to_record
from ropabook.views.listing import Line, concerned, listing

title: Final = "Risks to people, before and after measures"
once: Final = True
page: Final = "risk"
order: Final = 72


class Row(NamedTuple):
    """One risk of one DPIA."""

    name: str
    """`D1-R2`: short enough to stand on the matrix."""
    key: str
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
    # The numbers stay what they are, whatever is chosen.
    standing = [d for d in register.of(Dpia).values() if not replaced(d, register, review.on)]
    found = [
        Row(f"{at}.{number}", dpia.key, dpia.title, dpia.scale, risk.text, risk,
            _level(dpia, risk, "overall", "likelihood", "severity"),
            _level(dpia, risk, "residual", "residual_likelihood", "residual_severity"),
            "; ".join(m.text for m in dpia.measures if risk.id in m.risks) or "None",
            companies_of(register.every, dpia))
        for at, dpia in enumerate(standing, 1)
        for number, risk in enumerate(dpia.risks, 1)
    ]  # fmt: skip
    return tuple(
        row for row in found if concerned(row.entities, entity) and register.holds(row.key)
    )


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
    found = rows(review, entity)
    return joined(by_choice(review, entity, _matrices), _list(review, entity, found))


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
            name = picture_name(key, review, entity)
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


def _list(review: Review, entity: str | None, found: tuple[Row, ...]) -> Markup:
    if not found:
        return Markup("")
    lines = [
        Line((row.name, row.text, to_record(row.key, row.dpia), row.before, row.after,
              row.measures), row.entities, (row.key,))
        for row in found
    ]  # fmt: skip
    heads = ["No.", "Risk", "DPIA", "Before", "After", "Measures"]
    return listing(review, entity, "risk-rows", "The numbers on the matrix", heads, lines,
                   "are in the Excel workbook, sheet “Risks”")  # fmt: skip
