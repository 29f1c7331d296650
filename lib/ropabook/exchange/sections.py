"""Sections of a Markdown file become entries: tables, labels with values, items of Art. 30."""

from functools import cache
from typing import Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry, Fates, Heading
from ropabook.exchange.fields import Subject
from ropabook.exchange.files.markdown import Section
from ropabook.exchange.headings import Headings, Match, subject_of
from ropabook.exchange.layout.examples import is_example
from ropabook.exchange.layout.find import find
from ropabook.exchange.values.kinds import role
from ropabook.exchange.vocabulary import key, phrases

_ESSENTIAL: Final = frozenset(
    {"purpose", "lawful_basis", "subjects", "categories", "recipients", "retention", "transfers",
     "security_measures", "sources", "categories_of_processing"}
)  # fmt: skip
_ABOUT_COMPANY: Final = ("company", "officer", "representative")


@cache
def _histories() -> frozenset[str]:
    return frozenset(map(key, phrases("document")))


def find_sections(
    sections: tuple[Section, ...], headings: Headings, fates: Fates, sheet: str
) -> list[Entry]:
    """The entries of a Markdown file."""
    reader = _Reader(headings, fates, sheet)
    for section in sections:
        reader.read(section)
    for section in sections:
        if section.heading is not None and section.heading not in reader.titles:
            fates.dismiss(section.heading, "heading")
    for entry in reader.entries:
        entry.example = entry.example or is_example(entry)
    return reader.entries


class _Reader:
    def __init__(self, headings: Headings, fates: Fates, sheet: str) -> None:
        self.headings, self.fates, self.sheet = headings, fates, sheet
        self.entries: list[Entry] = []
        self.titles: set[Cell] = set()
        self.by_limb: dict[tuple[int, str], Entry] = {}

    def read(self, section: Section) -> None:
        if section.heading and key(section.heading.text) in _histories():
            for cell in section.cells():
                self.fates.dismiss(cell, "history of the document")
            return
        limb = self.limb(section)
        if limb is not None:
            self.items(section, *limb)
            return
        mine: list[Entry] = []
        for table in section.tables:
            found = find(table, self.headings, self.fates, decided="read",
                         subject=self.subject(section), title=section.heading)  # fmt: skip
            mine += found.entries
        if section.pairs and (entry := self.labelled(section)):
            head = next(
                (each for each in mine if each.subject == entry.subject == "activity"), None
            )
            entry.continues = head
            mine.append(entry)
        for entry in mine:
            self.name(entry, section)
        self.entries += mine

    def subject(self, section: Section | None) -> Subject:
        """What a section tells about: its heading says so, or one above it."""
        while section is not None:
            if section.heading and (found := subject_of(section.heading.text)):
                return found
            section = section.above
        return "activity"

    def labelled(self, section: Section) -> Entry | None:
        subject = self.subject(section)
        filled = [(self.heading(label, subject), value) for label, value in section.pairs]
        known = {heading.field for heading, _ in filled}
        if subject == "activity" and len(known & _ESSENTIAL) < 2:
            if not known & set(_ABOUT_COMPANY):
                return None
            subject = "company"
            filled = [(self.heading(label, subject), value) for label, value in section.pairs]
        line = section.pairs[0][1].row
        entry = Entry(subject, self.sheet, f"{self.sheet}, line {line}", filled)
        entry.title = section.heading
        for label, _ in section.pairs:
            if label is not None:
                self.fates.dismiss(label, "heading")
        return entry

    def heading(self, label: Cell | None, subject: Subject) -> Heading:
        if label is None:
            return Heading("", None, sheet=self.sheet)
        match = self.headings.match(label.text, subject, sheet=self.sheet)
        return Heading(label.text, match, sheet=self.sheet)

    def name(self, entry: Entry, section: Section) -> None:
        """An entry without a name of its own has that of its section."""
        if entry.subject != "activity" or entry.continues or entry.has("title"):
            entry.title = None
            return
        if entry.table > 0 or section.heading is None or subject_of(section.heading.text):
            entry.title = None
            return
        entry.title = section.heading
        self.titles.add(section.heading)

    def limb(self, section: Section) -> tuple[Section, Match, Cell | None] | None:
        """The activity's section, the fact and the role, where a heading is an item of Art. 30."""
        who = None
        here: Section | None = section
        if here and here.heading and role(_without_as(here.heading.text)):
            who, here = here.heading, here.above
        if here is None or here.heading is None or here.above is None:
            return None
        match = self.headings.match(here.heading.text, "activity")
        if match is None or match.field not in _ESSENTIAL:
            return None
        plain = [
            each for each in section.pairs if each[0] is None or role(_without_as(each[0].text))
        ]
        return (here.above, match, who) if plain and not section.tables else None

    def items(self, section: Section, above: Section, match: Match, who: Cell | None) -> None:
        for label, value in section.pairs:
            said = label or who
            if label is None and role(_without_as(value.text.rstrip(":"))):
                who = value
                self.fates.dismiss(value, "heading")
                continue
            if label is not None and not role(_without_as(label.text)):
                said = who
            capacity = role(_without_as(said.text.rstrip(":"))) if said else None
            entry = self.for_role(above, capacity or "", said)
            text = section.heading.text if section.heading else ""
            entry.filled.append((Heading(text, match, sheet=self.sheet), value))
            if label is not None:
                self.fates.dismiss(label, "heading")

    def for_role(self, above: Section, capacity: str, said: Cell | None) -> Entry:
        place = (id(above), capacity)
        if place not in self.by_limb:
            line = above.heading.row if above.heading else 1
            entry = Entry("activity", self.sheet, f"{self.sheet}, line {line}")
            if above.heading is not None:
                entry.title = above.heading
                self.titles.add(above.heading)
            if said is not None:
                self.fates.recall(said)
                entry.filled.append((Heading("role", Match("role", 100), sheet=self.sheet), said))
            self.by_limb[place] = entry
            self.entries.append(entry)
        return self.by_limb[place]


def _without_as(text: str) -> str:
    words = text.strip().rstrip(":").split()
    first = words[0].casefold() if words else ""
    return " ".join(words[1:] if first in ("as", "als", "comme", "como", "come", "en") else words)
