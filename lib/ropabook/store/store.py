"""The store of one record folder: read, save, look back. Nothing else writes a record."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ropabook.model.register import Register
from ropabook.store import outside
from ropabook.store.actions import Action, message
from ropabook.store.author import Author
from ropabook.store.changes import title_of
from ropabook.store.disk.committing import commit, words
from ropabook.store.disk.files import Files, read_or_none
from ropabook.store.disk.folder import Folder, names_below
from ropabook.store.disk.locking import held
from ropabook.store.disk.recovery import recover, recover_another
from ropabook.store.drafts import Drafts
from ropabook.store.git.objects import Damaged
from ropabook.store.git.repository import NoHead
from ropabook.store.load import load_from
from ropabook.store.past.claims import OutsideChange, unclaimed
from ropabook.store.past.history import History
from ropabook.store.places import place
from ropabook.store.plain import ABSENT
from ropabook.store.problems import (
    CannotRead,
    CannotSave,
    NoSuchRecord,
    ReasonNeeded,
    Unfinished,
    refused,
    why,
)
from ropabook.store.record_files import Opened, opened
from ropabook.store.saving import Conflict, Purpose, Saved, Wanted, save
from ropabook.store.strict_yaml import Refused, parse
from ropabook.store.touched import is_record


class Store:
    """One record folder, opened by one person."""

    def __init__(
        self, root: Path, author: Author, files: Files, folder: Folder | None, banner: str | None
    ) -> None:
        self.root = root
        self.author = author
        self.banner = banner
        """Why nothing can be saved, in words; None where everything can."""
        self.history = History(folder)
        self.drafts = Drafts(folder, author)
        self._files = files
        self._folder = folder

    @property
    def writable(self) -> bool:
        """Whether anything can be saved; the banner says why not."""
        return self.banner is None

    def read(self, key: str) -> Opened:
        """A record as it stands in its file.

        Args:
            key: `activities/orders`, `retention/six-years`, `acceptances`, `actions`,
                `group/group`, or the text of a notice, `notices/privacy-notice.txt`.

        Raises:
            NoSuchRecord: there is none.
            CannotRead: its file cannot be read as it is; `history.last_good` has what could be.
            NoPlace: there is no such kind.
        """
        at = place(key)
        try:
            content = read_or_none(self._files, self.root / at.file)
            if content is not None and at.file.endswith(".yaml"):
                parse(content)
        except OSError as error:
            raise CannotRead(f"{at.file} cannot be read: {why(error)}.") from None
        except Refused as problem:
            raise CannotRead(f"{at.file}:{problem.line}  {problem.sentence}.") from None
        found = opened(key, at, content) if content is not None else None
        if found is None or found.data is ABSENT:
            raise NoSuchRecord(f"There is no record '{key}'.")
        return found

    def register(self) -> Register:
        """Every record, as the files have it now."""
        names = sorted(names_below(self._files, self.root, links=True))
        return load_from(names, lambda name: self._files.read(self.root / name))

    def save(
        self, opened: Opened, data: Any, reason: str | None = None, action: Action = "edit"
    ) -> Saved | Conflict:
        """Save a record that was opened, merged with what others have saved since.

        Args:
            opened: what `read` gave.
            data: what the record is to be; it is not changed.
            reason: why; due for a change to an approved record.
            action: what is done.

        Returns:
            Saved: it is on the disk and in the history. Conflict: nothing was saved.

        Raises:
            CannotSave: nothing was saved; the message says why.
            Unfinished: it may have been; the message says how to tell.
        """
        return self._save([Wanted(opened.key, opened.data, data)], action, reason)[0]

    def resolve(self, conflict: Conflict, data: Any, reason: str) -> Saved | Conflict:
        """Save a record whose conflict was resolved, such as `conflict.chosen(…)`.

        Args:
            conflict: what `save` gave.
            data: what the record is to be.
            reason: why these values were chosen.

        Raises: see `save`.
        """
        base = conflict.opened.data if conflict.opened else ABSENT
        return self._save([Wanted(conflict.key, base, data)], "resolve", reason)[0]

    def create(
        self, key: str, data: Any, reason: str | None = None, action: Action = "create"
    ) -> Saved:
        """Begin a record.

        Raises:
            CannotSave: there is one of this name, or as `save`.
        """
        [made] = self._save([Wanted(key, ABSENT, data)], action, reason)
        if isinstance(made, Conflict) or made.commit is None:
            raise CannotSave(f"{place(key).file} has '{key}' already; nothing was changed.")
        return made

    def delete(self, key: str, reason: str) -> Saved | Conflict:
        """Take a record away. Its history stays.

        Raises:
            NoSuchRecord: there is none.
            CannotSave: as `save`.
        """
        return self._save([Wanted(key, self.read(key).data, ABSENT)], "delete", reason)[0]

    def save_many(
        self,
        changes: Mapping[str, Any],
        action: Action = "import",
        reason: str | None = None,
        bases: Iterable[Opened] = (),
    ) -> list[Saved | Conflict]:
        """Save several records in one commit, all or none.

        Args:
            changes: keys to what each record is to be; ABSENT takes it away.
            action: what is done.
            reason: why.
            bases: what was opened; a record without is one that must not be there yet.

        Returns:
            What was saved, in order; or the conflicts, and then nothing was saved.

        Raises:
            CannotSave: as `save`.
        """
        begun = {each.key: each.data for each in bases}
        wanted = [Wanted(key, begun.get(key, ABSENT), data) for key, data in changes.items()]
        return self._save(wanted, action, reason)

    def note(self, keys: Iterable[str], action: Action, reason: str | None = None) -> list[Saved]:
        """Remember that something was done about records that changes nothing in them.

        Args:
            keys: the records.
            action: such as `review` (checked, nothing changed) or `approve`.
            reason: why, or what was looked at.

        Raises:
            NoSuchRecord: there is no such record.
            CannotSave: as `save`.
        """
        opened = [self.read(key) for key in keys]
        done = self._save([Wanted(o.key, o.data, o.data) for o in opened], action, reason)
        return [each for each in done if isinstance(each, Saved)]

    def restore(self, key: str, state: str, reason: str) -> Saved | Conflict:
        """Make a record as it was, as a new change.

        Args:
            key: the record.
            state: a day, or the beginning of a commit's id.
            reason: why.

        Raises:
            NoSuchRecord: it was not there then.
            CannotRead: there is no such state.
            CannotSave: as `save`; also where the old version does not fit the model of today.
        """
        old = self.history.record_at(key, state)
        try:
            base = self.read(key).data
        except NoSuchRecord:
            base = ABSENT
        commit = self.history.resolve(state)
        said = f"{title_of(key, old.data)}: restored as it was in {commit[:10]}"
        return self._save([Wanted(key, base, old.data)], "restore", reason, said)[0]

    def put(self, contents: Mapping[str, bytes], action: Action, subject: str) -> str | None:
        """Replace the text of whole files that say what they said, such as when they are tidied.

        Returns:
            The commit; None where nothing differs.

        Raises:
            CannotSave: as `save`.
        """
        folder = self._writable()
        with self._held(folder):
            outside.record(folder, outside.unrecorded(folder, tuple(contents)))
            new = {name: text for name, text in contents.items() if folder.content(name) != text}
            if not new:
                return None
            found = outside.compared(folder, new)
            said = message(
                folder, subject, action, self.author, records=found.records, files=found.files
            )
            return commit(folder, new, words(said.written(), self.author)).decode()

    def outside_changes(self) -> tuple[OutsideChange, ...]:
        """What was changed without the store and nobody has claimed, newest first.

        Raises:
            CannotRead: the history is damaged, or there is none.
        """
        return unclaimed(self.history)

    def claim(
        self, change: OutsideChange, author: Author | None = None, reason: str | None = None
    ) -> str:
        """Say that a change made outside was one's own; the change itself stays as it is.

        Returns:
            The commit that says so.

        Raises:
            CannotSave: as `save`.
        """
        folder, person = self._writable(), author or self.author
        with self._held(folder):
            sha = change.commit or outside.record(folder, outside.unrecorded(folder, change.files))
            if sha is None:
                raise CannotSave("There is no such change any more: the files are as saved.")
            said = message(
                folder, f"Claimed: {change.sentence}", "claim", person,
                records={c.record for c in change.changes if is_record(c.record)},
                reason=reason, claims=[sha],
            )  # fmt: skip
            return commit(folder, {}, words(said.written(), person)).decode()

    def _save(
        self, wanted: list[Wanted], action: Action, reason: str | None, said: str | None = None
    ) -> list[Saved | Conflict]:
        folder = self._writable()
        purpose = Purpose(action, self.author, reason, said, self._is_approved)
        with self._held(folder):
            return save(folder, wanted, purpose)

    def _is_approved(self, key: str, data: Any) -> bool:
        if isinstance(data, Mapping) and data.get("status") == "approved":
            return True
        try:
            return self.history.approval(key) is not None
        except CannotRead as problem:
            raise ReasonNeeded(
                f"Not saved: nobody can tell whether {key} is approved. {problem} Say why you "
                "change it, and save again. Nothing was changed."
            ) from None

    def _writable(self) -> Folder:
        if self.banner is not None or self._folder is None:
            raise CannotSave(f"Not saved. {self.banner} Nothing was changed.")
        return self._folder

    @contextlib.contextmanager
    def _held(self, folder: Folder) -> Iterator[None]:
        with held(folder, self.author):
            try:
                if under_way := folder.repository.busy():
                    raise CannotSave(f"Not saved. {under_way} Nothing was changed.")
                recover(folder)  # somebody else's save may have been cut short since we opened
                recover_another(folder)
                yield
            except Unfinished as problem:
                # After a failed sync nobody knows what is on the disk: open afresh, look, go on.
                self.banner = str(problem)
                raise
            except OSError as error:
                raise refused(error) from None
            except (Damaged, NoHead) as problem:
                raise CannotSave(
                    f"Not saved: the history is damaged ({problem}). Nothing was changed. To see "
                    "which entry it is, run: ropabook verify"
                ) from None
