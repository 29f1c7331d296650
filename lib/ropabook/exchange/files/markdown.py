"""Registers in Markdown: sections, each with its tables, its labels and values, its texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ropabook.excel.cells import Cell, NotRead, Sheet, says_something
from ropabook.excel.limits import Budget, TooMuch
from ropabook.exchange.files.text import decode

_LABEL: Final = re.compile(r"^\s*(?:\*\*|__)(.{2,80}?)\s*:?\s*(?:\*\*|__)\s*:?\s*(.*)$", re.DOTALL)
_MARKUP: Final = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\((\S+?)(?:\s+\"[^\"]*\")?\)")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(slots=True)
class Section:
    """A heading and what stands below it, up to the next heading."""

    level: int
    heading: Cell | None
    above: "Section | None" = None
    tables: list[Sheet] = field(default_factory=list)
    pairs: list[tuple[Cell | None, Cell]] = field(default_factory=list)
    """Labels with their values, and texts without a label."""

    def cells(self) -> Iterator[Cell]:
        """Everything that stands in it, below its heading."""
        for table in self.tables:
            yield from table.cells()
        for label, value in self.pairs:
            yield from (label, value) if label else (value,)


class Document(NamedTuple):
    """A Markdown file."""

    sections: list[Section]
    cells: list[Cell]
    notes: tuple[str, ...]


def read_markdown(name: str, stem: str, data: bytes) -> Document:
    """Read a Markdown file.

    Raises:
        NotRead: it is no text, or holds more than is read.
    """
    decoded = decode(name, data)
    tokens = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").parse(decoded.text)
    reader = _Reader(stem)
    try:
        reader.read(tokens)
    except TooMuch as refused:
        raise NotRead(name, str(refused)) from None
    return Document(reader.sections, reader.cells, decoded.notes)


class _Reader:
    """Goes through the pieces of the file in order."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.budget = Budget()
        self.sections = [Section(0, None)]
        self.label: Cell | None = None
        self.label_depth = 0
        self.cells: list[Cell] = []

    def read(self, tokens: list[Token]) -> None:
        depth = 0
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "heading_open":
                self.section(int(token.tag[1:]), tokens[at + 1])
                at += 3
                continue
            if token.type == "table_open":
                at = self.table(tokens, at)
                continue
            if token.type in ("bullet_list_open", "ordered_list_open"):
                depth += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
                if depth < self.label_depth or depth == 0:
                    self.label = None
            elif token.type == "inline":
                self.text(token.content, token.map, depth)
            elif token.type in ("fence", "code_block", "html_block"):
                self.plain(token.content, token.map)
            at += 1

    def section(self, level: int, token: Token) -> None:
        above = self.sections[-1]
        while above.above is not None and above.level >= level:
            above = above.above
        heading = self.cell(token.content, token.map)
        self.label = None
        self.sections.append(Section(level, heading, above))

    def table(self, tokens: list[Token], at: int) -> int:
        rows: dict[int, dict[int, Cell]] = {}
        row, column = 0, 0
        while tokens[at].type != "table_close":
            token = tokens[at]
            if token.type == "tr_open":
                row, column = (token.map[0] + 1 if token.map else row + 1), 0
                rows[row] = {}
            elif token.type == "inline":
                column += 1
                if cell := self.cell(token.content, [row - 1, row], column):
                    rows[row][column] = cell
            at += 1
        kept = {number: cells for number, cells in rows.items() if cells}
        self.sections[-1].tables.append(Sheet(self.stem, kept))
        self.label = None
        return at + 1

    def text(self, content: str, lines: Any, depth: int) -> None:
        """A paragraph or an item of a list: labels and values, or a value of the label above."""
        if depth == 0 and "\n" in content and all(map(_LABEL.match, content.split("\n"))):
            for offset, line in enumerate(content.split("\n")):
                start = (lines[0] if lines else 0) + offset
                self.pair(line, [start, start + 1], depth)
            return
        self.pair(content, lines, depth)

    def pair(self, content: str, lines: Any, depth: int) -> None:
        found = _LABEL.match(content)
        section = self.sections[-1]
        if found and not (self.label and depth > self.label_depth and not found[2]):
            label = self.cell(found[1], lines, 1)
            if value := self.cell(found[2], lines, 2):
                section.pairs.append((label, value))
            self.label, self.label_depth = label, depth
            return
        if self.label is not None and depth <= self.label_depth and depth > 0:
            self.label = None
        if value := self.cell(content, lines):
            section.pairs.append((self.label if depth > 0 or self.label else None, value))

    def plain(self, content: str, lines: Any) -> None:
        if value := self.cell(content, lines):
            self.sections[-1].pairs.append((None, value))

    def cell(self, content: str, lines: Any, column: int = 0) -> Cell | None:
        text = bare(content)
        if not says_something(text):
            return None
        line = (lines[0] if lines else 0) + 1
        self.budget.take(1, max(column, 1), text)
        where = f"line-{line}" + (f".{column}" if column else "")
        found = Cell(self.stem, line, max(column, 1), text, where=where)
        self.cells.append(found)
        return found


def bare(content: str) -> str:
    """A text without the marks of Markdown; links keep their address."""
    text = _LINK.sub(
        lambda found: found[1] if found[1] == found[2] else f"{found[1]} ({found[2]})", content
    )
    text = _BREAK.sub("\n", text).replace("\\|", "|")
    return _MARKUP.sub("", text).strip()
