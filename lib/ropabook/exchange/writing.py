"""Whole records as files. Swapped for the store's own saving once that keeps a history."""

import io
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ropabook.exchange.acceptance import Write
from ropabook.model.kinds import KINDS, home, is_register
from ropabook.store.sentences import explain
from ropabook.store.strict_yaml import Refused, parse
from ropabook.store.write import CannotSave, replace

_WIDTH: Final = 4096


class _Dumper(yaml.SafeDumper):
    """Laid out like every file of the record: lists indented, texts of many lines as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text and text.strip() == text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def as_text(data: Mapping[str, Any]) -> str:
    """A record as YAML that the strict reader reads back as it was."""
    return yaml.dump(dict(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def write_into(ropa: Path) -> Write:
    """A function that writes records into a folder, each file whole or not at all."""

    def write(changes: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
        files: dict[Path, list[str]] = defaultdict(list)
        for key in changes:
            files[_place(ropa, key)].append(key)
        refused: dict[str, str] = {}
        for path, keys in files.items():
            try:
                before = path.read_bytes() if path.exists() else b""
                bodies = {key.partition("/")[2]: changes[key] for key in keys}
                folder = keys[0].partition("/")[0]
                replace(path, _checked(path, folder, bodies, _content(folder, bodies, before)))
            except (CannotSave, Refused, OSError, YAMLError) as problem:
                refused |= dict.fromkeys(keys, str(problem))
        return refused

    return write


def _place(ropa: Path, key: str) -> Path:
    folder, _, record = key.partition("/")
    if folder == "group" or is_register(folder):
        return ropa / home(folder)
    return ropa / home(folder) / f"{record}.yaml"


def _content(folder: str, bodies: Mapping[str, Mapping[str, Any]], before: bytes) -> bytes:
    """The file with these records in it; what else stands in it stays as it is."""
    if not is_register(folder):
        (body,) = bodies.values()
        return _changed(before, [], body) if before else as_text(body).encode()
    known = parse(before) if before else {}
    found = before
    for record, body in bodies.items():
        if record in known:
            found = _changed(found, [record], body)
        else:
            gap = b"" if not found or found.endswith(b"\n") else b"\n"
            found = found + gap + as_text({record: body}).encode()
    return found


def _changed(before: bytes, at: list[str], body: Mapping[str, Any]) -> bytes:
    """The file with the facts that differ replaced; comments and the rest stay."""
    meant = parse(before)
    layout = YAML(typ="rt")
    layout.preserve_quotes = True
    layout.width = _WIDTH
    layout.indent(mapping=2, sequence=4, offset=2)
    document: Any = layout.load(before.decode())
    here, said = document, meant
    for step in at:
        here, said = here[step], said[step]
    for field, value in body.items():
        if said.get(field) != value:
            here[field] = YAML(typ="safe", pure=True).load(as_text({"x": value}))["x"]
    out = io.StringIO()
    layout.dump(document, out)
    return out.getvalue().encode()


def _checked(
    path: Path, folder: str, bodies: Mapping[str, Mapping[str, Any]], content: bytes
) -> bytes:
    """The content, once the strict reader has read from it what was meant.

    Raises:
        CannotSave: it would not be read back.
    """
    try:
        read = parse(content)
    except Refused as refused:
        raise CannotSave(f"{path.name} would not be read back: {refused.sentence}") from None
    for record, body in bodies.items():
        found = read.get(record) if is_register(folder) else read
        try:
            KINDS[folder].model_validate({**found, "id": record})
        except ValidationError as error:
            sentences = "; ".join(sentence for _, sentence in explain(KINDS[folder], error))
            raise CannotSave(f"{path.name} would not be read back: {sentences}") from None
        if any(found.get(field) != value for field, value in body.items()):
            raise CannotSave(f"{path.name} would not be read back as it was written")
    return content
