"""YAML 1.2 as people mean it, read from PyYAML's C events: no surprises, no recursion.

Refused with a line: duplicate keys, anchors, aliases, tags, merge keys, merge markers, a second
document, nesting over 16, more than 1 MiB, anything but UTF-8, invisible characters in keys,
empty values. `NO` is Norway, `12:30` is text, `0123` is text.
"""

import re
import unicodedata
from typing import Any, Final

import yaml

MAX_BYTES: Final = 1024 * 1024
MAX_DEPTH: Final = 16

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")  # "-0" could not be written again as it was
_MARKER = re.compile(r"^(<<<<<<<|>>>>>>>|=======|\|\|\|\|\|\|\|)(\s|$)", re.MULTILINE)
_BAD_KEY = re.compile("[\\s\u200b-\u200f\u202a-\u2060\ufeff]")
_CONSTANTS: Final = {"true": True, "false": False}
_EMPTY: Final = frozenset({"", "~", "null"})
_SUSPECT: Final = "-0123456789tfn~"
"""A plain word that starts otherwise is text. The empty word counts as suspect, too."""
_GOOD_KEYS: Final[set[str]] = set()
"""Keys that were looked at before: a record has few, and each many times."""

_SCALAR: Final = yaml.ScalarEvent
_MAPPING: Final = yaml.MappingStartEvent
_SEQUENCE: Final = yaml.SequenceStartEvent
_MAPPING_END: Final = yaml.MappingEndEvent
_SEQUENCE_END: Final = yaml.SequenceEndEvent
_END: Final = yaml.StreamEndEvent


class Refused(Exception):
    """A text that is not read, with the line and a sentence for the person who wrote it."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"line {line}: {sentence}")
        self.line = line
        self.sentence = sentence


def parse(data: bytes) -> Any:
    """Read one document.

    Returns:
        Nested dicts, lists, strings, integers and booleans; `{}` for an empty document.

    Raises:
        Refused: the text breaks one of the rules above.
    """
    text = _decode(data)
    try:
        return _build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "it cannot be understood"
        last = text.count("\n") + 1
        line = min(mark.line + 1, last) if mark else 1
        raise Refused(line, f"this is not valid YAML: {problem}") from None
    except Refused as refused:
        # What is missing at the end of a file is missing on its last line.
        raise Refused(min(refused.line, len(text.splitlines())), refused.sentence) from None
    except yaml.YAMLError:
        raise Refused(1, "the file holds a character that a text file cannot hold") from None


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Refused(1, f"the file is larger than {MAX_BYTES // 1024} KiB")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refused(line, "the file is not in UTF-8; save it as UTF-8 text") from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise Refused(line, "the file holds a NUL character; it is damaged or not a text file")
    if "<<<<" in text or ">>>>" in text or "====" in text or "||||" in text:
        marker = _MARKER.search(text)
        if marker:
            line = text[: marker.start()].count("\n") + 1
            raise Refused(
                line, "a merge was left unfinished here; choose one side and delete the marks"
            )
    return text


def _build(text: str) -> Any:
    # Written as one loop without calls: this runs once for each word of the record.
    root: Any = {}
    stack: list[tuple[Any, Any]] = []  # the containers around this one
    container: Any = None
    key: Any = None  # the key that waits for its value
    mapping = False  # whether the container is a mapping
    marked = "&" in text or "!" in text  # without these there is neither anchor nor tag
    documents = 0
    # yaml.parse() would ask twice for each event and hand it through a generator.
    next_event: Any = yaml.CSafeLoader(text).get_event
    while (kind := type(event := next_event())) is not _END:
        value: Any
        if kind is _SCALAR:
            value = event.value
            if marked and (event.anchor is not None or event.tag is not None):
                raise _no_anchor_or_tag(event)
            if mapping and key is None:
                if value in container or value not in _GOOD_KEYS:
                    _check_key(event, container)
                key = value
                continue
            if value[:1] in _SUSPECT or not event.implicit[0]:
                value = _scalar(event)
            if mapping:
                container[key] = value
                key = None
            elif container is None:
                root = value
            else:
                container.append(value)
        elif kind is _MAPPING_END or kind is _SEQUENCE_END:
            container, mapping = stack.pop()
        elif kind is _MAPPING or kind is _SEQUENCE:
            if marked and (event.anchor is not None or event.tag is not None):
                raise _no_anchor_or_tag(event)
            if len(stack) >= MAX_DEPTH:
                raise _refuse(event, f"this is nested more than {MAX_DEPTH} levels deep")
            value = {} if kind is _MAPPING else []
            if mapping:
                if key is None:
                    raise _refuse(event, "a key must be a word, not a list or a mapping")
                container[key] = value
                key = None
            elif container is None:
                root = value
            else:
                container.append(value)
            stack.append((container, mapping))
            container, mapping = value, kind is _MAPPING
        elif kind is yaml.AliasEvent:
            raise _refuse(event, "aliases (*name) are not used here; write the value out")
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _refuse(event, "a second document starts here; one file holds one record")
    return root


def _refuse(event: Any, sentence: str) -> Refused:
    return Refused(event.start_mark.line + 1, sentence)


def _no_anchor_or_tag(event: Any) -> Refused:
    if event.tag is not None:
        return _refuse(event, f"tags ({event.tag}) are not used here; write the plain value")
    return _refuse(event, "anchors (&name) are not used here; write the value out")


def _check_key(event: Any, container: dict[str, Any]) -> None:
    key: str = event.value
    if key in container:
        raise _refuse(event, f"the key '{key}' is written twice; keep one of the two")
    if key == "<<":
        raise _refuse(event, "merge keys (<<) are not used here; write the values out")
    if _BAD_KEY.search(key):
        raise _refuse(event, f"the key {key!r} holds a space or an invisible character")
    if unicodedata.normalize("NFC", key) != key:
        raise _refuse(event, f"the key '{key}' is written with combined accents; retype it")
    if len(_GOOD_KEYS) < 10_000:
        _GOOD_KEYS.add(key)


def _scalar(event: Any) -> Any:
    value: str = event.value
    plain = event.implicit[0]  # neither quoted nor block text
    if not value.strip() or (plain and value in _EMPTY):
        raise _refuse(event, "nothing is written here; blank is not an answer")
    if not plain:
        return value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    return int(value) if _INTEGER.fullmatch(value) else value


def line_of(data: bytes, path: tuple[str | int, ...]) -> int:
    """The line on which the value at a path begins, or of the nearest thing above it.

    Read afresh when it is asked for, so that reading many good files costs nothing for it.
    """
    node: Any = yaml.compose(data.decode("utf-8", "replace"), Loader=yaml.CSafeLoader)
    line = 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is None:
                break
            line = found[0].start_mark.line + 1
            node = found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
