"""Writing workbooks: beside the bare writer, growth, and the memory of the group's workbook."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from benchmarks.row import Row
from benchmarks.timing import beside
from ropabook.exporting import export
from ropabook.model.register import Register
from ropabook.review import review

_ALONE = """
import sys, time
from datetime import date
from pathlib import Path
from ropabook.exporting import export_one
from ropabook.review import review
from ropabook.store.load import load
judged = review(load(Path(sys.argv[1])), date.fromisoformat(sys.argv[3]))
len(judged.findings)
began = time.perf_counter()
export_one(judged, None, Path(sys.argv[2]))
took = time.perf_counter() - began
# The most of this program: what getrusage says includes what started it.
most = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(took, int(most) / 1024)
"""


def figures(few: Register, roots: Sequence[Path], folder: Path, on: date) -> Iterator[Row]:
    """The companies' workbooks, and the group's.

    Args:
        few: a register of 1,000 activities.
        roots: the same, and one of 10,000, as files.
        folder: to write into.
        on: the day to judge for.
    """
    yield _beside_bare(few, folder, on)
    yield from _group(roots, folder, on)


def _beside_bare(register: Register, folder: Path, on: date) -> Row:
    """Floor: the same cells written bare with XlsxWriter, no format, no link, no width."""
    judged = review(register, on)
    len(judged.findings)
    to = folder / "workbooks"
    files = export(judged, to)
    cells = [
        [
            [str(v) if v is not None else "" for v in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for file in files
        for sheet in load_workbook(file, read_only=True)
    ]

    def bare() -> None:
        with xlsxwriter.Workbook(str(folder / "bare.xlsx")) as book:
            for rows in cells:
                sheet = book.add_worksheet()
                for at, row in enumerate(rows):
                    for column, value in enumerate(row):
                        if value:
                            sheet.write_string(at, column, value)

    pair = beside(lambda: export(judged, to), bare, runs=3)
    total = sum(len(row) for rows in cells for row in rows)
    return Row(
        f"Workbooks of 1,000 activities, 3 companies ({total:,} cells)", f"{pair.ours:.1f} s",
        f"{pair.floor:.1f} s", f"{pair.ratio:.2f}", "≤ 1.6", pair.ratio <= 1.6,
    )  # fmt: skip


def _group(roots: Sequence[Path], folder: Path, on: date) -> Iterator[Row]:
    """The group's workbook: in three seconds, linear, in less than a gigabyte.

    Each is read, judged and written in a process of its own, as the command does.
    """
    (took, _), (longer, most) = (_alone(root, folder / "group.xlsx", on) for root in roots)
    yield Row("The group's workbook of 1,000 activities", f"{took:.1f} s", "–", "–", "≤ 3 s",
              took <= 3)  # fmt: skip
    yield Row(
        f"The group's workbook of 10,000; reading, judging and writing, at most {most:,.0f} MB",
        f"{longer:.1f} s", f"{took:.1f} s", f"{longer / took:.1f}", "≤ 11, < 1,000 MB",
        longer / took <= 11 and most < 1000,
    )  # fmt: skip


def _alone(root: Path, to: Path, on: date) -> tuple[float, float]:
    """The seconds that writing took, and the most megabytes that the process had."""
    said = subprocess.run(
        [sys.executable, "-c", _ALONE, str(root), str(to), on.isoformat()],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    return float(said[0]), float(said[1])
