"""The workbooks: one for each company and one for the group, put in place whole or not at all."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from itertools import chain
from pathlib import Path
from typing import Final

from ropabook import __version__
from ropabook.completeness import completeness
from ropabook.excel.book import CannotWriteCell, Copy, write
from ropabook.excel.table import Cover
from ropabook.law.dates import LAW_AS_OF
from ropabook.law.periods import in_words
from ropabook.law.words import SEVERITIES
from ropabook.model.clocks import profile
from ropabook.model.notice import Notice
from ropabook.model.questions import open_questions
from ropabook.papers.workbook import sheets_of
from ropabook.review import Review, nothing_thrown_away
from ropabook.sheets.companies import LAWS
from ropabook.sheets.manifest import in_one_line, proving, reconciliation, stated
from ropabook.sheets.past import Past
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import tables
from ropabook.sheets.words import say
from ropabook.whole import put

SUFFIX: Final = ".xlsx"
_GROUP: Final = "record-of-the-group"


class CannotWrite(Exception):
    """A workbook could not be written; the message says why, and that the old one is as it was."""


def export(review: Review, folder: Path, past: Past | None = None) -> list[Path]:
    """Write every workbook.

    Args:
        review: the record and its answers.
        folder: where to; made where it is not there.
        past: the history, where there is one: without it nothing is said of what changed.

    Returns:
        The files, the group's first.

    Raises:
        CannotWrite: the folder or a file cannot be written. Workbooks that were replaced before
            that are whole, and the others are as they were.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise CannotWrite(f"The folder {folder} cannot be made: {reason}.") from None
    return [
        export_one(review, entity, folder / name_of(entity), past)
        for entity in (None, *review.register.entities)
    ]


def name_of(entity: str | None) -> str:
    """The file name of a company's workbook, or of the group's."""
    return f"record-of-{entity}{SUFFIX}" if entity is not None else f"{_GROUP}{SUFFIX}"


def export_one(review: Review, entity: str | None, to: Path, past: Past | None = None) -> Path:
    """Write the workbook of one company, or of the group under None.

    Raises:
        CannotWrite: see `export`.
    """
    scope = Scope(review, entity, past)
    put_in_place(to, lambda path: draw(scope, path))
    return to


def draw(scope: Scope, to: Path, copy: Copy | None = None) -> None:
    """Write a workbook into a file that nobody looks at yet.

    Args:
        scope: what it is about.
        to: the file.
        copy: is given what every cell says of the sheets whose titles it has.

    Raises:
        OSError: the file cannot be written.
        CannotWriteCell: a cell could not be written.
    """
    on = scope.review.on
    state = f"{cover_title(scope)} · as at {on} · {scope.register.fingerprint[:12]}"
    with nothing_thrown_away():
        write(
            to, cover(scope), chain(tables(scope), sheets_of(scope)), datetime.combine(on, time()),
            state, lambda written: [reconciliation(scope, written), *proving(scope, written)],
            copy,
        )  # fmt: skip


def put_in_place(to: Path, make: Callable[[Path], object]) -> None:
    """Make a file beside its place and put it there whole.

    Raises:
        CannotWrite: it cannot be written; the old one is as it was.
    """
    _refuse_if_open(to)
    try:
        put(to, make)
    except OSError as error:
        reason = error.strerror or error
        raise CannotWrite(
            f"{to} cannot be written: {reason}. If it is open in another program, close it there. "
            "The old file, if there was one, is as it was."
        ) from None
    except CannotWriteCell as problem:
        raise CannotWrite(f"{to} cannot be written: {problem} does not fit.") from None


def _refuse_if_open(to: Path) -> None:
    """Excel and LibreOffice leave a note beside a workbook that somebody has open."""
    for note in (f"~${to.name}", f".~lock.{to.name}#"):
        if (to.parent / note).exists():
            raise CannotWrite(
                f"{to} is open in another program (it left {note}). Close it there and run this "
                "again; the workbook is as it was."
            )


def cover_title(scope: Scope) -> str:
    """Whose record it is."""
    if scope.entity is not None:
        return scope.register.entities[scope.entity].legal_name
    group = scope.register.group
    return group.title if group else "The group"


def cover(scope: Scope) -> Cover:
    """What the workbook is, what it rests on, and what the reader must know first."""
    register = scope.register
    alarms = [f"Not read: {refusal}" for refusal in register.refusals]
    alarms += [f"Rule {a.rule} broke on {a.record}: {a.reason}" for a in scope.review.broken]
    return Cover(
        cover_title(scope),
        f"Record of processing activities (UK GDPR Art. 30), as at {scope.review.on}",
        tuple(_facts(scope)),
        alarms,
        in_one_line(stated(scope)),
    )


def _group(scope: Scope) -> Iterator[tuple[str, str]]:
    """What the group says of all its companies."""
    group = scope.register.group
    if group is None:
        yield "Regulator", "Not recorded"
        return
    laws = dict.fromkeys(profile(scope.register, entity.id) for entity in scope.entities)
    yield "Regulator", group.regulator
    yield "Law of the group", LAWS[group.profile]
    yield "Law of these companies", ", ".join(LAWS[law] for law in laws) or LAWS[group.profile]
    yield "An activity is reviewed every", say(group.review_cycle, in_words)
    checked = group.countries_checked_on
    yield "Countries compared with the official lists on", str(checked or LAW_AS_OF)
    yield "An approval needs a second person", say(group.separate_approver)
    if group.demonstration:
        yield "Kind of record", "A demonstration: its companies and people are made up"


def _state(scope: Scope) -> Iterator[tuple[str, str]]:
    """Which state of the history this is."""
    past = scope.past
    yield "Commit of the history", past.commit if past else "None: made without the history"
    if past and past.unsaved:
        yield "Not saved in the history yet", ", ".join(past.unsaved)


def _facts(scope: Scope) -> Iterator[tuple[str, str | int]]:
    review, register = scope.review, scope.register
    yield "As at", str(review.on)
    yield "Whose record", ", ".join(entity.legal_name for entity in scope.entities)
    yield from _group(scope)
    yield "Files of the record", register.files
    yield "Files read", register.files - register.files_refused
    yield "Files refused", register.files_refused
    yield "Rules run", len(review.rules)
    for verdict, count in review.by_verdict(scope.entity).items():
        yield f"Answers: {verdict}", count
    for severity, count in review.by_severity(scope.entity).items():
        yield f"Gaps: {SEVERITIES[severity][0].lower()}", count
    given, due = 0, 0
    for grid in completeness(register):
        if scope.entity in (None, grid.entity.id):
            given, due = given + grid.total.given, due + grid.total.due
    yield "Article 30 answers", f"{given} given of {due} due"
    yield "Open questions", len(open_questions(register, scope.entity))
    for notice in scope.records(Notice):
        yield f"SHA-256 of the notice “{notice.title}”", notice.sha256
    yield "Fingerprint of the record", register.fingerprint
    yield from _state(scope)
    yield "Law stated as of", str(LAW_AS_OF)
    yield "Made by", f"ropabook {__version__}"
    yield (
        "How to read it",
        "“Not known yet” is an open question and never an answer. What is inferred is marked so "
        "in Evidence. This is not legal advice; “unverified” law must be checked by a lawyer.",
    )
