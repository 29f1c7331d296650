"""What a notice tells is what the record holds, in both directions (UK GDPR Art. 5(1)(a))."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from ropabook.law.words import LAWFUL_BASES, Severity, label
from ropabook.model.facts import known
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.comparing import Compared, Match, Topic
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.side_by_side import differences


@rule("PN-RECIP-DIFF", "UK GDPR Art. 13(1)(e)", "major", analysis="notice")
def notice_and_record_name_the_same_recipients(
    notice: Notice, register: Register, on: date
) -> Judgement:
    """The recipients that a notice tells are those to whom data is disclosed.

    Remedy:
        Add the recipient to the record, or to the notice, or take it out of one of them.

    Gap:
        notice:
          statements:
            - id: R1
              kind: commitment
              refers_to: []
            - id: T1
              refers_to: []
        activity:
          recipients:
            - recipient: parcel-carrier
              evidence: []
          transfers:
            - id: carrier-norway
              evidence: []

    Good:
        notice:
          statements:
            - id: R1
              kind: recipient
              refers_to:
                - recipients/parcel-carrier
            - id: T1
              refers_to: []
        activity:
          recipients:
            - recipient: parcel-carrier
              evidence: []
          transfers:
            - id: carrier-norway
              evidence: []
    """
    yield from _unlike(notice, register, on, "recipients", _RECIPIENTS, lambda row: "major")


@rule("PN-DATA-DIFF", "UK GDPR Art. 14(1)(d), 5(1)(a)", "minor", analysis="notice",
      why="people cannot see what is used; major where the data is special")  # fmt: skip
def notice_and_record_name_the_same_data(notice: Notice, register: Register, on: date) -> Judgement:
    """The categories of data that a notice tells are those that the record holds.

    Remedy:
        Add the category to the record, or to the notice, or take it out of one of them.

    Gap:
        activity:
          data:
            - id: order-data
              categories:
                - contact-details
                - order-history
                - tastes
        personal-data/tastes:
          title: What customers like

    Good:
        personal-data/tastes:
          title: What customers like
        activity:
          data:
            - id: order-data
              categories:
                - contact-details
                - order-history
                - tastes
        notice:
          statements:
            - id: D1
              refers_to:
                - personal-data/contact-details
                - personal-data/order-history
                - personal-data/tastes
    """
    kinds = register.of(PersonalDataCategory)

    def weight(row: Compared) -> Severity:
        found = kinds.get(row.key.partition("/")[2])
        sensitive = found and (known(found.special) or known(found.criminal))
        return "major" if sensitive else "minor"

    yield from _unlike(notice, register, on, "data", _DATA, weight)


class _Words(NamedTuple):
    """How the differences of a topic are told."""

    missing: str
    open: str
    untold: str


_RECIPIENTS: Final = _Words(
    "Statement {statement} tells of a recipient to whom no activity discloses data{thing}.",
    "Recipients that the notice tells are in no activity ({statement}); "
    "who receives data is not known of every activity.",
    "The record {whose}has a recipient that the notice does not tell: {record}.",
)
_DATA: Final = _Words(
    "Statement {statement} tells of data that no activity holds{thing}.",
    "Data that the notice tells is in no activity ({statement}).",
    "The record {whose}has data that the notice does not tell as such: {record}.",
)
_UNLIKE: Final = (Match.NOT_RECORDED, Match.NOT_TOLD, Match.OPEN)


def _unlike(
    notice: Notice, register: Register, on: date, topic: Topic, words: _Words,
    weight: Callable[[Compared], Severity],
) -> Judgement:  # fmt: skip
    waiting: list[Compared] = []
    for found in differences(register, notice, on, topic, *_UNLIKE):
        row = found.row
        if row.match is Match.OPEN:
            waiting.append(row)
            continue
        named, whose = register.find(row.key), found.whose(register, notice)
        told = words.untold if row.match is Match.NOT_TOLD else words.missing
        sentence = told.format(statement=_labels([row]), thing=f": {named.name}" if named else "",
                               whose=whose, record=row.recorded)  # fmt: skip
        yield Gap(sentence, found.at, weight(row), row.statements)
    if waiting:
        shown = tuple(dict.fromkeys(label for row in waiting for label in row.statements))
        sentence = words.open.format(statement=_labels(waiting))
        yield Gap(sentence, f"statements.{topic}", "minor", shown, waiting[0].question)


def _labels(rows: list[Compared]) -> str:
    labels = dict.fromkeys(label for row in rows for label in row.statements)
    return ", ".join(label.partition("#")[2] for label in labels)


@rule("PN-BASIS-DIFF", "UK GDPR Art. 13(1)(c)", "major", analysis="notice")
def notice_and_record_give_the_same_bases(
    notice: Notice, register: Register, on: date
) -> Judgement:
    """The lawful basis that a notice tells for a purpose is the one on record.

    Remedy:
        Find out which basis is right, and align the notice and the record.

    Gap:
        notice:
          statements:
            - id: P1
              basis: consent

    Good:
        notice:
          statements:
            - id: P1
              basis: contract
    """
    if not any(statement.basis for statement in notice.statements):
        yield NotApplicable("The notice ties no lawful basis to a purpose (PN-13-1-C).")
        return
    unlike = (Match.DIFFERS, Match.NOT_RECORDED, Match.NOT_TOLD, Match.OPEN)
    for found in differences(register, notice, on, "bases", *unlike):
        row = found.row
        weight: Severity | None = "minor" if row.match is Match.OPEN else None
        if row.match is not Match.OPEN or row.told_values:
            yield Gap(_bases_unlike(row), found.at, weight, row.statements, row.question)


def _bases_unlike(row: Compared) -> str:
    if row.match is Match.NOT_TOLD:
        return f"The notice tells no basis for a purpose that it tells ({row.recorded})."
    said = " and ".join(label(LAWFUL_BASES, basis).lower() for basis in row.told_values)
    if row.match is not Match.OPEN:
        held = (
            f"the record has another ({row.recorded})" if row.recorded else "no purpose rests on it"
        )
    elif row.key:
        held = f"the basis is not known yet ({row.recorded})"
    else:
        held = "it does not say for what, and not every purpose has its basis on record"
    return f"The notice tells {said}; {held}."
