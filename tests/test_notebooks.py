"""Notebooks open, show and stop; what they show is compared, number by number."""

import ast
import json
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import nbformat
import pytest
from dulwich.config import ConfigFile
from nbclient import NotebookClient
from tools.execute_notebooks import EXECUTED, NOTEBOOKS, environment

from ropabook.workbook import CannotOpen, dashboard, open_record, show
from tests.small import DATA, TODAY

NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
EDITING = [
    "activities.ipynb",
    "assessments.ipynb",
    "entities.ipynb",
    "import.ipynb",
    "registers.ipynb",
    "review.ipynb",
]
TOO_MUCH = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.comprehension)
GAPS = DATA / "gaps"


def cells(path: Path, kind: str) -> list[nbformat.NotebookNode]:
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == kind]


def test_the_notebooks_are_there() -> None:
    shown = ["dashboard.ipynb", "exports.ipynb", "gaps.ipynb", "start-here.ipynb"]
    assert sorted([*shown, *EDITING]) == NAMES
    assert sorted(path.name for path in EXECUTED.glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_thin_and_clean(name) -> None:
    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    nbformat.validate(notebook)
    code = cells(NOTEBOOKS / name, "code")
    assert 1 <= len(code) <= 6
    assert sum(len(cell.source.splitlines()) for cell in code) <= 25
    for cell in code:
        assert cell.outputs == []
        assert cell.execution_count is None
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, TOO_MUCH)
    kinds = [cell.cell_type for cell in notebook.cells]
    before = [kinds[at - 1] for at, kind in enumerate(kinds) if kind == "code"]
    assert set(before) == {"markdown"}, "a line before each cell says what the reader will see"
    assert "widgets" not in notebook.metadata


@pytest.mark.parametrize("name", NAMES)
def test_the_executed_copy_is_of_this_notebook(name) -> None:
    shipped = [cell.source for cell in nbformat.read(NOTEBOOKS / name, as_version=4).cells]
    made = [cell.source for cell in nbformat.read(EXECUTED / name, as_version=4).cells]
    assert made == shipped, "run: make generate"
    outputs = [output for cell in cells(EXECUTED / name, "code") for output in cell.outputs]
    assert outputs, "an executed notebook without outputs compares nothing"
    assert all(output.output_type != "error" for output in outputs)
    assert not re.search(
        r"/(home|tmp|root|work|Users)/",
        nbformat.writes(nbformat.read(EXECUTED / name, as_version=4)),
    )


def test_the_review_shows_how_it_went() -> None:
    [trend] = cells(EXECUTED / "review.ipynb", "code")[-1].outputs
    assert "<b>Since 2026-10-20: </b>" in trend.data["text/html"]


def compare(folder: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", str(folder)],
        env=environment(tmp_path / "exports"),
        capture_output=True,
        text=True,
        cwd=EXECUTED,
    )


def test_every_output_is_as_it_was(tmp_path) -> None:
    (tmp_path / "exports").mkdir()
    done = compare(EXECUTED, tmp_path)
    assert done.returncode == 0, f"if this is meant, run: make generate\n{done.stdout[-4000:]}"


def test_one_number_changed_is_noticed(tmp_path) -> None:
    text = (EXECUTED / "gaps.ipynb").read_text()
    found = re.search(r"'critical': (\d+)", text)
    changed = text.replace(found.group(), f"'critical': {int(found.group(1)) + 1}", 1)
    (tmp_path / "gaps.ipynb").write_text(changed)
    done = compare(tmp_path / "gaps.ipynb", tmp_path)
    assert done.returncode == 1
    assert "'critical'" in done.stdout


def test_a_notebook_that_was_used_is_committed_without_a_value_of_the_record(
    ropa, tmp_path
) -> None:
    """G2: in outputs and in the state of widgets, also of those that were never displayed."""
    activity = ropa / "activities" / "newsletter.yaml"
    activity.write_text(activity.read_text().replace("Newsletter", "Canary bird"))
    notebook = nbformat.read(NOTEBOOKS / "activities.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("print('Canary bird')"))
    NotebookClient(notebook, kernel_name="python3", store_widget_state=True).execute(
        env={**environment(tmp_path / "exports"), "ROPABOOK_ROPA": str(ropa)}
    )
    assert "Canary bird" in json.dumps(notebook.metadata["widgets"])
    assert "Canary bird" not in json.dumps(notebook.cells[1].outputs)
    notebook.cells[2].source = ""
    used = nbformat.writes(notebook)
    filtered = ConfigFile.from_path(str(ropa / ".git" / "config")).get(
        (b"filter", b"nbstripout"), b"clean"
    )
    done = subprocess.run(
        shlex.split(filtered.decode()), input=used, capture_output=True, text=True, check=True
    )
    assert "edit_activities" in done.stdout
    assert "Canary" not in done.stdout


def test_the_record_is_found_beside_the_notebook(tmp_path, monkeypatch) -> None:
    for name in ("ROPABOOK_ROPA", "ROPABOOK_ON"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "ropa").mkdir()
    (tmp_path / "ropa" / "group.yaml").write_text("title: Found\n")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    judged = open_record()
    assert judged.register.group.title == "Found"
    assert judged.on == date.today()
    monkeypatch.setenv("ROPABOOK_ROPA", str(GAPS))
    monkeypatch.setenv("ROPABOOK_ON", "2026-11-24")
    assert open_record().register.group.title == "Saltmarsh group"
    assert open_record().on == TODAY


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"folder": "nowhere"}, "There is no folder nowhere"),
        ({"folder": GAPS, "on": "yesterday"}, "'yesterday' is not a day"),
    ],
)
def test_what_cannot_be_opened_is_said_in_words(given, says) -> None:
    with pytest.raises(CannotOpen, match=says) as raised:
        open_record(**given)
    assert raised.value._render_traceback_() == [str(raised.value)]
    assert says.replace("'", "&#39;") in dashboard(**given)._repr_html_()


def test_a_view_or_company_that_does_not_exist_is_said_in_words() -> None:
    judged = open_record(GAPS, TODAY)
    with pytest.raises(CannotOpen, match="There are: headline, completeness, "):
        show(judged, "nothing")
    with pytest.raises(CannotOpen, match="There are: alder, birch"):
        show(judged, "gaps", "nobody")
    assert "Alder" not in show(judged, "headline", "birch")._repr_html_()
    assert show(judged)._repr_html_() == dashboard(GAPS, TODAY)._repr_html_()
