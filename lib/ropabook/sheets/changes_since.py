"""What changed since the last workbook was handed over (UK GDPR Art. 5(2), 30(4))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.model.kinds import LABELS
from ropabook.sheets.past import Past, Since
from ropabook.sheets.scope import Scope
from ropabook.store.changes import Change
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotRead
from ropabook.store.wording import in_words, place_in_words

title = "Changes since last hand-over"
about = (
    "One row for each field that differs from the state of the last hand-over, record by record."
)
instead = "It follows from the history."
order = 12
frozen = 2
columns = (
    Column("Kind of record", 22),
    Column("Record", 34),
    Column("Field", 34),
    Column("What changed", 60),
    Column("Was", 40),
    Column("Is now", 40),
    Column("Since the hand-over", 34, "Art. 30(4)"),
    Column("Commit of that state", 22),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each change; one that says why where there is none to show."""
    past = scope.past
    if past is None:
        yield _told("This workbook was made without the history of the record.")
        return
    yield from _unsaved(past)
    handed = past.last_handed(scope.register, scope.entity, scope.review.on)
    if handed is None:
        yield _told("No hand-over is recorded: there is nothing to compare with.")
        return
    try:
        since = past.since(handed)
    except CannotRead as problem:
        yield _told(str(problem))
        return
    # The entry of the hand-over is written after the state that it hands over.
    later = [change for change in since.changes if change.record != handed.key]
    found = [change for change in later if _concerns(scope, change)]
    for change in found:
        yield _row(since, change)
    if not found:
        yield _told(f"Nothing has changed since “{handed.title}” of {handed.on}.")


def _told(sentence: str) -> Row:
    return Row(("–", "–", "–", sentence, "–", "–", "–", "–"))


def _unsaved(past: Past) -> Iterator[Row]:
    for name in past.unsaved:
        said = "The file differs from the newest commit: changed, and not saved yet."
        yield Row(("File", name, "–", said, "–", "–", "–", past.commit))


def _concerns(scope: Scope, change: Change) -> bool:
    """Whether a change is about this company: what is gone belonged to whoever it belonged to."""
    if scope.entity is None:
        return True
    if change.path[:1] == ("differs",) and len(change.path) > 1:
        return change.path[1] == scope.entity
    return scope.register.find(change.record) is None or change.record in scope.keys


def _row(since: Since, change: Change) -> Row:
    folder = change.record.partition("/")[0]
    return Row(
        (
            LABELS.get(folder, folder),
            Link(change.title or change.record, change.record),
            place_in_words(change.path) or "The whole record",
            change.sentence,
            _said(change.before),
            _said(change.after),
            f"{since.handed.title}, {since.handed.on}",
            since.commit,
        )
    )


def _said(value: object) -> str:
    return "–" if value is ABSENT else in_words(value)
