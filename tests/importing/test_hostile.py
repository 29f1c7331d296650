"""X1: files made to do harm are refused in one sentence, or read within the limits."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ropabook.excel.cells import NotRead
from ropabook.exchange.source import source_of
from tests.importing import hostile

TEXTS = list(hostile.texts())
PATIENCE = 30
GROWTH = 100 * 1024 * 1024
MEASURE = """
import resource, sys, time
from pathlib import Path
from ropabook.excel.cells import NotRead
from ropabook.exchange.proposal import propose
from ropabook.exchange.source import open_source, source_of
from ropabook.model.register import Register
from tests.importing import hostile
propose(source_of("warm.xlsx", hostile.packed(hostile.good())), Register({}))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
for path in map(Path, sys.argv[1:]):
    try:
        propose(open_source(path), Register({}))
    except NotRead:
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, time.perf_counter() - start)
"""


def refusal(name: str, data: bytes) -> str:
    start = time.monotonic()
    with pytest.raises(NotRead) as refused:
        source_of(name, data)
    assert time.monotonic() - start < PATIENCE
    return str(refused.value)


def is_one_sentence(text: str, name: str) -> bool:
    return name in text and "\n" not in text and "Traceback" not in text and len(text) < 200


@pytest.mark.parametrize("what", hostile.REFUSED)
def test_a_hostile_workbook_is_refused_in_one_sentence(what) -> None:
    make, expected = hostile.REFUSED[what]
    name = "file.ods" if what.startswith("ods") else "file.xlsx"
    said = refusal(name, make())
    assert is_one_sentence(said, name)
    assert re.search(expected, said), said


@pytest.mark.parametrize("what", hostile.READ)
def test_what_only_looks_hostile_is_read(what) -> None:
    name = "file.ods" if what.startswith("ods") else "file.xlsx"
    source = source_of(name, hostile.READ[what]())
    assert [cell.text for cell in source.cells] == ["x"]


@pytest.mark.parametrize(("name", "data", "expected"), TEXTS, ids=[name for name, _, _ in TEXTS])
def test_a_hostile_text_is_refused_in_one_sentence(name, data, expected) -> None:
    said = refusal(name, data)
    assert is_one_sentence(said, name)
    assert re.search(expected, said), said


def test_a_reader_that_dies_is_said(monkeypatch) -> None:
    monkeypatch.setattr("ropabook.excel.reading.PATIENCE", 0.0)
    said = refusal("slow.xlsx", hostile.packed(hostile.good()))
    assert "stopped" in said


@pytest.mark.skipif(sys.platform == "win32", reason="no memory is measured there")
def test_the_parent_stays_small_and_quick(tmp_path) -> None:
    """The largest that is read, and the worst that is refused; in a process of their own."""
    rows = "".join(f"{','.join(f'word {n} {m}' for m in range(50))}\n" for n in range(2_900))
    (tmp_path / "largest.csv").write_text(rows)
    for what in ("1 GiB of spaces", "5 million cells", "billion laughs in the strings"):
        (tmp_path / f"{what.replace(' ', '-')}.xlsx").write_bytes(hostile.REFUSED[what][0]())
    files = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *files], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    grown, took = done.stdout.split()
    print(f"parent grew by {int(grown) / 1024:.0f} MB in {float(took):.1f} s")
    assert int(grown) * 1024 < GROWTH
    assert float(took) < PATIENCE
