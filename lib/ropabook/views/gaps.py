"""The gaps: how many of each severity, and each of them with its law and its remedy."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.words import SEVERITIES, Severity, Standing
from ropabook.model.names import companies, kind_and_name, path_in_words
from ropabook.model.register import Register
from ropabook.review import Finding, Review
from ropabook.rules.rule import Rule
from ropabook.views.functions import chosen_by
from ropabook.views.headline import SIGNS
from ropabook.views.html import (
    Content,
    by_scope,
    concerning,
    folded,
    joined,
    note,
    plural,
    record_id,
    tag,
)

title: Final = "Gaps, the worst first"
once: Final = True
page: Final = "gaps"
order: Final = 30
MANY: Final = 1000
"""A record of more files than this has more gaps than a page can show ..."""
EACH: Final = 30
"""... and shows so many of each rule."""
STANDING: Final[dict[Standing, str]] = {
    "verified": "",
    "secondary": "The law behind this rule was seen only in secondary sources.",
    "unverified": "The law behind this rule could not be verified: "
    "have it checked before relying on it.",
}


class Row(NamedTuple):
    """One gap, in the words that people read."""

    severity: Severity
    rule: Rule
    kind: str
    record: str
    key: str
    file: str
    field: str
    companies: str
    entities: tuple[str, ...]
    sentence: str
    quotes: tuple[tuple[str, str], ...]
    """The notice's own words, each with the statement it is."""
    question: str
    ask: str


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every finding of the review, worst first."""
    return tuple(_row(review, finding) for finding in review.findings_of(entity))


def _row(review: Review, finding: Finding) -> Row:
    register, gap, key = review.register, finding.gap, finding.answer.record
    kind, name = kind_and_name(register, key)
    quotes = tuple(
        (source, statement.quote)
        for source in gap.statements
        if (statement := register.statement(source))
    )
    return Row(
        finding.severity,
        finding.rule,
        kind,
        name,
        key,
        register.places.get(key, key),
        path_in_words(gap.at),
        companies(register, finding.answer.entities),
        finding.answer.entities,
        gap.sentence,
        quotes,
        gap.question.unknown if gap.question else "",
        gap.question.ask if gap.question else "",
    )


def draw(review: Review, entity: str | None) -> Markup:
    """Bars, then the rules that are not kept; each opens to show its gaps."""
    found = rows(review, entity)
    scopes = [entity] if entity else [None, *review.register.entities]
    parts = [by_scope({scope: _summary(review, scope) for scope in scopes}, "div")]
    if entity:
        parts = [_summary(review, entity)]
    for severity, of_severity in groupby(found, key=lambda row: row.severity):
        words = f"{SIGNS[severity]} {SEVERITIES[severity][0]}"
        meaning = tag("small", f" {SEVERITIES[severity][1]}")
        anchor = f"gaps-{severity}"
        parts.append(tag("h4", words, meaning, class_=f"{severity} sev-{severity}", id=anchor))
        by_rule: dict[str, list[Row]] = {}
        for row in of_severity:
            by_rule.setdefault(row.rule.id, []).append(row)
        parts += [_rule(gaps[0].rule, gaps, scopes, review.register) for gaps in by_rule.values()]
    return joined(parts)


def _summary(review: Review, entity: str | None) -> Markup:
    if not review.findings_of(entity):
        checked = len(review.answers_of(entity))
        return note(f"No gap was found: {plural(checked, 'answer')} given on {review.on}.")
    return _bars(review.by_severity(entity))


def _bars(counts: dict[Severity, int]) -> Markup:
    most = max(counts.values()) or 1
    lines = []
    for severity, count in counts.items():
        filled = tag("i", style=f"width:{count * 100 // most}%", class_=severity)
        lines += [
            tag("dt", f"{SIGNS[severity]} {SEVERITIES[severity][0]}", class_=severity),
            tag("dd", tag("span", filled, class_="bar"), tag("b", f"{count:,}")),
        ]
    return tag("dl", lines, class_="bars")


def _rule(rule: Rule, found: list[Row], scopes: Sequence[str | None], register: Register) -> Markup:
    counts: dict[str | None, Content] = {scope: _count(found, scope) for scope in scopes}
    summary = joined(
        tag("span", rule.title, class_="words"),
        tag("span", f"{rule.citation} · {rule.id}", class_="quiet"),
        tag("span", by_scope(counts) if len(counts) > 1 else counts[scopes[0]], class_="count"),
    )
    about = [tag("p", tag("b", "What to do: "), rule.remedy)]
    if STANDING[rule.standing]:
        about.append(note("⚠ ", STANDING[rule.standing], class_="standing"))
    concerned = {entity for row in found for entity in row.entities}
    everybody = any(not row.entities for row in found)
    classes = f"rule sev-{found[0].severity} {'' if everybody else concerning(sorted(concerned))}"
    classes = f"{classes} {chosen_by(register, (row.key for row in found))}".strip()
    most = EACH if len(found) > EACH and register.files > MANY else len(found)
    gaps = tag("ol", (_gap(row, register) for row in found[:most]))
    left = len(found) - most
    more = note(f"{left:,} more are in the Excel workbook, sheet “Gaps”.") if left > 0 else ""
    return folded(summary, about, gaps, more, class_=classes)


def _named(row: Row) -> Markup:
    if row.key.startswith("activities/"):
        return tag("a", tag("b", row.record), href=f"#{record_id(row.key)}")
    return tag("b", row.record)


def _count(found: list[Row], entity: str | None) -> str:
    mine = [row for row in found if entity is None or not row.entities or entity in row.entities]
    records = len({row.file + row.record for row in mine})
    said = plural(records, "record")
    return said if len(mine) == records else f"{plural(len(mine), 'gap')} in {said}"


def _gap(row: Row, register: Register) -> Markup:
    where = " · ".join(part for part in (row.kind, row.companies, row.field, row.file) if part)
    quotes = [tag("blockquote", f"“{quote}”", tag("cite", source)) for source, quote in row.quotes]
    question = tag("p", tag("b", f"Ask {row.ask}: "), row.question) if row.question else ""
    return tag(
        "li",
        tag("p", _named(row), " ", tag("span", where, class_="quiet")),
        tag("p", row.sentence),
        quotes,
        question,
        class_=f"{concerning(row.entities)} {chosen_by(register, [row.key])}".strip() or None,
    )
