"""R1: kill -9 at any moment, on the real disk: what was acknowledged is there, complete."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

from ropabook.store.opening import open_history, open_store
from ropabook.store.past.verifying import verified
from tests.size import count, rounds
from tests.store.record import ANNA, SMALL, on_disk

KEYS = ("activities/orders", "retention/short", "retention/long")


def saving(root: Path, said: int, begin: int) -> None:
    """Saves for ever, and acknowledges each save over a pipe."""
    store = open_store(root, ANNA)
    assert store.writable, store.banner
    for n in range(begin, begin + 10_000):
        key = KEYS[n % len(KEYS)]
        os.write(said, f"begin {key} {n}\n".encode())
        opened = store.read(key)
        saved = store.save(opened, {**opened.data, "notes": f"Save {n}"})
        os.write(said, f"saved {key} {n} {saved.commit}\n".encode())


def killed(root: Path, begin: int, after: float) -> list[list[str]]:
    """What a process said before it was killed."""
    reading, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            saving(root, said, begin)
        finally:
            os._exit(1)
    os.close(said)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.readline()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = first + pipe.read()
    return [line.split() for line in lines.decode().splitlines()]


def test_a_killed_process_loses_nothing(tmp_path) -> None:
    chance = random.Random()
    acknowledged: dict[str, str | None] = {}
    total = kills = 0
    lost: list[str] = []
    root = Path()
    for trial in rounds("R1", 60, 10_000):
        if trial % 200 == 0:  # a young history, so that the trials stay short
            shutil.rmtree(tmp_path / "ropa", ignore_errors=True)
            root = on_disk(tmp_path, SMALL).root
            acknowledged = dict.fromkeys(KEYS)
        flying: dict[str, str] = {}
        newest = None
        kills += 1
        for line in killed(root, trial * 10_000, chance.uniform(0, 0.08)):
            if line[0] == "begin":
                flying = {line[1]: f"Save {line[2]}"}
            else:
                acknowledged[line[1]] = f"Save {line[2]}"
                flying, newest = {}, line[3]
                total += 1
        store = open_store(root, ANNA)
        assert store.writable, store.banner
        for key in KEYS:
            notes = store.read(key).data.get("notes")
            if notes not in (acknowledged[key], flying.get(key, acknowledged[key])):
                lost.append(f"trial {trial}: {key} is {notes!r}, not {acknowledged[key]!r}")
            acknowledged[key] = notes
        if newest is not None and not store.history.contains(newest):
            lost.append(f"trial {trial}: {newest}")
        assert store.outside_changes() == ()
        if trial % 20 == 19:
            checked = verified(open_history(root))
            assert checked.remarks == (), (trial, checked.remarks)
    count("R1 kills", kills)
    count("R1 acknowledged saves", total)
    count("R1 lost", len(lost))
    assert lost == []
    assert total > 0, "nobody was killed while saving: the machine is too busy to tell anything"
