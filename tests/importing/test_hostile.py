"""X1: files made to do harm are refused in one sentence, or read within the limits."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ropabook.excel.cells import NotRead
from ropabook.excel.limits import MAX_CELLS, MEMORY
from ropabook.exchange.proposal import look
from ropabook.model.register import Register
from tests.importing import hostile
from tests.size import size

TEXTS = list(hostile.texts())
PATIENCE = 30
CELLS = size(MAX_CELLS // 2, MAX_CELLS)
HEAD = (
    "Processing activity", "Business function", "Purpose", "Lawful basis", "Data subjects",
    "Personal data", "Recipients", "Retention", "Security measures", "Owner",
)  # fmt: skip
GROWTH = 100 * 1024 * 1024
MEASURE = """
import resource, sys, time
from pathlib import Path
from ropabook.excel.cells import NotRead
from ropabook.exchange.preview import as_json, in_words
from ropabook.exchange.proposal import look
from ropabook.exchange.source import content
from ropabook.model.register import Register
from tests.importing import hostile

def highest():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

look("warm.xlsx", hostile.packed(hostile.good()), Register({}))
before = highest()
for path in map(Path, sys.argv[1:]):
    start = time.monotonic()
    try:
        proposal = look(path.name, content(path), Register({}))
        counts = proposal.counts["cells"]
        waited = time.monotonic() - start
        for _ in in_words(proposal):
            pass
        for _ in as_json(proposal):
            pass
    except NotRead:
        counts, waited = 0, time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(path.name, counts, highest() - before, waited, used.ru_maxrss)
"""


def refusal(name: str, data: bytes) -> str:
    start = time.monotonic()
    with pytest.raises(NotRead) as refused:
        look(name, data, Register({}))
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
    proposal = look(name, hostile.READ[what](), Register({}))
    assert [cell.text for cell, _ in proposal.cells] == ["x"]


@pytest.mark.parametrize(("name", "data", "expected"), TEXTS, ids=[name for name, _, _ in TEXTS])
def test_a_hostile_text_is_refused_in_one_sentence(name, data, expected) -> None:
    said = refusal(name, data)
    assert is_one_sentence(said, name)
    assert re.search(expected, said), said


def test_a_reader_that_dies_is_said(monkeypatch) -> None:
    monkeypatch.setattr("ropabook.excel.limited.PATIENCE", 0.0)
    said = refusal("slow.xlsx", hostile.packed(hostile.good()))
    assert "stopped" in said


def rows(count: int) -> str:
    """A register of many rows, as a department that keeps 20,000 of them would send it."""
    body = (
        f"Activity {n},Team {n % 90},Do what {n} is for,Contract,Customers {n % 300},Name,"
        f"Company {n % 900},{n % 9 + 1} years,Encryption,Head of team {n % 90}"
        for n in range(count)
    )
    return "\n".join([",".join(HEAD), *body])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_the_parent_stays_small_and_quick(tmp_path) -> None:
    """The largest that is read, and the worst that is refused; in a process of their own."""
    (tmp_path / "register.csv").write_text(rows(CELLS // 10 - 10))
    for what in ("200,000 nested rows", "billion laughs in the strings"):
        (tmp_path / f"{what.replace(' ', '-')}.xlsx").write_bytes(hostile.REFUSED[what][0]())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    print(done.stdout)
    for line in done.stdout.splitlines():
        name, cells, grown, waited, child = line.split()
        assert name.endswith(".xlsx") or int(cells) > CELLS * 0.9
        assert int(grown) * 1024 < GROWTH, line
        assert float(waited) < PATIENCE + 1, line
        assert int(child) * 1024 < MEMORY, line
