"""A history begun: a repository where there is none, and what git is to know of the record."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ropabook.store import outside
from ropabook.store.actions import message
from ropabook.store.author import Author, current
from ropabook.store.disk.committing import commit, words
from ropabook.store.disk.files import REAL, Files, make_folders, put, read_or_none
from ropabook.store.disk.folder import Folder, is_record_file
from ropabook.store.disk.locking import held
from ropabook.store.disk.recovery import recover
from ropabook.store.git.objects import Damaged
from ropabook.store.git.repository import NoHead, Repository, find
from ropabook.store.opening import ignored
from ropabook.store.problems import CannotSave, refused

_CONFIG: Final = """[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = false
\tlogallrefupdates = true
"""
_ATTRIBUTES: Final = "*.yaml text eol=lf merge=ropabook"
_IGNORED: Final = (".ropabook/", ".*.new")
_NOTEBOOKS: Final = "*.ipynb filter=nbstripout diff=ipynb"


def begin_history(root: Path, author: Author | None = None, files: Files = REAL) -> list[str]:
    """Give a record folder a history, or see that the one it has is set up.

    What is there already is not begun again, so that it can be called at any time.

    Args:
        root: the folder of the record; it is made where it is not there.
        author: who does it; left out, it is asked of the system.
        files: the disk.

    Returns:
        What was done, in sentences.

    Raises:
        CannotSave: it cannot be done; what was done before stays and does no harm.
    """
    root = root.resolve()
    try:
        return list(_begun(root, author, files))
    except OSError as error:
        raise refused(error) from None
    except (Damaged, NoHead) as problem:
        raise CannotSave(f"The git repository here is damaged: {problem}.") from None


def _begun(root: Path, author: Author | None, files: Files) -> Iterator[str]:
    make_folders(files, root, _there(files, root))
    repository = find(files, root)
    if repository is None or ignored(repository, root):
        repository = _repository(files, root)
        yield f"A git repository was made in {root}: from now on every save is one commit."
    else:
        yield f"The history is kept in the git repository {repository.work}."
    unreadable = repository.unreadable() or repository.busy()
    if unreadable:
        raise CannotSave(unreadable)
    person = author or current(repository)
    folder = Folder(files, root, repository)
    yield from _configured(folder)
    with held(folder, person):
        recover(folder)
        head = folder.repository.head().commit
        contents = outside.unrecorded(folder) if folder.tree(head) is None else {}
        contents |= dict(_settings(folder))
        if contents:
            _committed(folder, person, contents)
            yield f"{len(contents)} files were put into the history."


def _there(files: Files, root: Path) -> Path:
    """The nearest folder above that exists."""
    for folder in (root, *root.parents):
        try:
            files.entries(folder)
        except FileNotFoundError:
            continue
        return folder
    return root


def _repository(files: Files, work: Path) -> Repository:
    git = work / ".git"
    for name in ("objects/info", "objects/pack", "refs/heads", "refs/tags", "info"):
        make_folders(files, git / name, work)
    put(files, git / "config", _CONFIG.encode(), git / "config.new")
    # HEAD comes last: without it the folder is no repository, and the next attempt begins again.
    put(files, git / "HEAD", b"ref: refs/heads/main\n", git / "HEAD.new")
    return Repository(files, work, git, git)


def _configured(folder: Folder) -> Iterator[str]:
    """What git is told in its own configuration; the rest of that stays byte for byte."""
    python = Path(sys.executable).as_posix()
    config = folder.repository.config_path
    if _added(folder.files, config, '[merge "ropabook"]', (
        "\tname = records merged field by field",
        f'\tdriver = \\"{python}\\" -m ropabook merge %O %A %B %P',
    )):  # fmt: skip
        yield "git merges records field by field from now on (merge driver ropabook)."
    if find_spec("nbstripout") is None:
        yield "nbstripout is not installed: see that no output of a notebook is committed."
        return
    if _added(folder.files, config, '[filter "nbstripout"]', (
        f'\tclean = \\"{python}\\" -m nbstripout',
        "\tsmudge = cat",
        '[diff "ipynb"]',
        f'\ttextconv = \\"{python}\\" -m nbstripout -t',
    )):  # fmt: skip
        yield "git leaves out what notebooks show when they are committed (filter nbstripout)."
    info = folder.repository.common / "info" / "attributes"
    make_folders(folder.files, info.parent, folder.repository.common)
    _added(folder.files, info, _NOTEBOOKS, ())


def _settings(folder: Folder) -> Iterator[tuple[str, bytes | None]]:
    """The files beside the record that git reads, with our lines in them; those to be committed."""
    for name, lines in ((".gitattributes", (_ATTRIBUTES,)), (".gitignore", _IGNORED)):
        unchanged = not outside.unrecorded(folder, [name])
        before = folder.content(name) or b""
        there = before.decode("utf-8", "replace").splitlines()
        missing = [line for line in lines if line not in there]
        if missing:
            text = _ended(before) + "".join(f"{line}\n" for line in missing).encode()
            put(folder.files, folder.path(name), text, folder.temporary(name))
            if unchanged:  # else a person is at work on it, and will commit it
                yield name, text


def _added(files: Files, path: Path, heading: str, lines: tuple[str, ...]) -> bool:
    before = read_or_none(files, path) or b""
    if heading.encode() in before:
        return False
    text = "".join(f"{line}\n" for line in (heading, *lines)).encode()
    put(files, path, _ended(before) + text, path.with_name(f"{path.name}.ropabook-new"))
    return True


def _ended(text: bytes) -> bytes:
    return text if not text or text.endswith(b"\n") else text + b"\n"


def _committed(folder: Folder, author: Author, contents: dict[str, bytes | None]) -> None:
    found = outside.compared(folder, {n: c for n, c in contents.items() if is_record_file(n)})
    said = message(
        folder, "The history of this record begins", "init", author, found.changes,
        records=found.records, files=found.files,
    )  # fmt: skip
    commit(folder, contents, words(said.written(), author), kept=tuple(contents))
