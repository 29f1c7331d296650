"""Nested objects become entries: their keys are headings, objects within objects are parts."""

from dataclasses import replace
from typing import Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry, Heading
from ropabook.exchange.fields import BLOCKS, LISTS, PARTY_FACTS, Subject, party_field
from ropabook.exchange.files.tree import Branch
from ropabook.exchange.headings import Headings, Match, subject_of
from ropabook.exchange.layout.examples import is_example
from ropabook.exchange.layout.signs import contact_fact, party
from ropabook.exchange.records.sharing import KIND_OF
from ropabook.exchange.values.answers import answer
from ropabook.exchange.vocabulary import key as key_of
from ropabook.exchange.vocabulary import lookup

_ENOUGH: Final = 2
_ABOUT_THE_FILE: Final = {"meta", "metadata", "info"}
"""Keys of objects that tell about the file itself: kept as unplaced."""


def find_nested(root: Branch, headings: Headings, sheet: str) -> list[Entry]:
    """The entries of a tree."""
    reader = _Reader(headings, sheet)
    reader.root(root)
    return reader.entries


class _Reader:
    def __init__(self, headings: Headings, sheet: str) -> None:
        self.headings, self.sheet = headings, sheet
        self.entries: list[Entry] = []

    def root(self, root: Branch) -> None:
        for branch in root.branches:
            if branch.key or branch.path.startswith("["):
                self.top(branch, "activity")
            else:
                self.container(branch)

    def container(self, branch: Branch) -> None:
        """An object that holds the lists; or one activity by itself."""
        inner = [self.subject(each.key) for each in branch.branches]
        known = {f for key, _ in branch.leaves if (f := self.headings.sure(key, "activity"))}
        if len(known) >= _ENOUGH and "activity" not in inner:
            self.entry(branch, "activity", None)
            return
        if branch.leaves:
            self.company(branch)
        for each in branch.branches:
            self.top(each, None)

    def top(self, branch: Branch, default: Subject | None) -> None:
        """An object that stands by itself."""
        if (who := party(branch.key)) and who != "joint_controllers":
            self.details(branch, who)
            return
        if key_of(branch.key) in _ABOUT_THE_FILE:
            return
        subject = self.subject(branch.key) or default
        if subject == "company":
            self.company(branch)
            for each in branch.branches:
                self.top(each, None)
        elif subject:
            self.entry(branch, subject, None)
        else:
            self.container(branch)

    def subject(self, key: str) -> Subject | None:
        if not key:
            return None
        return subject_of(key) or BLOCKS.get(self.headings.sure(key, "activity") or "")

    def entry(
        self, branch: Branch, subject: Subject, parent: Entry | None, named: str = ""
    ) -> Entry:
        """An object as an entry; what it is called is what the list of them is called: processors.

        Args:
            branch: the object.
            subject: what it tells about.
            parent: the entry that it is a part of.
            named: the fact that its key means.
        """
        entry = Entry(subject, self.sheet, f"{self.sheet}, {branch.path or 'the file'}")
        entry.parent = parent
        self.entries.append(entry)
        for key, cell in branch.leaves:
            self.leaf(entry, key, cell, "")
        if named in KIND_OF:
            entry.filled = [
                (replace(h, match=Match(named, 100)) if h.field == "recipients" else h, cell)
                for h, cell in entry.filled
            ]
        for each in branch.branches:
            self.part(entry, each)
        entry.example = subject == "activity" and is_example(entry)
        return entry

    def leaf(self, entry: Entry, key: str, cell: Cell, group: str) -> None:
        match = self.headings.match(key, entry.subject, group, self.sheet)
        if group and key_of(key) in lookup("generic"):
            match = None  # the name or type of the inner object, not of the entry
        field = match.field if match else ""
        if group and match is None:
            above = self.headings.match(group, "activity", sheet=self.sheet)
            if above and above.field in LISTS and answer(cell.text) in ("yes", "no"):
                entry.filled.append((Heading(key, above, group, self.sheet, flag=True), cell))
                return
            if above and not entry.has(above.field):
                match = Match(above.field, 90)
        if entry.subject == "company" and field not in ("company", "officer", "representative"):
            fact = contact_fact(key)
            match = Match(party_field("company", fact), 100) if fact in PARTY_FACTS else match
        entry.filled.append((Heading(key, match, group, self.sheet), cell))

    def part(self, entry: Entry, branch: Branch) -> None:
        """An object within an entry: a part of it, or a group of its own facts."""
        if (
            (who := party(branch.key))
            and entry.subject == "activity"
            and who != "joint_controllers"
        ):
            self.details(branch, who, entry)
            return
        field = self.headings.sure(branch.key, "activity") or ""
        declared = subject_of(branch.key)
        if declared == "activity" and entry.subject != "activity":
            child = self.entry(branch, "activity", None)
            child.inherited = list(entry.filled)
        elif subject := BLOCKS.get(field) or (declared if declared != entry.subject else None):
            if subject not in ("activity", "company"):
                self.entry(branch, subject, entry, field)
                return
            self.flatten(entry, branch)
        else:
            self.flatten(entry, branch)

    def flatten(self, entry: Entry, branch: Branch) -> None:
        for key, cell in branch.leaves:
            self.leaf(entry, key, cell, branch.key)
        for each in branch.branches:
            self.part(entry, each)

    def company(self, branch: Branch) -> None:
        entry = Entry("company", self.sheet, f"{self.sheet}, {branch.path or 'the file'}")
        self.entries.append(entry)
        for key, cell in branch.leaves:
            self.leaf(entry, key, cell, "")

    def details(self, branch: Branch, who: str, parent: Entry | None = None) -> None:
        """A company, its officer or its representative, as an object."""
        entry = Entry("company", self.sheet, f"{self.sheet}, {branch.path}")
        entry.parent = parent
        self.entries.append(entry)
        for key, cell in branch.leaves:
            fact = contact_fact(key)
            match = Match(party_field(who, fact), 100) if fact in PARTY_FACTS else None
            entry.filled.append((Heading(key, match, branch.key, self.sheet), cell))
        for each in branch.branches:
            if inner := party(each.key):
                self.details(each, inner, parent)
            else:
                for key, cell in each.leaves:
                    entry.filled.append((Heading(key, None, each.key, self.sheet), cell))
