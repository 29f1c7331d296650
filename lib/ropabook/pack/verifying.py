"""Whether a workbook or a pack is what the suite wrote, and from which state of the record."""

import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

from ropabook.excel.cells import NotRead, letters
from ropabook.excel.checks import Check, check, differing
from ropabook.excel.limits import Limits, ours
from ropabook.excel.reading import read_texts
from ropabook.exporting import draw
from ropabook.model.names import shortened
from ropabook.pack.manifest import FORMAT, NAME, digest
from ropabook.review import review
from ropabook.sheets.manifest import (
    CHECKS,
    MANIFEST,
    RECONCILIATION,
    NotOurs,
    Stated,
    kept_in,
    of_one_line,
)
from ropabook.sheets.past import past_of
from ropabook.sheets.scope import Scope
from ropabook.store.past.history import History
from ropabook.store.problems import CannotRead

Outcome = Literal["as-written", "edited", "not-ours", "not-the-state"]
_AFTERWARDS: Final = (RECONCILIATION, MANIFEST, CHECKS)
_MOST: Final = 50
_LIMITS: Final[Limits] = ours(
    "with the record at hand (--ropa) one that nobody edited is verified whatever its size"
)
_PROPERTIES: Final = "docProps/core.xml"
_MOST_OF_PROPERTIES: Final = 1 << 16
_COMMENTS: Final = re.compile(rb"<dc:description>([^<&]*)</dc:description>")


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found out about one file."""

    name: str
    outcome: Outcome
    sentences: tuple[str, ...]
    """What was found, in the reader's order."""
    stated: Stated | None = None
    cells: tuple[str, ...] = ()
    """Cells that were edited, such as `Recipients!B7`."""
    proved: bool = False
    """Whether it was compared with what the history holds, and not with itself only."""

    def as_data(self) -> dict[str, Any]:
        """For a program."""
        told = self.stated._asdict() if self.stated else None
        return {
            "file": self.name, "outcome": self.outcome, "proved": self.proved,
            "edited_cells": list(self.cells), "said": list(self.sentences), "state": told,
        }  # fmt: skip


def verify_file(path: Path, history: Callable[[], History] | None = None) -> tuple[Verified, ...]:
    """Verify a workbook, or a pack with every file in it.

    Args:
        path: an .xlsx or a .zip.
        history: gives the history of the record, where the record is at hand: then a workbook is
            written again from the state it names, and compared.

    Raises:
        OSError: it cannot be read.
    """
    data = path.read_bytes()
    if _is_pack(data):
        return tuple(_pack(path.name, data, history))
    return (verify_workbook(path.name, data, history),)


# ----- a pack ---------------------------------------------------------------------------------


def _is_pack(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return NAME in package.namelist()
    except zipfile.BadZipFile:
        return False


def _pack(name: str, data: bytes, history: Callable[[], History] | None) -> Iterator[Verified]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        said = json.loads(package.read(NAME))
        if said.get("format") != FORMAT:
            yield Verified(name, "not-ours", ("Its manifest is not one that ropabook wrote.",))
            return
        there = {each for each in package.namelist() if each != NAME}
        wrong = list(_wrong(package, said["files"], there))
        state = f"It speaks for {said['as_at']}, commit {said['commit'] or 'none'}."
        whole = f"All {len(there)} files are as its manifest says."
        yield Verified(name, "edited" if wrong else "as-written", (state, *(wrong or [whole])))
        for each in sorted(there):
            if each.endswith(".xlsx"):
                yield verify_workbook(each, package.read(each), history)


def _wrong(
    package: zipfile.ZipFile, files: Sequence[Mapping[str, Any]], there: set[str]
) -> Iterator[str]:
    named = {each["name"]: each["sha256"] for each in files}
    for name, kept in named.items():
        if name not in there:
            yield f"{name} is missing."
        elif digest(package.read(name)) != kept:
            yield f"{name} is not as it was packed."
    for name in sorted(there - set(named)):
        yield f"{name} was put in: the manifest does not name it."


# ----- a workbook -----------------------------------------------------------------------------


def verify_workbook(
    name: str, data: bytes, history: Callable[[], History] | None = None
) -> Verified:
    """Verify one workbook: its bytes first, which says all where nothing was edited."""
    told = _told(data) if history is not None else None
    again = _again_or_not(told, history) if told is not None and history is not None else None
    if told is not None and again == data:
        return Verified(name, "as-written", (_state(told), _TO_THE_BYTE), told, proved=True)
    try:
        lines = read_texts(name, data, _LIMITS)
        kept = kept_in(lines)
    except (NotRead, NotOurs) as problem:
        return Verified(name, "not-ours", (str(problem),))
    found = _edited(kept.checks, lines)
    state = _state(kept.stated)
    if history is not None:
        drawn = again if kept.stated == told else None
        return _against_history(name, kept.stated, lines, history, drawn)
    if found:
        return Verified(name, "edited", (state, *_named(found)), kept.stated, tuple(found))
    said = (state, "Every cell is as its own manifest says.", _ONLY_ITSELF)
    return Verified(name, "as-written", said, kept.stated)


_TO_THE_BYTE: Final = "Byte for byte what the suite writes from that state of the history."
_ONLY_ITSELF: Final = (
    "Compared with itself only: whoever can edit a workbook can write a new manifest, too. With "
    "the record at hand (--ropa) it is compared with the history."
)


def _state(of: Stated) -> str:
    whose = of.entity or "the group"
    commit = f"commit {of.commit}" if of.commit else "no commit"
    return f"It says: {whose}, as at {of.on}, {commit}, written by {of.made_by}."


def _edited(checks: Mapping[str, Check], lines: Mapping[str, Sequence[Sequence[str]]]) -> list[str]:
    """The cells whose row and whose column differ, sheet by sheet."""
    found = []
    for title, kept in checks.items():
        if title not in lines:
            found.append(f"{title} (the whole sheet is missing)")
            continue
        if check(lines[title]) == kept:
            continue
        rows, columns = differing(kept, lines[title])
        cells = [f"{title}!{letters(c)}{r}" for r in rows for c in columns]
        found += cells or [f"{title} (its line in the manifest)"]
    extra = [t for t in lines if t not in checks and t not in (*_AFTERWARDS, "Cover")]
    return found + [f"{title} (a sheet that was put in)" for title in extra]


def _named(cells: Sequence[str]) -> list[str]:
    said = [f"Edited: {cell}" for cell in cells[:_MOST]]
    more = len(cells) - _MOST
    return [*said, f"… and {more:,} more"] if more > 0 else said


def _against_history(
    name: str,
    stated: Stated,
    lines: Mapping[str, Sequence[Sequence[str]]],
    history: Callable[[], History],
    drawn: bytes | None,
) -> Verified:
    """Compare the cells with those of that state, written again unless it is drawn already."""
    state = _state(stated)
    try:
        again = drawn or _again(stated, history())
    except CannotRead as problem:
        return Verified(name, "not-the-state", (state, str(problem)), stated)
    if again is None:
        said = "The history does not hold that state: nobody can say from it what was written."
        return Verified(name, "not-the-state", (state, said), stated)
    written = read_texts(name, again, _LIMITS)
    cells = list(_unlike(written, lines))
    if cells:
        places = tuple(cell.partition(":")[0] for cell in cells)
        return Verified(name, "edited", (state, *_named(cells)), stated, places, True)
    said = "Every cell is what the suite writes from that state; the file was saved again since."
    return Verified(name, "as-written", (state, said), stated, proved=True)


def _told(data: bytes) -> Stated | None:
    """The state that the properties of the file name, without reading any of its sheets."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package, package.open(_PROPERTIES) as said:
            found = _COMMENTS.search(said.read(_MOST_OF_PROPERTIES))
        return of_one_line(found[1].decode()) if found else None
    except (zipfile.BadZipFile, KeyError, NotOurs, UnicodeDecodeError, OSError, ValueError,
            NotImplementedError, RuntimeError, EOFError, zlib.error):  # fmt: skip
        return None  # Whatever is wrong with it is found, and said, where it is read whole.


def _again_or_not(stated: Stated, history: Callable[[], History]) -> bytes | None:
    try:
        return _again(stated, history())
    except CannotRead:
        return None


def _again(stated: Stated, history: History) -> bytes | None:
    if stated.commit is None or stated.unsaved:
        return None
    commit = history.resolve(stated.commit)
    register = history.at(commit)
    if register.fingerprint != stated.fingerprint:
        return None
    if stated.entity is not None and stated.entity not in register.entities:
        return None
    scope = Scope(review(register, stated.on), stated.entity, past_of(history, commit))
    with TemporaryDirectory(prefix="ropabook-") as folder:
        path = Path(folder, "again.xlsx")
        draw(scope, path)
        return path.read_bytes()


def _unlike(
    written: Mapping[str, Sequence[Sequence[str]]], now: Mapping[str, Sequence[Sequence[str]]]
) -> Iterator[str]:
    """Each cell that differs, with what it was and what it is."""
    for title in dict.fromkeys((*written, *now)):
        if title not in now:
            yield f"{title} (the whole sheet is missing)"
        elif title not in written:
            yield f"{title} (a sheet that was put in)"
        else:
            before, after = written[title], now[title]
            for row in range(max(len(before), len(after))):
                was, is_ = (side[row] if row < len(side) else () for side in (before, after))
                for at in range(max(len(was), len(is_))):
                    one, other = (s[at] if at < len(s) else "" for s in (was, is_))
                    if one != other:
                        cell = f"{title}!{letters(at + 1)}{row + 1}"
                        yield f"{cell}: was “{shortened(one, 80)}”, is “{shortened(other, 80)}”"
