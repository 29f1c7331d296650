"""The order of a save: everything is on the disk before anything takes effect, and then renamed.

objects · new contents · note · git's locks · files in place · index · branch · note dropped
"""

import contextlib
import errno
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from dulwich.objects import Commit, ObjectID, ShaFile

from ropabook.store.author import COMMITTER, Author
from ropabook.store.disk import pending
from ropabook.store.disk.files import make_folders, read_or_none, rename, write_new
from ropabook.store.disk.folder import Folder
from ropabook.store.disk.pending import Note, Noted
from ropabook.store.git.locks import Locked, give_up, take
from ropabook.store.git.objects import Damaged, blob
from ropabook.store.git.repository import Head, NoHead
from ropabook.store.git.staging import CannotStage, staged
from ropabook.store.git.trees import FILE, Filed, changed, find, listed
from ropabook.store.problems import CannotSave, refused, unfinished

Contents = Mapping[str, bytes | None]
"""Names of files to what is to be in them; None where the file is to go."""
_TRIES: Final = 5
_NOTHING_DONE: Final = (errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""After these a rename has surely not happened; after an error of the disk nobody knows."""


class ChangedMeanwhile(Exception):
    """A file was changed outside while it was being saved; nothing was done."""


class _HeadMoved(Exception):
    """Somebody else committed, or worked on the index, in between; nothing was done."""


class Words(NamedTuple):
    """What a commit says, who says it and when."""

    message: bytes
    author: bytes
    at: int
    offset: int
    """Seconds east of Greenwich."""


def words(message: bytes, author: Author) -> Words:
    """The words of a commit made now."""
    at = int(time.time())
    return Words(message, author.written(), at, time.localtime(at).tm_gmtoff)


def commit(folder: Folder, contents: Contents, said: Words, kept: Collection[str] = ()) -> bytes:
    """Make one commit of some files, and put them in place.

    Args:
        folder: the record, which the caller holds.
        contents: what is to be in each file.
        said: the words of the commit.
        kept: files that stay on the disk as they are: a change made outside is there already.

    Returns:
        The id of the commit. All of it is on the disk.

    Raises:
        ChangedMeanwhile: a file is no longer as the last commit has it.
        CannotSave: nothing was changed.
        Unfinished: it was cut short after it had begun to take effect.
    """
    try:
        for _ in range(_TRIES):
            locks: _Locks | None = None
            note, made = _prepared(folder, contents, said, kept)
            folder.repository.objects.write(made)
            with _undone(folder, note) as taken:
                _lay_ready(folder, note, contents)
                pending.write(folder, note)
                locks = _locked(folder, note, taken)
            if locks:
                _put_in_force(folder, note, locks)
                return note.commit.encode()
    except (Locked, CannotStage, Damaged, NoHead) as problem:
        raise CannotSave(f"Not saved: {problem} Nothing was changed.") from None
    except OSError as error:
        raise refused(error) from None
    raise CannotSave("Not saved: other programs keep committing here. Nothing was changed.")


def _prepared(
    folder: Folder, contents: Contents, said: Words, kept: Collection[str]
) -> tuple[Note, list[ShaFile]]:
    repository = folder.repository
    head = repository.head()
    top = repository.objects.commit(head.commit).tree if head.commit else None
    tree, made = changed(
        repository.objects, top, {folder.in_git(name): each for name, each in contents.items()}
    )
    new = Commit()
    new.tree = ObjectID(tree)
    new.parents = [ObjectID(head.commit)] if head.commit else []
    new.author, new.committer = said.author, COMMITTER.encode()
    new.author_time, new.author_timezone = said.at, said.offset
    new.commit_time, new.commit_timezone = _dated(folder, head.commit, said)
    new.message = said.message
    files = tuple(
        Noted(name, _id(folder, top, name), digest(content), name not in kept)
        for name, content in contents.items()
    )
    parent = head.commit.decode() if head.commit else None
    return Note(new.id.decode(), parent, head.reference, files), [*made, new]


def _dated(folder: Folder, parent: bytes | None, said: Words) -> tuple[int, int]:
    """When a commit is made: as its words say, but where somebody else was quicker, now.

    Whoever waits for others would else be dated before those whom they waited for.
    """
    if parent is None or folder.repository.objects.commit(parent).commit_time <= said.at:
        return said.at, said.offset
    at = int(time.time())
    return at, time.localtime(at).tm_gmtoff


def _id(folder: Folder, top: bytes | None, name: str) -> str | None:
    found = find(folder.repository.objects, top, folder.in_git(name)) if top else None
    return found.id.decode() if found else None


def _lay_ready(folder: Folder, note: Note, contents: Contents) -> None:
    for each in note.files:
        path, content = folder.path(each.name), contents[each.name]
        if each.before is None:
            make_folders(folder.files, path.parent, folder.root)
        if content is not None and each.placed:
            write_new(folder.files, folder.temporary(each.name), content, like=path)


@contextlib.contextmanager
def _undone(folder: Folder, note: Note) -> Iterator[list[Path]]:
    """What goes wrong before the save takes effect leaves nothing behind.

    An interrupt does: it may come at any moment, and recovery knows what to do.
    """
    taken: list[Path] = []
    try:
        yield taken
    except Exception as problem:
        _take_back(folder, note, taken)
        if not isinstance(problem, _HeadMoved):
            raise


def _take_back(folder: Folder, note: Note, taken: Iterable[Path]) -> None:
    """Give up git's locks, and then the note, by which recovery would know what stayed of them."""
    with contextlib.suppress(OSError):
        for lock in taken:
            give_up(folder.files, lock)
        pending.drop(folder, [each.name for each in note.files])


class _Locks(NamedTuple):
    """Git's two lock files, each with what is to come in place of the file that it locks."""

    branch: Path
    branch_file: Path
    staging: Path
    staging_file: Path


def _locked(folder: Folder, note: Note, taken: list[Path]) -> _Locks:
    """Everything is as the note says, and nobody else can change it now: the locks are taken."""
    files, repository = folder.files, folder.repository
    target = repository.place_of(Head(note.reference, None))
    index = repository.folder / "index"
    temporary = folder.temporary_in_git
    if note.parent is None:
        make_folders(files, target.parent, repository.common)
    branch = take(files, target, f"{note.commit}\n".encode(), temporary)
    taken.append(branch)
    was = read_or_none(files, index)
    staging = take(files, index, staged(was, entries(folder, note, was)), temporary)
    taken.append(staging)
    if read_or_none(files, index) != was:
        raise _HeadMoved
    if repository.head() != Head(note.reference, note.parent.encode() if note.parent else None):
        raise _HeadMoved
    _unchanged(folder, note)
    return _Locks(branch, target, staging, index)


def _put_in_force(folder: Folder, note: Note, locks: _Locks) -> None:
    files = folder.files
    done: list[Path] = []
    try:
        _place(folder, note, done)
        # The index before the branch: cut short in between, a person's next commit has the change.
        rename(files, locks.staging, locks.staging_file)
        done.append(locks.staging_file)
        files.sync_folder(locks.staging_file.parent)
        rename(files, locks.branch, locks.branch_file)
        files.sync_folder(locks.branch_file.parent)
    except OSError as error:
        if done or error.errno not in _NOTHING_DONE:
            raise unfinished(error) from None
        _take_back(folder, note, [locks.staging, locks.branch])
        raise refused(error) from None
    with contextlib.suppress(OSError):
        pending.drop(folder)  # a note that stays is known by its commit


def entries(folder: Folder, note: Note, index: bytes | None) -> dict[str, Filed | None]:
    """What the index is to hold for the files of a save; all files, where there is no index."""
    objects = folder.repository.objects
    found: dict[str, Filed | None] = {}
    top = objects.commit(note.commit.encode()).tree
    if index is None:
        found.update(listed(objects, top))
    for each in note.files:
        path = folder.in_git(each.name)
        filed = find(objects, top, path)
        found[path] = Filed(filed.mode if filed else FILE, filed.id) if filed else None
    return found


def _unchanged(folder: Folder, note: Note) -> None:
    """The last look before the files are replaced: nobody has changed them outside meanwhile."""
    for each in note.files:
        if each.placed and not stands(folder, each, each.before, each.after):
            raise ChangedMeanwhile


def stands(folder: Folder, noted: Noted, *digests: str | None) -> bool:
    """Whether the file on the disk has one of these digests."""
    return not digests_of(folder.content(noted.name)).isdisjoint(digests)


def digests_of(content: bytes | None) -> set[str | None]:
    """Git's digest of a content, and of the same with plain ends of lines.

    Git on Windows may have put a CR before each LF when it wrote the file.
    """
    if content is None:
        return {None}
    return {digest(content), digest(content.replace(b"\r\n", b"\n"))}


def digest(content: bytes | None) -> str | None:
    """Git's digest of a content."""
    return None if content is None else blob(content).id.decode()


def _place(folder: Folder, note: Note, done: list[Path]) -> None:
    placed = [each for each in note.files if each.placed]
    for each in placed:
        path = folder.path(each.name)
        if each.after is not None:
            rename(folder.files, folder.temporary(each.name), path)
        else:
            with contextlib.suppress(FileNotFoundError):
                folder.files.remove(path)
        done.append(path)
    for above in sorted({folder.path(each.name).parent for each in placed}):
        folder.files.sync_folder(above)
