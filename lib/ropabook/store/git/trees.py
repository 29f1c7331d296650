"""Files and folders as git keeps them: found in a tree, and changed without a working folder."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from dulwich.objects import ShaFile, Tree

from ropabook.store.git.objects import Objects, blob

FILE: Final = 0o100644
_FOLDER: Final = 0o040000
_LINK: Final = 0o120000


class Filed(NamedTuple):
    """A file in a tree: how it is kept, and the id of its content."""

    mode: int
    id: bytes

    @property
    def is_file(self) -> bool:
        """Whether it is an ordinary file, not a link and not another repository."""
        return self.mode & 0o170000 == 0o100000


Content = Mapping[str, bytes | None]
"""Paths, from the top of the tree, to what is in the file; None where it is to go."""


def folder(objects: Objects, top: bytes, path: str) -> bytes | None:
    """The id of the tree of a folder; None where there is no such folder."""
    id = top
    for step in filter(None, path.split("/")):
        mode, found = _entry(objects.tree(id), step)
        if found is None or mode != _FOLDER:
            return None
        id = found
    return id


def find(objects: Objects, top: bytes, path: str) -> Filed | None:
    """One file of a tree."""
    above, _, name = path.rpartition("/")
    within = folder(objects, top, above)
    if within is None:
        return None
    mode, found = _entry(objects.tree(within), name)
    return None if found is None or mode == _FOLDER else Filed(mode, found)


def _entry(tree: Tree, name: str) -> tuple[int, bytes | None]:
    try:
        return tree[name.encode("utf-8", "surrogateescape")]
    except KeyError:
        return 0, None


def listed(objects: Objects, top: bytes | None, at: str = "") -> Iterator[tuple[str, Filed]]:
    """Every file of a tree, by its path."""
    if top is None:
        return
    for entry in objects.tree(top).items():
        name = entry.path.decode("utf-8", "surrogateescape")
        path = f"{at}/{name}" if at else name
        if entry.mode == _FOLDER:
            yield from listed(objects, entry.sha, path)
        else:
            yield path, Filed(entry.mode, entry.sha)


def unlike(
    objects: Objects, one: bytes | None, other: bytes | None, at: str = ""
) -> Iterator[tuple[str, Filed | None, Filed | None]]:
    """The files in which two trees differ; folders that are the same are not looked into."""
    if one == other:
        return
    sides = [
        {e.path: (e.mode, e.sha) for e in objects.tree(tree).items()} if tree else {}
        for tree in (one, other)
    ]
    for raw in sorted(sides[0].keys() | sides[1].keys()):
        before, after = (side.get(raw) for side in sides)
        if before == after:
            continue
        name = raw.decode("utf-8", "surrogateescape")
        path = f"{at}/{name}" if at else name
        trees = [each[1] if each and each[0] == _FOLDER else None for each in (before, after)]
        filed = [Filed(*each) if each and each[0] != _FOLDER else None for each in (before, after)]
        if any(filed):
            yield path, filed[0], filed[1]
        yield from unlike(objects, trees[0], trees[1], path)


def changed(objects: Objects, top: bytes | None, content: Content) -> tuple[bytes, list[ShaFile]]:
    """A tree with some files changed: its id, and the objects that are new with it."""
    made: list[ShaFile] = []
    parts = {tuple(path.split("/")): each for path, each in content.items()}
    tree = _changed(objects, top, parts, made) or Tree()
    if not any(each.id == tree.id for each in made):
        made.append(tree)
    return tree.id, made


def _changed(
    objects: Objects,
    top: bytes | None,
    parts: Mapping[tuple[str, ...], bytes | None],
    made: list[ShaFile],
) -> Tree | None:
    tree = Tree()
    for entry in objects.tree(top).items() if top else ():
        tree[entry.path] = (entry.mode, entry.sha)
    within: dict[str, dict[tuple[str, ...], bytes | None]] = {}
    for (first, *rest), content in parts.items():
        if rest:
            within.setdefault(first, {})[tuple(rest)] = content
        else:
            _put(tree, first.encode("utf-8", "surrogateescape"), content, made)
    for name, below in within.items():
        raw = name.encode("utf-8", "surrogateescape")
        mode, old = _entry(tree, name)
        new = _changed(objects, old if mode == _FOLDER else None, below, made)
        if new is None:
            if old is not None:
                del tree[raw]
        else:
            tree[raw] = (_FOLDER, new.id)
    if not len(tree):
        return None
    made.append(tree)
    return tree


def _put(tree: Tree, name: bytes, content: bytes | None, made: list[ShaFile]) -> None:
    if content is None:
        if name in tree:
            del tree[name]
        return
    new = blob(content)
    kept = tree[name][0] if name in tree and tree[name][0] not in (_FOLDER, _LINK) else FILE
    tree[name] = (kept, new.id)
    made.append(new)
