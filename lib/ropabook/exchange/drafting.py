"""What a file says, as records: the work of the reading process. It knows names, and no record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry, Fate, Fates, Heading
from ropabook.exchange.known import Known
from ropabook.exchange.mapping import ImportMapping
from ropabook.exchange.pia import is_pia, take_pia
from ropabook.exchange.records.activities import build, families
from ropabook.exchange.records.alone import describe, remember_ids
from ropabook.exchange.records.company import company
from ropabook.exchange.records.contradictions import contradictions
from ropabook.exchange.records.drafts import Draft, Drafts
from ropabook.exchange.records.nothing_lost import keep_what_is_missing
from ropabook.exchange.source import Source
from ropabook.exchange.understanding import understand


@dataclass(frozen=True, slots=True)
class About:
    """What there is to say of the file as a whole."""

    entity: str | None
    """The company the activities are attached to; None where nobody named one."""
    notes: tuple[str, ...]
    hidden: tuple[str, ...]
    headings: tuple[Heading, ...]
    sheets: Mapping[str, str]
    unread: Mapping[str, tuple[str, ...]]
    """Values that were not understood, by fact."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A file as records in the making."""

    about: About
    drafts: tuple[Draft, ...]
    fates: Fates

    def records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each record that says something: its key, and its data as they would be written."""
        for draft in self.drafts:
            if data := draft.done():
                yield draft.key, data

    def cells(self) -> Iterator[tuple[Cell, Fate]]:
        """Each cell of the file, and what became of it."""
        return ((cell, self.fates.of(cell)) for cell in self.fates.cells)


def draft(
    source: Source, record: Known, mapping: ImportMapping, *, entity: str | None, hidden: bool
) -> Drafted:
    """What a file says.

    Args:
        source: the file.
        record: what is to be known of the record as it is.
        mapping: what an analyst decided about the file.
        entity: the company that carries the activities out.
        hidden: whether hidden sheets, rows and columns are read.
    """
    understood = understand(source, mapping, hidden=hidden)
    drafts = Drafts(source.file, understood.fates, record, mapping.words())
    if source.tree is not None and is_pia(source.tree):
        take_pia(drafts, source)
    home = _records(drafts, understood.entries, entity or mapping.entity, mapping.role)
    _keep_the_rest(drafts, understood.fates, home)
    keep_what_is_missing(drafts)
    about = About(
        entity=home,
        notes=(*source.notes, *understood.notes, *drafts.notes, *_comments(source)),
        hidden=tuple(source.hidden()),
        headings=tuple(understood.headings()),
        sheets=understood.sheets,
        unread={field: tuple(texts) for field, texts in drafts.unread.items()},
    )
    return Drafted(about, tuple(drafts.by_key.values()), understood.fates)


def _records(
    drafts: Drafts, entries: list[Entry], entity: str | None, role: str | None
) -> str | None:
    remember_ids(drafts, entries)
    for entry in entries:
        drafts.above.update(entry.above)
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
    if keeper.id not in drafts.record.with_measures:
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
