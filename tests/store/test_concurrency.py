"""R5: several people save at once, on the real disk: every update is kept, none is overwritten."""

import functools
import os
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ropabook.store.author import Author
from ropabook.store.beginning import begin_history
from ropabook.store.disk.committing import commit, words
from ropabook.store.opening import open_store
from ropabook.store.past.verifying import verified
from ropabook.store.problems import CannotSave
from ropabook.store.saving import Conflict, Saved
from ropabook.store.store import Store
from tests.size import count, rounds, size
from tests.store.record import ANNA, SMALL, on_disk

WRITERS, SAVES = size((4, 15), (8, 100))


def in_rounds(test: Callable[[Path], None]) -> Callable[[Path], None]:
    """A test that is run once, or ten times for a release, each time on a record of its own."""

    @functools.wraps(test)
    def in_turn(tmp_path: Path) -> None:
        for turn in rounds(f"R5 {test.__name__}", 1, 10):
            (tmp_path / str(turn)).mkdir()
            test(tmp_path / str(turn))

    return in_turn


def at_once(root: Path, work: Callable[[Store, int], None], writers: int = WRITERS) -> None:
    """The same work in several processes at once."""
    children = []
    for number in range(writers):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                store = opened(root, Author(f"Writer {number}", "w@x.example", "a test"))
                work(store, number)
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * writers


def opened(root: Path, author: Author) -> Store:
    """Open it again where somebody else had it for longer than we wait."""
    while True:
        store = open_store(root, author)
        if store.writable:
            return store
        assert "has it open" in store.banner, store.banner


def patiently(save: Callable[[], Saved | Conflict]) -> Saved | Conflict:
    """Try again where somebody else had the record for longer than we wait."""
    while True:
        try:
            return save()
        except CannotSave as problem:
            waiting = ("has it open", "Another git program", "keep committing")
            assert any(words in str(problem) for words in waiting), problem


@in_rounds
def test_different_fields_of_one_record(tmp_path) -> None:
    root = on_disk(tmp_path, SMALL).root
    fields = min(SAVES, 20)

    def work(store: Store, number: int) -> None:
        opened = store.read("activities/orders")
        for n in range(SAVES):
            # What others save between the opening and the save is merged.
            mine = {f"writer-{number}-{n % fields}": f"save {n}"}
            data = {**opened.data, "unplaced": {**opened.data.get("unplaced", {}), **mine}}
            done = patiently(lambda o=opened, d=data: store.save(o, d))
            assert isinstance(done, Saved), done
            opened = store.read("activities/orders") if n % 3 == 0 else replace(opened, data=data)

    at_once(root, work)
    store = open_store(root, ANNA)
    last = {n % fields: n for n in range(SAVES)}
    assert store.read("activities/orders").data["unplaced"] == {
        f"writer-{w}-{field}": f"save {n}" for w in range(WRITERS) for field, n in last.items()
    }
    count("R5 saves of different fields", WRITERS * SAVES)
    assert len(store.history.commits()) == WRITERS * SAVES + 1
    assert verified(store.history).remarks == ()


@in_rounds
def test_the_same_field_is_counted_up_and_no_step_is_lost(tmp_path) -> None:
    root = on_disk(tmp_path, SMALL).root

    def work(store: Store, number: int) -> None:
        for _ in range(SAVES):
            while True:
                opened = store.read("retention/short")
                reached = int(opened.data.get("notes", "0"))
                data = {**opened.data, "notes": str(reached + 1)}
                if isinstance(patiently(lambda o=opened, d=data: store.save(o, d)), Saved):
                    break

    at_once(root, work)
    store = open_store(root, ANNA)
    # Two who count up to the same number agree: one of them finds that nothing had changed.
    changed = [e for e in store.history.commits("retention/short") if e.action == "edit"]
    assert int(store.read("retention/short").data["notes"]) == len(changed)
    count("R5 saves of the same field", len(changed))
    assert len({e.author for e in changed}) > 1
    assert verified(store.history).remarks == ()


@in_rounds
def test_different_entries_of_one_register(tmp_path) -> None:
    root = on_disk(tmp_path, SMALL).root

    def work(store: Store, number: int) -> None:
        for n in range(SAVES):
            new = {"title": f"{number} {n}", "origin": "stated"}
            patiently(lambda n=n, new=new: store.create(f"retention/w{number}-{n}", new))

    at_once(root, work)
    count("R5 new entries of one register", WRITERS * SAVES)
    assert len(open_store(root, ANNA).register().records["retention"]) == 2 + WRITERS * SAVES


@in_rounds
def test_two_records_in_one_repository(tmp_path) -> None:
    begin_history(tmp_path, ANNA)
    for number in range(WRITERS):
        (tmp_path / f"record-{number}").mkdir()
        (tmp_path / f"record-{number}" / "group.yaml").write_text("title: Northwind\n")
        begin_history(tmp_path / f"record-{number}", ANNA)

    def work(_: Store, number: int) -> None:
        store = open_store(tmp_path / f"record-{number}", ANNA)
        for n in range(SAVES):
            opened = store.read("group/group")
            done = patiently(lambda o=opened, n=n: store.save(o, {**o.data, "notes": f"Save {n}"}))
            assert isinstance(done, Saved)

    at_once(tmp_path / "record-0", work)
    for number in range(WRITERS):
        store = open_store(tmp_path / f"record-{number}", ANNA)
        count("R5 saves of several records in one repository", SAVES)
        assert store.read("group/group").data["notes"] == f"Save {SAVES - 1}"
        assert len(store.history.commits()) == SAVES + 1
        assert verified(store.history).remarks == ()


def test_who_waited_for_somebody_is_not_dated_before_them(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    said = words(b"Waited\n\nAction: edit\nWithin: .\nRecord: group/group\n", ANNA)
    opened = store.read("activities/orders")
    store.save(opened, {**opened.data, "notes": "Quicker"})
    said = said._replace(at=said.at - 5)
    made = commit(store._folder, {"group.yaml": b"title: Northwind group\n"}, said)
    assert verified(store.history).remarks == ()
    found = store._folder.repository.objects.commit(made)
    assert found.author_time == said.at
    assert found.commit_time >= said.at + 5


@pytest.mark.usefixtures("impatient")
def test_somebody_is_killed_with_the_record_in_hand(tmp_path) -> None:
    """Nobody waits for the dead."""
    store = on_disk(tmp_path, SMALL)
    for turn in range(size(3, 100)):
        reading, said = os.pipe()
        child = os.fork()
        if child == 0:
            from ropabook.store.disk.locking import held

            with held(store._folder, ANNA):
                os.write(said, b"held")
                time.sleep(60)
            os._exit(0)
        assert os.read(reading, 4) == b"held"
        os.close(reading)
        os.close(said)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        opened = store.read("activities/orders")
        assert isinstance(store.save(opened, {**opened.data, "notes": str(turn)}), Saved)
        count("R5 killed with the record in hand")


@in_rounds
def test_readers_never_see_half_of_a_file(tmp_path) -> None:
    root = on_disk(tmp_path, SMALL).root

    def work(store: Store, number: int) -> None:
        for n in range(SAVES * 2):
            if number == 0:
                opened = store.read("activities/orders")
                data = {**opened.data, "notes": "x" * (20_000 if n % 2 else 1)}
                patiently(lambda o=opened, d=data: store.save(o, d))
            else:
                for _ in range(5):
                    register = store.register()
                    assert register.refusals == ()
                    assert register.activities["orders"].status == "active"
                assert verified(store.history).whole

    at_once(root, work, writers=3)
