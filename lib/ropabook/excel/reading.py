"""Read somebody else's workbook: looked at as a package first, then parsed by a limited child.

Nothing of the file is parsed in this process. The child may be killed at any time; then the file
is refused with a sentence.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from ropabook.excel import limited
from ropabook.excel.cells import Book, Cell, NotRead, Sheet
from ropabook.excel.limits import MIB, OTHERS, Limits
from ropabook.excel.package import check

_ROOM: Final = 64 * MIB


def read_workbook(name: str, data: bytes, limits: Limits = OTHERS) -> Book:
    """Read an .xlsx or .ods.

    Args:
        name: what people call the file.
        data: all of it.
        limits: how much of it is read; more is allowed only for what the suite wrote itself.

    Returns:
        Every cell that is not empty, with what is hidden and merged.

    Raises:
        NotRead: it is refused before it is parsed, or the child could not read it in its limits.
    """
    return book_of(name, _told(name, data, limits), limited.ONLY_THE_CLOCK)


def read_texts(name: str, data: bytes, limits: Limits) -> dict[str, list[Sequence[str]]]:
    """The texts of a workbook of ours by the titles of its sheets, row by row from the first.

    Most of its texts stand in it many times, and are in memory once.

    Raises:
        NotRead: see `read_workbook`.
    """
    sheets: dict[str, list[Sequence[str]]] = {}
    once: dict[str, str] = {}
    lines: list[Sequence[str]] = []
    for said in _told(name, data, limits):
        if "refused" in said:
            raise NotRead(name, said["refused"])
        if "sheet" in said:
            lines = sheets[said["sheet"]["name"]] = []
        elif "row" in said:
            lines.extend([()] * (said["row"] - 1 - len(lines)))
            line = [""] * max(cell[0] for cell in said["cells"])
            for column, _, text, *_ in said["cells"]:
                line[column - 1] = once.setdefault(text, text)
            lines.append(line)
    return sheets


def _told(name: str, data: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    kind = check(name, data, limits)
    lines = limited.answers(
        name, "ropabook.excel.child", [kind, json.dumps(limits)], [data], _ROOM * limits.size,
        limits.instead,
    )  # fmt: skip
    return map(json.loads, lines)


def book_of(name: str, lines: Iterable[dict[str, Any]], notes: tuple[str, ...] = ()) -> Book:
    """The workbook that a child tells about, line by line.

    Args:
        name: what people call the file.
        lines: the last of them has `end` in it, or `refused`.
        notes: what is to be said of how it was read.

    Raises:
        NotRead: it was refused.
    """
    sheets: list[Sheet] = []
    about: dict[str, Any] = {}
    rows: dict[int, dict[int, Cell]] = {}
    for said in lines:
        if "refused" in said:
            raise NotRead(name, said["refused"])
        if "row" in said:
            rows[said["row"]] = _row(about, said["row"], said["cells"])
            continue
        if about:
            sheets.append(_sheet(about, rows))
        if "end" in said:
            return Book(tuple(sheets), (*notes, *said["end"]))
        about, rows = said["sheet"], {}
        about["unseen_rows"] = frozenset(about["hidden_rows"])
        about["unseen_columns"] = frozenset(about["hidden_columns"])
    raise AssertionError("the lines of a workbook have no end")


def _row(about: dict[str, Any], number: int, cells: list[Any]) -> dict[int, Cell]:
    unseen = about["hidden"] or number in about["unseen_rows"]
    return {
        column: Cell(about["name"], number, column, text, kind, formula, link, comment,
                     hidden=unseen or column in about["unseen_columns"])
        for column, kind, text, formula, link, comment in cells
    }  # fmt: skip


def _sheet(about: dict[str, Any], rows: dict[int, dict[int, Cell]]) -> Sheet:
    columns = {column for row in rows.values() for column in row}
    return Sheet(
        about["name"],
        rows,
        about["hidden"],
        tuple((a, b, c, d) for a, b, c, d in about["merged"]),
        tuple(row for row in about["hidden_rows"] if row in rows),
        tuple(column for column in about["hidden_columns"] if column in columns),
    )
