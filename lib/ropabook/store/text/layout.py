"""The common layout of a file: laid out anew by ruamel, with comments, order and quotes kept."""

import contextlib
import io
from pathlib import Path
from typing import Any, Final

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ropabook.store.disk.files import REAL
from ropabook.store.disk.folder import names_below
from ropabook.store.plain import same
from ropabook.store.strict_yaml import Refused, parse

_WIDTH: Final = 4096
"""Wider than any line: a line that a person left long is never folded by us."""


def _round_trip() -> YAML:
    made = YAML(typ="rt")
    made.preserve_quotes = True
    made.width = _WIDTH
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def tidied(data: bytes) -> bytes:
    """A file in the common layout; as it was, where its values would not stay the same.

    Raises:
        Refused: the strict reader refuses the file.
    """
    meant = parse(data)
    made = relaid(data.decode(), meant, meant)
    return made if made is not None else data


def relaid(text: str, old: Any, new: Any) -> bytes | None:
    """A text that said `old`, laid out anew to say `new`; None where that does not succeed."""
    layout = _round_trip()
    try:
        loaded: Any = layout.load(text)
        if loaded is None:
            return None
        out = io.StringIO()
        layout.dump(_put(loaded, old, new), out)
        made = out.getvalue().encode()
        return made if same(parse(made), new) else None
    except (YAMLError, Refused, ValueError, TypeError):
        return None


def _put(node: Any, old: Any, new: Any) -> Any:
    """The same nodes, with their comments, saying something else."""
    if same(old, new):
        return node
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [key for key in old if key not in new]:
            del node[key]
        for place, (key, value) in enumerate(new.items()):
            if key in old:
                node[key] = _put(node[key], old[key], value)
            else:
                node.insert(place, key, value)
        return node
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, value in enumerate(new):
            node[place] = _put(node[place], old[place], value)
        return node
    return new


def remarks_to_look_at(root: Path) -> list[str]:
    """Where a value may have been cut short by a #, a sentence each."""
    found = []
    for name in sorted(names_below(REAL, root)):
        if name.endswith(".yaml"):
            with contextlib.suppress(Refused, OSError):
                data = REAL.read(root / name)
                parse(data)
                found += [
                    f"{name}:{line}  what stands behind the # is a remark and no part of the "
                    "value; if it is meant, put the whole in quotes"
                    for line in cut_short(data)
                ]
    return found


def tidied_files(root: Path) -> dict[str, bytes]:
    """The files below a folder whose layout differs from the common one, in that layout.

    A file that is refused, or whose values the new layout would change, is left out.
    """
    found = {}
    for name in sorted(names_below(REAL, root)):
        if name.endswith(".yaml"):
            with contextlib.suppress(Refused, OSError):
                before = REAL.read(root / name)
                after = tidied(before)
                if after != before:
                    found[name] = after
    return found


def cut_short(data: bytes) -> list[int]:
    """The lines on which a text that stands without quotes may have been cut short by ` #`.

    What follows a space and a # is a remark, and no part of the value. A remark that is set off by
    two spaces, and has one behind its #, is taken for one that was meant.
    """
    lines = data.decode("utf-8", "replace").splitlines()
    found = []
    for token in yaml.scan(data, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken) and token.plain:
            behind = lines[token.end_mark.line][token.end_mark.column :]
            if behind.startswith(" #") or (
                behind.lstrip()[:1] == "#" and behind.lstrip()[1:2] != " "
            ):
                found.append(token.end_mark.line + 1)
    return found
