"""What the command line says: the review, a record, the questions and the rules in words."""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ropabook.completeness import completeness
from ropabook.law.words import SEVERITIES
from ropabook.model.facts import Nothing, Noun, Unknown
from ropabook.model.kinds import LABELS
from ropabook.model.questions import OpenQuestion, open_questions
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.review import SEVERITY_ORDER, Finding, Review
from ropabook.rules.rule import Rule


def read_line(register: Register) -> str:
    """How many files there were, were read, were refused."""
    read = register.files - register.files_refused
    return f"{register.files} files, {read} read, {register.files_refused} refused"


def fails(judged: Review, level: str, entity: str | None) -> bool:
    """Whether there is a gap at or above the level; never, for the level "never"."""
    return level != "never" and any(
        SEVERITY_ORDER[finding.severity] <= SEVERITY_ORDER[level]
        for finding in judged.findings_of(entity)
    )


def in_words(judged: Review, ropa: Path, entity: str | None) -> Iterator[str]:
    """The review for a person at a terminal: what is wrong first, then the counts."""
    register = judged.register
    yield f"{ropa}: {read_line(register)}; judged for {judged.on} by {len(judged.rules)} rules"
    for refusal in register.refusals:
        yield f"Not read: {refusal}"
    for answer in judged.broken:
        yield f"Broken: rule {answer.rule} on {answer.record}: {answer.reason}"
    last = ""
    for finding in judged.findings_of(entity):
        if finding.rule.id != last:
            last = finding.rule.id
            yield ""
            yield f"{last}  {finding.rule.title}  [{finding.rule.citation}]"
        yield from _finding(judged, finding)
    yield ""
    yield "Gaps: " + ", ".join(
        f"{count} {severity}" for severity, count in judged.by_severity(entity).items()
    )
    yield "Answers: " + ", ".join(
        f"{count} {verdict}" for verdict, count in judged.by_verdict(entity).items()
    )
    for grid in completeness(register):
        if entity in (None, grid.entity.id):
            given, due = grid.total
            percent = grid.total.percent
            share = "nothing due" if percent is None else f"{percent} % ({given} of {due} answers)"
            yield f"Article 30 record of {grid.entity.short_name}: {share}"
    yield f"Open questions: {len(open_questions(register, entity))}"


def _finding(judged: Review, finding: Finding) -> Iterator[str]:
    place = judged.register.places.get(finding.answer.record, finding.answer.record)
    at = f" › {finding.gap.at}" if finding.gap.at else ""
    yield f"  {finding.severity:8}  {place}{at}"
    yield f"            {finding.gap.sentence}"
    for source in finding.gap.statements[:3]:
        statement = judged.register.statement(source)
        if statement:
            yield f"            {source}: “{statement.quote}”"


def as_data(judged: Review, entity: str | None) -> dict[str, Any]:
    """The review for a program."""
    register = judged.register
    return {
        "on": judged.on,
        "files": register.files,
        "refused": [
            {"file": r.file, "line": r.line, "sentence": r.sentence} for r in register.refusals
        ],
        "fingerprint": register.fingerprint,
        "rules": len(judged.rules),
        "answers": {str(v): n for v, n in judged.by_verdict(entity).items()},
        "gaps": judged.by_severity(entity),
        "broken": [{"rule": a.rule, "record": a.record, "reason": a.reason} for a in judged.broken],
        "completeness": {
            grid.entity.id: {"given": grid.total.given, "due": grid.total.due}
            for grid in completeness(register)
            if entity in (None, grid.entity.id)
        },
        "findings": [_finding_as_data(judged, f) for f in judged.findings_of(entity)],
    }


def _finding_as_data(judged: Review, finding: Finding) -> dict[str, Any]:
    quoted = {
        source: statement.quote
        for source in finding.gap.statements
        if (statement := judged.register.statement(source))
    }
    return {
        "identity": finding.identity,
        "rule": finding.rule.id,
        "citation": finding.rule.citation,
        "standing": finding.rule.standing,
        "severity": finding.severity,
        "record": finding.answer.record,
        "file": judged.register.places.get(finding.answer.record),
        "at": finding.gap.at,
        "entities": finding.answer.entities,
        "sentence": finding.gap.sentence,
        "quotes": quoted,
        "question": finding.gap.question.unknown if finding.gap.question else None,
        "remedy": finding.rule.remedy,
    }


def named(register: Register, record: str) -> list[Record]:
    """The records that this id, or `folder/id`, names."""
    return [each for each in register.all_records if record in (each.id, each.key)]


def nearest(register: Register, record: str) -> str | None:
    """The id nearest to one that does not exist."""
    return nearest_of(record, [each.id for each in register.all_records])


def nearest_of(word: str, words: Sequence[str]) -> str | None:
    """The word nearest to one that does not exist, if any is near."""
    from rapidfuzz import process

    found = process.extractOne(word, words, score_cutoff=60)
    return str(found[0]) if found else None


def record_as_data(register: Register, record: Record, entity: str | None) -> dict[str, Any]:
    """A record for a program, as one company has it where one is named."""
    mine = _as_done_by(register, record, entity)
    return {"record": mine.key, **mine.model_dump(mode="json", exclude_defaults=True)}


def _as_done_by(register: Register, record: Record, entity: str | None) -> Record:
    return register.deviations.get((record.id, entity or ""), record)


def record_in_words(register: Register, record: Record, entity: str | None) -> Iterator[str]:
    """A record for a person: every field that is answered or asked."""
    mine = _as_done_by(register, record, entity)
    yield f"{LABELS[mine.folder]}: {mine.name}"
    yield f"File: {register.places[record.key]}"
    yield from _lines(mine, "", skip=("id", "example"))


def _lines(noun: Noun, indent: str, skip: tuple[str, ...] = ()) -> Iterator[str]:
    for field, value in noun.__dict__.items():
        if field in skip or value is None or value == () or value == {}:
            continue
        yield from _field(field.replace("_", " "), value, indent)


def _field(label: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Unknown):
        yield f"{indent}{label}: not known yet. {value.unknown} (ask: {value.ask})"
    elif isinstance(value, Nothing):
        yield f"{indent}{label}: none. {value.none}"
    elif isinstance(value, Noun):
        yield f"{indent}{label}:"
        yield from _lines(value, indent + "  ")
    elif isinstance(value, tuple) and any(isinstance(each, Noun) for each in value):
        yield f"{indent}{label}:"
        for each in value:
            first, *rest = [*_lines(each, "")] or ["-"]
            yield f"{indent}  - {first}"
            yield from (f"{indent}    {line}" for line in rest)
    elif isinstance(value, dict):
        yield f"{indent}{label}:"
        for key, each in value.items():
            yield from _field(str(key), each, indent + "  ")
    else:
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else value
        yield f"{indent}{label}: {shown}"


def questions_in_words(found: Iterable[OpenQuestion]) -> Iterator[str]:
    """The interview list: by person to ask, then by record."""
    by_role: dict[str, list[OpenQuestion]] = defaultdict(list)
    for question in found:
        by_role[question.ask].append(question)
    for role, asked in sorted(by_role.items()):
        yield f"{role} ({len(asked)})"
        for question in asked:
            at = f" › {question.field}" if question.field else ""
            yield f"  {question.record}{at}"
            yield from textwrap.wrap(
                question.question, 90, initial_indent="    ", subsequent_indent="    "
            )
        yield ""
    if not by_role:
        yield "No question is open."


def rules_in_words(rules: Iterable[Rule], on: date) -> Iterator[str]:
    """One line a rule."""
    for rule in rules:
        force = "" if rule.in_force(on) else f"  (not in force on {on})"
        yield f"{rule.id:18} {rule.severity:9} {rule.title}  [{rule.citation}]{force}"


def rule_in_words(rule: Rule) -> Iterator[str]:
    """One rule with everything it says of itself."""
    yield f"{rule.id}  {rule.title}"
    yield f"Law: {rule.citation} ({rule.standing})"
    yield f"Severity: {rule.severity}, {rule.why or SEVERITIES[rule.severity][1]}"
    if rule.since or rule.until:
        until = rule.until or "further notice"
        yield f"In force: from {rule.since or 'the beginning'} until {until}"
    yield f"Remedy: {rule.remedy}"
    if rule.points_to:
        yield f"A pointer: {rule.points_to} judges it, so that nothing counts twice."
        return
    for section, heading in (("Gap", "A gap:"), ("Good", "Good:")):
        yield heading
        yield textwrap.indent(rule.sections[section].rstrip(), "    ")


def rule_as_data(rule: Rule) -> dict[str, Any]:
    """One rule for a program."""
    return {
        "id": rule.id,
        "title": rule.title,
        "citation": rule.citation,
        "severity": rule.severity,
        "standing": rule.standing,
        "analysis": rule.analysis,
        "since": rule.since,
        "until": rule.until,
        "remedy": rule.remedy,
        "points_to": rule.points_to,
        "gap": rule.sections.get("Gap", ""),
        "good": rule.sections.get("Good", ""),
    }
