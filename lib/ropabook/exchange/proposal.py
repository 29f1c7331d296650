"""What an import would write: every record, every cell's fate, and everything to be asked."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, Final

from ropabook.excel import limited
from ropabook.excel.cells import Cell
from ropabook.excel.limits import MIB
from ropabook.exchange.drafting import About, draft
from ropabook.exchange.entries import Fate
from ropabook.exchange.known import Known
from ropabook.exchange.mapping import ImportMapping, mapping_text
from ropabook.exchange.proposed import Proposed, proposed
from ropabook.exchange.received import Received
from ropabook.exchange.source import Source, checked
from ropabook.model.register import Register

_ROOM: Final = 256 * MIB
"""What the reading process may say, in bytes: it is kept on the disk, not in memory."""
_AT_HAND: Final = 512
"""How many records are held in memory at a time."""


class Records(Mapping[str, Proposed]):
    """The records of an import by key; each is made when it is looked at."""

    def __init__(self, said: Mapping[str, Mapping[str, Any]], register: Register) -> None:
        self._said = said
        self._made = lru_cache(_AT_HAND)(lambda key: proposed(key, said[key], register.find(key)))

    def __getitem__(self, key: str) -> Proposed:
        return self._made(key)

    def __contains__(self, key: object) -> bool:
        return key in self._said

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)


@dataclass(frozen=True)
class Proposal:
    """An import before anybody accepted it."""

    file: str
    about: About
    records: Mapping[str, Proposed]
    cells: Iterable[tuple[Cell, Fate]]
    """Every cell and what became of it; read anew from where it is kept whenever it is asked."""
    role: str | None = None
    digest: str = ""
    """The SHA-256 of the file."""

    @property
    def entity(self) -> str | None:
        """The company the activities are attached to; None where nobody named one."""
        return self.about.entity

    @cached_property
    def _fates(self) -> Mapping[tuple[str, str], int]:
        """How many cells there are of each fate, and of each reason why a cell is no data."""
        return Counter(
            (fate.kind, fate.reason or ("" if fate.record else _HOMELESS)) for _, fate in self.cells
        )

    @property
    def counts(self) -> Mapping[str, int]:
        """cells = placed + unplaced + not_data, each counted from the cells."""
        kinds: Counter[str] = Counter()
        for (kind, _), number in self._fates.items():
            kinds[kind] += number
        return {
            "cells": kinds.total(),
            "placed": kinds["placed"],
            "unplaced": kinds["unplaced"],
            "not_data": kinds["not_data"],
        }

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why cells are no data, and how many; the most frequent first."""
        return Counter(
            {reason: n for (kind, reason), n in self._fates.items() if kind == "not_data"}
        ).most_common()

    @property
    def share_placed(self) -> float:
        """Of the cells that are data, how many fill a field: 0 to 1."""
        data = self.counts["placed"] + self.counts["unplaced"]
        return self.counts["placed"] / data if data else 1.0

    @property
    def homeless(self) -> int:
        """How many cells no record keeps, as long as no company is named."""
        return self._fates.get(("unplaced", _HOMELESS), 0)

    def unplaced(self) -> Iterator[Cell]:
        """The cells that are kept, because they fill no field."""
        return (cell for cell, fate in self.cells if fate.kind == "unplaced")

    def mapping(self) -> str:
        """The mapping file for this import."""
        about = self.about
        return mapping_text(
            self.file, about.entity, self.role, about.sheets, about.headings, about.unread
        )


_HOMELESS: Final = "no company is named"


def look(
    name: str,
    data: bytes,
    register: Register,
    mapping: ImportMapping | None = None,
    *,
    entity: str | None = None,
    hidden: bool = False,
) -> Proposal:
    """What a file would become; nothing is written.

    It is read, and understood, in a process with 1 GiB and 20 seconds; this one waits 30 at most.

    Args:
        name: what the file is called, without its folder.
        data: all of it.
        register: the record as it is.
        mapping: what an analyst decided about the file.
        entity: the company that carries the activities out.
        hidden: whether hidden sheets, rows and columns are read.

    Raises:
        NotRead: it is of a kind that is not read, too large, damaged or hostile.
    """
    mapping = mapping or ImportMapping()
    request = {
        "name": name,
        "kind": checked(name, data),
        "known": Known.of(register).plain(),
        "mapping": mapping.model_dump(mode="json"),
        "entity": entity,
        "hidden": hidden,
    }
    given = [json.dumps(request).encode() + b"\n", data]
    received = Received(name, limited.answers(name, "ropabook.exchange.child", [], given, _ROOM))
    about = received.about
    about = replace(about, notes=(*limited.ONLY_THE_CLOCK, *about.notes))
    return Proposal(
        name, about, Records(received.records, register), received, mapping.role,
        sha256(data).hexdigest(),
    )  # fmt: skip


def propose(
    source: Source,
    register: Register,
    mapping: ImportMapping | None = None,
    *,
    entity: str | None = None,
    hidden: bool = False,
) -> Proposal:
    """As `look`, of a file that was read already, in this process and without limits.

    Args:
        source: the file; one that can be trusted.
        register: the record as it is.
        mapping: what an analyst decided about the file.
        entity: the company that carries the activities out.
        hidden: whether hidden sheets, rows and columns are read.
    """
    mapping = mapping or ImportMapping()
    drafted = draft(source, Known.of(register), mapping, entity=entity, hidden=hidden)
    records = Records(dict(drafted.records()), register)
    return Proposal(
        source.file, drafted.about, records, tuple(drafted.cells()), mapping.role, source.digest
    )
