"""Docs that cannot lie: generated pages agree with the code, commands in the README run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tools.generate import pages

from ropabook.cli import COMMANDS
from ropabook.model.decisions import Acceptance
from ropabook.model.kinds import KINDS
from ropabook.store.strict_yaml import parse

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
SHELL = [
    line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines()
]
ROPABOOK = [line for line in SHELL if "ropabook " in line and line.startswith(".venv")]


@pytest.mark.parametrize("path", [path for path, _ in pages()], ids=lambda p: p.name)
def test_generated_pages_agree_with_the_code(path) -> None:
    make = dict(pages())[path]
    assert path.read_text(encoding="utf-8") == make(), "run: make generate"


def test_the_two_commands_come_first() -> None:
    assert SHELL[:2] == ["make dashboard", "make test"]


def test_each_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"make ([a-z]+)", README)) - {"python"}
    assert named <= targets


def test_ci_runs_what_the_readme_says() -> None:
    assert SHELL[1] in (ROOT / ".ci" / "run").read_text()


def test_the_commands_of_the_readme_run(tmp_path) -> None:
    """In order, as a person would type them, in a copy that has the record."""
    shutil.copytree(ROOT / "ropa", tmp_path / "ropa")
    code = "from ropabook.cli import main; main(prog_name='ropabook')"
    for line in ROPABOOK:
        words = shlex.split(line)[1:]
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=tmp_path, capture_output=True, text=True, check=False, env=dict(os.environ),
        )  # fmt: skip
        assert done.returncode in (0, 1), f"{line}\n{done.stdout[-500:]}{done.stderr}"
        assert "Traceback" not in done.stderr
        assert done.stdout


def test_every_command_is_on_the_page_of_commands() -> None:
    page = (ROOT / "docs" / "commands.md").read_text()
    for name in COMMANDS:
        assert f"## ropabook {name}" in page


def test_the_yaml_of_the_readme_is_good() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", README, re.S)
    fact, acceptance = (parse(block.encode()) for block in blocks)
    assert set(fact) == {"owner", "transfers", "retention"}
    for key, value in fact.items():
        body = {"id": "x", "title": "X", "role": "controller", "entities": [], "status": "draft"}
        body |= {"data": [{"id": "D", key: value}]} if key == "retention" else {key: value}
        KINDS["activities"].model_validate(body)
    Acceptance.model_validate(acceptance[0])


def test_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_a_file_of_the_record_fits_its_schema() -> None:
    """The published schema is for editors: it must accept what the reader accepts."""
    schema = yaml.safe_load((ROOT / "docs" / "schemas" / "activities.json").read_text())
    assert "id" not in schema["properties"]
    assert set(schema["required"]) == {"title", "role", "entities", "status"}
    assert schema["additionalProperties"] is False


def test_the_fault_record_names_tests_that_are_there() -> None:
    text = (ROOT / "docs" / "faults.md").read_text()
    there = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE)
    } | {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    assert set(re.findall(r"`(test_\w+)`", text)) - there == set()
    assert [f"F{n}" for n in range(1, 25)] == re.findall(r"^\| (F\d+) \|", text, re.MULTILINE)
