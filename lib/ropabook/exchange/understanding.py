"""From a file that was read to entries: the sheets, the sections or the objects in it."""

from dataclasses import dataclass, field

from ropabook.exchange.entries import Entry, Fates, Heading
from ropabook.exchange.fields import SUBJECTS
from ropabook.exchange.headings import Headings
from ropabook.exchange.layout.find import find
from ropabook.exchange.mapping import ImportMapping
from ropabook.exchange.nested import find_nested
from ropabook.exchange.pia import is_pia
from ropabook.exchange.sections import find_sections
from ropabook.exchange.source import Source

HIDDEN = "hidden"
"""What a cell is that is hidden and was not asked for."""


@dataclass(slots=True)
class Understood:
    """What a file says, before it becomes records."""

    fates: Fates
    entries: list[Entry] = field(default_factory=list)
    sheets: dict[str, str] = field(default_factory=dict)
    """What each sheet was taken for."""
    notes: list[str] = field(default_factory=list)

    def headings(self) -> list[Heading]:
        """Every heading, once for each group, sheet and meaning."""
        found: dict[tuple[str, str, str, str], Heading] = {}
        for entry in self.entries:
            for heading, _ in entry.filled:
                place = (heading.text, heading.group, heading.sheet, heading.field)
                found.setdefault(place, heading)
        return list(found.values())


def understand(source: Source, mapping: ImportMapping, *, hidden: bool) -> Understood:
    """The entries of a file.

    Args:
        source: the file.
        mapping: what an analyst decided.
        hidden: whether hidden sheets, rows and columns are read.
    """
    fates = Fates(source.cells)
    headings = Headings(mapping.headings)
    found = Understood(fates)
    if not hidden:
        for cell in source.cells:
            if cell.hidden:
                fates.dismiss(cell, HIDDEN)
    for sheet in source.sheets:
        if sheet.hidden and not hidden:
            found.sheets[sheet.name] = "ignore"
            continue
        decided = mapping.sheets.get(sheet.name)
        subject = next((each for each in SUBJECTS if each == decided), None)
        use = find(sheet, headings, fates, decided=decided, subject=subject)
        found.entries += use.entries
        found.sheets[sheet.name] = "read" if use.role == "data" else "ignore"
        found.notes += use.notes
        if use.role not in ("data", "ignore"):
            found.notes.append(f"“{sheet.name}” was taken for a {use.role} and left out")
    stem = source.cells[0].sheet if source.cells else source.file
    if source.tree is not None and not is_pia(source.tree):
        found.entries += find_nested(source.tree, headings, stem)
    if source.sections:
        found.entries += find_sections(source.sections, headings, fates, stem)
    _leave_examples_out(found)
    return found


def _leave_examples_out(found: Understood) -> None:
    """Objects and sections that say of themselves that they are examples."""
    kept = []
    for entry in found.entries:
        if entry.example and not found.sheets:
            found.notes.append(f"{entry.place} says that it is an example; it was left out")
            for _, cell in entry.filled:
                found.fates.dismiss(cell, "example")
        else:
            kept.append(entry)
    found.entries = kept
