"""What it takes to see what somebody else's register of 1,000 rows would become."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from benchmarks.row import Row
from benchmarks.timing import beside
from ropabook.excel.reading import read_workbook
from ropabook.exchange.preview import in_words
from ropabook.exchange.proposal import look
from ropabook.model.register import Register

ROWS = 1_000
GOAL = 3.0
CHILD = (
    "import sys; sys.modules['lxml'] = sys.modules['numpy'] = None;"
    "import ropabook.exchange.child, ropabook.excel.child_xlsx"
)
"""What the child does before it reads."""
HEAD = (
    "Business function", "Processing activity", "Purpose of processing", "Lawful basis",
    "Categories of individuals", "Categories of personal data", "Categories of recipients",
    "Third country transfers", "Retention schedule", "Security measures",
)  # fmt: skip


def figures(folder: Path) -> Iterator[Row]:
    """All figures about importing.

    Args:
        folder: an empty folder.
    """
    folder.mkdir()
    data = register(folder / "register.xlsx").read_bytes()
    yield preview(data)
    yield child(data)


def register(path: Path) -> Path:
    """A workbook as departments send it: one row for each activity."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Register")
        sheet.write_row(0, 0, ["Register of processing activities"])
        sheet.write_row(2, 0, HEAD)
        for n in range(ROWS):
            sheet.write_row(n + 3, 0, (
                f"Department {n % 20}", f"Activity {n}", f"Do what activity {n} is for",
                ("Contract", "Legal obligation", "Legitimate interests", "Consent")[n % 4],
                f"Employees; Customers {n % 30}", f"Name, address, category {n % 90}",
                f"Company {n % 200} Ltd (processor)", ("None", "United States", "N/A")[n % 3],
                f"{n % 9 + 1} years after the contract ends", "Encryption; access control",
            ))  # fmt: skip
    return path


def preview(data: bytes) -> Row:
    """Floor: the same cells read by the child, and nothing made of them."""

    def ours() -> None:
        proposal = look("register.xlsx", data, Register({}))
        assert proposal.share_placed == 1.0, "the register of this figure is not understood"
        list(in_words(proposal))

    pair = beside(ours, lambda: read_workbook("register.xlsx", data), runs=3)
    return Row(
        f"Import of {ROWS:,} rows with preview", f"{pair.ours:.2f} s", f"{pair.floor:.2f} s",
        f"{pair.ratio:.1f}", f"≤ {GOAL:.0f} s", pair.ours <= GOAL,
    )  # fmt: skip


def child(data: bytes) -> Row:
    """How much of the reading is the limited child's start; floor: Python starting at all."""
    begin = [sys.executable, "-I", "-c", CHILD]
    bare = [sys.executable, "-I", "-c", ""]
    pair = beside(
        lambda: subprocess.run(begin, check=True), lambda: subprocess.run(bare, check=True)
    )
    whole = beside(lambda: look("register.xlsx", data, Register({})), lambda: None, runs=3)
    return Row(
        f"of it, the child's start ({pair.ours / whole.ours:.0%} of looking at it)",
        f"{pair.ours:.2f} s", f"{pair.floor:.2f} s", f"{pair.ratio:.1f}", "–", True,
    )  # fmt: skip
