"""Beside the form of an assessment: how each step stands, what changed, the matrix, the clocks."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from ropabook.assessing.approvals import row_of
from ropabook.assessing.relying import stale
from ropabook.assessing.renewing import consultation
from ropabook.assessing.steps import STATES, Stands, State
from ropabook.law.dates import MAIN_DUAA
from ropabook.law.periods import Jurisdiction
from ropabook.model.assessments import Dpia, Risk, TransferRiskAssessment
from ropabook.model.clocks import jurisdiction
from ropabook.model.names import companies, company, kind_and_name, path_in_words
from ropabook.model.register import CONTROLLING, Register
from ropabook.model.relied_on import activities_of, transfers_on
from ropabook.papers.dpia import matrix
from ropabook.rules.assessed import measures_against, replaced
from ropabook.views.html import joined, plural, tag

_SIGNS: Final[dict[State, str]] = {"done": "✓", "open": "○", "wrong": "✕", "waiting": "…"}
_MOST: Final = 4
"""How many sentences a step says at once; the rest stand beside their fields."""


def done(found: Sequence[Stands]) -> str:
    """How many steps are done, in a sentence."""
    return f"{sum(one.state == 'done' for one in found)} of {len(found)} steps are done."


def staleness(record: Any, register: Register) -> str:
    """Whether what it relies on is still so, in a sentence; empty where it relies on nothing."""
    if not record.relies_on:
        return ""
    found = stale(record, register)
    if not found:
        return "None of the facts it rests on has changed."
    return f"It is stale, because of {plural(len(found), 'fact')}."


def steps(found: Sequence[Stands]) -> Markup:
    """Each step, whether it is done, and what is missing."""
    return tag(
        "div",
        tag("p", tag("b", done(found))),
        tag("ol", [tag("li", _step(one), class_=one.state) for one in found], class_="steps"),
    )


def _step(one: Stands) -> Markup:
    head = joined(
        tag("b", f"{_SIGNS[one.state]} {one.step.title}"), f" – {STATES[one.state]}. ",
        tag("span", one.step.about, class_="quiet"),
    )  # fmt: skip
    more = len(one.why) - _MOST
    lines = [tag("li", why) for why in one.why[:_MOST]]
    lines += [tag("li", f"… and {more} more, beside the fields")] if more > 0 else []
    return joined(head, tag("ul", lines)) if lines else head


def of_assessment(record: Any, register: Register, on: date) -> Markup:
    """All that is to be seen of an assessment besides its answers."""
    parts = list(_changed(record, register))
    if isinstance(record, Dpia):
        parts += [*_versions(record, register, on), *_clock(record, register, on),
                  *_signed(record, register), *_matrices(record)]  # fmt: skip
    elif isinstance(record, TransferRiskAssessment):
        parts += list(_transfers(record, register, on))
    return joined(parts)


def _changed(record: Any, register: Register) -> Iterator[Markup]:
    if not record.relies_on:
        text = "It relies on no fact of the record yet: press “Rest on the record as it is now”."
        yield tag("p", text, class_="quiet")
        return
    found = stale(record, register)
    if not found:
        count = len(record.relies_on)
        yield tag("p", f"✓ It rests on {count} facts of the record, and none has changed since.")
        return
    lines = []
    for one in found:
        name = kind_and_name(register, one.record)[1]
        what = tag("b", f"{name}, {path_in_words(one.field)}. ")
        lines.append(tag("li", what, one.sentence))
    yield tag("div", tag("p", tag("b", f"✕ It is stale, because of {plural(len(found), 'fact')}:")),
              tag("ul", lines), class_="banner", role="status")  # fmt: skip


def _versions(dpia: Dpia, register: Register, on: date) -> Iterator[Markup]:
    if replaced(dpia, register, on):
        yield tag("p", "A later version is signed and has taken its place.", class_="banner")
    before = register.dpia(dpia.replaces)
    if before is not None:
        stands = "" if dpia.signed_on else "; that one stands until this one is signed"
        yield tag("p", f"It replaces “{before.title}”, version {before.version or '1'}{stands}.")


def _clock(dpia: Dpia, register: Register, on: date) -> Iterator[Markup]:
    if dpia.risks or dpia.prior_consultation:
        yield tag(
            "p",
            tag("b", "Prior consultation (Art. 36): "),
            consultation(dpia, on, where(dpia, register)),
        )


def controllers(dpia: Dpia, register: Register) -> tuple[str, ...]:
    """The companies that answer for what the assessment is about, each of which signs."""
    return tuple(
        dict.fromkeys(
            entity
            for activity in activities_of(dpia, register)
            for entity in activity.entities
            if register.as_done_by(activity, entity).role in CONTROLLING
        )
    )


def _signed(dpia: Dpia, register: Register) -> Iterator[Markup]:
    signed = {sign.entity for sign in dpia.sign_offs}
    needed = controllers(dpia, register)
    waiting = [] if None in signed and len(needed) < 2 else [e for e in needed if e not in signed]
    if waiting:
        names = companies(register, waiting)
        yield tag("p", tag("b", "Not signed yet for: "), names)
    elif needed:
        yield tag("p", f"✓ Signed for {', '.join(company(register, e) for e in needed)}.")


def _matrices(dpia: Dpia) -> Iterator[Markup]:
    if not dpia.risks:
        return
    pictures = (
        matrix(dpia, "Before measures", "likelihood", "severity").svg,
        matrix(dpia, "After measures", "residual_likelihood", "residual_severity").svg,
    )
    yield tag("div", [tag("div", picture) for picture in pictures], class_="pair")
    yield tag(
        "details",
        tag("summary", "What is left of each risk, measure by measure"),
        tag("ul", [tag("li", _left(dpia, risk)) for risk in dpia.risks]),
    )


def _left(dpia: Dpia, risk: Risk) -> Markup:
    against = ", ".join(f"{m.id} {m.text}" for m in measures_against(dpia, risk))
    why = risk.residual_reason or "what is left is not explained yet"
    return joined(
        tag("b", f"{risk.id} {risk.text}: "), against or "no measure", tag("i", f" – {why}")
    )


def _transfers(tra: TransferRiskAssessment, register: Register, on: date) -> Iterator[Markup]:
    found = transfers_on(tra, register)
    if not found:
        yield tag("p", "No transfer of the record names this assessment yet.", class_="quiet")
        return
    rows = [
        row_of(register, activity, activity.entities, transfer, on) for activity, transfer in found
    ]
    heads = ("Activity", "Recipient", "Country", "Approval", "Rests on", "Checked on", "To look at")
    lines = [
        (r.activity, r.recipient, r.country, r.scope, r.mechanism, r.checked, r.warning or "–")
        for r in rows
    ]
    yield _table(heads, lines)
    starts = [transfer.since for _, transfer in found]
    old = [day for day in starts if day and day < MAIN_DUAA]
    if tra.statutory_test == "pre2026" and len(old) < len(starts):
        yield tag("p", "A transfer that began on or after 5 February 2026, or of which the "
                  "beginning is not known, is judged by the data protection test: a standard not "
                  "materially lower (Art. 46(6)).", class_="banner")  # fmt: skip
    elif old:
        yield tag("p", "What was entered into before 5 February 2026 and met the test of then "
                  "stays good (DUAA Sch. 9 paras 26–29).", class_="quiet")  # fmt: skip


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    top = tag("tr", [tag("th", head, scope="col") for head in heads])
    body = [tag("tr", [tag("td", cell) for cell in row]) for row in rows]
    return tag("table", tag("thead", top), tag("tbody", body))


def where(dpia: Dpia, register: Register) -> Jurisdiction:
    """The jurisdiction whose holidays count: that of the first company that answers for it."""
    found = controllers(dpia, register)
    return jurisdiction(register, found[0]) if found else "england-and-wales"
