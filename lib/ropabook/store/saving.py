"""Records put into their files: merged with what stands there, checked, committed, or refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ropabook.store.actions import REASONED, WITHOUT_CHANGE, Action, message
from ropabook.store.author import Author
from ropabook.store.changes import Change, summary, title_of
from ropabook.store.disk.committing import ChangedMeanwhile, commit, words
from ropabook.store.disk.folder import Folder
from ropabook.store.merging import FieldConflict, merge
from ropabook.store.places import place
from ropabook.store.plain import ABSENT, NotPlain, Path, placed, plain
from ropabook.store.problems import CannotSave, ReasonNeeded, refused
from ropabook.store.record_files import Opened, RecordFiles
from ropabook.store.touched import is_record, touched

_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Saved:
    """An acknowledged save: on the disk, in the history, and read back."""

    key: str
    digest: str
    """As `Opened.digest`; of a deleted record, empty."""
    commit: str | None
    """None where there was nothing to save."""
    sentence: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody changed the same fields meanwhile: nothing was saved. Choose, and save again."""

    key: str
    fields: tuple[FieldConflict, ...]
    merged: Any
    """Both people's changes; where they conflict, what stands in the file."""
    opened: Opened | None
    """The record as it is now: what the resolved save begins from. None where it was deleted."""

    @property
    def sentence(self) -> str:
        """What happened, what is safe, what to do."""
        count = len(self.fields)
        return (
            f"Not saved: somebody else changed {'one field' if count == 1 else f'{count} fields'} "
            "that you changed, too. Nothing of either is lost. Choose for each, and save again."
        )

    def chosen(self, choices: Mapping[Path, Any]) -> Any:
        """The record with a choice for each field in conflict.

        Args:
            choices: by the conflict's path, the value it is to have: one of the three, or another.

        Raises:
            KeyError: a conflict has no choice.
        """
        data = self.merged
        for field in self.fields:
            data = placed(data, field.path, choices[field.path])
        return data


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants a record to be, and what they began from; ABSENT is no record."""

    key: str
    base: Any
    yours: Any


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a save is for."""

    action: Action
    author: Author
    reason: str | None = None
    words: str | None = None
    """The first line of the commit, where that is not simply what changed."""
    approved: Callable[[str, Any], bool] = lambda key, data: False
    """Whether a record, as it stands, is approved: then a change needs a reason."""


def save(folder: Folder, wanted: Sequence[Wanted], purpose: Purpose) -> list[Saved | Conflict]:
    """Save some records in one commit, all of them or none; the caller holds the record.

    Returns:
        What was saved, in the order wanted; or the conflicts, and then nothing was saved.

    Raises:
        CannotSave: it cannot be done; the message says why.
    """
    asked = [_checked(each) for each in wanted]
    for _ in range(_TRIES):
        try:
            return _save(folder, asked, purpose)
        except ChangedMeanwhile:
            continue
        except OSError as error:
            raise refused(error) from None
    raise CannotSave("Not saved: the files keep changing. Nothing was changed. Save again.")


def _checked(wanted: Wanted) -> Wanted:
    if wanted.yours is ABSENT:
        return wanted
    try:
        return Wanted(wanted.key, wanted.base, plain(wanted.yours))
    except NotPlain as problem:
        raise CannotSave(f"Not saved: {problem}. Nothing was changed.") from None


def _save(folder: Folder, wanted: Sequence[Wanted], purpose: Purpose) -> list[Saved | Conflict]:
    files = RecordFiles(folder, {each.key: place(each.key) for each in wanted})
    conflicts: list[Saved | Conflict] = []
    theirs = {each.key: files.record(each.key) for each in wanted}
    for each in wanted:
        made = merge(each.base, theirs[each.key], each.yours)
        if made.conflicts:
            opened = None if theirs[each.key] is ABSENT else files.opened(each.key)
            conflicts.append(Conflict(each.key, made.conflicts, made.data, opened))
        files.put(each.key, made.data)
    if conflicts:
        return conflicts
    contents = files.contents()
    found = touched({name: (files.before[name], now) for name, now in contents.items()})
    sha = None
    if contents or purpose.action in WITHOUT_CHANGE:
        _reason_given(purpose, {key: theirs[key] for key in theirs if key in found.records})
        keys = [each.key for each in wanted]
        said = message(
            folder,
            purpose.words or _subject(wanted, found.changes, purpose.action),
            purpose.action,
            purpose.author,
            found.changes,
            records=found.records if contents else filter(is_record, keys),
            files=found.files,
            reason=purpose.reason,
        )
        sha = commit(folder, contents, words(said.written(), purpose.author)).decode()
    mine: dict[str, list[Change]] = {each.key: [] for each in wanted}
    for change in found.changes:
        mine.setdefault(change.record, []).append(change)
    return [_saved(files, each.key, sha, tuple(mine[each.key])) for each in wanted]


def _reason_given(purpose: Purpose, changing: Mapping[str, Any]) -> None:
    if (purpose.reason or "").strip():
        return
    if purpose.action in REASONED:
        raise ReasonNeeded(
            f"Not saved: to {purpose.action} a record needs a reason. Nothing was changed."
        )
    for key, data in changing.items():
        if data is not ABSENT and purpose.approved(key, data):
            raise ReasonNeeded(
                f"Not saved: {title_of(key, data)} is approved; a change to it needs a reason. "
                "Nothing was changed."
            )


_DONE: Final = {
    "review": "reviewed, nothing changed",
    "approve": "approved",
    "accept": "gap accepted",
    "submit": "submitted for review",
    "retire": "retired",
    "export": "exported",
}


def _subject(wanted: Sequence[Wanted], changes: Sequence[Change], action: Action) -> str:
    if changes:
        return summary(changes)
    titles = [title_of(each.key, each.yours) for each in wanted]
    return f"{', '.join(titles[:3])}: {_DONE.get(action, action)}"


def _saved(files: RecordFiles, key: str, sha: str | None, mine: tuple[Change, ...]) -> Saved:
    digest = files.digest(key)
    if sha is None:
        return Saved(key, digest, sha, "Nothing had changed; nothing was saved.", mine)
    return Saved(key, digest, sha, f"Saved. {summary(mine)}." if mine else "Noted.", mine)
