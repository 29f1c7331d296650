"""The interview list as a workbook to send out: a row for each question, and where to answer."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from ropabook.excel.book import write
from ropabook.excel.table import Column, Cover, Row, Table
from ropabook.exporting import put_in_place
from ropabook.forms.interview.asked import Asked
from ropabook.forms.interview.values import possible
from ropabook.model.names import companies, kind_and_name, path_in_words
from ropabook.model.register import Register

QUESTIONS: Final = "Questions"
ANSWER, NONE, NOT_KNOWN = "This is the answer", "There is none", "I do not know"
HOW, WORDS, BY, ON, REFERENCE = "How it stands", "Answer", "Answered by", "On", "Reference"
COLUMNS: Final = (
    Column("Whom to ask", 20),
    Column("Record", 26),
    Column("Question", 50),
    Column("Companies", 20),
    Column("What an answer looks like", 32),
    Column(HOW, 18, choices=(ANSWER, NONE, NOT_KNOWN), filled_in=True),
    Column(WORDS, 50, filled_in=True),
    Column(BY, 20, filled_in=True),
    Column(ON, 12, filled_in=True),
    Column(REFERENCE, 30),
)
_ABOUT: Final = (
    "Answer in the tinted columns. For “There is none”, say why. Say once who answers, and when."
)


def table(register: Register, questions: Sequence[Asked]) -> Table:
    """The questions, ready to be drawn."""
    return Table(QUESTIONS, _ABOUT, COLUMNS, [_row(register, each) for each in questions])


def _row(register: Register, each: Asked) -> Row:
    question = each.question
    kind, name = kind_and_name(register, question.record)
    about = path_in_words(question.field)
    return Row((
        question.ask,
        f"{name} ({kind.lower()})",
        f"{question.question}\n(about: {about})" if about else question.question,
        companies(register, question.entities) or "All",
        possible(register, each.field),
        "", "", "", "",
        each.reference,
    ))  # fmt: skip


def send(register: Register, questions: Sequence[Asked], on: date, to: Path) -> Path:
    """Write the workbook.

    Args:
        register: the record.
        questions: those to be asked.
        on: the day it is made.
        to: the file.

    Raises:
        CannotWrite: it cannot be written; one that was there is as it was.
    """
    whom = sorted({each.question.ask for each in questions})
    title = register.group.title if register.group else "The record of processing"
    front = Cover(
        f"Questions for {whom[0]}" if len(whom) == 1 else "Questions about the record",
        f"{title}: what the record of processing activities does not know yet, {on}",
        (
            ("Whom to ask", ", ".join(whom) or "Nobody"),
            ("Questions", len(questions)),
            ("How to answer", "On the sheet Questions, in the tinted columns. Leave the last "
             "column as it is. What you leave blank stays open: a blank is never taken for an "
             "answer."),
            ("What happens then", "An analyst reads your answers, sees what each would change, "
             "and takes them into the record with your name and the day as their evidence."),
        ),
        (),
    )  # fmt: skip
    sheets, midnight = [table(register, questions)], datetime.combine(on, time())
    put_in_place(to, lambda path: write(path, front, sheets, midnight, f"{title} · {on}"))
    return to
