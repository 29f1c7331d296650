"""The text of a file with one value changed: every line that need not change stays as it is."""

import re
from difflib import SequenceMatcher
from typing import Any, Final

import yaml

from ropabook.store.plain import fingerprint, identify, same
from ropabook.store.strict_yaml import Refused, parse
from ropabook.store.text.dumping import dumped, inline, item, pair, scalar
from ropabook.store.text.layout import relaid

Lines = list[str]
_OTHER_BREAKS: Final = re.compile("[\x85\u2028\u2029]")
"""YAML counts lines by these, too; nobody else does."""


class CannotKeepLayout(Exception):
    """The file is laid out in a way in which one value cannot be changed by itself."""


class _CannotKeepLines(Exception):
    """The layout is one that is not edited line by line."""


def edited(text: bytes, new: Any) -> bytes:
    """The text of a file that says `new`, with the comments, order and layout it had.

    Args:
        text: what the strict reader accepts, or nothing.
        new: plain data: what the whole file is to say.

    Raises:
        Refused: the text is refused, or what is to be said cannot be written.
    """
    said = parse(text)
    if same(said, new):
        return text
    # Ends of lines and the mark at the beginning are made alike whenever a file is saved.
    page = text.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        made = _Page(page).saying(said, new).encode()
        if same(parse(made), new):
            return made
    except (_CannotKeepLines, Refused):
        pass
    laid = relaid(page, said, new)
    if laid is None:
        raise CannotKeepLayout
    return laid


class _Page:
    """The lines of a file, and where in them each value stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        if self.lines[-1] == "":
            self.lines.pop()

    def saying(self, old: Any, new: Any) -> str:
        """The whole text with `new` for `old`."""
        if _OTHER_BREAKS.search(self.text):
            raise _CannotKeepLines
        top = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        if top is None or not self._goes_in(top, old, new):
            remarks = self._remarks(0, len(self.lines) - 1, [top] if top else [])
            return "".join(f"{line}\n" for line in [*remarks, *dumped(new).splitlines()])
        first, last = self._region(top)
        body = self._collection(top, old, new)
        return "\n".join([*self.lines[:first], *body, *self.lines[last + 1 :]]) + "\n"

    def _goes_in(self, node: Any, old: Any, new: Any) -> bool:
        """Whether the change can be made within a collection written as a block."""
        return (
            isinstance(node, yaml.CollectionNode)
            and not node.flow_style
            and type(old) is type(new)
            and bool(new)
        )

    def _region(self, node: Any) -> tuple[int, int]:
        """The first and the last line of what a node says."""
        return node.start_mark.line, self.end(node)

    def end(self, node: Any) -> int:
        """The last line of what a node says."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            last = node.value[-1]
            return self.end(last[1] if isinstance(node, yaml.MappingNode) else last)
        mark = node.end_mark
        end: int = mark.line
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            end -= 1 if mark.column == 0 or end >= len(self.lines) else 0
            while end > node.start_mark.line and not self.lines[end].strip():
                end -= 1
        return end

    def _collection(self, node: Any, old: Any, new: Any) -> Lines:
        """The lines of a block collection, from its first to its last."""
        column = node.start_mark.column
        lead = self.lines[node.start_mark.line][:column]
        make = self._mapping if isinstance(node, yaml.MappingNode) else self._sequence
        body = make(node, old, new, column)
        if lead.strip():  # it begins behind a hyphen, or behind several
            at = next(n for n, line in enumerate(body) if line.lstrip()[:1] not in ("#", ""))
            body[at] = lead + body[at][column:]
        return body

    def _mapping(self, node: Any, old: Any, new: Any, column: int) -> Lines:
        chunks: dict[str, Lines] = {}
        done = node.start_mark.line
        for key, value in node.value:
            first, last = key.start_mark.line, self.end(value)
            if first < done or key.start_mark.column != column:
                raise _CannotKeepLines
            chunk = self.lines[done:first]
            if key.value in new:
                chunk = chunk + self._pair(key, value, old[key.value], new[key.value], column)
            chunks[key.value] = chunk
            done = last + 1
        before = ""
        order = list(chunks)
        for key in new:
            if key not in chunks:
                order.insert(order.index(before) + 1 if before else 0, key)
                chunks[key] = pair(key, new[key], column)
            before = key
        return [line for key in order for line in chunks[key]]

    def _pair(self, key: Any, value: Any, old: Any, new: Any, column: int) -> Lines:
        first, start, last = key.start_mark.line, value.start_mark.line, self.end(value)
        # The first pair of an item stands behind its hyphen; that is put back afterwards.
        own = [" " * column + self.lines[first][column:], *self.lines[first + 1 : last + 1]]
        if same(old, new):
            return own
        if self._goes_in(value, old, new):
            if start == first:
                raise _CannotKeepLines
            return [*own[: start - first], *self._collection(value, old, new)]
        if self._within_line(value, old, new):
            return self._replaced(value, own, old, new, first)
        head = self.lines[first][column : self._colon(key)]
        made = pair("", new, column, head)
        made[0] += self._remark(key, value)
        return [
            *(" " * column + remark for remark in self._remarks(*self._region(value), [value])),
            *made,
        ]

    def _colon(self, key: Any) -> int:
        line: int = key.end_mark.line
        end: int = key.end_mark.column
        colon = self.lines[line].find(":", end)
        if key.start_mark.line != line or colon < 0:
            raise _CannotKeepLines
        return colon + 1

    def _within_line(self, value: Any, old: Any, new: Any) -> bool:
        """Whether only a part of one line changes: what stands before and behind it stays."""
        if value.start_mark.line != value.end_mark.line:
            return False
        single = isinstance(value, yaml.ScalarNode) and value.style not in ("|", ">")
        flow = isinstance(value, yaml.CollectionNode) and value.flow_style
        if single:
            return not isinstance(new, dict | list) and len(scalar(new, 0)) == 1
        return bool(flow) and type(old) is type(new)

    def _replaced(self, node: Any, own: Lines, old: Any, new: Any, first: int) -> Lines:
        at = node.start_mark.line - first
        line = own[at]
        for start, end, said in reversed(_spans(node, old, new)):
            line = line[:start] + said + line[end:]
        return [*own[:at], line, *own[at + 1 :]]

    def _remark(self, key: Any, value: Any) -> str:
        """The comment behind a value that stands on its key's line, or behind the key."""
        line = key.start_mark.line
        if value.start_mark.line != line:
            behind = self.lines[line][self._colon(key) :]
        elif value.end_mark.line == line:
            behind = self.lines[line][value.end_mark.column :]
        else:
            return ""
        return f"  {behind.strip()}" if behind.strip().startswith("#") else ""

    def _remarks(self, first: int, last: int, nodes: list[Any]) -> Lines:
        """Comments on lines of their own between two lines: they outlive what stands there."""
        leaves = [leaf for node in nodes for leaf in _leaves(node)]
        said = {n for leaf in leaves for n in range(leaf.start_mark.line, self.end(leaf) + 1)}
        lines = ((n, self.lines[n].strip()) for n in range(first, last + 1))
        return [line for n, line in lines if n not in said and line.startswith("#")]

    def _sequence(self, node: Any, old: Any, new: Any, column: int) -> Lines:
        chunks: list[tuple[Lines, Any]] = []
        done = node.start_mark.line
        for each in node.value:
            first, last = self._region(each)
            hyphen = self.lines[first][column : each.start_mark.column]
            if first < done or hyphen.strip() != "-":
                raise _CannotKeepLines
            chunks.append((self.lines[done:first], each))
            done = last + 1
        body: Lines = []
        used: set[int] = set()
        for place, value in _matched(old, new):
            if place is None:
                head, *rest = item(value, column + 2)
                body += [f"{' ' * column}- {head.lstrip(' ')}", *rest]
            else:
                used.add(place)
                remarks, each = chunks[place]
                body += [*remarks, *self._item(each, old[place], value, column)]
        kept = [line for n, (remarks, _) in enumerate(chunks) if n not in used for line in remarks]
        return [*body, *kept]

    def _item(self, node: Any, old: Any, new: Any, column: int) -> Lines:
        first, last = self._region(node)
        own = [" " * column + self.lines[first][column:], *self.lines[first + 1 : last + 1]]
        if same(old, new):
            return own
        at = node.start_mark.column
        if self._goes_in(node, old, new):
            body = self._collection(node, old, new)
            place = next(n for n, line in enumerate(body) if line.lstrip()[:1] not in ("#", ""))
            body[place] = own[0][:at] + body[place][at:]
            return body
        if self._within_line(node, old, new):
            return self._replaced(node, own, old, new, first)
        head, *rest = item(new, at)
        return [own[0][:at] + head.lstrip(" "), *rest]


def _spans(node: Any, old: Any, new: Any, quote: str = "") -> list[tuple[int, int, str]]:
    """What to put between which columns of a line, from left to right, so that it says `new`."""
    if same(old, new):
        return []
    if isinstance(node, yaml.MappingNode) and isinstance(new, dict) and [*old] == [*new]:
        pairs = ((value, old[key.value], new[key.value]) for key, value in node.value)
        return [span for each in pairs for span in _spans(*each, '"')]
    if isinstance(node, yaml.SequenceNode) and isinstance(new, list) and len(old) == len(new):
        items = zip(node.value, old, new, strict=True)
        return [span for each in items for span in _spans(*each, '"')]
    if isinstance(node, yaml.ScalarNode):
        quote = node.style or quote
    said = inline(new, quote if isinstance(new, str) else "")
    return [(node.start_mark.column, node.end_mark.column, said)]


def _leaves(node: Any) -> list[Any]:
    if isinstance(node, yaml.MappingNode):
        return [leaf for pair in node.value for each in pair for leaf in _leaves(each)]
    if isinstance(node, yaml.SequenceNode):
        return [leaf for each in node.value for leaf in _leaves(each)]
    return [node]


def _matched(old: list[Any], new: list[Any]) -> list[tuple[int | None, Any]]:
    """Each new item with the place of the old one that it was, if it was there before."""
    named = identify(old, new)
    if named:
        places = {name: place for place, name in enumerate(named[0])}
        return [(places.get(name), value) for name, value in named[1].items()]
    found: list[tuple[int | None, Any]] = []
    one, other = ([fingerprint(each) for each in side] for side in (old, new))
    for kind, i, j, m, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "delete":
            continue
        alike = kind == "equal" or j - i == n - m
        found += [(i + at if alike else None, new[m + at]) for at in range(n - m)]
    return found


def excerpts(text: str) -> dict[str, str]:
    """The lines of each entry of a file of entries."""
    page = _Page(text)
    top = yaml.compose(text, Loader=yaml.CSafeLoader)
    return {
        key.value: "".join(
            f"{line}\n" for line in page.lines[key.start_mark.line : page.end(value) + 1]
        )
        for key, value in (top.value if isinstance(top, yaml.MappingNode) else ())
    }
