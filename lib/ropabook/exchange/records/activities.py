"""Which entries make one activity: continued rows, parts, other sheets; and which only group."""

import re
from collections import defaultdict
from dataclasses import replace
from typing import Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry, Heading
from ropabook.exchange.fields import BLOCKS, LISTS, PARENT
from ropabook.exchange.headings import Match
from ropabook.exchange.records.activity import Activity
from ropabook.exchange.records.drafts import Draft, Drafts
from ropabook.exchange.values.answers import answer
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.vocabulary import plain

_DOTTED: Final = re.compile(r"\d+(?:\.\d+)*\.?")
_LONGEST_TITLE: Final = 90
_NAMING: Final = {"title", "purpose", "business_function", "categories_of_processing"}
_CORE: Final = LISTS | {"reference", "retention", "transfers", "article_9", "owner", "role"}
_PARTS_OF_ACTIVITIES: Final = ("purpose", "data", "subject", "transfer", "retention")
_ENOUGH: Final = 3
"""So many facts tell of an activity that has no name."""


class Family:
    """The entries of one activity."""

    def __init__(self, head: Entry) -> None:
        self.head = head
        self.entries = [head]

    def said(self, field: str) -> str:
        """The words of a fact, wherever in the family it is said."""
        return next((text for entry in self.entries if (text := entry.said(field))), "")

    def names_itself(self) -> bool:
        """Whether it tells about an activity, rather than about a document or a thing."""
        told = {heading.field for entry in self.entries for heading, _ in entry.filled}
        return self.head.title is not None or bool(told & _NAMING) or len(told & _CORE) >= _ENOUGH

    def cell(self, field: str) -> Cell | None:
        """The cell of a fact."""
        return next((cell for entry in self.entries if (cell := entry.first(field))), None)


def families(drafts: Drafts, entries: list[Entry]) -> tuple[list[Family], list[Entry]]:
    """The activities, each with its entries; and the entries that belong to none."""
    heads: dict[Entry, Family] = {}
    rows = [entry for entry in entries if entry.subject == "activity"]
    for entry in rows:
        if entry.continues is None:
            heads[entry] = Family(entry)
    for entry in rows:
        if entry.continues in heads:
            heads[entry.continues].entries.append(entry)
            drafts.note(f"{entry.place} was read as going on with {entry.continues.place}")
    told, others = _that_are(list(heads.values()), entries)
    found = _without_groups(drafts, _joined(drafts, told))
    parts = [entry for entry in entries if entry.subject != "activity"]
    return found, _adopted(drafts, found, parts + others)


def _that_are(found: list[Family], entries: list[Entry]) -> tuple[list[Family], list[Entry]]:
    """The families that tell about an activity; the entries of the others, under their subject."""
    whole = {each.parent for each in entries if each.subject in _PARTS_OF_ACTIVITIES}
    tables = {each.head.table for each in found if each.head.table and each.names_itself()}
    told: list[Family] = []
    others: list[Entry] = []
    for each in found:
        if each.names_itself() or each.head in whole or each.head.table in tables:
            told.append(each)
        else:
            others += [_under_its_subject(entry) for entry in each.entries]
    return told, others


def _under_its_subject(entry: Entry) -> Entry:
    """A row of measures, say, below headings that tell nothing else."""
    subjects = [BLOCKS[h.field] for h, _ in entry.filled if h.field in BLOCKS]
    return replace(entry, subject=subjects[0]) if subjects else entry


def _joined(drafts: Drafts, found: list[Family]) -> list[Family]:
    """One activity in two tables or forms: by its reference, or a list and its form by name."""
    kept: list[Family] = []
    by_name: dict[tuple[str, str], list[Family]] = defaultdict(list)
    for family in found:
        names = [(f, text) for f in ("title", "reference") if (text := plain(family.said(f)))]
        alike = (each for name in names for each in by_name[name])
        other = next((each for each in alike if _same(each, family)), None)
        if other is None:
            kept.append(family)
            for name in names:
                by_name[name].append(family)
            continue
        other.entries += family.entries
        drafts.note(f"{family.head.place} and {other.head.place} tell about one activity; "
                    "they were read together")  # fmt: skip
    return kept


def _same(one: Family, other: Family) -> bool:
    if one.head.table == other.head.table:
        return False
    titles = plain(one.said("title")), plain(other.said("title"))
    numbers = plain(one.said("reference")), plain(other.said("reference"))
    named = bool(titles[0]) and titles[0] == titles[1]
    if all(numbers):
        return numbers[0] == numbers[1] and (named or not all(titles))
    return named and (one.head.table < 0) != (other.head.table < 0)


def _without_groups(drafts: Drafts, found: list[Family]) -> list[Family]:
    """Nodes of a dotted numbering that only group others: 1 above 1.1 and 1.2."""
    numbered = {
        number.rstrip("."): family
        for family in found
        if _DOTTED.fullmatch(number := family.said("reference"))
    }
    groups = {
        number: family
        for number, family in numbered.items()
        if any(other.startswith(f"{number}.") for other in numbered)
        and all(heading.field in ("title", "reference", "business_function")
                for entry in family.entries for heading, _ in entry.filled)
    }  # fmt: skip
    for number, family in numbered.items():
        if number in groups:
            continue
        above = number
        while "." in above:
            above = above.rpartition(".")[0]
            if above in groups:
                _inherit(family, groups[above])
                break
    for family in groups.values():
        used = any(cell is family.cell("title") for other in found for entry in other.entries
                   for _, cell in entry.inherited)  # fmt: skip
        for entry in family.entries:
            for heading, cell in entry.filled:
                if heading.field != "title" or not used:
                    drafts.fates.dismiss(cell, "heading of a group of activities")
        drafts.note(f"{family.head.place} only groups the activities below it")
    return [family for family in found if family not in groups.values()]


def _inherit(family: Family, group: Family) -> None:
    cell = group.cell("title")
    if cell is not None and not family.cell("business_function"):
        family.head.inherited.append((Heading("", Match("business_function", 90)), cell))


def _adopted(drafts: Drafts, found: list[Family], parts: list[Entry]) -> list[Entry]:
    """Give parts to their activity; return those that belong to none."""
    by_entry = {entry: each for each in found for entry in each.entries}
    by_name: dict[str, list[Family]] = defaultdict(list)
    for each in found:
        for field in ("reference", "title", "purpose"):
            if text := plain(each.said(field)):
                by_name[text].append(each)
    alone: list[Entry] = []
    for part in parts:
        family: Family | None = by_entry.get(part.parent) if part.parent else None
        parent = part.first(PARENT)
        if family is None and parent is not None:
            named = by_name.get(plain(words(parent)), [])
            family = named[0] if len(named) == 1 else None
            if family is not None:
                drafts.fates.dismiss(parent, "names the activity it belongs to")
        elif family is None and len(found) == 1 and not part.parent and part.subject != "company":
            family = found[0]
        if family is None:
            alone.append(part)
        else:
            family.entries.append(part)
    return alone


def build(
    drafts: Drafts, found: list[Family], capacity: str | None, entity: str | None
) -> list[Draft]:
    """A record for each activity."""
    made = []
    begun = [(_begin(drafts, family), family) for family in found]
    _duplicates(drafts, begun)
    for draft, family in begun:
        entries = [_with_inherited(entry, family.head) for entry in family.entries]
        Activity(drafts, draft).build(entries, capacity, entity)
        made.append(draft)
    return made


def _with_inherited(entry: Entry, head: Entry) -> Entry:
    """The entry with what it shares with others, where it says nothing of its own."""
    more = [
        (heading, cell)
        for heading, cell in entry.inherited
        if heading.field and not entry.has(heading.field) and not heading.field.endswith("_note")
        and not (entry is not head and heading.field in ("title", "reference", "business_function"))
    ]  # fmt: skip
    if not more:
        return entry
    return Entry(entry.subject, entry.sheet, entry.place, [*entry.filled, *more],
                 entry.parent, table=entry.table)  # fmt: skip


def _begin(drafts: Drafts, family: Family) -> Draft:
    title, cells = _title(drafts, family)
    existing = _existing(drafts, title)
    draft = drafts.for_existing(existing) if existing else drafts.new("activities", title)
    draft.data["title"] = title
    draft.cite("title", cells)
    for entry in family.entries:
        for cell in entry.cells("title"):
            if plain(words(cell)) == plain(title):
                draft.cite("title", [cell])
    return draft


def _existing(drafts: Drafts, title: str) -> str | None:
    """An activity of the register with the same name that this file has not named yet."""
    named = drafts.record.by_name.get(("activities", plain(title)), ())
    keys = (f"activities/{each}" for each in named)
    return next((key for key in keys if key not in drafts.by_key), None)


def _title(drafts: Drafts, family: Family) -> tuple[str, list[Cell]]:
    """The activity's name; made from what is there, where the file has no names."""
    cell = family.cell("title")
    if cell is not None and answer(words(cell)) is None:
        return words(cell).replace("\n", " "), [cell]
    if family.head.title is not None:
        return words(family.head.title), [family.head.title]
    inherited = [each for heading, each in family.head.inherited
                 if heading.field in ("business_function", "systems")]  # fmt: skip
    first = family.cell("business_function") or next(iter(inherited), None)
    then = (
        family.cell("purpose")
        or family.cell("categories_of_processing")
        or family.cell("categories")
    )
    used = [each for each in (first, then) if each and answer(words(each)) is None]
    if not used:
        number = family.cell("reference")
        return (f"Activity {words(number)}", [number]) if number else (
            f"Activity of {family.head.place}", [])  # fmt: skip
    text = ": ".join(words(each).split("\n")[0].strip() for each in used)
    if len(text) > _LONGEST_TITLE:
        text = text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return text, used


def _duplicates(drafts: Drafts, begun: list[tuple[Draft, Family]]) -> None:
    """The same reference, or the same name, twice: asked about, never merged."""
    for field, what in (("reference", "reference"), ("title", "name")):
        groups: dict[str, list[tuple[Draft, Family]]] = defaultdict(list)
        for draft, family in begun:
            if text := plain(family.said(field)):
                groups[text].append((draft, family))
        for several in groups.values():
            if len(several) < 2:
                continue
            said = several[0][1].said(field)
            places = ", ".join(family.head.place for _, family in several)
            text = f"The {what} “{said}” stands {len(several)} times ({places})"
            drafts.note(f"{text}; nothing was merged")
            for draft, _ in several:
                draft.ask(f"{text}. Is it one activity or several?", "title")
