"""R2: the power fails after any call, in any legal state: nothing acknowledged is lost.

The same suite must find fault with a store that does not wait for the disk, else it proves nothing.
"""

import contextlib
import errno
import random
from collections import Counter
from collections.abc import Callable

import pytest

from ropabook.store.beginning import begin_history
from ropabook.store.opening import open_store
from ropabook.store.past.verifying import verify
from ropabook.store.plain import ABSENT, same
from ropabook.store.problems import CannotSave, NoSuchRecord
from ropabook.store.store import Store
from tests.size import count, deadline, size
from tests.store.disks import Faulty, Killing, MemoryDisk, Recording, WithoutFolderSync, WithoutSync
from tests.store.record import ANNA, MEMORY, SMALL, in_memory

pytestmark = pytest.mark.usefixtures("impatient")
KEYS = ("activities/orders", "retention/short", "retention/long", "activities/news")


# All states up to so many are tried after a call; where there are more, so many of them.
ALL, SAMPLE = size((40, 40), (65_536, 16_384))


class PowerCuts:
    """Runs something, cuts the power after each call, opens what is left and looks at it."""

    def __init__(self, laid_over: Callable = lambda disk: disk, *, twice: bool = False) -> None:
        self.most, self.sample = (size(40, 160), None) if twice else (ALL, SAMPLE)
        self.over = deadline()
        self.calls: Counter[str] = Counter()
        self.disk = MemoryDisk()
        in_memory(self.disk)
        self.disk.settle()
        self.chance = random.Random(20261124)
        self.twice = twice
        self.laid_over = laid_over
        self.acknowledged = {
            key: self.now(open_store(MEMORY, ANNA, self.disk), key) for key in KEYS
        }
        self.commits: list[str] = []
        self.flying: dict[str, object] = {}
        self.seen: set = set()
        self.faults: list[str] = []
        self.second = 0

    @staticmethod
    def now(store: Store, key: str) -> object:
        try:
            return store.read(key).data
        except NoSuchRecord:
            return ABSENT

    def store(self) -> Store:
        return open_store(MEMORY, ANNA, Recording(self.laid_over(self.disk), self.called))

    def saves(self, wanted: dict[str, object], do: Callable[[], object]) -> None:
        """Do one save; what it wants is in flight until it is acknowledged."""
        self.flying = wanted
        done = do()
        self.acknowledged |= wanted
        self.flying = {}
        commits = [each.commit for each in (done if isinstance(done, list) else [done])]
        self.commits += [commit for commit in commits if commit]
        self.called("acknowledged")

    def called(self, name: str) -> None:
        tried = "all" if self.disk.legal_states() <= self.most else "sample"
        for n, state in enumerate(self.disk.power_cuts(self.chance, self.most, self.sample)):
            if n >= size(40, 160) and self.over():
                tried = "sample"
                break
            if len(self.faults) > 20:
                return  # enough to know
            # States are told apart by what had been acknowledged, too: see docs/faults.md.
            told = (hash(frozenset(state.content().items())), len(self.commits), len(self.flying))
            if told not in self.seen:
                self.seen.add(told)
                self.look(state)
        self.calls[tried] += 1

    def look(self, state: MemoryDisk) -> None:
        try:
            if self.twice and not self.over() and len(self.seen) % size(150, 4) == 0:
                again = Recording(state, lambda name: self.look_once(state, deep=False))
                open_store(MEMORY, ANNA, again)
            self.look_once(state)
        except Exception as problem:  # whatever it is, it is a fault of the store
            self.faults.append(f"{type(problem).__name__}: {problem}")

    def look_once(self, state: MemoryDisk, deep: bool = True) -> None:
        for left in [state] if deep else state.power_cuts(self.chance, 6):
            self.second += not deep
            store = open_store(MEMORY, ANNA, left)
            if not store.writable:
                self.faults.append(str(store.banner))
                continue
            self.faults += self.wrong(store)

    def wrong(self, store: Store) -> list[str]:
        found = []
        for key in KEYS:
            data = self.now(store, key)
            allowed = [self.acknowledged[key]]
            allowed += [self.flying[key]] if key in self.flying else []
            if not any(same(data, each) for each in allowed):
                found.append(f"{key} is {data!r}")
        flown = [
            key for key in self.flying if not same(self.now(store, key), self.acknowledged[key])
        ]
        if flown and len(flown) < len([k for k, v in self.flying.items()
                                       if not same(v, self.acknowledged[k])]):  # fmt: skip
            found.append(f"only half of a save is there: {flown}")
        found += [f"{c} is lost" for c in self.commits if not store.history.contains(c)]
        checked = verify(store.history.folder)
        found += [str(remark) for remark in checked.remarks]
        found += ["the files differ from the history"] if store.outside_changes() else []
        opened = store.read("group/group")
        saved = store.save(opened, {**opened.data, "notes": "After the power cut"})
        found += [] if saved.commit else ["nothing could be saved afterwards"]
        return found


def some_saves(cuts: PowerCuts) -> None:
    store = cuts.store()
    orders = store.read("activities/orders")
    one = {**orders.data, "owner": "Head of Operations"}
    cuts.saves({orders.key: one}, lambda: store.save(orders, one))
    short = store.read("retention/short")
    two = {**short.data, "period": "P2Y"}
    cuts.saves({short.key: two}, lambda: store.save(short, two))


def a_record_that_comes_and_goes(cuts: PowerCuts) -> None:
    store = cuts.store()
    news = {"title": "News", "role": "controller", "entities": ["harbour"], "status": "draft"}
    cuts.saves({"activities/news": news}, lambda: store.create("activities/news", news))
    cuts.saves({"activities/news": ABSENT}, lambda: store.delete("activities/news", "Not ours"))


def several_records_at_once(cuts: PowerCuts) -> None:
    store = cuts.store()
    opened = [store.read(key) for key in KEYS[:3]]
    wanted = {each.key: {**each.data, "notes": "Imported"} for each in opened}
    wanted["activities/news"] = {
        "title": "News", "role": "controller", "entities": ["harbour"], "status": "draft",
    }  # fmt: skip
    cuts.saves(wanted, lambda: store.save_many(wanted, bases=opened))


SCENARIOS = [some_saves, a_record_that_comes_and_goes, several_records_at_once]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_acknowledged_is_lost(scenario) -> None:
    cuts = PowerCuts()
    scenario(cuts)
    count(f"R2 {scenario.__name__}: different states", len(cuts.seen))
    count(f"R2 {scenario.__name__}: calls after which all were tried", cuts.calls["all"])
    count(f"R2 {scenario.__name__}: calls after which a sample was tried", cuts.calls["sample"])
    count("R2 faults", len(cuts.faults))
    assert len(cuts.seen) > 100
    assert cuts.faults == []


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nor_when_the_power_fails_again_while_the_record_is_opened(scenario) -> None:
    cuts = PowerCuts(twice=True)
    scenario(cuts)
    count(f"R2 {scenario.__name__}, cut twice: states after the second", cuts.second)
    count("R2 faults", len(cuts.faults))
    assert cuts.faults == []


def killed_while_saving(cuts: PowerCuts, at: int) -> dict | None:
    """What a save wanted that was killed at the n-th call; None where it was done before that."""
    with Killing(cuts.disk) as killing:
        store = open_store(MEMORY, ANNA, killing)
        opened = store.read("activities/orders")
        wanted = {**opened.data, "owner": "Head of Operations"}
        killing.left = at
        store.save(opened, wanted)
    cuts.disk = cuts.disk.killed()
    return wanted if killing.killed else None


def something_is_saved(store: Store) -> None:
    opened = store.read("group/group")
    assert store.save(opened, {**opened.data, "notes": "After the power cut"}).commit


def test_no_lock_comes_back_that_a_killed_process_held_and_recovery_gave_up() -> None:
    """Recovery may be killed, too, between giving up a lock and waiting for the disk."""
    over = deadline()
    for at in range(1, 80):
        also_then = size(at % 16 == 0, True) and not over()
        for again in range(80 if also_then else 1):
            cuts = PowerCuts()
            if killed_while_saving(cuts, at) is None:
                assert at > 40
                return
            with Killing(cuts.disk, again) as killing:
                open_store(MEMORY, ANNA, killing)
            disk = cuts.disk.killed()
            open_store(MEMORY, ANNA, disk)
            for state in disk.power_cuts(cuts.chance, size(12, 64)):
                count("R2 killed, recovered, power cut: states")
                something_is_saved(open_store(MEMORY, ANNA, state))
            if again and not killing.killed:
                break
    raise AssertionError("a save that is never done")


def test_no_lock_comes_back_of_a_save_that_was_refused() -> None:
    for at in range(1, 80):
        cuts = PowerCuts()
        store = open_store(MEMORY, ANNA, faulty := Faulty(cuts.disk, 10**9, errno.EACCES))
        opened = store.read("activities/orders")
        faulty.left = at
        with contextlib.suppress(CannotSave):
            store.save(opened, {**opened.data, "owner": "Head of Operations"})
        if not faulty.failed:
            break
        for state in cuts.disk.killed().power_cuts(cuts.chance, size(12, 512)):
            count("R2 refused, power cut: states")
            something_is_saved(open_store(MEMORY, ANNA, state))
    assert at > 20


def test_a_save_that_is_done_again_after_a_kill_outlives_a_power_cut() -> None:
    """What the killed process had written is in the cache of the system, and only there."""

    for at in range(1, 80):
        cuts = PowerCuts()
        wanted = killed_while_saving(cuts, at)
        if wanted is None:
            break
        cuts.acknowledged["activities/orders"] = wanted
        again = open_store(MEMORY, ANNA, cuts.disk)
        saved = again.save(again.read("activities/orders"), wanted)
        cuts.commits = [saved.commit or again.history.head]
        cuts.called("acknowledged")
        count("R2 killed, done again, power cut: states", len(cuts.seen))
        assert cuts.faults == [], at
    assert at > 40


@pytest.mark.parametrize("without", [WithoutSync, WithoutFolderSync])
def test_a_store_that_does_not_wait_for_the_disk_is_caught(without) -> None:
    cuts = PowerCuts(without)
    some_saves(cuts)
    assert cuts.faults


def test_a_history_that_is_begun_in_a_power_cut_can_be_begun_again() -> None:
    disk = MemoryDisk()
    for name, data in SMALL.items():
        disk.outside(MEMORY / name, data)
    chance = random.Random(20261124)
    seen: dict[int, MemoryDisk] = {}

    def called(name: str) -> None:
        for state in disk.power_cuts(chance, *size((12, 12), (1_024, 256))):
            seen[hash(frozenset(state.content().items()))] = state

    begin_history(MEMORY, ANNA, Recording(disk, called))
    count("R2 first start: different states", len(seen))
    assert len(seen) > 50
    for state in seen.values():
        begin_history(MEMORY, ANNA, state)
        store = open_store(MEMORY, ANNA, state)
        assert store.writable, store.banner
        assert {name: state.read(MEMORY / name) for name in SMALL} == SMALL
        assert store.outside_changes() == ()
        assert verify(store.history.folder).whole
