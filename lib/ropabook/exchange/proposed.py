"""One record of an import: what the file says, beside what the record says now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from ropabook.model.kinds import KINDS
from ropabook.model.record import Record
from ropabook.store.sentences import explain

State = Literal["new", "update", "addition", "same"]
_BESIDE = ("evidence", "questions", "unplaced", "notes", "formerly")


class Difference(NamedTuple):
    """A fact that the record and the file give differently: nothing is chosen between them."""

    field: str
    record: Any
    file: Any


@dataclass(frozen=True, slots=True)
class Proposed:
    """One record that an import would write."""

    key: str
    """`folder/id`."""
    title: str
    state: State
    """new; update: facts differ; addition: only something is added to it; same: nothing to do."""
    data: Mapping[str, Any]
    """What the file says, as it would be written."""
    before: Mapping[str, Any] | None = None
    """What the record says now."""
    differences: tuple[Difference, ...] = ()
    problem: str = ""
    """Why it could not be read back, so that it will not be written; empty where it can."""

    @property
    def asked(self) -> int:
        """How many questions it holds."""
        return len(self.data.get("questions", ())) + _unknown(self.data)


def proposed(key: str, data: Mapping[str, Any], known: Record | None) -> Proposed:
    """A record as an import would write it, beside the one that is there.

    Args:
        key: `folder/id`.
        data: what the file says.
        known: the record of this key, if there is one.
    """
    own = key.partition("/")[2]
    title = str(data.get("title") or data.get("legal_name") or (known and known.name) or own)
    if known is None:
        return Proposed(key, title, "new", data, problem=_problem(key, data))
    before = _plain(known)
    differences = tuple(
        Difference(field, before.get(field), value)
        for field, value in data.items()
        if field not in _BESIDE and not _same(before.get(field), value)
    )
    state: State = "update" if differences else "same"
    merged = together(before, data, [each.field for each in differences])
    if state == "same" and merged != dict(before):
        state = "addition"
    return Proposed(key, title, state, data, before, differences, _problem(key, merged))


def says(key: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a record says, fact by fact, as `Proposed.before` has it; nothing if it says nonsense.

    Args:
        key: `folder/id`.
        data: as it stands in its file.
    """
    folder, _, record = key.partition("/")
    try:
        return _plain(KINDS[folder].model_validate({**data, "id": record}))
    except ValidationError:
        return {}


def _plain(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_unset=True, exclude={"id"})


def _unknown(value: Any) -> int:
    """How many facts in some data are not known yet."""
    if isinstance(value, Mapping):
        return 1 if {"unknown", "ask"} <= value.keys() else sum(map(_unknown, value.values()))
    return sum(map(_unknown, value)) if isinstance(value, list | tuple) else 0


def _same(one: Any, other: Any) -> bool:
    """Whether two facts say the same; where it comes from is not looked at."""
    return bool(_bare(one) == _bare(other))


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _bare(each) for key, each in value.items() if key != "evidence"}
    if isinstance(value, list | tuple):
        return [_bare(each) for each in value]
    return value


def together(
    before: Mapping[str, Any], file: Mapping[str, Any], fields: list[str]
) -> dict[str, Any]:
    """A record with some facts replaced by those of a file; what stands beside them is added."""
    found = {**before, **{field: file[field] for field in fields if field in file}}
    if file.get("unplaced"):
        kept = dict(before.get("unplaced", {}))
        for place, text in file["unplaced"].items():
            while kept.get(place, text) != text:
                place += "~"
            kept[place] = text
        found["unplaced"] = kept
    if fields and isinstance(file.get("evidence"), Mapping):
        evidence = dict(found.get("evidence", {}))
        for field in fields:
            if field in file["evidence"]:
                evidence[field] = [*evidence.get(field, []), *file["evidence"][field]]
        if evidence:
            found["evidence"] = evidence
    if fields and file.get("questions"):
        asked = list(before.get("questions", []))
        found["questions"] = asked + [each for each in file["questions"] if each not in asked]
    if fields and file.get("notes") and file["notes"] not in before.get("notes", ""):
        found["notes"] = "\n".join(filter(None, [before.get("notes"), file["notes"]]))
    return found


def _problem(key: str, data: Mapping[str, Any]) -> str:
    folder, _, record = key.partition("/")
    try:
        KINDS[folder].model_validate({**data, "id": record})
    except ValidationError as error:
        return "; ".join(sentence for _, sentence in explain(KINDS[folder], error))
    return ""
