"""A record in which every text is hostile: whatever the model takes as text, and shows."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ropabook.model.decisions import Acceptance, Action
from ropabook.store.building import NotARecord, build
from ropabook.store.load import load
from ropabook.store.strict_yaml import parse

PAYLOADS = (
    "<script>window.fired=1</script>",
    "<img src=x onerror=window.fired=1>",
    '"><svg onload=window.fired=1>',
    "'><iframe srcdoc='<script>parent.fired=1</script>'></iframe>",
    "</title></style></text></svg><script>window.fired=1</script>",
    "<a href=javascript:window.fired=1 autofocus onfocus=window.fired=1>x</a>",
    "<details open ontoggle=window.fired=1>",
    "]]><script>window.fired=1</script>",
    "&lt;script&gt;window.fired=1&lt;/script&gt;",
    "<style>@import 'http://evil.example/x.css';</style>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.fired=1>",
    "{{7*7}}{% raw %}<script>window.fired=1</script>",
    '" onmouseover=window.fired=1 autofocus onfocus=window.fired=1 x="',
    "javascript:window.fired=1//",
    "--><img src=http://evil.example/pixel><!--",
)


def poisoned(root: Path, payloads: tuple[str, ...] = PAYLOADS) -> int:
    """Make every text of a record hostile; gives how many there are.

    What the model refuses (an id, a day, a closed word) stays as it was; so does a file whose texts
    must agree with each other.
    """
    count = 0
    before = {file: file.read_bytes() for file in sorted(root.rglob("*.yaml"))}
    for file, text in before.items():
        body = parse(text)
        for folder, id, record in _records(root, file, body):
            for holder, step in _texts(record):
                was = holder[step]
                holder[step] = f"{payloads[count % len(payloads)]} {was[:20]}"
                if _fits(folder, id, record):
                    count += 1
                else:
                    holder[step] = was
        file.write_text(yaml.safe_dump(body, allow_unicode=True, sort_keys=False))
    for refusal in load(root).refusals:
        (root / refusal.file).write_bytes(before[root / refusal.file])
    return count


def _records(root: Path, file: Path, body: Any) -> list[tuple[str, str, Any]]:
    folder = file.relative_to(root).parent.name
    if folder == "registers":
        return [(file.stem, id, record) for id, record in body.items()]
    if isinstance(body, list):
        return [(file.stem, "", one) for one in body]
    return [(folder or file.stem, file.stem, body)]


def _texts(value: Any) -> list[tuple[Any, Any]]:
    """The place of every text: what holds it, and the key or number in it."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for step, inner in list(steps):
        if isinstance(inner, dict | list):
            found += _texts(inner)
        elif isinstance(inner, str):
            found.append((value, step))
    return found


def _fits(folder: str, id: str, record: Any) -> bool:
    try:
        if folder in _DECISIONS:
            _DECISIONS[folder].model_validate(record)
        else:
            build(folder, id, record)
    except (NotARecord, ValidationError):
        return False
    return True


_DECISIONS = {"acceptances": Acceptance, "actions": Action}
