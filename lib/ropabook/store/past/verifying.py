"""Proof: that the history is whole, that each commit did what it says, and that none was hidden.

Tamper-evident to anyone who holds an earlier commit id; not tamper-proof. Whoever may write the
repository may write a whole new history; only a commit id that somebody else holds shows it.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from ropabook.store import outside
from ropabook.store.actions import ACTIONS, WITHOUT_CHANGE
from ropabook.store.disk.folder import Folder, is_record_file
from ropabook.store.git.objects import Damaged
from ropabook.store.git.repository import NoHead
from ropabook.store.git.trees import Filed, find, unlike
from ropabook.store.merging import merge
from ropabook.store.past.ancestry import ancestry, contains, parents
from ropabook.store.past.entry import Entry, entry
from ropabook.store.past.history import History
from ropabook.store.past.verification import Remark, Verification
from ropabook.store.plain import ABSENT, same
from ropabook.store.problems import CannotRead
from ropabook.store.strict_yaml import Refused
from ropabook.store.touched import said, touched


def verified(history: History, against: str | None = None) -> Verification:
    """See `verify`; `against` may be the beginning of a commit id.

    Raises:
        CannotRead: there is no history.
    """
    folder = history.folder
    if against:
        with contextlib.suppress(CannotRead):  # what names nothing here is not contained
            against = history.resolve(against)
    found = verify(folder, against)
    with contextlib.suppress(OSError, Damaged, NoHead):
        waiting = len(outside.unrecorded(folder))
        if waiting:
            said = f"{waiting} files are not as the newest commit has them, and not recorded yet."
            return replace(found, remarks=(*found.remarks, Remark("remark", None, said)))
    return found


def verify(folder: Folder, against: str | None = None) -> Verification:
    """Look at every object of the history and at what each commit did.

    Args:
        folder: the record.
        against: a commit id that somebody has kept; whether it is part of the history is told.
    """
    repository = folder.repository
    try:
        head = repository.head().commit
        order = ancestry(repository, head)
    except (Damaged, NoHead) as problem:
        found = Remark("damage", None, f"The history cannot be read to its end: {problem}.")
        return Verification(None, 0, 0, (found,), against, False if against else None)
    checked = _Checked(folder, order)
    remarks = tuple(checked.remarks())
    contained, since = None, 0
    if against:
        contained = contains(repository, head, against.encode())
        known = set(ancestry(repository, against.encode())) if contained else set()
        since = len([id for id in order if id not in known])
    return Verification(
        head.decode() if head else None, len(order), len(checked.seen), remarks, against,
        contained, since,
    )  # fmt: skip


class _Checked:
    """One pass over the history, oldest first."""

    def __init__(self, folder: Folder, order: list[bytes]) -> None:
        self.folder = folder
        self.objects = folder.repository.objects
        self.order = order
        self.seen: set[bytes] = set()
        self.entries: dict[bytes, Entry] = {}

    def remarks(self) -> Iterator[Remark]:
        claimed: set[str] = set()
        outside: list[Remark] = []
        for id in reversed(self.order):
            try:
                yield from self._whole(id)
                commit = self.objects.commit(id)
                found = self.entries[id] = entry(commit, self.folder.within)
                claimed.update(found.claims)
                for remark in self._did(id, found):
                    if remark.weight == "outside":
                        outside.append(remark)
                    else:
                        yield remark
            except Damaged as problem:
                yield Remark("damage", id.decode(), f"Damaged: {problem}.")
        yield from (remark for remark in outside if remark.commit not in claimed)
        for id in self.folder.repository.cut_off_at & set(self.order):
            yield Remark("remark", id.decode(), "The history was cut off here when it was copied.")

    def _whole(self, id: bytes) -> Iterator[Remark]:
        """Every object of a commit that was not looked at before, compared with its id."""
        stack = [id]
        while stack:
            at = stack.pop()
            if at in self.seen:
                continue
            self.seen.add(at)
            try:
                number, _ = self.objects.raw(at)
                if number == 1:
                    commit = self.objects.commit(at)
                    commit.check()
                    stack.append(commit.tree)
                elif number == 2:
                    tree = self.objects.tree(at)
                    tree.check()
                    stack += [e.sha for e in tree.items() if e.mode != 0o160000]
            except Damaged as problem:
                yield Remark("damage", id.decode(), f"Damaged: {problem}.")
            except Exception as problem:  # whatever dulwich finds wrong with the form
                yield Remark(
                    "damage", id.decode(), f"Object {at.decode()} is malformed: {problem}."
                )

    def _did(self, id: bytes, found: Entry) -> Iterator[Remark]:
        before = parents(self.folder.repository, id)
        for parent in before:
            if parent in self.entries and self.entries[parent].when > found.when:
                yield Remark("remark", found.commit, "It is dated before the commit it follows.")
        if len(before) > 1:
            yield from self._merged(id, before, found)
            return
        records, files, others = self._touched(before[0] if before else None, id)
        if found.tool is None or found.action is None:
            if records or files:
                what = ", ".join(sorted(records | files)[:3])
                yield Remark(
                    "outside", found.commit,
                    f"Made outside ropabook by {found.author} on {found.when.date()}: {what}.",
                )  # fmt: skip
            return
        if found.action == "external":
            yield Remark("outside", found.commit, f"{found.subject} (nobody has claimed it).")
        yield from self._kept_its_word(found, records, files, others)

    def _kept_its_word(
        self, found: Entry, records: set[str], files: set[str], others: set[str]
    ) -> Iterator[Remark]:
        def contradiction(sentence: str) -> Remark:
            return Remark("contradiction", found.commit, sentence)

        if found.action not in ACTIONS:
            yield contradiction(f"It names an action that there is not: {found.action}.")
        unsaid = sorted((records - set(found.records)) | (files - set(found.files)))
        if unsaid:
            yield contradiction(f"It changed what it does not name: {', '.join(unsaid)}.")
        if others:
            yield contradiction(
                f"It changed files outside the record: {', '.join(sorted(others))}."
            )
        undone = sorted((set(found.records) - records) | (set(found.files) - files))
        changed_nothing = not records and not files and found.action in WITHOUT_CHANGE
        if undone and not changed_nothing:
            yield contradiction(f"It names what it did not change: {', '.join(undone)}.")

    def _touched(self, parent: bytes | None, id: bytes) -> tuple[set[str], set[str], set[str]]:
        """Records, files of the record, and other files that a commit changed."""
        top = self.objects.commit(id).tree
        was = self.objects.commit(parent).tree if parent else None
        start = f"{self.folder.prefix}/" if self.folder.prefix else ""
        contents, others = {}, set()
        for path, before, after in unlike(self.objects, was, top):
            name = path.removeprefix(start)
            if path.startswith(start) and is_record_file(name):
                contents[name] = (self._content(before), self._content(after))
            elif not path.rpartition("/")[2].startswith(".git"):
                others.add(path)
        found = touched(contents)
        return set(found.records), set(found.files), others

    def _content(self, filed: Filed | None) -> bytes | None:
        return self.objects.blob(filed.id) if filed and filed.is_file else None

    def _merged(self, id: bytes, before: list[bytes], found: Entry) -> Iterator[Remark]:
        """A merge may only bring together what its two sides have."""
        mine, theirs = before[0], before[1]
        base = _base(self.folder, mine, theirs)
        for name, sides in self._differing(id, mine, theirs).items():
            if sides[0] in sides[1:]:
                continue
            was = self._file(base, name) if base else None
            if not _is_merge_of(was, sides):
                yield Remark(
                    "outside", found.commit,
                    f"A merge by {found.author} gave {name} a content that neither side had.",
                )  # fmt: skip

    def _differing(self, id: bytes, mine: bytes, theirs: bytes) -> dict[str, list[bytes | None]]:
        trees = [self.folder.tree(each) for each in (id, mine, theirs)]
        names = {
            name
            for tree in trees[1:]
            for name, _, _ in unlike(self.objects, trees[0], tree)
            if is_record_file(name)
        }
        return {n: [self._file(each, n) for each in (id, mine, theirs)] for n in sorted(names)}

    def _file(self, commit: bytes, name: str) -> bytes | None:
        top = self.objects.commit(commit).tree
        return self._content(find(self.objects, top, self.folder.in_git(name)))


def _base(folder: Folder, mine: bytes, theirs: bytes) -> bytes | None:
    """The newest commit that both sides contain."""
    other = set(ancestry(folder.repository, theirs))
    return next((id for id in ancestry(folder.repository, mine) if id in other), None)


def _is_merge_of(base: bytes | None, sides: list[bytes | None]) -> bool:
    try:
        made, mine, theirs = map(said, sides)
        merged = merge(said(base), mine, theirs)
    except Refused:
        return False
    return not merged.conflicts and same(merged.data, made) and made is not ABSENT
