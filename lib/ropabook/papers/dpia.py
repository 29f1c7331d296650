"""A data protection impact assessment as a document, in its seven steps (UK GDPR Art. 35)."""

from collections.abc import Iterator
from typing import Any

from ropabook.assessing.renewing import consultation
from ropabook.law.risk import HARMS, SCALES
from ropabook.model.assessments import Dpia, DpiaMeasure, Risk
from ropabook.model.clocks import jurisdiction
from ropabook.model.facts import Nothing, Unknown
from ropabook.model.names import companies, company
from ropabook.papers.grounds import questions, rests_on
from ropabook.papers.open_points import open_points
from ropabook.papers.paper import (
    Facts,
    Grid,
    Heading,
    Paper,
    Part,
    Picture,
    Signature,
    Text,
    answered,
)
from ropabook.papers.record_facts import from_the_record
from ropabook.review import Review
from ropabook.sheets.words import title as title_of
from ropabook.views import risk_matrix


def paper(review: Review, dpia: Dpia) -> Paper:
    """The DPIA, pre-filled with what the record says on the day of the review."""
    register = review.register
    found = [register.activities[a] for a in dpia.activities if a in register.activities]
    entities = tuple(dict.fromkeys(e for activity in found for e in activity.entities))
    about = (
        ("Controllers", companies(register, entities) or answered(None)),
        ("Activities", ", ".join(title_of(register, "activities", a) for a in dpia.activities)),
        ("Version", _version(review, dpia)),
        ("State", f"Signed on {dpia.signed_on}" if dpia.signed_on else "Draft, not signed"),
        ("Record as at", str(review.on)),
        ("Scale of risk", SCALES[dpia.scale].title),
    )
    parts = (
        *_need(dpia),
        *_processing(review, dpia),
        *_consultation(dpia),
        *_necessity(dpia),
        *_risks(dpia),
        *_measures(review, dpia),
        *_sign_off(review, dpia, entities),
        *questions(dpia),
        *rests_on(review, dpia),
        *open_points(review, (dpia.key,)),
    )
    return Paper(dpia.key, dpia.title, "Data protection impact assessment (UK GDPR Art. 35)",
                 about, parts)  # fmt: skip


def _version(review: Review, dpia: Dpia) -> str:
    if not dpia.replaces:
        return answered(dpia.version)
    before = title_of(review.register, "dpia", dpia.replaces)
    return f"{answered(dpia.version)}, which replaces “{before}”"


def _of(noun: object, *fields: tuple[str, str]) -> Facts:
    return Facts(tuple((label, answered(getattr(noun, name, None))) for name, label in fields))


def _need(dpia: Dpia) -> Iterator[Part]:
    yield Heading("1  Why a DPIA is needed")
    yield _of(dpia.description, ("need", "What the project wants to achieve, and why a DPIA"))


def _processing(review: Review, dpia: Dpia) -> Iterator[Part]:
    yield Heading("2  What is done (Art. 35(7)(a))")
    yield _of(
        dpia.description,
        ("nature", "Nature: how data is collected, used, stored, deleted and shared"),
        ("scope", "Scope: which data, how much, how long, about how many people, where"),
        ("context", "Context: the people, their expectations, technology, earlier concerns"),
        ("purposes", "Purposes: what is to be achieved, and what it means for people"),
        ("life_cycle", "Life cycle of the data"),
        ("supporting_assets", "What the data rests on"),
    )
    yield from from_the_record(review, dpia.activities)


def _consultation(dpia: Dpia) -> Iterator[Part]:
    yield Heading("3  Who was asked (Art. 35(2), (9))")
    rows = (
        ("The views of the people concerned", _fact(dpia.views)),
        ("Where their views were departed from, why", dpia.views_departed_because or "–"),
        ("Who else was asked", answered(dpia.consulted)),
    )
    yield Facts(rows)


def _fact(value: Any) -> str:
    if isinstance(value, Unknown):
        return f"Not known yet: {value.unknown} (ask: {value.ask})"
    if isinstance(value, Nothing):
        return f"None: {value.none}"
    return answered(value)


def _necessity(dpia: Dpia) -> Iterator[Part]:
    yield Heading("4  Necessity and proportionality (Art. 35(7)(b))")
    yield _of(
        dpia.necessity,
        ("basis", "Lawful basis"),
        ("achieves", "Does it achieve the purpose?"),
        ("less_intrusive", "Is there a less intrusive way?"),
        ("minimisation", "Only the data that is needed"),
        ("function_creep", "How the purpose is kept from growing"),
        ("quality", "Accuracy and quality of the data"),
        ("retention", "How long it is kept"),
        ("information", "What people are told"),
        ("consent", "How consent is obtained, where it is relied on"),
        ("rights", "How people exercise their rights"),
        *_said(
            dpia.necessity,
            ("access", "Access and portability"),
            ("rectification", "Rectification and erasure"),
            ("objection", "Restriction and objection"),
        ),
        ("processors", "How processors are bound"),
        ("transfers", "How transfers abroad are safeguarded"),
    )
    if dpia.codes is not None:
        yield Facts((("Approved codes of conduct (Art. 35(8))", dpia.codes),))


def _said(noun: object, *fields: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Those of the fields that say something: they are asked for in one method only."""
    return ((name, label) for name, label in fields if getattr(noun, name, None))


_HIGH = {True: "\nA high risk", False: "\nNot a high risk", None: ""}
_SUGGESTED = "\nA suggestion of the library, not confirmed"


def _words(dpia: Dpia, risk: Risk, field: str) -> str:
    scale, value = SCALES[dpia.scale], getattr(risk, field)
    options = {
        "likelihood": scale.likelihood, "residual_likelihood": scale.likelihood,
        "severity": scale.severity, "residual_severity": scale.severity,
    }.get(field, scale.levels)  # fmt: skip
    return next((word.label for word in options if word.key == value), answered(None))


def matrix(dpia: Dpia, title: str, likelihood: str, severity: str) -> Picture:
    """The risks on the matrix of their own scale, before or after measures."""
    scale = SCALES[dpia.scale]
    shown = risk_matrix.Scale(
        tuple((word.key, word.label) for word in scale.likelihood),
        tuple((word.key, word.label) for word in scale.severity),
        {(like, severe): level for (severe, like), level in scale.matrix.items()},
    )
    placed = [
        risk_matrix.Placed(r.id, r.text, getattr(r, likelihood), getattr(r, severity))
        for r in dpia.risks
    ]
    said = "; ".join(
        f"{r.id}: likelihood {_words(dpia, r, likelihood)}, severity {_words(dpia, r, severity)}"
        for r in dpia.risks
    )
    return Picture(risk_matrix.picture(title, shown, placed), said or "No risk is recorded.")


def _risks(dpia: Dpia) -> Iterator[Part]:
    yield Heading("5  Risks to people (Art. 35(7)(c))")
    if not dpia.risks:
        yield Text(f"{answered(None)}: no risk is recorded.")
        return
    rows = tuple(
        (
            risk.id,
            risk.text + (_SUGGESTED if risk.suggested else ""),
            "\n".join(part for part in (risk.source, risk.threat) if part) or answered(None),
            "\n".join([*(HARMS.get(h, h) for h in risk.harms), *risk.impacts]) or answered(None),
            _words(dpia, risk, "likelihood"),
            _words(dpia, risk, "severity"),
            _words(dpia, risk, "overall")
            + _HIGH[risk.high]
            + (f"\n{risk.note}" if risk.note else ""),
        )
        for risk in dpia.risks
    )
    yield Grid(("Id", "Risk", "Source and threat", "Harm to people", "Likelihood", "Severity",
                "Overall"), rows)  # fmt: skip
    yield matrix(dpia, "Before measures", "likelihood", "severity")


def _measures(review: Review, dpia: Dpia) -> Iterator[Part]:
    yield Heading("6  Measures (Art. 35(7)(d))")
    rows = tuple(
        (
            m.id,
            _measure(review, m),
            ", ".join(m.risks) or answered(None),
            (m.effect or answered(None)).capitalize(),
            m.owner or answered(None),
            str(m.due or "–"),
            m.status.replace("-", " ").capitalize(),
            m.approved_by or answered(None),
        )
        for m in dpia.measures
    )
    if rows:
        yield Grid(("Id", "Measure", "Against", "Effect", "Owner", "Due", "State", "Approved by"),
                   rows)  # fmt: skip
    else:
        yield Text(f"{answered(None)}: no measure is recorded.")
    if dpia.risks:
        yield matrix(dpia, "After measures", "residual_likelihood", "residual_severity")
        yield Heading("What is left of each risk, and why", 2)
        yield Grid(
            ("Id", "Left over", "Because of", "Why", "Approved by"),
            tuple(_left(dpia, risk) for risk in dpia.risks),
        )


def _measure(review: Review, measure: DpiaMeasure) -> str:
    named = measure.measure
    of = (
        f"\nIn the register: {title_of(review.register, 'security-measures', named)}"
        if named
        else ""
    )
    return measure.text + of + (_SUGGESTED if measure.suggested else "")


def _left(dpia: Dpia, risk: Risk) -> tuple[str, ...]:
    against = [f"{m.id} {m.text}" for m in dpia.measures if risk.id in m.risks]
    return (
        risk.id,
        _words(dpia, risk, "residual") + _HIGH[risk.residual_high],
        "\n".join(against) or "No measure",
        answered(risk.residual_reason),
        answered(risk.accepted_by),
    )


_CONSULTATION = {
    "not-needed": "Not needed: no high risk is left",
    "needed": "Needed, not sent yet: processing must not start",
    "sent": "Sent to the Commissioner, not answered yet",
    "answered": "Answered by the Commissioner",
}


def _sign_off(review: Review, dpia: Dpia, entities: tuple[str, ...]) -> Iterator[Part]:
    yield Heading("7  Sign-off and review")
    followed = {True: "Followed", False: "Overruled", None: answered(None)}[dpia.dpo_followed]
    prior = dpia.prior_consultation
    rows = [
        ("Advice of the data protection officer", _fact(dpia.dpo_advice)),
        ("Given on", str(dpia.dpo_advice_on or answered(None))),
        ("Followed or overruled", followed),
        ("Where it was overruled, why", dpia.dpo_overruled_because or "–"),
        ("Prior consultation (Art. 36)", _CONSULTATION[prior.status] if prior else answered(None)),
        ("Kept under review by", answered(dpia.kept_under_review_by)),
        ("Next review due", str(dpia.review_due or answered(None))),
    ]
    if prior and prior.sent_on:
        where = jurisdiction(review.register, entities[0]) if entities else "england-and-wales"
        rows.insert(5, ("Its clock", consultation(dpia, review.on, where)))
    if prior and prior.answered_on:
        rows.insert(6, ("Advice of the Commissioner", answered(prior.advice)))
    yield Facts(tuple(rows))
    signed = {sign.entity: sign for sign in dpia.sign_offs}
    lines = [
        (sign.by, company(review.register, sign.entity) if sign.entity else "All companies",
         str(sign.on))
        for sign in dpia.sign_offs
    ]  # fmt: skip
    waiting = [e for e in entities if e not in signed] if None not in signed else []
    lines += [("", company(review.register, entity), "") for entity in waiting]
    yield Signature(tuple(lines) or (("", "", ""),))
