"""What the reading process said of a file: it lies on the disk until it is asked for."""

import json
import tempfile
from array import array
from collections.abc import Iterator, Mapping
from typing import IO, Any

from ropabook.excel.cells import Cell
from ropabook.exchange.drafting import About
from ropabook.exchange.entries import Fate, Heading
from ropabook.exchange.headings import Match


class Received:
    """Iterating it gives every cell of the file with its fate."""

    def __init__(self, name: str, lines: Iterator[bytes]) -> None:
        """Take in what was said.

        Args:
            name: what people call the file.
            lines: as `exchange.child` writes them.

        Raises:
            NotRead: as whoever gives the lines.
        """
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - as long as this lives
        self._cells = array("Q")
        places: dict[str, int] = {}
        last = b"{}"
        at = 0
        for line in lines:
            last = line
            if line.startswith(b'["'):
                # ["folder/id", {…}]: the key is read without the rest.
                places[line[2 : line.index(b'"', 2)].decode()] = at
            elif line.startswith(b"[["):
                self._cells.append(at)
            self._file.write(line)
            at += len(line)
        self.about = about_of(json.loads(last)["end"])
        self.records: Mapping[str, Mapping[str, Any]] = _Records(self, places)

    def __iter__(self) -> Iterator[tuple[Cell, Fate]]:
        for at in self._cells:
            for *cell, fate in self.line(at):
                yield Cell(*cell), Fate(*fate)

    def line(self, at: int) -> Any:
        """What was said at a place of the file."""
        self._file.seek(at)
        return json.loads(self._file.readline())


class _Records(Mapping[str, Mapping[str, Any]]):
    def __init__(self, received: Received, places: dict[str, int]) -> None:
        self._received, self._places = received, places

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        data: Mapping[str, Any] = self._received.line(self._places[key])[1]
        return data

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def plain_about(about: About) -> dict[str, Any]:
    """For JSON."""
    return {
        "entity": about.entity,
        "notes": about.notes,
        "hidden": about.hidden,
        "headings": [(h.text, h.match, h.group, h.sheet, h.flag) for h in about.headings],
        "sheets": dict(about.sheets),
        "unread": dict(about.unread),
    }


def about_of(said: Mapping[str, Any]) -> About:
    """As `plain_about` gave it."""
    return About(
        said["entity"],
        tuple(said["notes"]),
        tuple(said["hidden"]),
        tuple(
            Heading(text, Match(*match) if match else None, group, sheet, flag)
            for text, match, group, sheet, flag in said["headings"]
        ),
        said["sheets"],
        {field: tuple(texts) for field, texts in said["unread"].items()},
    )
