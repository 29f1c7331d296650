"""Changes that were made without the store: noticed and recorded, never undone."""

from collections.abc import Collection, Iterable, Mapping

from ropabook.store.actions import message
from ropabook.store.author import UNKNOWN
from ropabook.store.changes import summary
from ropabook.store.disk.committing import commit, digests_of, words
from ropabook.store.disk.files import read_or_none
from ropabook.store.disk.folder import Folder, is_record_file
from ropabook.store.git.staging import CannotStage, in_index
from ropabook.store.git.trees import Filed, find, listed
from ropabook.store.touched import Touched, touched


def unrecorded(folder: Folder, among: Collection[str] | None = None) -> dict[str, bytes | None]:
    """The files that are not as the last commit has them, each with what is in it now.

    Args:
        folder: the record.
        among: look at these files only.
    """
    repository = folder.repository
    head = repository.head().commit
    if among is None:
        there = set(filter(is_record_file, folder.names()))
        kept = dict(listed(repository.objects, folder.tree(head)))
        names: Iterable[str] = sorted(there | set(filter(is_record_file, kept)))
    else:
        names = among
        top = repository.objects.commit(head).tree if head else None
        kept = {
            name: filed
            for name in among
            if top and (filed := find(repository.objects, top, folder.in_git(name)))
        }
    found = {}
    for name in names:
        try:
            content = folder.content(name)
        except OSError:
            continue  # what cannot be read cannot be compared
        if not _as_kept(content, kept.get(name)):
            found[name] = content
    return found


def _as_kept(content: bytes | None, filed: Filed | None) -> bool:
    if filed is None or content is None:
        return (filed is None or not filed.is_file) and content is None
    if not filed.is_file:
        return True  # a link, or another repository: the reader refuses it, we leave it alone
    return filed.id.decode() in digests_of(content)


def staged_by_a_person(folder: Folder, names: Iterable[str]) -> set[str]:
    """Those of the files that somebody has staged: whoever did is about to commit them."""
    repository = folder.repository
    head = repository.head().commit
    top = repository.objects.commit(head).tree if head else None
    paths = {folder.in_git(name): name for name in names}
    index = read_or_none(folder.files, repository.folder / "index")
    if index is None:
        return set()
    try:
        there = in_index(index, paths)
    except CannotStage:
        return set(paths.values())
    found = set()
    for path, name in paths.items():
        filed = find(repository.objects, top, path) if top else None
        if there[path] != (filed.id if filed else None):
            found.add(name)
    return found


def record(folder: Folder, contents: Mapping[str, bytes | None]) -> str | None:
    """Make a commit of files as they are on the disk, by an author who is not known."""
    if not contents:
        return None
    said = compared(folder, contents)
    wording = message(
        folder,
        f"Changed outside: {summary(said.changes)}" if said.changes else "Layout changed outside",
        "external",
        UNKNOWN,
        said.changes,
        records=said.records,
        files=said.files,
    )
    made = commit(folder, contents, words(wording.written(), UNKNOWN), kept=tuple(contents))
    return made.decode()


def compared(folder: Folder, contents: Mapping[str, bytes | None]) -> Touched:
    """What differs between the last commit and the files."""
    objects = folder.repository.objects
    head = folder.repository.head().commit
    top = objects.commit(head).tree if head else None
    before = {}
    for name in contents:
        filed = find(objects, top, folder.in_git(name)) if top else None
        before[name] = objects.blob(filed.id) if filed and filed.is_file else None
    return touched({name: (before[name], content) for name, content in contents.items()})
