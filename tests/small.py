"""The tests' own small registers, and changes laid over them. Never the user's record."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ropabook.model.kinds import is_register
from ropabook.model.register import Register
from ropabook.store.building import NotARecord, with_record
from ropabook.store.load import load
from ropabook.store.overlay import NAMES, overlay
from ropabook.store.plain import ABSENT
from ropabook.store.strict_yaml import parse

DATA = Path(__file__).parent / "data"
COMPLETE = DATA / "complete"
TODAY = date(2026, 11, 24)

# The words by which the examples in the rules name the records of tests/data/complete.
EXAMPLE = {
    "activity": "activities/orders",
    "processor_activity": "activities/order-hosting",
    "entity": "entities/harbour",
    "recipient": "recipients/parcel-carrier",
    "processor": "recipients/lantern-hosting",
    "notice": "notices/privacy-notice",
    "cookie": "cookies/basket",
    "contract": "contracts/hosting-terms",
    "retention": "retention/order-records",
    "system": "systems/order-desk",
    "source": "sources/from-customers",
    "dpia": "dpia/order-monitoring",
    "lia": "lia/similar-products",
    "tra": "tra/norway",
    "group": "group.yaml",
    "acceptances": "acceptances.yaml",
    "actions": "actions.yaml",
}


def changed(tmp_path: Path, snippet: str | dict[str, Any]) -> Register:
    """The complete register with a snippet laid over it.

    A key names a record (by one of EXAMPLE's words, or as `folder/id`), or one of the files on
    top; the value `absent` takes a field away, and `absent` for a whole record takes the record
    away. A list of decisions takes the place of the one that was there. `on` is no record: see
    `day_of`.
    """
    root = tmp_path / "ropa"
    shutil.copytree(COMPLETE, root)
    changes = parse(snippet.encode()) if isinstance(snippet, str) else snippet
    for key, difference in changes.items():
        if key != "on":
            _lay(root, EXAMPLE.get(key, key), difference)
    return load(root)


@cache
def complete() -> Register:
    """The complete register, read once: records are frozen."""
    return load(COMPLETE)


@cache
def bodies() -> Mapping[str, Any]:
    """What is written of each record of the complete register, by the record's key."""
    files = {file: parse((COMPLETE / file).read_bytes()) for file in {*complete().places.values()}}
    return {
        key: files[file][key.partition("/")[2]]
        if is_register(key.partition("/")[0])
        else files[file]
        for key, file in complete().places.items()
    }


def laid_over(tmp_path: Path, snippet: str) -> Register:
    """As `changed`, and the same register but for its fingerprint: without a file where it can be.

    The lists on top, and what the reader refuses, need files.
    """
    changes = parse(snippet.encode())
    named = {EXAMPLE.get(key, key): value for key, value in changes.items() if key != "on"}
    register = complete()
    try:
        for name, difference in named.items():
            key = "group/group" if name == "group.yaml" else name
            if key.endswith(".yaml"):
                return changed(tmp_path, snippet)
            register = with_record(register, key, _body(key, difference))
    except NotARecord:
        return changed(tmp_path, snippet)
    if {*named} - {key for key in named if key.startswith("hand-overs/")}:
        register = replace(register, fingerprint="another", _derived={})
    return register


def _body(key: str, difference: Any) -> Any:
    if difference == "absent":
        return ABSENT
    return _without(overlay(bodies().get(key, {}), difference, (*NAMES, "item")))


def day_of(snippet: str) -> date:
    """The day for which an example is judged: TODAY, unless the example says `on`."""
    return date.fromisoformat(str(parse(snippet.encode()).get("on", TODAY)))


def _lay(root: Path, key: str, difference: Any) -> None:
    folder, _, record = key.partition("/")
    if folder.endswith(".yaml"):
        file = root / folder
        base = parse(file.read_bytes()) if isinstance(difference, dict) and file.exists() else {}
        whole = overlay(base, difference) if isinstance(difference, dict) else difference
        file.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False))
        return
    register = root / "registers" / f"{folder}.yaml"
    if folder in ("dpia", "lia", "tra"):
        folder = f"assessments/{folder}"
    own = root / "group.yaml" if folder == "group" else root / folder / f"{record}.yaml"
    file = register if register.exists() else own
    base = parse(file.read_bytes()) if file.exists() else {}
    if file == register:
        merged = overlay(base, {record: difference}, (*NAMES, "item"))
    elif difference == "absent":
        file.unlink()
        return
    else:
        merged = overlay(base, difference, (*NAMES, "item"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(_without(merged), allow_unicode=True, sort_keys=False))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(each) for key, each in value.items() if each != "absent"}
    return [_without(each) for each in value] if isinstance(value, list) else value
