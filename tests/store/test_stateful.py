"""R3: two people save, also what is stale, edit outside, delete, revert, crash: in any order.

The model is what a person expects: fields with values. Every acknowledged value must be there, a
change from outside must never be undone, and nothing may be chosen in silence.
"""

import random
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ropabook.store.opening import open_store
from ropabook.store.past.verifying import verify
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotSave, NoSuchRecord
from ropabook.store.saving import Conflict, Opened, Saved
from ropabook.store.store import Store
from tests.size import count, rounds, size
from tests.store.disks import MemoryDisk, Recording
from tests.store.record import ANNA, BEN, MEMORY, in_memory

KEYS = ("activities/orders", "activities/news", "retention/short", "retention/long")
FIELDS = ("title", "notes", "owner")
FILES = {
    "activities/orders": "activities/orders.yaml",
    "activities/news": "activities/news.yaml",
}
REST = {
    "activities": {"role": "controller", "entities": ["harbour"], "status": "draft"},
    "retention": {"origin": "stated"},
}
WORDS = st.sampled_from(["One", "Two", "Three", "NO", "# four", "five: 5", "six\nlines\n"])


class Contradiction(Exception):
    """Two people want different things of one field."""


class Crash(BaseException):
    """The process is gone."""


class Clock:
    """A second goes by at each look, so that a history that is run again is the same again.

    The ids of commits follow from their time, and the calls to the disk follow from the ids.
    """

    localtime = staticmethod(time.gmtime)

    def __init__(self) -> None:
        self.now = 0

    def time(self) -> float:
        self.now += 1
        return 1_790_000_000 + self.now


CLOCK = Clock()


class StoreMachine(RuleBasedStateMachine):
    """See the module."""

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        CLOCK.now = 0
        self.chance = random.Random(seed)
        self.disk = MemoryDisk()
        store = in_memory(self.disk)
        self.disk.settle()
        self.people = {"anna": store, "ben": open_store(MEMORY, BEN, self.disk)}
        self.model: dict[str, dict[str, Any] | None] = {
            key: self.on_disk(store, key) for key in KEYS
        }
        self.opened: dict[tuple[str, str], Opened] = {}
        self.commits: list[str] = []
        self.outside = 0

    @staticmethod
    def on_disk(store: Store, key: str) -> dict[str, Any] | None:
        try:
            return dict(store.read(key).data)
        except NoSuchRecord:
            return None

    def person(self, who: str) -> Store:
        store = self.people[who]
        if not store.writable:
            store = self.people[who] = open_store(MEMORY, store.author, self.disk)
        assert store.writable, store.banner
        return store

    @rule(who=st.sampled_from(["anna", "ben"]), key=st.sampled_from(KEYS))
    def opens(self, who: str, key: str) -> None:
        if self.model[key] is not None:
            self.opened[who, key] = self.person(who).read(key)

    def change(self, key: str, field: str, word: str) -> tuple[str, str]:
        return ("title" if key.startswith("retention") and field == "owner" else field), word

    @precondition(lambda self: self.opened)
    @rule(data=st.data(), field=st.sampled_from(FIELDS), word=WORDS)
    def saves(self, data: Any, field: str, word: str) -> None:
        who, key = data.draw(st.sampled_from(sorted(self.opened)))
        field, word = self.change(key, field, word)
        opened = self.opened[who, key]
        done = self.person(who).save(opened, {**opened.data, field: word})
        try:
            expected = self.expected(opened, key, field, word)
        except Contradiction:
            assert isinstance(done, Conflict)
            assert any(c.path in ((field,), ()) for c in done.fields)
            return
        assert isinstance(done, Saved), done
        self.model[key] = expected
        self.commits += [done.commit] if done.commit else []

    def expected(self, opened: Opened, key: str, field: str, word: str) -> dict[str, Any] | None:
        """What one field's change makes of the record as it is; None where it is deleted.

        Raises:
            Contradiction: both changed it, and not to the same.
        """
        theirs = self.model[key]
        base = opened.data.get(field, ABSENT)
        if base == word:
            return theirs
        if theirs is None:
            raise Contradiction
        now = theirs.get(field, ABSENT)
        if now == word:
            return theirs
        if now != base:
            raise Contradiction
        return {**theirs, field: word}

    @rule(who=st.sampled_from(["anna", "ben"]), key=st.sampled_from(KEYS), word=WORDS)
    def creates(self, who: str, key: str, word: str) -> None:
        new = {"title": word, **REST[key.partition("/")[0]]}
        try:
            done = self.person(who).create(key, new)
        except CannotSave as problem:
            assert self.model[key] is not None, problem
            return
        assert self.model[key] is None
        self.model[key] = new
        self.commits.append(done.commit)

    @rule(who=st.sampled_from(["anna", "ben"]), key=st.sampled_from(KEYS))
    def deletes(self, who: str, key: str) -> None:
        if self.model[key] is None:
            return
        done = self.person(who).delete(key, "Not ours")
        assert isinstance(done, Saved)
        self.model[key] = None
        self.commits.append(done.commit)

    @rule(key=st.sampled_from(sorted(FILES)), word=WORDS.filter(str.isalpha))
    def edits_outside(self, key: str, word: str) -> None:
        new = {"title": word, **REST["activities"], "notes": "By an editor"}
        text = "# by hand\n" + "".join(
            f"{k}: {v!r}\n" if isinstance(v, str) else f"{k}:\n  - harbour\n"
            for k, v in new.items()
        )
        self.disk.outside(MEMORY / FILES[key], text.encode())
        self.model[key] = new
        self.outside += 1

    @rule(key=st.sampled_from(sorted(FILES)))
    def deletes_outside(self, key: str) -> None:
        self.disk.outside(MEMORY / FILES[key], None)
        self.model[key] = None
        self.outside += 1

    @rule(key=st.sampled_from(sorted(FILES)), data=st.data())
    def reverts_outside(self, key: str, data: Any) -> None:
        """Somebody puts an old version back with an editor, perhaps that before the last save."""
        history = self.person("anna").history
        entry = data.draw(st.sampled_from(history.commits()[:6]))
        try:
            old = history.record_at(key, entry.commit)
        except NoSuchRecord:
            return
        self.disk.outside(MEMORY / FILES[key], old.text.encode())
        self.model[key] = dict(old.data)
        self.outside += 1

    @rule(key=st.sampled_from(KEYS), data=st.data())
    def restores(self, key: str, data: Any) -> None:
        anna = self.person("anna")
        entry = data.draw(st.sampled_from(anna.history.commits()[:6]))
        try:
            old = anna.history.record_at(key, entry.commit)
        except NoSuchRecord:
            return
        done = anna.restore(key, entry.commit, "It was better")
        assert isinstance(done, Saved)
        self.model[key] = dict(old.data)
        self.commits += [done.commit] if done.commit else []

    @rule(
        key=st.sampled_from(KEYS), word=WORDS, after=st.integers(1, 60), power=st.booleans(),
        delete=st.booleans(), opening=st.booleans(),
        afterwards=st.sampled_from(["nothing", "edit", "delete"]),
    )  # fmt: skip
    def crashes(
        self, key: str, word: str, after: int, power: bool, delete: bool, opening: bool,
        afterwards: str,
    ) -> None:  # fmt: skip
        """A save is cut short; then perhaps somebody edits the file before anybody opens it."""
        self.person("anna")
        before = self.model[key]
        left = [after if opening else -1]

        def called(name: str) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise Crash

        wanted = [before, before]
        try:
            dying = open_store(MEMORY, ANNA, Recording(self.disk, called))
            left[0] = after
            wanted[1] = self._last_words(dying, key, word, delete)
        except Crash:
            wanted[1] = self._wanted(before, key, word, delete)
        else:
            self.model[key] = wanted[1]
            return
        count("R3 power cuts" if power else "R3 kills")
        self.disk = self.disk.after_power_cut(self.chance) if power else self.disk.killed()
        self.people = {}
        if key in FILES and afterwards != "nothing":
            self._reopen_after(key, afterwards)
            return
        self._reopen()
        now = self.on_disk(self.people["anna"], key)
        assert now in wanted, (now, wanted)
        self.model[key] = now

    def _wanted(
        self, before: dict[str, Any] | None, key: str, word: str, delete: bool
    ) -> dict[str, Any] | None:
        if before is None:
            return {"title": word, **REST[key.partition("/")[0]]}
        return None if delete else {**before, "title": word}

    def _last_words(self, dying: Store, key: str, word: str, delete: bool) -> Any:
        before = self.model[key]
        wanted = self._wanted(before, key, word, delete)
        if before is None:
            dying.create(key, wanted)
        elif delete:
            dying.delete(key, "Not ours")
        else:
            dying.save(dying.read(key), wanted)
        return wanted

    def _reopen_after(self, key: str, afterwards: str) -> None:
        if afterwards == "edit":
            self.edits_outside(key, "Afterwards")
        else:
            self.deletes_outside(key)
        self._reopen()

    def _reopen(self) -> None:
        self.people = {
            "anna": open_store(MEMORY, ANNA, self.disk),
            "ben": open_store(MEMORY, BEN, self.disk),
        }

    @invariant()
    def everything_is_as_expected(self) -> None:
        if not hasattr(self, "model"):
            return
        store = self.person("anna")
        for key in KEYS:
            assert self.on_disk(store, key) == self.model[key], key
        for commit in self.commits[-3:]:
            assert store.history.contains(commit)

    def teardown(self) -> None:
        if not hasattr(self, "model"):
            return
        count("R3 random histories")
        count("R3 acknowledged saves", len(self.commits))
        count("R3 changes made outside", self.outside)
        store = open_store(MEMORY, ANNA, self.disk)
        for key in KEYS:
            assert self.on_disk(store, key) == self.model[key], key
        checked = verify(store.history.folder)
        assert checked.whole, checked.remarks
        assert all(remark.weight == "outside" for remark in checked.remarks)
        known = set(self.commits)
        assert known <= {entry.commit for entry in store.history.commits()}
        recorded = [e for e in store.history.commits() if e.action == "external"]
        assert bool(recorded) <= bool(self.outside)
        for change in store.outside_changes():
            store.claim(change)
        assert store.outside_changes() == ()
        assert verify(store.history.folder).remarks == ()


@pytest.mark.usefixtures("impatient")
def test_everything_acknowledged_is_there_and_nothing_outside_is_undone(monkeypatch) -> None:
    monkeypatch.setattr("ropabook.store.disk.committing.time", CLOCK)
    for _ in rounds("R3, in fifties", 1, 400):
        run_state_machine_as_test(
            StoreMachine,
            settings=settings(
                max_examples=size(60, 50),
                stateful_step_count=30,
                suppress_health_check=list(HealthCheck),
            ),
        )
