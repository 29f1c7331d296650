"""Nested data, as JSON and YAML hold it: every value with its path, written as it stood there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from ropabook.excel.cells import Cell, Kind, NotRead, says_something
from ropabook.excel.limits import MAX_CELLS, Budget, TooMuch
from ropabook.exchange.files.text import decode

MAX_DEPTH: Final = 40
_MAX_SIGNS: Final = 3 * MAX_CELLS
_TOO_DEEP: Final = f"it is nested more than {MAX_DEPTH} levels deep"


class _Number(str):
    """A number as it is written."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Branch:
    """An object or a list: its values, and the branches within it, by their keys.

    A list's members have no key of their own: they come under the list's key, one by one.
    """

    key: str
    path: str
    leaves: list[tuple[str, Cell]] = field(default_factory=list)
    branches: list["Branch"] = field(default_factory=list)

    def cells(self) -> Iterator[Cell]:
        """Every value in it, and in the branches within it."""
        yield from (cell for _, cell in self.leaves)
        for branch in self.branches:
            yield from branch.cells()


def read_json(name: str, stem: str, data: bytes) -> tuple[Branch, tuple[str, ...]]:
    """Read JSON; of a key that is written twice both values are kept.

    Raises:
        NotRead: it is no JSON, or holds more than is read.
    """
    decoded = decode(name, data)
    if sum(decoded.text.count(sign) for sign in ",[{") > _MAX_SIGNS:
        raise NotRead(name, "it holds more values than are read; split the file")
    try:
        value = json.loads(
            decoded.text, object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number,
            parse_constant=_Number,
        )  # fmt: skip
    except json.JSONDecodeError as problem:
        raise NotRead(name, f"line {problem.lineno} is not valid JSON") from None
    except RecursionError:
        raise NotRead(name, _TOO_DEEP) from None
    return _grown(name, stem, value), decoded.notes


def read_yaml(name: str, stem: str, data: bytes) -> tuple[Branch, tuple[str, ...]]:
    """Read YAML as text: no tag is obeyed, an alias is refused.

    Raises:
        NotRead: it is no YAML, or holds more than is read.
    """
    decoded = decode(name, data)
    try:
        documents = list(_documents(name, decoded.text))
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise NotRead(name, f"line {line} is not valid YAML") from None
    except yaml.YAMLError:
        raise NotRead(name, "it holds a character that YAML cannot hold") from None
    value = documents[0] if len(documents) == 1 else documents
    return _grown(name, stem, value), decoded.notes


class _Pairs(list):  # type: ignore[type-arg]
    """The keys and values of an object, in order."""


def _documents(name: str, text: str) -> Iterator[Any]:
    """The documents of a YAML file, built from events without recursion."""
    stack: list[tuple[Any, str | None]] = []
    here: Any = None
    key: str | None = None
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        if count > 2 * MAX_CELLS:
            raise NotRead(name, "it holds more values than are read; split the file")
        if isinstance(event, yaml.AliasEvent):
            raise NotRead(name, "it uses aliases (*name); write the values out")
        if isinstance(event, yaml.DocumentStartEvent):
            here, key = [], None
        elif isinstance(event, yaml.DocumentEndEvent):
            yield here[0] if here else None
        elif isinstance(event, yaml.CollectionEndEvent):
            value = here
            here, key = stack.pop()
            key = _put(here, key, value)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= MAX_DEPTH:
                raise NotRead(name, _TOO_DEEP)
            stack.append((here, key))
            here, key = (_Pairs() if isinstance(event, yaml.MappingStartEvent) else []), None
        elif isinstance(event, yaml.ScalarEvent):
            if isinstance(here, _Pairs) and key is None:
                key = event.value
            else:
                key = _put(here, key, _scalar(event))


def _put(here: Any, key: str | None, value: Any) -> str | None:
    if isinstance(here, _Pairs):
        if key is None:
            return json.dumps(value)
        here.append((key, value))
        return None
    here.append(value)
    return None


def _scalar(event: Any) -> Any:
    plain = event.implicit[0]
    if plain and event.value in ("", "~", "null", "Null", "NULL"):
        return None
    if plain and event.value.lower() in ("true", "false"):
        return event.value.lower() == "true"
    return event.value


def _grown(name: str, stem: str, value: Any) -> Branch:
    budget = Budget()
    root = Branch("", "")
    try:
        _grow(root, stem, "", "", value, budget, 0)
    except TooMuch as refused:
        raise NotRead(name, str(refused)) from None
    except _TooDeep:
        raise NotRead(name, _TOO_DEEP) from None
    return root


class _TooDeep(Exception):
    pass


def _grow(
    into: Branch, stem: str, key: str, path: str, value: Any, budget: Budget, depth: int
) -> None:
    if depth > MAX_DEPTH:
        raise _TooDeep
    if isinstance(value, _Pairs):
        branch = Branch(key, path)
        into.branches.append(branch)
        for name, inner in value:
            below = f"{path}.{name}" if path else name
            _grow(branch, stem, name, below, inner, budget, depth + 1)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            _grow(into, stem, key, f"{path}[{at}]", inner, budget, depth + 1)
    elif value is not None:
        text, kind = _written(value)
        if says_something(text):
            budget.take(1, 1, text)
            where = path or "value"
            into.leaves.append((key, Cell(stem, budget.cells, 0, text, kind, where=where)))


def _written(value: Any) -> tuple[str, Kind]:
    if isinstance(value, bool):
        return ("true" if value else "false"), "boolean"
    if isinstance(value, _Number):
        return str(value), "number"
    return str(value), "text"
