"""Commits in their order: it comes from what follows what, never from a clock."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from dulwich.objects import Commit

from ropabook.store.git.repository import Repository


def parents(repository: Repository, id: bytes) -> list[bytes]:
    """The commits that a commit follows; none where a shallow clone cut the history off."""
    if id in repository.cut_off_at:
        return []
    return list(repository.objects.commit(id).parents)


def ancestry(repository: Repository, head: bytes | None, until: bytes | None = None) -> list[bytes]:
    """Every commit that a head contains, itself included, each before those it follows.

    A commit to stop at is left out, and what it follows is not looked at from there.
    """
    below: dict[bytes, list[bytes]] = {}
    followers: dict[bytes, int] = {}
    stack = [head] if head and head != until else []
    while stack:
        id = stack.pop()
        if id in below:
            continue
        below[id] = [parent for parent in parents(repository, id) if parent != until]
        for parent in below[id]:
            followers[parent] = followers.get(parent, 0) + 1
            stack.append(parent)
    order = []
    ready = [head] if head and head != until else []
    while ready:
        id = ready.pop()
        order.append(id)
        for parent in reversed(below[id]):
            followers[parent] -= 1
            if not followers[parent]:
                ready.append(parent)
    return order


def contains(repository: Repository, head: bytes | None, id: bytes) -> bool:
    """Whether a head has a commit in its past, or is it."""
    seen: set[bytes] = set()
    stack = [head] if head else []
    while stack:
        at = stack.pop()
        if at == id:
            return True
        if at not in seen:
            seen.add(at)
            stack += parents(repository, at)
    return False


def line(repository: Repository, head: bytes | None) -> Iterator[bytes]:
    """The states of this copy, newest first: of a merge, the side that was here is followed."""
    while head:
        yield head
        head = next(iter(parents(repository, head)), None)


def moment(commit: Commit) -> datetime:
    """When a commit was made, in the zone of the person who made it."""
    zone = timezone(timedelta(seconds=commit.commit_timezone))
    return datetime.fromtimestamp(commit.commit_time, zone)


def last_of(repository: Repository, head: bytes | None, day: date) -> bytes | None:
    """The last commit of a day, or the last before it; None where the history begins later."""
    for id in line(repository, head):
        if moment(repository.objects.commit(id)).date() <= day:
            return id
    return None
