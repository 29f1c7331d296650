"""The notebooks as they come out on the tests' small register: what nbval compares.

`python -m tools.execute_notebooks` writes them. The day and the record are fixed, so that an
output changes only where the code changes what it says.
"""

import os
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import nbformat
from dulwich import porcelain
from dulwich.repo import Repo
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
EXECUTED = ROOT / "tests" / "executed"
DAY = "2026-11-24"
LATER = "activities/newsletter.yaml"
WHO = b"Anna Archer <anna@example.org>"
WIDGET = "application/vnd.jupyter.widget-view+json"


def environment(exports: Path) -> dict[str, str]:
    """What makes the outputs the same on every day and every machine.

    Args:
        exports: where workbooks go; the record is put beside it.
    """
    ropa = exports.parent / "ropa"
    if not ropa.exists():
        shutil.copytree(ROOT / "tests" / "data" / "gaps", ropa)
        _with_a_past(ropa)
    return {
        **os.environ,
        "ROPABOOK_ROPA": str(ropa),
        "ROPABOOK_ON": DAY,
        "ROPABOOK_EXPORTS": str(exports),
        "PYTHONHASHSEED": "0",
    }


def _with_a_past(ropa: Path) -> None:
    """Two states of the record, on days that are fixed: in the first, one activity is missing."""
    repository = Repo.init(str(ropa))
    names = sorted(file.relative_to(ropa).as_posix() for file in ropa.rglob("*") if file.is_file())
    for day, later in (("2026-10-20", False), ("2026-11-10", True)):
        with_git = [name for name in names if not name.startswith(".git/")]
        porcelain.add(repository, [str(ropa / n) for n in with_git if later == (n == LATER)])
        moment = int(datetime.fromisoformat(f"{day}T12:00+00:00").timestamp())
        porcelain.commit(repository, f"The record of {day}", commit_timestamp=moment,
                         author_timestamp=moment, commit_timezone=0, author_timezone=0,
                         author=WHO, committer=WHO)  # fmt: skip
    repository.close()


def executed(path: Path) -> nbformat.NotebookNode:
    """A notebook with the outputs of its cells."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        exports = Path(folder) / "exports"
        exports.mkdir()
        client = NotebookClient(
            notebook,
            timeout=120,
            kernel_name="python3",
            record_timing=False,
            resources={"metadata": {"path": str(EXECUTED)}},
        )
        client.execute(env=environment(exports))
    for cell in notebook.cells:
        _without_widgets(cell)
    notebook.metadata = nbformat.NotebookNode(kernelspec=notebook.metadata["kernelspec"])
    return notebook


def _without_widgets(cell: nbformat.NotebookNode) -> None:
    """A widget has another id each time; it is not compared, but that its cell runs is seen."""
    for output in cell.get("outputs", ()):
        if output.get("data", {}).pop(WIDGET, None):
            cell.metadata["tags"] = ["nbval-ignore-output"]


def main() -> int:
    """Execute every notebook anew."""
    EXECUTED.mkdir(exist_ok=True)
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        (EXECUTED / path.name).write_text(
            nbformat.writes(executed(path)).rstrip() + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
