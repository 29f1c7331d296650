"""`python -m benchmarks`: every figure, its floor and its goal, as a table in Markdown."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from benchmarks import dashboard, forms, importing, rules, saving, workbooks
from benchmarks.row import Row
from benchmarks.synthetic import write
from benchmarks.timing import beside, seconds
from ropabook.model.register import Register
from ropabook.review import review
from ropabook.store.load import load

ON = date(2026, 11, 24)
ROOT = Path(__file__).resolve().parent.parent
README, START, END = ROOT / "README.md", "<!-- bench -->\n", "<!-- end of bench -->"


def main(into_readme: bool) -> int:
    """Print the table; the exit status says nothing, because a slow machine is no defect."""
    lines = [
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores",
        "",
        "| Figure | Ours | Floor | Ratio | Goal | Reached |",
        "|---|---|---|---|---|---|",
    ]
    print("\n".join(lines))
    with tempfile.TemporaryDirectory() as folder:
        for row in figures(Path(folder)):
            cells = [*row[:5], "yes" if row.reached else "no"]
            lines.append("| " + " | ".join(cells) + " |")
            print(lines[-1], flush=True)
    print("", *rules.slowest(ON), sep="\n")
    if into_readme:
        before, _, rest = README.read_text(encoding="utf-8").partition(START)
        table = "\n".join(lines)
        README.write_text(
            f"{before}{START}{table}\n{END}{rest.partition(END)[2]}", encoding="utf-8"
        )
    return 0


def figures(folder: Path) -> Iterator[Row]:
    """All figures, one after the other."""
    small = write(folder / "small", 1_000)
    large = write(folder / "large", 10_000)
    yield loading(small, "Load 1,000 activities")
    yield loading(large, "Load 10,000 activities")
    few, many = load(small), load(large)
    yield from growing(small, large, few, many)
    yield from rules.figures(ON)
    yield from workbooks.figures(few, [small, large], folder, ON)
    yield starting()
    yield from forms.figures(load(write(folder / "listed", 5_000)))
    yield from saving.figures(ROOT / "ropa", folder / "saving")
    yield from importing.figures(folder / "importing")
    yield from dashboard.figures(ROOT / "ropa", folder / "dashboard")


def loading(root: Path, what: str) -> Row:
    """Floor: the same files read and parsed to events by PyYAML's C parser."""
    files = sorted(root.rglob("*.yaml"))

    def events() -> None:
        for path in files:
            for _ in yaml.parse(path.read_bytes(), Loader=yaml.CSafeLoader):
                pass

    pair = beside(lambda: load(root), events, runs=3)
    return Row(
        what, f"{pair.ours:.2f} s", f"{pair.floor:.2f} s", f"{pair.ratio:.2f}", "≤ 1.6",
        pair.ratio <= 1.6,
    )  # fmt: skip


def growing(small: Path, large: Path, few: Register, many: Register) -> Iterator[Row]:
    """Ten times the records must not cost more than eleven times the time."""
    a, b = seconds(lambda: load(small)), seconds(lambda: load(large))
    pair = beside(lambda: review(many, ON).findings, lambda: review(few, ON).findings, runs=3)
    answers = len(review(many, ON).answers)
    yield Row(
        "Load, growth from 1,000 to 10,000", f"{b:.2f} s", f"{a:.2f} s", f"{b / a:.1f}", "≤ 11",
        b / a <= 11,
    )  # fmt: skip
    yield Row(
        "Review, growth from 1,000 to 10,000", f"{pair.ours:.2f} s", f"{pair.floor:.2f} s",
        f"{pair.ratio:.1f}", "≤ 11", pair.ratio <= 11,
    )  # fmt: skip
    yield Row(
        f"Review of 10,000: {answers:,} answers", f"{answers / pair.ours:,.0f} answers/s", "–",
        "–", "–", True,
    )  # fmt: skip


def starting() -> Row:
    """`ropabook check` on the Opus record; floor: importing what it imports."""
    probe = (
        "import sys; sys.argv=['ropabook','check','--ropa',{ropa!r}];"
        "from ropabook.cli import main; main(standalone_mode=False)"
    ).format(ropa=str(ROOT / "ropa"))
    listed = subprocess.run(
        [sys.executable, "-c", f"try:\n {probe}\nexcept SystemExit: pass\n"
         "import sys; sys.stderr.write(' '.join(sorted(m for m in sys.modules)))"],
        capture_output=True, text=True, check=False,
    ).stderr.split()  # fmt: skip
    # By name and not by statement: some modules have names that no statement can hold.
    imports = (
        "from importlib import import_module\n"
        f"for name in {[name for name in listed if name != '__main__']!r}:\n"
        "    try: import_module(name)\n"
        "    except Exception: pass"
    )
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def run(code: str) -> None:
        subprocess.run(
            [sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL, check=False
        )

    pair = beside(lambda: run(probe), lambda: run(imports), runs=9)
    return Row(
        "`ropabook check` on Opus", f"{pair.ours:.2f} s", f"{pair.floor:.2f} s",
        f"{pair.ratio:.2f}", "≤ 2", pair.ratio <= 2,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main("--readme" in sys.argv[1:]))
