"""A file somebody sent, read: which kind it is, what is in it, and what is hidden."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final

from ropabook.excel.cells import Book, Cell, NotRead, Sheet, letters
from ropabook.excel.limits import MAX_FILE, MIB
from ropabook.excel.package import check
from ropabook.excel.reading import read_workbook
from ropabook.exchange.files.delimited import read_delimited
from ropabook.exchange.files.markdown import Section, read_markdown
from ropabook.exchange.files.text import decode
from ropabook.exchange.files.tree import Branch, read_json, read_yaml

KINDS: Final = {
    ".xlsx": "workbook", ".ods": "workbook", ".xlsm": "workbook", ".xls": "workbook",
    ".csv": "delimited", ".tsv": "delimited", ".tab": "delimited", ".txt": "delimited",
    ".json": "json", ".yaml": "yaml", ".yml": "yaml", ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read."""

    file: str
    """Its name, without its folder."""
    cells: tuple[Cell, ...]
    sheets: tuple[Sheet, ...] = ()
    tree: Branch | None = None
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    document: str = ""
    """The text of a JSON file, whole: some are kept with the record."""
    digest: str = ""
    """The SHA-256 of the file."""

    def hidden(self) -> list[str]:
        """What is hidden in it, in words."""
        found = []
        for sheet in self.sheets:
            if sheet.hidden:
                found.append(f"the sheet “{sheet.name}” is hidden")
                continue
            if sheet.hidden_rows:
                rows = ", ".join(map(str, sheet.hidden_rows[:10]))
                more = f" and {len(sheet.hidden_rows) - 10} more" if sheet.hidden_rows[10:] else ""
                found.append(
                    f"rows {rows}{more} of “{sheet.name}” are hidden (by a filter, perhaps)"
                )
            if sheet.hidden_columns:
                columns = ", ".join(map(letters, sheet.hidden_columns[:20]))
                found.append(f"columns {columns} of “{sheet.name}” are hidden")
        return found


Reader = Callable[[str, bytes], Book]


def content(path: Path) -> bytes:
    """A file's content.

    Raises:
        NotRead: it is not there, of a kind that is not read, or too large.
    """
    name = path.name
    _kind(name)
    try:
        if not path.is_file():
            raise NotRead(name, "there is no such file")
        if path.stat().st_size > MAX_FILE:
            raise NotRead(name, _TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise NotRead(name, f"it cannot be read: {error.strerror or error}") from None


def checked(name: str, data: bytes) -> str:
    """Look at a file before anything in it is parsed.

    Returns:
        Its kind: xlsx, ods, delimited, json, yaml or markdown.

    Raises:
        NotRead: it is of a kind that is not read, too large, damaged or hostile.
    """
    kind = _kind(name)
    if len(data) > MAX_FILE:
        raise NotRead(name, _TOO_LARGE)
    if kind == "workbook" or data.startswith(_PACKED):
        return check(name, data)
    return kind


def open_source(path: Path) -> Source:
    """Read a file.

    Raises:
        NotRead: it is not there, of a kind that is not read, too large, damaged or hostile.
    """
    return source_of(path.name, content(path))


def source_of(name: str, data: bytes, workbook: Reader = read_workbook) -> Source:
    """Read a file that somebody handed over.

    Args:
        name: what it is called, without its folder.
        data: all of it.
        workbook: reads those that are workbooks.

    Raises:
        NotRead: as `open_source`.
    """
    kind = _kind(name)
    if len(data) > MAX_FILE:
        raise NotRead(name, _TOO_LARGE)
    if kind == "workbook" or data.startswith(_PACKED):
        found = _of_sheets(name, workbook(name, data))
    else:
        found = _read(kind, name, data)
    return replace(found, digest=sha256(data).hexdigest())


def _kind(name: str) -> str:
    kind = KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        known = ", ".join(each for each in KINDS if each not in (".xls", ".xlsm"))
        raise NotRead(name, f"it is none of the kinds that are read ({known})")
    return kind


def _read(kind: str, name: str, data: bytes) -> Source:
    # The name of a sheet where there is none: the file's name.
    stem = PurePath(name).stem
    if kind == "markdown":
        document = read_markdown(name, stem, data)
        return Source(name, tuple(document.cells), sections=tuple(document.sections),
                      notes=document.notes)  # fmt: skip
    if kind in ("json", "yaml"):
        tree, notes = (read_json if kind == "json" else read_yaml)(name, stem, data)
        text = decode(name, data).text if kind == "json" else ""
        return Source(name, tuple(tree.cells()), tree=tree, notes=notes, document=text)
    return _of_sheets(name, read_delimited(name, stem, data))


def _of_sheets(name: str, book: Book) -> Source:
    cells = tuple(cell for sheet in book.sheets for cell in sheet.cells())
    return Source(name, cells, book.sheets, notes=book.notes)


_TOO_LARGE: Final = f"it is larger than {MAX_FILE // MIB} MiB"
_PACKED: Final = b"PK\x03\x04"
