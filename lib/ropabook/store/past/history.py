"""The history of a record, read from git's objects: nothing in here writes anything."""

import contextlib
import errno
import re
from collections.abc import Iterator
from datetime import date

from ropabook.model.register import Register
from ropabook.store.changes import Change
from ropabook.store.disk.folder import Folder, hidden, is_record_file
from ropabook.store.git.objects import Damaged
from ropabook.store.git.repository import NoHead
from ropabook.store.git.trees import Filed, find, listed, unlike
from ropabook.store.load import load_from, refusals
from ropabook.store.outside import unrecorded
from ropabook.store.past.ancestry import ancestry, contains, last_of, line, parents
from ropabook.store.past.entry import Entry, entry
from ropabook.store.places import Place, place
from ropabook.store.plain import ABSENT, fingerprint
from ropabook.store.problems import CannotRead, NoSuchRecord, why
from ropabook.store.record_files import Opened, opened
from ropabook.store.strict_yaml import Refused, parse
from ropabook.store.touched import touched

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[0-9a-f]{7,40}")


class NoSuchState(CannotRead):
    """There is no such day or commit in the history; the message says what there is."""


class History:
    """What became of the records, and when; read-only."""

    def __init__(self, folder: Folder | None) -> None:
        self._folder = folder
        self._entries: dict[bytes, Entry] = {}
        self._entry_states: dict[tuple[bytes, str], str | None] = {}
        self._reviewed: dict[str, Entry] = {}
        self._read_to: bytes | None = None

    @property
    def folder(self) -> Folder:
        """Where the record is.

        Raises:
            NoSuchState: there is no history.
        """
        if self._folder is None:
            raise NoSuchState("This record has no history yet. Begin one: ropabook init FOLDER")
        return self._folder

    @property
    def head(self) -> str | None:
        """The newest commit; None where there is none."""
        if self._folder is None:
            return None
        with in_words():
            commit = self._folder.repository.head().commit
        return commit.decode() if commit else None

    def commits(self, record: str | None = None, until: str | None = None) -> tuple[Entry, ...]:
        """The commits of the record's folder, or of one record, newest first.

        A commit belongs to a record when it changed it, or says that something was done about it.

        Args:
            record: its key; left out, the whole folder.
            until: the commit to look back from; left out, the newest.

        Raises:
            CannotRead: the history is damaged.
        """
        with in_words():
            return tuple(self._of(record, until) if record else self._of_folder(until))

    def unsaved(self) -> tuple[str, ...]:
        """The files that are not as the newest commit has them; nothing is recorded.

        Raises:
            CannotRead: the history is damaged, or there is none.
        """
        with in_words():
            return tuple(unrecorded(self.folder))

    def _all(self, until: str | None = None) -> list[bytes]:
        repository = self.folder.repository
        return ancestry(repository, until.encode() if until else repository.head().commit)

    def _entry(self, id: bytes) -> Entry:
        if id not in self._entries:
            self._entries[id] = entry(self.folder.repository.objects.commit(id), self.folder.within)
        return self._entries[id]

    def _of_folder(self, until: str | None) -> Iterator[Entry]:
        for id in self._all(until):
            tree = self.folder.tree(id)
            before = [self.folder.tree(parent) for parent in parents(self.folder.repository, id)]
            found = self._entry(id)
            if found.tool or tree not in (before or [None]):
                yield found

    def _of(self, record: str, until: str | None) -> Iterator[Entry]:
        at = place(record)
        for id in self._all(until):
            before = [self._state(each, at) for each in parents(self.folder.repository, id)]
            found = self._entry(id)
            if record in found.records or self._state(id, at) not in (before or [None]):
                yield found

    def _state(self, commit: bytes, at: Place) -> object:
        """Something that is the same for two commits in which a record says the same."""
        filed = self._filed(commit, at.file)
        if filed is None or at.entry is None:
            return filed
        known = (filed.id, at.entry)
        if known not in self._entry_states:
            self._entry_states[known] = self._entry_state(filed.id, at)
        return self._entry_states[known]

    def _entry_state(self, blob: bytes, at: Place) -> str | None:
        try:
            said = at.of(parse(self.folder.repository.objects.blob(blob)))
        except Refused:
            return "refused"
        return None if said is ABSENT else fingerprint(said)

    def _filed(self, commit: bytes, name: str) -> Filed | None:
        objects = self.folder.repository.objects
        return find(objects, objects.commit(commit).tree, self.folder.in_git(name))

    def at(self, commit: str) -> Register:
        """The register as a commit has it, without touching the working files.

        Raises:
            CannotRead: the history is damaged there.
        """
        with in_words():
            objects = self.folder.repository.objects
            tree = self.folder.tree(commit.encode())
            files = {name: filed for name, filed in listed(objects, tree) if not hidden(name)}

            def content(name: str) -> bytes:
                if not files[name].is_file:
                    raise OSError(errno.EINVAL, "this is not an ordinary file")
                return objects.blob(files[name].id)

            return load_from(sorted(files), content)

    def as_at(self, day: date) -> Register:
        """The register as the last commit of a day has it.

        Raises:
            NoSuchState: the history begins later.
        """
        return self.at(self.commit_of(day))

    def commit_of(self, day: date) -> str:
        """The last commit of a day, or the last before it.

        Raises:
            NoSuchState: the history begins later.
        """
        with in_words():
            repository = self.folder.repository
            head = repository.head().commit
            found = last_of(repository, head, day)
        if found is None:
            first = [each.when.date() for each in self.commits()][-1:]
            begins = f"it begins on {first[0]}" if first else "it is empty"
            raise NoSuchState(f"The history does not reach back to {day}; {begins}.")
        return found.decode()

    def resolve(self, state: str) -> str:
        """The commit of a day, of the beginning of an id, or of the word `now` (the newest).

        Raises:
            NoSuchState: there is none, or more than one.
        """
        if state == "now" and self.folder and (head := self.head):
            return head
        if _DAY.fullmatch(state):
            try:
                return self.commit_of(date.fromisoformat(state))
            except ValueError:
                raise NoSuchState(f"'{state}' is not a day; write it as 2026-11-24.") from None
        found = [id for id in self._matching(state) if self._is_commit(id)]
        if len(found) != 1:
            said = "more than one commit" if found else "no commit"
            raise NoSuchState(f"'{state}' names {said}. List them with: ropabook history")
        return found[0].decode()

    def _matching(self, state: str) -> list[bytes]:
        if not _ID.fullmatch(state):
            return []
        if len(state) == 40:
            return [state.encode()]
        with in_words():
            past = [id for id in self._all() if id.startswith(state.encode())]
        return past or self.folder.repository.objects.beginning(state)

    def _is_commit(self, id: bytes) -> bool:
        try:
            return self.folder.repository.objects.commit(id).id == id
        except Damaged:
            return False

    def contains(self, commit: str) -> bool:
        """Whether a commit is part of this history."""
        with in_words():
            repository = self.folder.repository
            return contains(repository, repository.head().commit, commit.encode())

    def difference(self, one: str, other: str) -> tuple[Change, ...]:
        """What differs between two states, by record and field.

        Args:
            one: a day, the beginning of a commit's id, or `now`.
            other: the later state, likewise.

        Raises:
            CannotRead: there is no such state, or the history is damaged.
        """
        first, second = self.resolve(one).encode(), self.resolve(other).encode()
        return self._between(self.folder.tree(first), self.folder.tree(second))[1]

    def made_by(self, commit: str) -> tuple[tuple[str, ...], tuple[Change, ...]]:
        """The files that a commit changed, and what changed in them.

        Raises:
            CannotRead: the history is damaged.
        """
        with in_words():
            before = parents(self.folder.repository, commit.encode())
            was = self.folder.tree(before[0]) if before else None
        return self._between(was, self.folder.tree(commit.encode()))

    def _between(
        self, one: bytes | None, other: bytes | None
    ) -> tuple[tuple[str, ...], tuple[Change, ...]]:
        objects = self.folder.repository.objects

        def content(filed: Filed | None) -> bytes | None:
            return objects.blob(filed.id) if filed and filed.is_file else None

        with in_words():
            contents = {
                name: (content(before), content(after))
                for name, before, after in unlike(objects, one, other)
                if is_record_file(name)
            }
        return tuple(contents), touched(contents).changes

    def record_at(self, record: str, state: str) -> Opened:
        """A record as it was.

        Raises:
            NoSuchRecord: it was not there then.
            CannotRead: there is no such state, or the record could not be read then.
        """
        commit, at = self.resolve(state).encode(), place(record)
        with in_words():
            filed = self._filed(commit, at.file)
            content = self.folder.repository.objects.blob(filed.id) if filed else None
        if content is None:
            raise NoSuchRecord(f"There was no record '{record}' in {state}.")
        found = opened(record, at, content)
        if found.data is ABSENT:
            raise NoSuchRecord(f"There was no record '{record}' in {state}.")
        return found

    def last_good(self, record: str) -> tuple[Opened, Entry] | None:
        """The newest version of a record that the reader accepts, and the commit that has it."""
        at = place(record)
        with in_words():
            repository = self.folder.repository
            for id in line(repository, repository.head().commit):
                filed = self._filed(id, at.file)
                content = repository.objects.blob(filed.id) if filed else b""
                if content and not _refused(at, content):
                    return opened(record, at, content), self._entry(id)
        return None

    def approval(self, record: str) -> Entry | None:
        """The commit that approved a record; None where it was sent for review again since."""
        found = self.last_step(record)
        return found if found and found.action == "approve" else None

    def last_step(self, record: str) -> Entry | None:
        """The commit in which a record was last sent for review, or approved."""
        with in_words():
            head = self.folder.repository.head().commit
            if head is not None and head != self._read_to:
                self._read_on(head)
        return self._reviewed.get(record)

    def _read_on(self, head: bytes) -> None:
        """Note the reviews in the commits that came since we last looked."""
        repository = self.folder.repository
        new = ancestry(repository, head, self._read_to)
        below = [parents(repository, id) for id in new]
        if not below or below[-1] != [self._read_to] or any(len(each) > 1 for each in below):
            # A merge, or not the same history any more: somebody went back to an earlier state.
            self._reviewed.clear()
            new = ancestry(repository, head)
        for id in reversed(new):
            found = self._entry(id)
            if found.action in ("approve", "submit"):
                self._reviewed |= dict.fromkeys(found.records, found)
        self._read_to = head


def _refused(at: Place, content: bytes) -> bool:
    try:
        return bool(refusals(at.file, content, [at.entry] if at.entry else None))
    except (KeyError, TypeError):
        return True


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """Damage to the history as a sentence.

    Raises:
        CannotRead: in place of what went wrong.
    """
    try:
        yield
    except (Damaged, NoHead) as problem:
        raise CannotRead(
            f"The history is damaged: {problem}. The records themselves are not touched by this. "
            "To see which entry it is, run: ropabook verify"
        ) from None
    except OSError as error:
        raise CannotRead(f"The history cannot be read: {why(error)}.") from None
