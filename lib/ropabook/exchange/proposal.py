"""What an import would write: every record, every cell's fate, and everything to be asked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry, Fate, Fates, Heading
from ropabook.exchange.mapping import ImportMapping, mapping_text
from ropabook.exchange.records.activities import build, families
from ropabook.exchange.records.alone import describe, remember_ids
from ropabook.exchange.records.company import company
from ropabook.exchange.records.contradictions import contradictions
from ropabook.exchange.records.drafts import Draft, Drafts
from ropabook.exchange.source import Source
from ropabook.exchange.understanding import understand
from ropabook.model.kinds import KINDS
from ropabook.model.record import Record
from ropabook.model.register import Register
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


@dataclass(frozen=True)
class Proposal:
    """An import before anybody accepted it."""

    file: str
    entity: str | None
    """The company the activities are attached to; None where nobody named one."""
    records: Mapping[str, Proposed]
    cells: tuple[tuple[Cell, Fate], ...]
    notes: tuple[str, ...]
    hidden: tuple[str, ...]
    headings: tuple[Heading, ...]
    sheets: Mapping[str, str]
    unread: Mapping[str, tuple[str, ...]]
    """Values that were not understood, by fact."""
    role: str | None = None
    digest: str = ""
    """The SHA-256 of the file."""

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """cells = placed + unplaced + not_data, each counted from the cells."""
        kinds = Counter(fate.kind for _, fate in self.cells)
        return {
            "cells": len(self.cells),
            "placed": kinds["placed"],
            "unplaced": kinds["unplaced"],
            "not_data": kinds["not_data"],
        }

    @property
    def share_placed(self) -> float:
        """Of the cells that are data, how many fill a field: 0 to 1."""
        data = self.counts["placed"] + self.counts["unplaced"]
        return self.counts["placed"] / data if data else 1.0

    @property
    def homeless(self) -> tuple[Cell, ...]:
        """Cells that no record keeps, as long as no company is named."""
        return tuple(c for c, fate in self.cells if fate.kind == "unplaced" and not fate.record)

    def mapping(self) -> str:
        """The mapping file for this import."""
        return mapping_text(
            self.file, self.entity, self.role, self.sheets, self.headings, self.unread
        )


def propose(
    source: Source,
    register: Register,
    mapping: ImportMapping | None = None,
    *,
    entity: str | None = None,
    hidden: bool = False,
) -> Proposal:
    """What a file would become; nothing is written.

    Args:
        source: the file.
        register: the record as it is.
        mapping: what an analyst decided about the file.
        entity: the company that carries the activities out.
        hidden: whether hidden sheets, rows and columns are read.
    """
    mapping = mapping or ImportMapping()
    understood = understand(source, mapping, hidden=hidden)
    drafts = Drafts(source.file, understood.fates, register, mapping.words())
    home = _records(drafts, understood.entries, entity or mapping.entity, mapping.role)
    _keep_the_rest(drafts, understood.fates, home)
    records = {
        draft.key: _proposed(draft, register) for draft in drafts.by_key.values() if draft.done()
    }
    return Proposal(
        file=source.file,
        entity=home,
        records=records,
        cells=tuple((cell, understood.fates.of(cell)) for cell in source.cells),
        notes=(*source.notes, *understood.notes, *drafts.notes, *_comments(source)),
        hidden=tuple(source.hidden()),
        headings=tuple(understood.headings()),
        sheets=understood.sheets,
        unread={field: tuple(texts) for field, texts in drafts.unread.items()},
        role=mapping.role,
        digest=source.digest,
    )


def _records(
    drafts: Drafts, entries: list[Entry], entity: str | None, role: str | None
) -> str | None:
    remember_ids(drafts, entries)
    companies = [entry for entry in entries if entry.subject == "company"]
    home = company(drafts, companies, entity)
    others = [entry for entry in entries if entry.subject != "company"]
    found, alone = families(drafts, others)
    made = build(drafts, found, role, home)
    for draft, family in zip(made, found, strict=True):
        contradictions(drafts, draft, family.entries)
    keeper = drafts.by_key.get(f"entities/{home}") if home else None
    for entry in alone:
        described = describe(drafts, entry)
        if described is None:
            continue
        if entry.subject == "measure" and keeper is not None:
            _of_company(drafts, keeper, described.id)
        for _, cell in entry.filled:
            described.keep(cell)
    return home


def _of_company(drafts: Drafts, keeper: Draft, measure: str) -> None:
    """A measure that belongs to no activity is the company's."""
    known = drafts.register.find(keeper.key)
    if known is None or getattr(known, "security_measures", None) is None:
        listed = keeper.data.setdefault("security_measures", [])
        if measure not in listed:
            listed.append(measure)


def _keep_the_rest(drafts: Drafts, fates: Fates, home: str | None) -> None:
    """What belongs to no other record is kept in the company's."""
    rest = list(fates.waiting())
    if home and rest:
        keeper = drafts.for_existing(f"entities/{home}")
        for cell in rest:
            keeper.keep(cell)


def _comments(source: Source) -> list[str]:
    return [
        f"Comment at {cell.place}: {' '.join(cell.comment.split())}"
        for cell in source.cells
        if cell.comment
    ]


def _proposed(draft: Draft, register: Register) -> Proposed:
    data = draft.done()
    known = register.find(draft.key)
    title = str(data.get("title") or data.get("legal_name") or (known and known.name) or draft.id)
    if known is None:
        return Proposed(draft.key, title, "new", data, problem=_problem(draft.key, data))
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
    return Proposed(draft.key, title, state, data, before, differences, _problem(draft.key, merged))


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
