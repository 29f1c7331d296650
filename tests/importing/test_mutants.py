"""X2: workbooks damaged at random bring no traceback, no dead parent and no changed record.

A mutant is a byte changed in the package, or a part changed and packed again. Each goes the whole
way that a file goes. For a release each that the first look lets through has a reading process of
its own; for every commit most are read within this process, by what such a process runs.
"""

import json
import random
import resource
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from ropabook.excel import limited
from ropabook.excel.cells import NotRead
from ropabook.exchange import child
from ropabook.exchange.proposal import look
from ropabook.exchange.source import checked
from ropabook.model.register import Register
from tests.importing import hostile
from tests.importing.forked import Server
from tests.importing.layouts_forms import cnil
from tests.importing.layouts_tables import ico
from tests.size import RELEASE, count, rounds, size

PIECES = (b"<", b">", b'"', b"&", b"\0", b"</c>", b"<c>", b"<row>", b'r="A0"', b"999999999", b"-1",
          b"\xff\xfe", b"t=\"s\"", b"<f>A1</f>", b"]]>", b"&#0;", b"&#x1F600;", b"e99")  # fmt: skip
GROWTH = 100 * 1024
"""In KiB, as `getrusage` counts."""


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> list[tuple[str, bytes]]:
    folder = tmp_path_factory.mktemp("books")
    return [
        ("small.xlsx", hostile.packed(hostile.good())),
        ("ico.xlsx", ico(folder).read_bytes()),
        ("registre.ods", cnil(folder).read_bytes()),
    ]


def mutant(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return changed(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([each for each in parts if each.endswith((".xml", ".rels"))])
    for _ in range(chance.randint(1, 4)):
        parts[name] = changed(parts[name], chance)
    if chance.random() < 0.05:
        del parts[chance.choice(list(parts))]
    return hostile.packed(parts)


def changed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((0, 1, 1, 2, 8, 60)))
    how = chance.randrange(4)
    if how == 0:
        return data[:at] + chance.randbytes(end - at) + data[end:]
    if how == 1:
        return data[:at] + data[end:]
    if how == 2:
        return data[:at] + chance.choice(PIECES) + data[end:]
    return data[:end] + data[at:end] * chance.choice((1, 2, 50)) + data[end:]


def in_this_process(name, module, arguments, given, room) -> Iterator[bytes]:
    """What the reading process would say, without starting one."""
    request, data = given
    for line in child.told(json.loads(request), data):
        if line.startswith(b'{"refused"'):
            raise NotRead(name, json.loads(line)["refused"])
        yield line


def came_of(name: str, data: bytes) -> str:
    """Look at it; what came of it, in few words."""
    try:
        checked(name, data)
    except NotRead as refused:
        return f"refused at the first look: {sentence(name, refused)}"
    try:
        proposal = look(name, data, Register({}))
    except NotRead as refused:
        assert refused.reason != child.OUR_FAULT, f"a fault of ours in {name}"
        return f"refused by the reading process: {sentence(name, refused)}"
    counts = proposal.counts
    assert counts["cells"] == counts["placed"] + counts["unplaced"] + counts["not_data"]
    assert counts["cells"] == sum(1 for _ in proposal.cells)
    return "read"


def sentence(name: str, refused: NotRead) -> str:
    said = str(refused)
    assert name in said
    assert "\n" not in said
    assert "Traceback" not in said
    return refused.reason


def highest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_damaged_workbooks_are_refused_or_read(books, monkeypatch) -> None:
    server = Server() if RELEASE else None
    if server:
        monkeypatch.setattr(limited, "start", server.start)
    else:
        monkeypatch.setattr(limited, "answers", in_this_process)
    for name, data in books:
        assert came_of(name, data) == "read"
    before, slowest = highest(), 0.0
    came: Counter[str] = Counter()
    for seed in rounds("X2: damaged workbooks", 1_000, 20_000):
        chance = random.Random(seed)
        name, data = chance.choice(books)
        start = time.monotonic()
        result = came_of(name, mutant(data, chance))
        slowest = max(slowest, time.monotonic() - start)
        came[result.partition(":")[0]] += 1
    if server:
        server.stop()
    for what, number in came.items():
        count(f"X2: damaged workbooks {what}", number)
    grown = highest() - before
    print(dict(came), f"slowest {slowest:.2f} s, grown by {grown / 1024:.0f} MiB")
    assert slowest < limited.PATIENCE
    assert not RELEASE or grown < GROWTH
    assert min(came.values()) > came.total() / 20


def test_damaged_workbooks_in_processes_of_their_own(books) -> None:
    """A few through the process that analysts have."""
    for seed in range(size(25, 200)):
        chance = random.Random(-1 - seed)
        name, data = chance.choice(books)
        came_of(name, mutant(data, chance))


def test_nothing_is_changed_by_looking(books, tmp_path: Path) -> None:
    """No file is written: not beside the workbook, not in the folder at work."""
    files = [tmp_path / name for name, _ in books]
    for path, (_, data) in zip(files, books, strict=True):
        path.write_bytes(data)
    for path in files:
        came_of(path.name, path.read_bytes())
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert [path.read_bytes() for path in files] == [data for _, data in books]
