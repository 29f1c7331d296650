"""Rows that tell about something that activities share: a recipient, a system, a category …"""

from collections.abc import Mapping
from typing import Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry
from ropabook.exchange.fields import NAMES, OWN, Subject
from ropabook.exchange.records import shared
from ropabook.exchange.records.drafts import Draft, Drafts
from ropabook.exchange.records.sharing import KIND_OF, about
from ropabook.exchange.values.answers import answer
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.values.durations import duration
from ropabook.exchange.values.kinds import recipient_kind, source_kind, special_category
from ropabook.exchange.vocabulary import plain

FOLDERS: Final[Mapping[Subject, str]] = {
    "subject": "data-subjects",
    "data": "personal-data",
    "recipient": "recipients",
    "measure": "security-measures",
    "system": "systems",
    "source": "sources",
}


def remember_ids(drafts: Drafts, entries: list[Entry]) -> None:
    """Ids of rows, so that other rows may name them: `R1; R2` in a cell."""
    for entry in entries:
        folder = FOLDERS.get(entry.subject)
        own, name = entry.first(OWN), entry.first(NAMES[entry.subject])
        if folder and own and name:
            drafts.aliases.setdefault((folder, plain(words(own))), words(name))


def describe(drafts: Drafts, entry: Entry) -> Draft | None:
    """The record of the thing a row tells about; None where the row does not name it."""
    named = _named(entry)
    if named is None or answer(words(named)) is not None:
        return None
    title = words(named)
    draft = _made(drafts, entry, title, named)
    if draft is None:
        return None
    drafts.fates.place(named, draft.key, "title")
    draft.cite("title", [named])
    _details(drafts, entry, draft)
    return draft


def _named(entry: Entry) -> Cell | None:
    if entry.subject == "recipient":
        return entry.first(*KIND_OF)
    return entry.first(NAMES[entry.subject])


def _made(drafts: Drafts, entry: Entry, title: str, cell: Cell) -> Draft | None:
    if entry.subject == "recipient":
        heading = next(h for h, each in entry.filled if each is cell)
        record = shared.recipient(
            drafts, title, cell, KIND_OF.get(heading.field) or recipient_kind(title)
        )
    elif entry.subject == "system":
        record = shared.system(drafts, title, cell)
    elif entry.subject == "data":
        record = shared.category(drafts, title, cell)
    elif entry.subject == "subject":
        record = shared.subject(drafts, title, cell)
    elif entry.subject == "measure":
        record = shared.measure(
            drafts, title, cell, entry.said("measure_text"), entry.said("measure_kind")
        )
    elif entry.subject == "source" and (
        source_kind(title) or source_kind(entry.said("source_kind"))
    ):
        kind = source_kind(entry.said("source_kind")) or source_kind(title)
        record = drafts.shared("sources", title, cell, lambda draft: draft.data.update(kind=kind))
    else:
        return None
    return drafts.draft(FOLDERS[entry.subject], record) or drafts.for_existing(
        f"{FOLDERS[entry.subject]}/{record}"
    )


def _source_kind(entry: Entry, title: str) -> str | None:
    return source_kind(entry.said("source_kind")) or source_kind(title)


def _details(drafts: Drafts, entry: Entry, draft: Draft) -> None:
    for cell in entry.cells(OWN, "reference"):
        draft.remark(f"Reference in {drafts.file}: {words(cell)}", cell)
    if entry.subject == "recipient":
        about(drafts, entry, [draft.id])
        for cell in entry.cells("contract"):
            text = words(cell)
            if answer(text) is None:
                contract = shared.contract(drafts, text, cell)
                contract.data.setdefault("recipient", draft.id)
                contract.cite("recipient", [cell])
    if entry.subject == "system":
        for cell in entry.cells("system_country"):
            draft.put("host_country", shared.country_fact(drafts, "system_country", cell), cell)
    if entry.subject == "measure":
        for cell in entry.cells("measure_text", "measure_kind"):
            draft.cite("text", [cell])
    if entry.subject == "data":
        _of_category(drafts, entry, draft)
    for cell in entry.cells("description", "remarks", "system_note", "subject_note", "subject_kind",
                            "data_note", "data_kind", "source_note", "source_kind"):  # fmt: skip
        if words(cell) and cell not in drafts.fates:
            draft.remark(words(cell), cell)
    _beside(entry, draft)


_NO_FIELD: Final = ("parent", "categories", "subjects", "purpose", "sources", "retention",
                    "security_measures", "transfers", "owner", "business_function")  # fmt: skip


def _beside(entry: Entry, draft: Draft) -> None:
    """What is understood, but has no field in such a record: a line of its notes."""
    for heading, cell in entry.filled:
        if heading.field in _NO_FIELD and cell not in draft.drafts.fates and words(cell):
            draft.remark(f"{heading.text}: {words(cell)}" if heading.text else words(cell), cell)


def _of_category(drafts: Drafts, entry: Entry, draft: Draft) -> None:
    """A time limit that the file gives for a category by itself."""
    for cell in entry.cells("retention"):
        text = words(cell)
        if answer(text) is None and duration(text):
            rule = shared.retention(drafts, text, cell)
            draft.remark(f"Time limit: {text}", cell)
            drafts.note(
                f"{drafts.at(cell)}: the time limit “{text}” ({rule}) stands beside a category of "
                "data, not beside an activity; it is in the category's notes"
            )
    for cell in entry.cells("special_data"):
        if special_category(words(cell)):
            draft.put("special", special_category(words(cell)), cell)
