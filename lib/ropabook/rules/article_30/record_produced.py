"""The record exists in writing, whole, and can be produced (UK GDPR Art. 30(3), 30(4))."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple, Protocol

from ropabook.law.article30 import (
    CONTROLLER_SHEET,
    PROCESSOR_COLUMNS,
    PROCESSOR_SHEET,
    TEMPLATE_COLUMNS,
    UNDECIDED_SHEET,
)
from ropabook.model.activity import ProcessingActivity
from ropabook.model.decisions import Acceptance
from ropabook.model.entity import Entity, Group
from ropabook.model.facts import each
from ropabook.model.logs import HandOver
from ropabook.model.names import companies, kind_and_name, quoted
from ropabook.model.register import Register
from ropabook.rules.reading import controls, processes
from ropabook.rules.rule import RULES, Gap, Judgement, NotApplicable, rule

_FRESH: Final = timedelta(days=90)
_NO_COMPANY: Final = NotApplicable("There is no company in the record.")
_OLDER: Final = NotApplicable("The record has changed since: its rows cannot be compared any more.")


@rule("A30-3-FORM", "UK GDPR Art. 30(3)", "major", analysis="completeness",
      why="the record must be in writing, and an old copy is not the record")  # fmt: skip
def the_written_record_is_the_record_as_it_stands(
    group: Group, register: Register, on: date
) -> Judgement:
    """Of every company's record a copy was handed over within ninety days, and it is still true.

    Remedy:
        Export the record again, hand it over, and enter that in the log of hand-overs.

    Gap:
        hand-overs/autumn-audit:
          on: 2026-06-01

    Good:
        hand-overs/autumn-audit:
          on: 2026-11-20
        hand-overs/spring-audit:
          title: Workbooks for the spring audit
          on: 2026-05-04
          to: Auditors
          by: Head of Privacy
          fingerprint: of the record as it was in spring
    """
    latest = {company: _latest(register, company, on) for company in register.entities}
    if not latest:
        yield _NO_COMPANY
    if without := [company for company, found in latest.items() if found is None]:
        names = companies(register, without)
        yield Gap(f"No hand-over of the record is logged for {names}.", "hand-overs", "minor")
    for handed in {found.id: found for found in latest.values() if found}.values():
        at, name = f"hand-overs.{handed.id}", f"“{handed.title}” of {handed.on}"
        if on - handed.on > _FRESH:
            yield Gap(f"The last copy of the record, {name}, is older than 90 days.", at)
        elif handed.fingerprint != register.fingerprint:
            yield Gap(f"The record has changed since its last copy, {name}.", at)


def _latest(register: Register, company: str, on: date) -> HandOver | None:
    mine = (h for h in register.of(HandOver).values() if h.on <= on and h.entity in (None, company))
    return max(mine, key=lambda handed: (handed.on, handed.id), default=None)


@rule("EV-EXPORT", "UK GDPR Art. 30(1), 30(2)", "critical", analysis="evidence",
      why="what was handed over as the record was not the record")  # fmt: skip
def what_was_handed_over_was_whole(hand_over: HandOver, register: Register) -> Judgement:
    """Every copy that was handed over had the columns of the law and every row of the record.

    Remedy:
        Find out why something was left out, export again, and hand the whole record over.

    Gap:
        hand-overs/autumn-audit:
          columns:
            - Business function
            - Purpose of processing

    Good:
        hand-overs/autumn-audit:
          to: The Commissioner
          by: Head of Privacy
          on: 2026-11-23
    """
    absent = [c for c in TEMPLATE_COLUMNS if c not in {*hand_over.columns}]
    rows = rows_due(register, hand_over.entity)
    if rows[PROCESSOR_SHEET]:
        absent += [c for c in PROCESSOR_COLUMNS if c not in {*hand_over.processor_columns}]
    if absent:
        named = ", ".join(f"“{c}”" for c in absent[:3]) + ("" if len(absent) < 4 else " and others")
        yield Gap(f"“{hand_over.title}” lacks {len(absent)} columns of the record: {named}.",
                  "columns")  # fmt: skip
    if hand_over.fingerprint == register.fingerprint:
        had = {_key(title): rows_of for title, rows_of in hand_over.sheets.items()}
        for sheet, due in rows.items():
            if had.get(_key(sheet), 0) != due:
                count = had.get(_key(sheet), "no")
                sentence = f"“{hand_over.title}” had {count} rows in “{sheet}” and not {due}."
                yield Gap(sentence, f"sheets.{_key(sheet)}")
    elif not absent:
        yield _OLDER


def _key(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


def rows_due(register: Register, company: str | None) -> Mapping[str, int]:
    """How many rows each of the three sheets has: one for each purpose, or controller served."""
    due = {CONTROLLER_SHEET: 0, PROCESSOR_SHEET: 0, UNDECIDED_SHEET: 0}
    for activity in _activities(register, company):
        if controls(activity):
            due[CONTROLLER_SHEET] += max(1, len(activity.purposes))
        else:
            sheet = PROCESSOR_SHEET if processes(activity) else UNDECIDED_SHEET
            due[sheet] += max(1, len(each(activity.customers)))
    return due


def _activities(register: Register, company: str | None) -> Iterator[ProcessingActivity]:
    if company is not None:
        yield from register.activities_of(company)
        return
    for written in register.activities.values():
        yield from (activity for activity, _ in register.variants(written))


class _Answer(Protocol):
    """What is read of another rule's answer."""

    @property
    def rule(self) -> str: ...
    @property
    def record(self) -> str: ...
    @property
    def entities(self) -> tuple[str, ...]: ...
    @property
    def verdict(self) -> str: ...
    @property
    def gaps(self) -> tuple[Gap, ...]: ...


@rule("A30-4-READY", "UK GDPR Art. 30(4)", "major", analysis="completeness",
      standing="secondary")  # fmt: skip
def the_record_can_be_given_to_the_commissioner(
    entity: Entity, register: Register, on: date, answers: tuple[_Answer, ...]
) -> Judgement:
    """No critical gap of Article 30 is open when the Commissioner asks for the record.

    Remedy:
        Close the critical gaps of Article 30 before the record is handed over, or have each
        accepted for a reason and a time.

    Gap:
        entity:
          registered_address: absent

    Good:
        entity:
          registered_address: absent
        acceptances:
          - rule: A30-1-A-CTRL
            record: entities/harbour
            reason: The office moves; the new address is published in December
            by: Head of Privacy
            on: 2026-11-01
            until: 2026-12-31
    """
    found = [one for one in _open(register, on, answers) if entity.id in one.entities]
    if found:
        gaps = "gap of Article 30 is" if len(found) == 1 else "gaps of Article 30 are"
        yield Gap(f"The record of {entity.short_name} is not ready: {len(found)} critical {gaps} "
                  f"open. What does not hold: {_what(register, found)}.")  # fmt: skip


class _Open(NamedTuple):
    """A critical gap of Article 30 that somebody still has."""

    rule: str
    record: str
    entities: frozenset[str]


def _what(register: Register, found: list[_Open]) -> str:
    """The sentences that do not hold, the first three with the records they do not hold of."""
    of_rule: dict[str, list[str]] = {}
    for one in found:
        of_rule.setdefault(one.rule, []).append(kind_and_name(register, one.record)[1])
    told = [
        f"“{RULES[rule].title.rstrip('.')}”, of {quoted(names, most=5)}"
        for rule, names in [*of_rule.items()][:3]
    ]
    return "; ".join(told) + ("" if len(of_rule) < 4 else "; and more")


def _open(register: Register, on: date, answers: tuple[_Answer, ...]) -> list[_Open]:
    """Found once for all companies: the answers are many."""
    last = register.once(_last)
    if not last or last[0][0] is not answers:
        last[:] = [(answers, [*_critical(register, on, answers)])]
    return last[0][1]


def _last(register: Register) -> list[tuple[tuple[_Answer, ...], list[_Open]]]:
    # Filled by `_open` with what it found last.
    return []


def _critical(register: Register, on: date, answers: tuple[_Answer, ...]) -> Iterator[_Open]:
    every = frozenset(register.entities)
    holding = [a for a in register.acceptances if a.on <= on <= a.until]
    # There are millions of answers, and few are of interest.
    for answer in [a for a in answers if a.gaps or a.verdict == "broken"]:
        if not answer.rule.startswith("A30-"):
            continue
        concerned = frozenset(answer.entities) or every
        if answer.verdict == "broken":
            yield _Open(answer.rule, answer.record, concerned)
        for gap in answer.gaps:
            if (gap.severity or RULES[answer.rule].severity) == "critical":
                left = frozenset(c for c in concerned if not _accepted(holding, answer, gap, c))
                yield _Open(answer.rule, answer.record, left)


def _accepted(holding: list[Acceptance], answer: _Answer, gap: Gap, company: str) -> bool:
    return any(
        (accepted.rule, accepted.record) == (answer.rule, answer.record)
        and accepted.entity in (None, company)
        and accepted.at in (None, gap.at)
        for accepted in holding
    )
