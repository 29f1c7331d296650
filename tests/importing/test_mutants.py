"""X2: workbooks damaged at random bring no traceback, no dead parent and no changed record.

A mutant is a byte changed in the package, or a part changed and packed again. For every commit
most are read within this process by what the child runs; some go through the child itself. For a
release all of them do.
"""

import random
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from ropabook.excel import child, reading
from ropabook.excel.cells import NotRead
from ropabook.exchange.proposal import propose
from ropabook.exchange.source import source_of
from ropabook.model.register import Register
from tests.importing import hostile
from tests.importing.layouts_forms import cnil
from tests.importing.layouts_tables import ico
from tests.size import RELEASE, size

MUTANTS = size(1_000, 20_000)
THROUGH_THE_CHILD = size(25, 20_000)
PIECES = (b"<", b">", b'"', b"&", b"\0", b"</c>", b"<c>", b"<row>", b'r="A0"', b"999999999", b"-1",
          b"\xff\xfe", b"t=\"s\"", b"<f>A1</f>", b"]]>", b"&#0;", b"&#x1F600;", b"e99")  # fmt: skip


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


def in_this_process(name: str, kind: str, file, most: int) -> Iterator[dict]:
    """What the child would say, without starting one."""
    for line in child.told(kind, file.read(), most):
        if "refused" in line:
            raise NotRead(name, line["refused"])
        yield line


def look_at(name: str, data: bytes) -> str:
    """Read it and propose; what came of it."""
    try:
        source = source_of(name, data)
    except NotRead as refused:
        said = str(refused)
        assert name in said
        assert "\n" not in said
        return "refused"
    counts = propose(source, Register({})).counts
    assert counts["cells"] == counts["placed"] + counts["unplaced"] + counts["not_data"]
    assert counts["cells"] == len(source.cells)
    return "read"


def test_damaged_workbooks_are_refused_or_read(books, monkeypatch) -> None:
    if not RELEASE:
        monkeypatch.setattr(reading, "_lines", in_this_process)
    came = {"refused": 0, "read": 0}
    for seed in range(MUTANTS):
        chance = random.Random(seed)
        name, data = chance.choice(books)
        came[look_at(name, mutant(data, chance))] += 1
    print(f"{MUTANTS} mutants: {came['refused']} refused, {came['read']} read")
    assert min(came.values()) > MUTANTS / 20


def test_damaged_workbooks_through_the_child(books) -> None:
    if RELEASE:
        pytest.skip("all mutants went through the child")
    for seed in range(THROUGH_THE_CHILD):
        chance = random.Random(-1 - seed)
        name, data = chance.choice(books)
        look_at(name, mutant(data, chance))


def test_nothing_is_changed_by_looking(books, tmp_path: Path) -> None:
    """No file is written: not beside the workbook, not in the folder at work."""
    files = [tmp_path / name for name, _ in books]
    for path, (_, data) in zip(files, books, strict=True):
        path.write_bytes(data)
    for path in files:
        look_at(path.name, path.read_bytes())
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert [path.read_bytes() for path in files] == [data for _, data in books]
