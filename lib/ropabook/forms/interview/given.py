"""Answers as they stand in sheets that came back, before anybody has judged them."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from ropabook.excel.cells import NotRead, Sheet
from ropabook.excel.limits import ours
from ropabook.excel.reading import read_workbook
from ropabook.forms.interview.sheet import ANSWER, BY, HOW, NONE, NOT_KNOWN, ON, REFERENCE, WORDS
from ropabook.forms.interview.values import NotUnderstood, day_of

_FEWER: Final = "write the questions of one person or role with --ask, and read those back"
FORMULA: Final = "a formula"


class Given(NamedTuple):
    """A row that somebody filled in."""

    reference: str
    how: str
    words: str
    by: str
    """Who answered; empty where the sheet does not say."""
    on: str
    """The day, as YYYY-MM-DD; empty where the sheet does not say."""
    place: str
    """Where it stands: `file, sheet!A5`."""


def read_answers(name: str, data: bytes) -> tuple[Given, ...]:
    """The rows of a sheet that were filled in.

    Args:
        name: what people call the file.
        data: all of it.

    Raises:
        NotRead: it cannot be read, or is no sheet of questions.
    """
    book = read_workbook(name, data, ours(_FEWER))
    found = [(sheet, *head) for sheet in book.sheets if (head := _headings(sheet))]
    if not found:
        raise NotRead(name, f"no sheet of it has the columns “{REFERENCE}” and “{WORDS}”")
    return tuple(given for sheet, row, at in found for given in _given(name, sheet, row, at))


def _headings(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for number, row in sheet.rows.items():
        said = {cell.text.strip(): column for column, cell in row.items()}
        if REFERENCE in said and WORDS in said:
            return number, said
    return None


def _given(name: str, sheet: Sheet, head: int, at: dict[str, int]) -> Iterator[Given]:
    def text(row: int, column: str) -> str:
        cell = sheet.at(row, at[column]) if column in at else None
        return cell.text.strip() if cell is not None else ""

    def is_formula(row: int) -> bool:
        cell = sheet.at(row, at[WORDS])
        return cell is not None and cell.kind == "formula"

    rows = [row for row in sheet.rows if row > head and text(row, REFERENCE)]
    who = {said for row in rows if (said := text(row, BY))}
    when = {said for row in rows if (said := text(row, ON))}
    for row in rows:
        how, words = text(row, HOW), text(row, WORDS)
        if is_formula(row):
            # What a formula was worth when it was saved is nobody's answer.
            how, words = FORMULA, words or "="
        if how or words:
            by = text(row, BY) or (next(iter(who)) if len(who) == 1 else "")
            on = text(row, ON) or (next(iter(when)) if len(when) == 1 else "")
            place = f"{name}, {sheet.name} row {row}"
            yield Given(text(row, REFERENCE), how, words, by, _day(on), place)


def _day(words: str) -> str:
    try:
        return day_of(words) if words else ""
    except NotUnderstood:
        return ""


def is_clear(given: Given) -> bool:
    """Whether how it stands is said with one of the words that the sheet offers, or not at all."""
    return given.how.casefold() in ("", ANSWER.casefold()) or says_none(given)


def says_none(given: Given) -> bool:
    """Whether the answer is that there is nothing."""
    return given.how.casefold() == NONE.casefold()


def does_not_know(given: Given) -> bool:
    """Whether the person who was asked does not know."""
    return given.how.casefold() == NOT_KNOWN.casefold()
