"""R6: a small real disk runs full: saves are refused, nothing is damaged, reading works.

A real one needs the right to mount; the disk that runs full in memory is in test_faults.
"""

import os
import random
import shutil
import subprocess

import pytest

from ropabook.store.opening import open_store
from ropabook.store.past.verifying import verified
from ropabook.store.problems import CannotSave
from tests.size import count, size
from tests.store.record import ANNA, SMALL, on_disk


@pytest.fixture
def small(tmp_path):
    """A disk of 600 kB."""
    mount = shutil.which("mount")
    place = tmp_path / "small"
    place.mkdir()
    options = "size=600k,nr_inodes=400"
    command = [mount or "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if os.name == "nt" or mount is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("NO SMALL DISK CAN BE MOUNTED HERE: only the one in memory was tried.")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("seed", range(size(2, 50)))
def test_a_full_disk_damages_nothing(small, seed) -> None:
    chance = random.Random(seed)
    store = on_disk(small, SMALL)
    root = store.root
    expected = store.read("activities/orders").data
    refused = saved = 0
    for n in range(60):
        filler = small / "filler"
        filler.unlink(missing_ok=True)
        free = shutil.disk_usage(small).free
        if chance.random() < 0.7:
            with filler.open("wb") as file:
                file.write(
                    b"x" * max(0, free - chance.choice([0, 4096, 8192, 16384, 40960, 65536]))
                )
        store = open_store(root, ANNA)
        assert store.read("activities/orders").data == expected
        opened = store.read("activities/orders")
        wanted = {**opened.data, "notes": "y" * chance.choice([10, 5_000, 30_000]) + str(n)}
        try:
            store.save(opened, wanted)
            expected = wanted
            saved += 1
        except CannotSave as problem:
            refused += 1
            assert "the disk is full" in str(problem)
            assert "Nothing was changed" in str(problem)
        assert verified(store.history).whole
        assert store.register().refusals == ()
        if free < 100_000:
            break
    (small / "filler").unlink(missing_ok=True)
    assert store.read("activities/orders").data == expected
    count("R6 real small disks")
    count("R6 saves refused, nothing damaged", refused)
    count("R6 saves", saved)
    assert refused > 3
    assert saved > 3
