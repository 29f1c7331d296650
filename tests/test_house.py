"""The shape of the house: floors, sizes, names, one list of packages."""

import ast
import inspect
import re
import tomllib
from pathlib import Path

import pytest

from ropabook.law.words import TABLES
from ropabook.rules.catalogue import catalogue

ROOT = Path(__file__).parent.parent
LIB = ROOT / "lib" / "ropabook"
FLOORS = [
    ["law", "whole"],
    ["model"],
    ["store", "rules"],
    ["judging", "cycle"],
    ["review", "completeness", "documents", "sharing"],
    ["assessing", "library"],
    ["excel"],
    ["sheets", "exchange"],
    ["past_reviews"],
    ["frames", "report", "seen"],
    ["views"],
    ["papers"],
    ["exporting"],
    ["layouts", "sampling", "read_back", "handing_over"],
    ["forms"],
    ["dashboard", "handout"],
    ["workbook", "pack"],
    ["cli"],
    ["__main__"],
]
LEVEL = {name: level for level, names in enumerate(FLOORS) for name in names}
MODULES = sorted(LIB.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(LIB).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(LIB)))
def test_imports_go_down_the_floors(path) -> None:
    if path == LIB / "__init__.py":
        return
    here = LEVEL[room(path)]
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "ropabook":
                names = [f"ropabook.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "ropabook" and len(parts) > 1 and parts[1] != "__version__":
                there = LEVEL[parts[1]]
                same = parts[1] == room(path)
                assert there < here or same, f"{path.name} imports {name}, which is above it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(LIB)))
def test_files_are_small(path) -> None:
    assert len(path.read_text().splitlines()) <= 400


def test_the_median_file_is_about_a_hundred_lines() -> None:
    lengths = sorted(len(path.read_text().splitlines()) for path in MODULES if path.stat().st_size)
    assert lengths[len(lengths) // 2] <= 130


def test_only_excel_touches_workbooks() -> None:
    for path in MODULES:
        if room(path) != "excel":
            assert not re.search(
                r"import (xlsxwriter|openpyxl)|from (xlsxwriter|openpyxl)", path.read_text()
            )


def test_no_rule_reads_the_clock() -> None:
    for path in (LIB / "rules").rglob("*.py"):
        assert "today()" not in path.read_text()
        assert "now()" not in path.read_text()


def test_a_duty_is_in_the_folder_of_its_family() -> None:
    """On top are only the words that several duties share: nothing there is judged."""
    rules = LIB / "rules"
    judged = {Path(inspect.getfile(rule.judge)).parent for rule in catalogue().values()}
    assert rules not in judged
    assert judged == {path.parent for path in rules.glob("*/__init__.py")}


def test_every_closed_word_has_a_label_and_a_paragraph() -> None:
    for table, keys in TABLES:
        assert tuple(table) == keys
        for words, paragraph in table.values():
            assert words
            assert paragraph


def test_rule_ids_are_those_of_the_legal_reference() -> None:
    assert all(re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)+", id) for id in catalogue())


def packages() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {re.sub(r"[._]", "-", re.split(r"[<>=!~ ;]", each)[0].lower()) for each in wanted}


def locked() -> dict[str, str]:
    lock = (ROOT / "requirements.lock").read_text()
    return {name.lower(): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.M)}


def test_lock_and_project_agree() -> None:
    assert packages() <= set(locked())


def test_the_lock_has_a_hash_for_each_package_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    blocks = re.split(r"^(?=[\w.-]+==)", lock, flags=re.M)[1:]
    assert len(blocks) == len(re.findall(r"^[\w.-]+==", lock, re.M))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in lock
    assert "index-url" not in lock


def test_conda_users_get_the_same_packages() -> None:
    text = (ROOT / "environment.yml").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert "-r requirements.lock" in text
    assert "--require-hashes" in text
    assert f"python {project['requires-python']}".replace(" ", "") in text.replace(" ", "")


def test_packages_with_published_faults_are_above_their_floor() -> None:
    floors = {
        "voila": "0.5.6",
        "jupyter-server": "2.20.0",
        "jupyterlab": "4.6.2",
        "nbconvert": "7.17.1",
        "tornado": "6.5.5",
        "openpyxl": "3.1.5",
        "pyyaml": "6.0",
    }
    for name, floor in floors.items():
        assert number(locked()[name]) >= number(floor), name


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def test_each_dependency_has_its_reason() -> None:
    decided = "\n".join(path.read_text() for path in (ROOT / "docs" / "decisions").glob("*.md"))
    for package in packages():
        assert f"`{package}`" in decided.lower(), f"{package} has no reason in docs/decisions"


def test_no_machine_and_no_registry_is_named() -> None:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        made = {"exports", "__pycache__", *(p for p in parts if p.startswith(".") and p != ".ci")}
        if made & set(parts) or not path.is_file():
            continue
        if path.suffix in (".py", ".md", ".yaml", ".yml", ".toml", ".lock", ".ipynb", ".txt", ""):
            text = path.read_text(errors="replace")
            assert "/work/" + "main" not in text, path
            assert "pypi." + "org" not in text, path
            assert "pythonhosted" + ".org" not in text, path
