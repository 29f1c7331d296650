"""A small record with a history, on the real disk or in memory, for the tests of the store."""

from pathlib import Path

from ropabook.store.author import Author
from ropabook.store.beginning import begin_history
from ropabook.store.opening import open_store
from ropabook.store.store import Store
from tests.small import COMPLETE

ANNA = Author("Anna Ash", "anna@northwind.example", "a test")
BEN = Author("Ben Birch", "ben@northwind.example", "a test")
MEMORY = Path("/northwind/ropa")
SMALL = {
    "group.yaml": b"title: Northwind\n",
    "activities/orders.yaml": (
        b"# the orders\n"
        b"title: Customer orders   # as the board calls it\n"
        b"role: controller\n"
        b"entities:\n  - harbour\n"
        b"status: active\n"
        b"owner: Head of Sales\n"
        b"business_function:\n  unknown: 'Which one?'\n  ask: HR\n"
    ),
    "registers/retention.yaml": (
        b"# how long\n"
        b"short:\n  title: Short\n  period: P1Y\n  origin: stated\n"
        b"# the long one\n"
        b"long:\n  title: Long\n  period: P6Y\n  origin: stated\n"
    ),
}


def in_memory(disk, files=SMALL, root: Path = MEMORY) -> Store:
    """A record with a history on a disk in memory."""
    for name, data in files.items():
        disk.outside(root / name, data)
    begin_history(root, ANNA, disk)
    return open_store(root, ANNA, disk)


def on_disk(tmp_path: Path, files=None) -> Store:
    """A record with a history of its own on the real disk: small, or the complete one."""
    import shutil

    root = tmp_path / "ropa"
    if files is None:
        shutil.copytree(COMPLETE, root)
    else:
        for name, data in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
    begin_history(root, ANNA)
    return open_store(root, ANNA)
