"""Disks for tests: one in memory that can lose power, and others laid over a disk that misbehave.

The disk in memory keeps what POSIX promises and not more: the content of a file is certain after
its sync, a name after the sync of its folder. What was not synced may be there after a power cut,
or not, or in part, in any combination.
"""

import errno
import itertools
import math
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path


class Inode:
    """A file: what is in it, and what of that is certain to be on the disk."""

    def __init__(self, data: bytes = b"", durable: bytes | None = None) -> None:
        self.data = data
        self.durable = durable

    @property
    def certain(self) -> bool:
        return self.durable == self.data

    def after_power_cut(self) -> list[bytes]:
        if self.certain:
            return [self.data]
        states = [self.durable or b"", self.data[: len(self.data) // 2], self.data]
        return list(dict.fromkeys([*states, b"\0" * len(self.data)]))


class Directory:
    """A folder: its names, and the changes of names that are not certain yet."""

    def __init__(self) -> None:
        self.names: dict[str, Inode | Directory] = {}
        self.durable: dict[str, Inode | Directory] = {}
        self.pending: list[tuple[Callable[[dict], None], Inode | Directory]] = []

    def do(self, change: Callable[[dict], None], about: "Inode | Directory") -> None:
        change(self.names)
        self.pending.append((change, about))

    def sync(self) -> None:
        self.durable = dict(self.names)
        self.pending = []


class MemoryDisk:
    """See the module."""

    def __init__(self) -> None:
        self.top = Directory()
        self.open: dict[int, Inode] = {}
        self.locks: dict[int, Path] = {}
        self.handles = itertools.count(3)

    # The twelve calls.

    def read(self, path: Path) -> bytes:
        found = self.find(path)
        if isinstance(found, Directory):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        return found.data

    def entries(self, folder: Path) -> list[tuple[str, str]]:
        found = self.folder(folder)
        return sorted(
            (name, "folder" if isinstance(each, Directory) else "file")
            for name, each in found.names.items()
        )

    def create(self, path: Path, like: Path | None = None) -> int:
        above = self.folder(path.parent)
        if path.name in above.names:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        made = Inode()
        above.do(lambda names: names.__setitem__(path.name, made), made)
        handle = next(self.handles)
        self.open[handle] = made
        return handle

    def write(self, handle: int, data: bytes) -> int:
        self.open[handle].data += data
        return len(data)

    def sync(self, handle: int) -> None:
        self.open[handle].durable = self.open[handle].data

    def close(self, handle: int) -> None:
        self.open.pop(handle, None)
        self.locks.pop(handle, None)

    def rename(self, old: Path, new: Path) -> None:
        assert old.parent == new.parent, "a file is only renamed within its folder"
        moved = self.find(old)

        def move(names: dict) -> None:
            if names.get(old.name) is moved:
                del names[old.name]
            names[new.name] = moved

        self.folder(old.parent).do(move, moved)

    def link(self, old: Path, new: Path) -> None:
        found, above = self.find(old), self.folder(new.parent)
        if new.name in above.names:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
        above.do(lambda names: names.__setitem__(new.name, found), found)

    def remove(self, path: Path) -> None:
        found = self.find(path)

        def drop(names: dict) -> None:
            if names.get(path.name) is found:
                del names[path.name]

        self.folder(path.parent).do(drop, found)

    def make_folder(self, path: Path) -> None:
        above = self.folder(path.parent)
        if path.name in above.names:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        made = Directory()
        above.do(lambda names: names.setdefault(path.name, made), made)

    def sync_folder(self, path: Path) -> None:
        self.folder(path).sync()

    def lock(self, path: Path, note: bytes) -> int | None:
        if path in self.locks.values():
            return None
        above = self.folder(path.parent)
        if path.name not in above.names:
            made = Inode()
            above.do(lambda names: names.__setitem__(path.name, made), made)
        above.names[path.name].data = note
        handle = next(self.handles)
        self.locks[handle] = path
        return handle

    # What tests ask for.

    def find(self, path: Path) -> Inode | Directory:
        at: Inode | Directory = self.top
        for part in path.parts[1:]:
            if not isinstance(at, Directory):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
            if part not in at.names:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
            at = at.names[part]
        return at

    def folder(self, path: Path) -> Directory:
        found = self.find(path)
        if not isinstance(found, Directory):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
        return found

    def outside(self, path: Path, data: bytes | None) -> None:
        """What somebody does with an editor: certain at once, so that only our saves are tried."""
        for above in reversed(path.parents):
            if above != Path("/") and not self.exists(above):
                self.make_folder(above)
        above = self.folder(path.parent)
        if data is None:
            above.names.pop(path.name, None)
        else:
            above.names[path.name] = Inode(data, data)
        self.settle()

    def exists(self, path: Path) -> bool:
        try:
            self.find(path)
        except OSError:
            return False
        return True

    def settle(self) -> None:
        """Everything is on the disk, as when it has been quiet for a while."""
        for each in self.everything():
            if isinstance(each, Directory):
                each.sync()
            else:
                each.durable = each.data

    def everything(self) -> list[Inode | Directory]:
        """Every file and folder that may be there after a power cut, each once."""
        found: list[Inode | Directory] = []
        seen: set[int] = set()
        stack: list[Inode | Directory] = [self.top]
        while stack:
            at = stack.pop()
            if id(at) in seen:
                continue
            seen.add(id(at))
            found.append(at)
            if isinstance(at, Directory):
                stack += [*at.names.values(), *at.durable.values(), *(n for _, n in at.pending)]
        return found

    def killed(self) -> "MemoryDisk":
        """The disk after every process died: all that was written is there, no lock is."""
        made = MemoryDisk()
        made.top, made.handles = self.top, self.handles
        return made

    def after_power_cut(self, chance: random.Random) -> "MemoryDisk":
        """One of the states that are legal after a power cut, at random."""
        choice = {
            id(each): [chance.random() < 0.5 for _ in each.pending]
            if isinstance(each, Directory)
            else chance.choice(each.after_power_cut())
            for each in self.everything()
        }
        return self._state(choice)

    def power_cuts(
        self, chance: random.Random, most: int, sample: int | None = None
    ) -> Iterator["MemoryDisk"]:
        """Legal states after a power cut: all of them up to `most`, else `sample` telling ones."""
        every = self.everything()
        bits = [(each, n) for each in every if isinstance(each, Directory)
                for n in range(len(each.pending))]  # fmt: skip
        files = [each for each in every if isinstance(each, Inode) and not each.certain]
        contents = [each.after_power_cut() for each in files]
        if self.legal_states() <= most:
            picks = itertools.product(
                itertools.product([True, False], repeat=len(bits)), itertools.product(*contents)
            )
        else:
            picks = self._telling(bits, contents, chance, sample or most)
        for kept, datas in picks:
            choice: dict[int, object] = {id(e): [] for e in every if isinstance(e, Directory)}
            for (each, _), keep in zip(bits, kept, strict=True):
                choice[id(each)].append(keep)
            choice |= {id(each): data for each, data in zip(files, datas, strict=True)}
            choice |= {id(e): e.data for e in every if isinstance(e, Inode) and id(e) not in choice}
            yield self._state(choice)

    def legal_states(self) -> int:
        """How many states are legal after a power cut now, alike ones counted each."""
        every = self.everything()
        names = sum(len(each.pending) for each in every if isinstance(each, Directory))
        files = [len(e.after_power_cut()) for e in every if isinstance(e, Inode)]
        return 2**names * math.prod(files)

    def _telling(self, bits, contents, chance, most):
        full, none = [options[-2 if len(options) > 2 else -1] for options in contents], None
        none = [options[0] for options in contents]
        patterns = [[True] * len(bits), [False] * len(bits)]
        for n in range(len(bits)):
            patterns.append([m == n for m in range(len(bits))])
            patterns.append([m != n for m in range(len(bits))])
            patterns.append([m <= n for m in range(len(bits))])
        for pattern in patterns:
            yield pattern, full
            yield pattern, none
        for _ in range(max(0, most - 2 * len(patterns))):
            yield ([chance.random() < 0.5 for _ in bits], [chance.choice(o) for o in contents])

    def _state(self, choice: dict[int, object]) -> "MemoryDisk":
        made: dict[int, Inode | Directory] = {}

        def copy(each: Inode | Directory) -> Inode | Directory:
            if id(each) in made:
                return made[id(each)]
            if isinstance(each, Inode):
                data = choice[id(each)]
                made[id(each)] = Inode(data, data)
                return made[id(each)]
            new = made[id(each)] = Directory()
            names = dict(each.durable)
            for (change, _), kept in zip(each.pending, choice[id(each)], strict=True):
                if kept:
                    change(names)
            new.names = {name: copy(inside) for name, inside in names.items()}
            new.sync()
            return new

        state = MemoryDisk()
        state.top = copy(self.top)
        return state

    def content(self) -> dict[str, bytes]:
        """Every file by its path."""
        found: dict[str, bytes] = {}

        def look(at: Directory, path: str) -> None:
            for name, each in at.names.items():
                if isinstance(each, Directory):
                    found[f"{path}/{name}/"] = b""
                    look(each, f"{path}/{name}")
                else:
                    found[f"{path}/{name}"] = each.data

        look(self.top, "")
        return found


CHANGING = ("create", "write", "sync", "rename", "link", "remove", "make_folder", "sync_folder")
CALLS = (*CHANGING, "read", "entries", "close", "lock")


class Over:
    """A disk laid over another: every call is handed on."""

    def __init__(self, disk) -> None:
        self.disk = disk

    def __getattr__(self, name):
        return getattr(self.disk, name)


class Recording(Over):
    """Tells of each call that changes something, before and after it is done."""

    def __init__(self, disk, told: Callable[[str], None]) -> None:
        super().__init__(disk)
        self.told = told
        for name in CHANGING:
            setattr(self, name, self._recorded(name, getattr(disk, name)))

    def _recorded(self, name, call):
        def recorded(*words):
            done = call(*words)
            self.told(name)
            return done

        return recorded


class Killed(BaseException):
    """The process is gone."""


class Killing(Recording):
    """Kills the process at the n-th call that changes something, which is done. 0 is never."""

    def __init__(self, disk, at: int = 0) -> None:
        super().__init__(disk, self._called)
        self.left, self.killed = at, False

    def _called(self, name: str) -> None:
        self.left -= 1
        if self.left == 0:
            self.killed = True
            raise Killed

    def __enter__(self) -> "Killing":
        return self

    def __exit__(self, kind, problem, trace) -> bool:
        return kind is Killed


class WithoutSync(Over):
    """A store that does not wait for the content of files: the tests must notice."""

    def sync(self, handle) -> None:
        pass


class WithoutFolderSync(Over):
    """A store that does not wait for names: the tests must notice."""

    def sync_folder(self, path) -> None:
        pass


class Faulty(Over):
    """Fails at the n-th call, once or from then on."""

    def __init__(self, disk, at: int, error: int, *, lasting: bool = False, calls=CHANGING) -> None:
        super().__init__(disk)
        self.left, self.error, self.lasting = at, error, lasting
        self.failed: list[str] = []
        for name in calls:
            setattr(self, name, self._faulty(name, getattr(disk, name)))

    def _faulty(self, name, call):
        def faulty(*words):
            self.left -= 1
            if self.left == 0 or (self.lasting and self.left < 0):
                self.failed.append(name)
                if name == "write" and self.error == errno.EAGAIN:  # stands for a short write
                    return call(words[0], words[1][: max(1, len(words[1]) // 2)])
                raise OSError(self.error, os.strerror(self.error))
            return call(*words)

        return faulty
