"""Plain data as new text, in the layout of the house: two spaces, one line each, few quotes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from ropabook.store.strict_yaml import Refused, parse

_OTHER_READERS: Final = yaml.SafeLoader("")
_ESCAPED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
_MEANT: Final = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp")
"""Days are written without quotes, as people write them."""
_BLOCK: Final = re.compile(r"[^\s].*\n", re.DOTALL)


def dumped(value: Any) -> str:
    """A whole record or file as text."""
    if isinstance(value, Mapping) and value:
        return "".join(f"{line}\n" for line in block(value, 0))
    if isinstance(value, list) and value:
        return "".join(f"{line}\n" for line in block(value, 0))
    return f"{inline(value)}\n" if value not in ({}, []) else ("" if value == {} else "[]\n")


def block(value: Mapping[str, Any] | Sequence[Any], column: int) -> list[str]:
    """The lines of a mapping or a list that holds something, each beginning at a column."""
    indent = " " * column
    if isinstance(value, Mapping):
        return [line for key, each in value.items() for line in pair(key, each, column)]
    lines = []
    for each in value:
        first, *rest = item(each, column + 2)
        lines += [f"{indent}- {first.lstrip(' ')}", *rest]
    return lines


def item(value: Any, column: int) -> list[str]:
    """An item of a list: the first line is to follow the hyphen, the others are complete."""
    if isinstance(value, Mapping | list) and value:
        return block(value, column)
    first, *rest = scalar(value, column)
    return [first, *rest]


def pair(key: str, value: Any, column: int, head: str | None = None) -> list[str]:
    """A key with its value; `head` is the key as it is written already, with its colon."""
    start = f"{' ' * column}{head or key_text(key) + ':'}"
    if isinstance(value, Mapping | list) and value:
        return [start, *block(value, column + 2)]
    first, *rest = scalar(value, column + 2)
    return [f"{start} {first}", *rest]


def scalar(value: Any, column: int, quote: str = "") -> list[str]:
    """A single value: one line, or a block of text whose lines begin at a column."""
    if isinstance(value, str) and _may_be_block(value):
        end = "" if value.endswith("\n") else "-"
        indent = " " * column
        lines = [indent + line if line else "" for line in value.removesuffix("\n").split("\n")]
        return [f"|{end}", *lines]
    return [inline(value, quote)]


def _may_be_block(value: str) -> bool:
    return (
        "\n" in value
        and _BLOCK.match(value) is not None
        and not value.endswith("\n\n")
        and not _ESCAPED.search(value)
        and "\t" not in value
        and not any(line != line.rstrip() for line in value.split("\n"))
    )


def inline(value: Any, quote: str = "") -> str:
    """A value on one line; text is quoted where it would else be read as something else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(key_text(k) + ": " + inline(v, '"') for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(each, '"') for each in value) + "]"
    text = str(value)
    if not quote and _is_plain(text):
        return text
    if quote == '"' or _ESCAPED.search(text) or any(each in text for each in "\n\r\t"):
        return _double(text)
    return "'" + text.replace("'", "''") + "'"


def key_text(key: str) -> str:
    """A key as it is written."""
    return key if _is_plain(key) else _double(key)


def _is_plain(text: str) -> bool:
    if "\n" in text or "\t" in text or text != text.strip() or _ESCAPED.search(text):
        return False
    # Other programs read YAML 1.1, where NO is false: quotes keep them from it.
    kind: str = _OTHER_READERS.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if kind not in _MEANT:
        return False
    try:
        return bool(parse(f"- k: {text}\n- {text}\n".encode()) == [{"k": text}, text])
    except Refused:
        return False


def _double(text: str) -> str:
    return '"' + "".join(_escaped(text)) + '"'


def _escaped(text: str) -> Iterator[str]:
    short = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\r": "\\r"}
    for character in text:
        if character in short:
            yield short[character]
        elif _ESCAPED.match(character):
            yield f"\\u{ord(character):04x}"
        else:
            yield character
