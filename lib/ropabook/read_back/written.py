"""What the suite wrote into a workbook: the state it was made from, written again."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ropabook.excel.book import Copy
from ropabook.exporting import draw
from ropabook.model.register import Register
from ropabook.review import review
from ropabook.sheets.manifest import Stated
from ropabook.sheets.past import past_of
from ropabook.sheets.scope import Scope
from ropabook.store.problems import CannotRead
from ropabook.store.store import Store


class CannotReadBack(Exception):
    """The workbook cannot be compared with anything; the message says why, and what to do."""


class State(NamedTuple):
    """The record that a workbook was made from."""

    register: Register
    commit: str | None
    """None where it is what the files say now, saved or not."""


def state_of(store: Store, name: str, stated: Stated, now: Register) -> State:
    """The state that a workbook names.

    Raises:
        CannotReadBack: it cannot be found any more.
    """
    found = _state(store, name, stated, now)
    if stated.entity is not None and stated.entity not in found.register.entities:
        raise CannotReadBack(
            f"{name}: its manifest was changed: it is about “{stated.entity}”, and the record has "
            "no such company. Export again, and repeat the edits there."
        )
    return found


def _state(store: Store, name: str, stated: Stated, now: Register) -> State:
    if stated.fingerprint == now.fingerprint and (stated.unsaved or stated.commit is None):
        return State(now, None)
    if stated.commit is None or stated.unsaved:
        raise CannotReadBack(
            f"{name} was made from files that were not saved in the history, and they have changed "
            "since. Nothing can tell what was edited in the workbook and what in the record. "
            "Export again, and repeat the edits there."
        )
    try:
        commit = store.history.resolve(stated.commit)
        return State(store.history.at(commit), commit)
    except CannotRead as problem:
        raise CannotReadBack(f"{name}: {problem}") from None


def cells_of(store: Store, stated: Stated, state: State, titles: Iterable[str]) -> Copy:
    """The texts of every cell that the suite writes from that state into sheets of these titles."""
    judged = review(state.register, stated.on)
    scope = Scope(judged, stated.entity, past_of(store.history, state.commit))
    copy: Copy = {title: [] for title in titles}
    with TemporaryDirectory(prefix="ropabook-") as folder:
        draw(scope, Path(folder, "again.xlsx"), copy)
    return {title: lines for title, lines in copy.items() if lines}
