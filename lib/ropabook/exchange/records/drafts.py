"""Records in the making. Whatever is written into one says which cell it comes from."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Fates
from ropabook.exchange.known import Known
from ropabook.exchange.values.answers import answer
from ropabook.exchange.values.cleaning import was_changed, words
from ropabook.exchange.values.dates import day_comes_first
from ropabook.exchange.vocabulary import plain
from ropabook.model.kinds import is_register
from ropabook.model.naming import short_id, unused

ASK: Final = "Compliance Manager"
CLOSED: Final = frozenset(
    {"lawful_basis", "special_lawful_basis", "article_9", "transfer_mechanism", "role",
     "recipient_country", "transfer_countries", "sources", "company_country", "system_country"}
)  # fmt: skip
"""Facts whose value is one of a few words: an analyst may decide what another word means."""
Values = Mapping[str, Mapping[str, str]]


class Draft:
    """One record in the making."""

    def __init__(self, drafts: "Drafts", key: str) -> None:
        self.drafts, self.key = drafts, key
        self.data: dict[str, Any] = {}
        self.unplaced: dict[str, str] = {}
        self.questions: list[dict[str, str]] = []
        self._filed = not is_register(self.folder)

    @property
    def folder(self) -> str:
        """The kind of record."""
        return self.key.partition("/")[0]

    @property
    def id(self) -> str:
        """Its id."""
        return self.key.partition("/")[2]

    def cite(self, field: str, cells: Iterable[Cell], note: str = "") -> None:
        """The cells fill a field of this record; its evidence says so."""
        for cell in cells:
            self.drafts.fates.place(cell, self.key, field)
            found = self.drafts.evidence(cell, note)
            if self._filed:
                evidence = self.data.setdefault("evidence", {}).setdefault(field, [])
            else:
                evidence = self.data.setdefault("evidence", [])
            if found not in evidence:
                evidence.append(found)

    def put(self, field: str, value: Any, cell: Cell, note: str = "") -> None:
        """Fill a field; a second value that differs is asked about, and kept as unplaced."""
        if field in self.data and self.data[field] != value:
            self.ask(
                f"{in_words(field)}: the file also says “{words(cell)}” ({self.drafts.at(cell)}). "
                "Which is right?",
                field,
            )
            self.keep(cell)
            return
        self.data[field] = value
        if not note and isinstance(value, str | int) and words(cell) not in str(value):
            note = words(cell)
        self.cite(field, [cell], note)

    def part(self, field: str, part: dict[str, Any], cells: Iterable[Cell], note: str = "") -> None:
        """The cells fill a part of the record, such as a purpose; the part's evidence says so."""
        for cell in cells:
            self.drafts.fates.place(cell, self.key, field)
            found = self.drafts.evidence(cell, note)
            evidence = part.setdefault("evidence", [])
            if found not in evidence:
                evidence.append(found)

    def remark(self, text: str, cell: Cell) -> None:
        """A line of the record's notes."""
        before = self.data.get("notes")
        if before is None or text not in before.split("\n"):
            self.data["notes"] = f"{before}\n{text}" if before else text
        self.cite("notes", [cell])

    def ask(self, question: str, about: str = "") -> None:
        """A question beside the record's facts."""
        found = {"question": question, "ask": ASK} | ({"about": about} if about else {})
        if found not in self.questions:
            self.questions.append(found)

    def keep(self, cell: Cell) -> None:
        """The record has no place for a cell: it is kept, with where it stood."""
        if cell in self.drafts.fates:
            return
        key = unplaced_key(cell.place)
        text = kept(cell)
        while self.unplaced.get(key, text) != text:
            key += "~"
        self.unplaced[key] = text
        self.drafts.fates.keep(cell, self.key)

    def done(self) -> dict[str, Any]:
        """The record as it would be written: facts first, what is open and unplaced last."""
        data = {field: value for field, value in self.data.items() if field != "evidence"}
        if self.questions:
            data["questions"] = self.questions
        if self.data.get("evidence"):
            data["evidence"] = self.data["evidence"]
        if self.unplaced:
            data["unplaced"] = self.unplaced
        return data


class Drafts:
    """All records in the making from one file."""

    def __init__(self, file: str, fates: Fates, record: Known, values: Values) -> None:
        self.file, self.fates, self.record, self.values = file, fates, record, values
        self.by_key: dict[str, Draft] = {}
        self._notes: dict[str, None] = {}
        self.unread: dict[str, dict[str, None]] = {}
        """Values that were not understood, by fact."""
        self.above: dict[Cell, Cell] = {}
        """Cells that say “as above”, and the cells that are meant."""
        self.aliases: dict[tuple[str, str], str] = {}
        """Ids within the file, by folder, and the names they stand for."""
        self._shared: dict[tuple[str, str], str] = {}
        for name, ids in record.by_name.items():
            self._shared[name] = ids[0]

    @cached_property
    def day_comes_first(self) -> bool | None:
        """How the file writes its days, where some of them can be read in one way only."""
        return day_comes_first(cell.text for cell in self.fates.cells)

    def evidence(self, cell: Cell, note: str = "") -> dict[str, str]:
        """Where a fact comes from; with its words, where what is written differs from them."""
        said = note or (words(cell) if was_changed(cell) and len(cell.text) < 400 else "")
        kind = "stated"
        if meant := self.above.get(cell):
            said = f"Written as “{words(cell)}”; read as the cell above it ({self.at(meant)})"
            kind = "inferred"
        found = {"source": f"{self.file}, {cell.place}", "kind": kind}
        return found | ({"note": said} if said else {})

    def at(self, cell: Cell) -> str:
        """Where a cell stands, as people find it."""
        return cell.place

    def text(self, field: str, cell: Cell) -> str:
        """What a cell says, or what an analyst decided that it means."""
        meant = self.above.get(cell, cell)
        said = words(meant)
        if meant is not cell:
            self.note(
                f"{self.at(cell)} says “{words(cell)}”: it was read as “{said}” ({self.at(meant)})"
            )
        decided = self.values.get(field, {})
        return decided.get(said, decided.get(meant.text, said))

    def note(self, text: str) -> None:
        """Something the analyst should know."""
        self._notes[text] = None

    @property
    def notes(self) -> tuple[str, ...]:
        """Everything the analyst should know, once."""
        return tuple(self._notes)

    def new(self, folder: str, title: str) -> Draft:
        """A new record, with an id of its own made from a title."""
        draft = Draft(self, unused(f"{folder}/{short_id(title, folder)}", self.by_key))
        self.by_key[draft.key] = draft
        return draft

    def known(self, folder: str, title: str) -> str | None:
        """The id of the record of this name: one that was there, or one in the making."""
        title = self.aliases.get((folder, plain(title)), title)
        return self._shared.get((folder, plain(title) or title.strip()))

    def shared(self, folder: str, title: str, cell: Cell, make: Callable[[Draft], None]) -> str:
        """The id of a record that others name; begun by `make` where there is none yet."""
        title = self.aliases.get((folder, plain(title)), title)
        found = self.known(folder, title)
        if found is None:
            draft = self.new(folder, title)
            draft.data["title"] = title
            make(draft)
            self._cite_title(draft, cell)
            found = self._shared[folder, plain(title) or title.strip()] = draft.id
        return found

    def _cite_title(self, draft: Draft, cell: Cell) -> None:
        # Without giving the cell its fate: that is up to the record that names this one.
        found = self.evidence(cell)
        if is_register(draft.folder):
            draft.data.setdefault("evidence", []).append(found)
        else:
            draft.data.setdefault("evidence", {}).setdefault("title", []).append(found)

    def draft(self, folder: str, record: str) -> Draft | None:
        """The draft of an id, if it is in the making."""
        return self.by_key.get(f"{folder}/{record}")

    def for_existing(self, key: str) -> Draft:
        """A draft of what the file says of a record that is there already."""
        if key not in self.by_key:
            self.by_key[key] = Draft(self, key)
        return self.by_key[key]

    def unknown(self, label: str, cell: Cell, ask: str, text: str = "") -> dict[str, str]:
        """The fact is not known; the question names the cell and its words."""
        said = text or words(cell)
        if not said and cell.formula:
            said = f"{cell.formula} (a formula, without a stored value)"
        return {"unknown": f"{label}: the file says “{said}” ({self.at(cell)}). {ask}", "ask": ASK}

    def fact(
        self,
        field: str,
        cell: Cell,
        value: Callable[[str], Any],
        ask: str,
        *,
        none: bool = True,
        label: str = "",
    ) -> Any:
        """A value, `none` with the words, or `unknown` with a question.

        Args:
            field: the fact, as mapping files name it.
            cell: where it is said.
            value: gives the value of a text, or None where it gives none.
            ask: what is to be asked where there is no value.
            none: whether the fact may be answered by “none”.
            label: what people call the fact.
        """
        text = self.text(field, cell)
        said = answer(text)
        label = label or in_words(field)
        if not text or said in ("placeholder", "above"):
            return self.unknown(label, cell, ask)
        found = value(text)
        if found is not None:
            return found
        if none and said == "none":
            return {"none": f"Written as “{text}” in {self.file} ({self.at(cell)})"}
        if said is None:
            self.not_understood(field, text)
        return self.unknown(label, cell, ask)

    def not_understood(self, field: str, text: str) -> None:
        """A value for an analyst to decide about, where it is one of a closed list."""
        if field in CLOSED and len(text) <= 200:
            self.unread.setdefault(field, {})[text] = None


def in_words(field: str) -> str:
    """A field as people read it."""
    return field.replace("_", " ").capitalize()


def unplaced_key(place: str) -> str:
    """A place as a key that the strict reader accepts: no spaces, nothing that cannot be seen."""
    shown = "".join(sign if sign.isprintable() and not sign.isspace() else "_" for sign in place)
    return unicodedata.normalize("NFC", re.sub("[\u200b-\u200f\u202a-\u2060\ufeff]", "_", shown))


def kept(cell: Cell) -> str:
    """A cell's text as it is kept: as written, but for signs that no text file can hold."""
    text = "".join(
        "�" if 0xD800 <= ord(sign) < 0xE000 or ord(sign) in (0xFFFE, 0xFFFF) else sign
        for sign in cell.text
    )
    if not text.strip() and cell.formula:
        text = cell.formula
    return f"{text} ({cell.link})" if cell.link and cell.link not in text else text
