"""Sheets that are made from the record: an edit in one is named, with what to do instead."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ropabook.excel.book import HEAD
from ropabook.excel.cells import letters
from ropabook.excel.checks import Lines
from ropabook.read_back.alike import most_alike
from ropabook.read_back.preview import Cell, Found

Line = Sequence[str]


def edited_cells(title: str, written: Lines, lines: Lines, instead: str) -> Iterator[Found]:
    """Each cell that differs, each row that was put in, and each that is gone.

    A row that only stands elsewhere, as after sorting, is no edit.

    Args:
        title: the sheet's.
        written: the texts of its cells as they were written.
        lines: what they say now.
        instead: what to do where the cell is computed.
    """
    before, now = [_trimmed(line) for line in written], [_trimmed(line) for line in lines]
    if _moved(before, now):
        said = f"the columns of this sheet were moved or taken away. {instead}"
        yield Found("computed", Cell(title, f"{HEAD + 1}"), said)
        return
    left = _unmatched(before, now)
    for number, line in _unmatched(now, before).items():
        base = left.pop(number, None)
        if base is None and left:
            at = most_alike(_by_place(line), [_by_place(each) for each in left.values()], 0.5)
            base = left.pop(list(left)[at]) if at >= 0 else None
        if base is None:
            said = f"a row that was put in, “{_first(line)}”, is not taken in. {instead}"
            yield Found("computed", Cell(title, f"{number}"), said)
            continue
        for at in range(max(len(base), len(line))):
            was, text = (side[at] if at < len(side) else "" for side in (base, line))
            if was != text:
                place = Cell(title, f"{letters(at + 1)}{number}")
                yield Found("computed", place, named(was, text, instead))
    for line in left.values():
        said = f"the row “{_first(line)}” is gone; nothing is deleted by that. {instead}"
        yield Found("computed", Cell(title, "–"), said)


def named(was: str, text: str, instead: str) -> str:
    """An edit that is not read back, in words."""
    return f"“{text[:80]}” (was “{was[:80]}”): computed, so it is not read back. {instead}"


def _trimmed(line: Line) -> tuple[str, ...]:
    end = len(line)
    while end and not line[end - 1]:
        end -= 1
    return tuple(line[:end])


def _moved(before: Sequence[Line], now: Sequence[Line]) -> bool:
    """Whether the headings are not where they were; a few that were renamed are edits."""
    if len(before) <= HEAD:
        return False
    was, is_ = before[HEAD], now[HEAD] if len(now) > HEAD else ()
    unlike = sum(one != other for one, other in zip(was, is_, strict=False))
    return len(is_) < len(was) or unlike > len(was) // 2


def _unmatched(rows: Sequence[tuple[str, ...]], others: Sequence[Line]) -> dict[int, Line]:
    """The rows, by number, that have no equal among the others; those in place come first."""
    there = Counter(map(tuple, others))
    for number, row in enumerate(rows):
        if number < len(others) and tuple(others[number]) == row:
            there[row] -= 1
    found: dict[int, Line] = {}
    for number, row in enumerate(rows, 1):
        if number <= len(others) and tuple(others[number - 1]) == row:
            continue
        if there[row] > 0:
            there[row] -= 1
        elif row:
            found[number] = row
    return found


def _by_place(line: Line) -> dict[str, str]:
    return {str(at): text for at, text in enumerate(line)}


def _first(line: Line) -> str:
    return next((text for text in line if text), "")[:60]
