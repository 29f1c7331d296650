"""The gaps: how many of each severity, and each of them with its law and its remedy."""

from itertools import groupby
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.words import CAUTIONS, SEVERITIES, Severity
from ropabook.model.names import companies, kind_and_name, path_in_words
from ropabook.model.register import Register
from ropabook.review import Finding, Review
from ropabook.rules.rule import Rule
from ropabook.views.choosing import by_choice, lead, linked
from ropabook.views.headline import SIGNS
from ropabook.views.html import folded, joined, note, plural, tag, to_record
from ropabook.views.listing import Line, concerned, group, listed, row_class

title: Final = "Gaps, the worst first"
once: Final = True
page: Final = "gaps"
order: Final = 30
MANY: Final = 1000
"""A record of more files than this has more gaps than a page can show ..."""
EACH: Final = 30
"""... and shows so many of each rule."""
ACTED: Final = "is-acted"
NOBODY_ON_IT: Final = "is-waiting"
OF_NOTICE: Final = "is-of-notice"


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
    acted: bool
    """Whether an action about it is under way."""


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
        under_way(finding),
    )


def of_notice(finding: Finding) -> bool:
    """Whether it lies between a notice, the law and the record."""
    return finding.rule.analysis == "notice"


def under_way(finding: Finding) -> bool:
    """Whether somebody is on it."""
    return any(action.state == "open" for action in finding.actions)


def draw(review: Review, entity: str | None) -> Markup:
    """Bars, then the rules that are not kept; each opens to show its gaps."""
    found = rows(review, entity)
    parts: list[Markup] = []
    for severity, of_severity in groupby(found, key=lambda row: row.severity):
        words = f"{SIGNS[severity]} {SEVERITIES[severity][0]}"
        meaning = tag("small", f" {SEVERITIES[severity][1]}")
        parts.append(tag("h4", words, meaning, class_=f"{severity} sev-{severity} of-severity"))
        by_rule: dict[str, list[Row]] = {}
        for row in of_severity:
            by_rule.setdefault(row.rule.id, []).append(row)
        parts += [_rule(review, entity, gaps) for gaps in by_rule.values()]
    return joined(by_choice(review, entity, _summary), listed("gap-rows", parts))


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
        mark, words = f"sev-{severity}", f"{SEVERITIES[severity][0]} gaps"
        number = linked(count, lead("gap-rows", mark), words)
        lines += [
            tag("dt", f"{SIGNS[severity]} {SEVERITIES[severity][0]}", class_=f"{severity} {mark}"),
            tag("dd", tag("span", filled, class_="bar"), tag("b", number), class_=mark),
        ]
    return tag("dl", lines, class_="bars")


def _rule(review: Review, entity: str | None, found: list[Row]) -> Markup:
    register, rule = review.register, found[0].rule
    summary = joined(
        tag("span", rule.title, class_="words"),
        tag("span", f"{rule.citation} · {rule.id}", class_="quiet"),
        tag("span", by_choice(review, entity, lambda of, whose: _count(found, of, whose), "span"),
            class_="count"),
    )  # fmt: skip
    about = [tag("p", tag("b", "What to do: "), rule.remedy)]
    if CAUTIONS[rule.standing]:
        about.append(note("⚠ ", CAUTIONS[rule.standing], class_="standing"))
    most = EACH if register.files > MANY else len(found)
    gaps = tag("ol", (_gap(row, register) for row in found[:most]))
    left = len(found) - most
    more = note(f"{left:,} more are in the Excel workbook, sheet “Gaps”.") if left > 0 else ""
    classes = group(register, [_line(row) for row in found])
    return folded(summary, about, gaps, more, class_=f"rule {classes}")


def _count(found: list[Row], review: Review, entity: str | None) -> str:
    holds = review.register.holds
    mine = [row for row in found if concerned(row.entities, entity) and holds(row.key)]
    records = len({row.file + row.record for row in mine})
    said = plural(records, "record")
    if not mine:
        return ""
    return said if len(mine) == records else f"{plural(len(mine), 'gap')} in {said}"


def _line(row: Row) -> Line:
    marks = (f"sev-{row.severity}", ACTED if row.acted else NOBODY_ON_IT,
             *([OF_NOTICE] if row.rule.analysis == "notice" else []))  # fmt: skip
    return Line((), row.entities, (row.key,), marks)


def _gap(row: Row, register: Register) -> Markup:
    where = " · ".join(part for part in (row.kind, row.companies, row.field, row.file) if part)
    quotes = [tag("blockquote", f"“{quote}”", tag("cite", source)) for source, quote in row.quotes]
    question = tag("p", tag("b", f"Ask {row.ask}: "), row.question) if row.question else ""
    return tag(
        "li",
        tag("p", tag("b", to_record(row.key, row.record)), " ", tag("span", where, class_="quiet")),
        tag("p", row.sentence),
        quotes,
        question,
        class_=row_class(register, _line(row)),
    )
