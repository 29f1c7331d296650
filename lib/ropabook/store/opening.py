"""Opening a record folder: whatever can only be read opens, too, and says why nothing is saved."""

import os
from pathlib import Path

from dulwich.ignore import IgnoreFilterManager

from ropabook.store import outside
from ropabook.store.author import Author, current
from ropabook.store.disk.files import REAL, Files
from ropabook.store.disk.folder import Folder
from ropabook.store.disk.locking import held
from ropabook.store.disk.recovery import recover
from ropabook.store.disk.trial import ALONE, unreliable
from ropabook.store.git.objects import Damaged
from ropabook.store.git.repository import NoHead, Repository, find
from ropabook.store.past.history import History
from ropabook.store.problems import CannotSave, why
from ropabook.store.store import Store

_READ_ONLY = "The record is opened read-only"


def open_store(root: Path, author: Author | None = None, files: Files = REAL) -> Store:
    """Open a record folder; never fails for one that may only be read.

    A save that was cut short is finished or taken back, and what was changed outside is recorded,
    but for files that a person has staged in git: whoever did is about to commit them.

    Args:
        root: the folder of the record.
        author: who is at work; left out, it is asked of JupyterHub, git and the system.
        files: the disk.
    """
    root = root.resolve()
    repository, banner = _around(files, root)
    person = author or current(repository)
    folder = Folder(files, root, repository) if repository else None
    if folder is not None and banner is None:
        banner = _made_ready(folder, person)
    return Store(root, person, files, folder, banner)


def open_history(root: Path, files: Files = REAL) -> History:
    """The history of a record folder, to look at: nothing is written, finished or recorded."""
    root = root.resolve()
    repository, _ = _around(files, root)
    return History(Folder(files, root, repository) if repository else None)


def _around(files: Files, root: Path) -> tuple[Repository | None, str | None]:
    """The repository that keeps the history, and what stands against saving."""
    try:
        files.entries(root)
    except OSError as error:
        return None, f"The folder {root} cannot be read: {why(error)}."
    try:
        repository = find(files, root)
        if repository is None or ignored(repository, root):
            return None, (
                f"{_READ_ONLY}: it has no history yet, and nothing is saved without one. "
                f"Begin one: ropabook init {root}"
            )
        unreadable = repository.unreadable()
        if unreadable:
            return None, f"{_READ_ONLY}: {unreadable}"
        busy = repository.busy()
        return repository, f"{_READ_ONLY}. {busy}" if busy else None
    except OSError as error:
        return None, f"{_READ_ONLY}: git's folder cannot be read: {why(error)}."
    except NoHead as problem:
        return None, f"{_READ_ONLY}: {problem}."


def ignored(repository: Repository, root: Path) -> bool:
    """Whether the repository around the folder is told to leave it out."""
    within = root.relative_to(repository.work).as_posix()
    if within == ".":
        return False
    manager = IgnoreFilterManager(str(repository.work), [], False)
    return bool(manager.is_ignored(f"{within}/"))


def _made_ready(folder: Folder, author: Author) -> str | None:
    """Try the disk, finish what was cut short, record what was changed outside."""
    try:
        with held(folder, author):
            problem = unreliable(folder)
            if problem and not os.environ.get(ALONE):
                return (
                    f"{_READ_ONLY}: {problem}. If nobody else writes here, set the environment "
                    f"variable {ALONE}=1; for several people use a disk of this machine."
                )
            recover(folder)
            for name in folder.leftovers():
                folder.files.remove(folder.path(name))
            changed = outside.unrecorded(folder)
            staged = outside.staged_by_a_person(folder, changed)
            outside.record(folder, {n: c for n, c in changed.items() if n not in staged})
    except OSError as error:
        return f"{_READ_ONLY}: {why(error)}. What you type can be kept as a draft, or downloaded."
    except (Damaged, NoHead) as damage:
        return (
            f"{_READ_ONLY}: its history is damaged ({damage}). The records themselves can be read. "
            "To see which entry it is, run: ropabook verify"
        )
    except CannotSave as problem_said:
        said = str(problem_said).removeprefix("Not saved: ")
        return f"{_READ_ONLY}: {said}"
    return None
