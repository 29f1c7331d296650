"""Read somebody else's workbook: looked at as a package first, then parsed by a limited child.

Nothing of the file is parsed in this process. The child may be killed at any time; then the file
is refused with a sentence.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from typing import IO, Any, Final

from ropabook.excel.cells import Book, Cell, NotRead, Sheet
from ropabook.excel.limits import MAX_CELLS, MIB
from ropabook.excel.package import check

PATIENCE: Final = 30.0
"""Seconds of waiting, whatever happens."""
_MOST: Final = 64 * MIB
_KEPT: Final = ("SYSTEMROOT", "PATH", "TMPDIR", "TEMP", "TMP")
_ONLY_THE_CLOCK: Final = (
    "On this system a reading process can be limited in time only, not in memory; "
    "read only files that you trust"
)


def read_workbook(name: str, data: bytes, most: int = MAX_CELLS) -> Book:
    """Read an .xlsx or .ods.

    Args:
        name: what people call the file.
        data: all of it.
        most: how many cells are read; more is allowed only for what the suite wrote itself.

    Returns:
        Every cell that is not empty, with what is hidden and merged.

    Raises:
        NotRead: it is refused before it is parsed, or the child could not read it in its limits.
    """
    kind = check(name, data)
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        notes = [] if os.name == "posix" else [_ONLY_THE_CLOCK]
        return _Received(name, notes).book(_lines(name, kind, file, most))


def _lines(name: str, kind: str, file: IO[bytes], most: int) -> Iterator[dict[str, Any]]:
    child = subprocess.Popen(  # noqa: S603 - our own program; no word of the file is in it
        [sys.executable, "-I", "-B", "-m", "ropabook.excel.child", kind, str(most)],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={key: os.environ[key] for key in _KEPT if key in os.environ},
        cwd=tempfile.gettempdir(),
    )
    watch = threading.Timer(PATIENCE, child.kill)
    watch.daemon = True
    watch.start()
    room = _MOST * max(1, most // (4 * MAX_CELLS))
    try:
        assert child.stdout is not None
        received = 0
        while line := child.stdout.readline(room - received):
            received += len(line)
            if received >= room:
                raise NotRead(name, "it holds more than can be taken in; split the file")
            yield _parsed(name, line)
    finally:
        watch.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _parsed(name: str, line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        raise NotRead(name, _STOPPED) from None
    if "refused" in said:
        raise NotRead(name, said["refused"])
    return dict(said)


_STOPPED: Final = "reading it took more time or memory than is allowed, so it was stopped"


class _Received:
    """Puts the sheets together from what the child says."""

    def __init__(self, name: str, notes: list[str]) -> None:
        self.name, self.notes = name, notes
        self.sheets: list[Sheet] = []

    def book(self, lines: Iterator[dict[str, Any]]) -> Book:
        about: dict[str, Any] = {}
        rows: dict[int, dict[int, Cell]] = {}
        for said in lines:
            if "row" in said:
                rows[said["row"]] = self.row(about, said["row"], said["cells"])
                continue
            if about:
                self.sheets.append(_sheet(about, rows))
            if "end" in said:
                return Book(tuple(self.sheets), (*self.notes, *said["end"]))
            about, rows = said["sheet"], {}
            about["unseen_rows"] = frozenset(about["hidden_rows"])
            about["unseen_columns"] = frozenset(about["hidden_columns"])
        raise NotRead(self.name, _STOPPED)

    def row(self, about: dict[str, Any], number: int, cells: list[Any]) -> dict[int, Cell]:
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
