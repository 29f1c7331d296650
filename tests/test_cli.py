"""The command line as a person or a program meets it: words, JSON, exit status."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
from click.testing import CliRunner, Result

from ropabook.cli import COMMANDS, main
from ropabook.cli.progress import working
from ropabook.rules.catalogue import catalogue
from ropabook.store.load import load
from tests.small import COMPLETE

GAP = """\
title: Newsletter
role: controller
entities:
  - harbour
status: draft
purposes:
  - id: P1
    text: Send the newsletter to those who asked for it
    evidence:
      - privacy-notice#P2
"""


@pytest.fixture
def ropa(tmp_path) -> Path:
    return Path(shutil.copytree(COMPLETE, tmp_path / "ropa"))


@pytest.fixture
def kept(ropa) -> Path:
    """A record with a history."""
    assert run("init", ropa).exit_code == 0
    return ropa


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_good_record_exits_0(ropa) -> None:
    result = run("check", "--ropa", ropa, "--on", "2026-11-24")
    assert result.exit_code == 0
    files = sum(1 for path in ropa.rglob("*") if path.is_file())
    assert f"{files} files, {files} read, 0 refused" in result.output
    assert "Gaps: 0 critical, 0 major, 0 minor, 0 advice" in result.output
    assert "Article 30 record of Harbour: 100 %" in result.output


def test_a_gap_exits_1_and_is_told_with_its_law(ropa) -> None:
    (ropa / "activities" / "newsletter.yaml").write_text(GAP)
    result = run("check", "--ropa", ropa, "--on", "2026-11-24", "--rule", "LB-NONE")
    assert result.exit_code == 1
    assert "LB-NONE  Every purpose has a lawful basis.  [UK GDPR Art. 6(1)" in result.output
    assert "activities/newsletter.yaml › purposes.P1.lawful_basis" in result.output


def test_fail_on_says_from_where_a_gap_counts(ropa) -> None:
    text = GAP.replace("status: draft", "status: draft\nowner: {unknown: 'Who?', ask: 'HR'}")
    text = text.replace("it\n", "it\n    lawful_basis: {unknown: 'Which?', ask: 'HR'}\n")
    (ropa / "activities" / "newsletter.yaml").write_text(text)
    check = ["check", "--ropa", ropa, "--on", "2026-11-24", "--rule", "LB-NONE"]
    assert run(*check).exit_code == 0
    assert run(*check, "--fail-on", "major").exit_code == 1
    assert run(*check, "--fail-on", "minor").exit_code == 1
    assert run(*check, "--fail-on", "never").exit_code == 0


def test_something_refused_exits_2_and_the_rest_is_judged(ropa) -> None:
    (ropa / "activities" / "newsletter.yaml").write_text(GAP)
    (ropa / "activities" / "broken.yaml").write_text("title: [")
    result = run("check", "--ropa", ropa, "--on", "2026-11-24")
    assert result.exit_code == 2
    assert "Not read: activities/broken.yaml:1  this is not valid YAML" in result.output
    assert "newsletter.yaml" in result.output


def test_a_broken_rule_exits_2_and_stands_before_every_gap(ropa, monkeypatch) -> None:
    def crash(activity):
        raise RuntimeError("it fell")

    rules = {**catalogue(), "LB-NONE": replace(catalogue()["LB-NONE"], judge=crash)}
    monkeypatch.setattr("ropabook.review.catalogue", lambda: rules)
    (ropa / "activities" / "newsletter.yaml").write_text(GAP)
    result = run("check", "--ropa", ropa, "--on", "2026-11-24", "--fail-on", "never")
    assert result.exit_code == 2
    assert result.output.index("Broken: rule LB-NONE on") < result.output.index("newsletter.yaml ›")
    assert "it fell" in result.output


def test_the_json_of_a_check_agrees_with_its_words(ropa) -> None:
    (ropa / "activities" / "newsletter.yaml").write_text(GAP)
    check = ["check", "--ropa", ropa, "--on", "2026-11-24"]
    data = json.loads(run(*check, "--format", "json").output)
    words = run(*check).output
    assert data["on"] == "2026-11-24"
    assert sum(data["gaps"].values()) == len(data["findings"])
    assert "Gaps: " + ", ".join(f"{n} {s}" for s, n in data["gaps"].items()) in words
    finding = next(f for f in data["findings"] if f["rule"] == "LB-NONE")
    assert finding["severity"] == "critical"
    assert finding["file"] == "activities/newsletter.yaml"
    assert finding["entities"] == ["harbour"]
    assert finding["remedy"]


def test_only_one_company(ropa) -> None:
    (ropa / "activities" / "newsletter.yaml").write_text(GAP)
    check = ["check", "--ropa", ropa, "--on", "2026-11-24", "--rule", "LB-NONE", "--entity"]
    assert run(*check, "harbour").exit_code == 1
    assert run(*check, "lantern").exit_code == 0
    result = run(*check, "harbor")
    assert result.exit_code == 2
    companies = ", ".join(sorted(path.stem for path in (ropa / "entities").iterdir()))
    assert f"There is no company 'harbor'. There are: {companies}." in result.output


def test_an_empty_record_says_how_to_begin(tmp_path) -> None:
    for command in ("check", "export", "questions"):
        result = run(command, "--ropa", tmp_path)
        assert result.exit_code == 2
        assert "Begin with the group and a company: ropabook init" in result.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("check", "--ropa", "/no/such/folder"), "There is no folder /no/such/folder."),
        (("check", "--on", "24/11/2026"), "is not a day"),
        (("show", "ordres", "--ropa", COMPLETE), "Did you mean orders?"),
        (("rules", "LB-NUN"), "Did you mean LB-NONE?"),
        (("check", "--ropa", COMPLETE, "--rule", "XX-1"), "There is no rule 'XX-1'"),
    ],
)
def test_a_mistake_is_one_sentence(words, sentence) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert sentence in result.output


def test_show_a_record_in_words_and_as_a_company_has_it(ropa) -> None:
    path = ropa / "activities" / "orders.yaml"
    path.write_text(
        path.read_text().replace("  - harbour\nstatus", "  - harbour\n  - lantern\nstatus")
        + "differs:\n  lantern:\n    owner: Head of Cloud\n"
    )
    result = run("show", "orders", "--ropa", ropa)
    assert result.exit_code == 0
    assert "Activity: Customer orders" in result.output
    assert "owner: Head of Sales" in result.output
    assert "automated decisions: none. No decision is made" in result.output
    result = run("show", "activities/orders", "--ropa", ropa, "--entity", "lantern")
    assert "owner: Head of Cloud" in result.output
    data = json.loads(run("show", "orders", "--ropa", ropa, "--format", "json").output)
    assert data["record"] == "activities/orders"
    assert data["purposes"][0]["lawful_basis"]["basis"] == "contract"


def test_questions_are_the_interview_list(ropa) -> None:
    text = GAP.replace("it\n", "it\n    lawful_basis: {unknown: 'Which one?', ask: 'Marketing'}\n")
    (ropa / "activities" / "newsletter.yaml").write_text(text)
    words = run("questions", "--ropa", ropa).output
    assert "Marketing (1)" in words
    assert "Which one?" in words
    data = json.loads(run("questions", "--ropa", ropa, "--format", "json").output)
    assert data == [
        {
            "record": "activities/newsletter",
            "title": "Newsletter",
            "field": "purposes.P1.lawful_basis",
            "question": "Which one?",
            "ask": "Marketing",
            "entities": ["harbour"],
        }
    ]
    assert "No question is open." in run("questions", "--ropa", ropa, "--ask", "Nobody").output


def test_rules_are_listed_and_explained() -> None:
    listed = json.loads(run("rules", "--format", "json").output)
    assert {"LB-NONE"} <= {rule["id"] for rule in listed}
    assert len(run("rules").output.strip().splitlines()) == len(listed)
    explained = run("rules", "LB-NONE").output
    assert "Law: UK GDPR Art. 6(1)" in explained
    assert "A gap:" in explained


@pytest.mark.parametrize("kind", ["group", "entities", "activities", "recipients", "cookies"])
def test_new_begins_a_record_that_loads_and_is_never_overwritten(tmp_path, kind) -> None:
    assert run("init", tmp_path).exit_code == 0
    result = run("new", kind, "first-one", "--ropa", tmp_path)
    assert result.exit_code == 0, result.output
    register = load(tmp_path)
    assert register.refusals == ()
    assert len(register.all_records) == 1
    before = {p: p.read_bytes() for p in tmp_path.rglob("*.yaml")}
    result = run("new", kind, "first-one", "--ropa", tmp_path)
    assert result.exit_code == 2
    assert "nothing was changed" in result.output
    assert {p: p.read_bytes() for p in tmp_path.rglob("*.yaml")} == before


def test_new_says_how_to_begin_a_history_where_there_is_none(tmp_path) -> None:
    result = run("new", "group", "group", "--ropa", tmp_path)
    assert result.exit_code == 2
    assert f"Begin one: ropabook init {tmp_path}" in result.output
    assert list(tmp_path.iterdir()) == []


def test_new_adds_to_a_list_and_keeps_what_is_there(kept) -> None:
    ropa = kept
    before = (ropa / "registers" / "cookies.yaml").read_text()
    assert run("new", "cookies", "session", "--ropa", ropa).exit_code == 0
    after = (ropa / "registers" / "cookies.yaml").read_text()
    assert after.startswith(before)
    assert load(ropa).has("cookies", "session")


def test_new_refuses_what_cannot_be(kept) -> None:
    ropa = kept
    assert "did you mean 'activities'" in run("new", "activitys", "x", "--ropa", ropa).output
    assert "cannot be an id" in run("new", "activities", "../x", "--ropa", ropa).output
    (ropa / "registers" / "cookies.yaml").write_text("a: [")
    result = run("new", "cookies", "x", "--ropa", ropa)
    assert "mend it first" in result.output
    assert (ropa / "registers" / "cookies.yaml").read_text() == "a: ["


def test_tidy_changes_the_layout_and_nothing_else(kept) -> None:
    ropa = kept
    path = ropa / "systems" / "order-desk.yaml"
    path.write_text(
        "# the desk\ntitle:   Order desk   # ours\nhost_country: 'GB'\n"
        "admin_access_countries:\n- GB\nprovider: lantern-hosting\n"
    )
    meant = load(ropa).find("systems/order-desk")
    assert run("tidy", "--check", "--ropa", ropa).exit_code == 1
    assert "- GB\nprovider" in path.read_text()
    assert "Tidied: systems/order-desk.yaml" in run("tidy", "--ropa", ropa).output
    text = path.read_text()
    assert text.startswith("# the desk\n")
    assert "# ours" in text
    assert "'GB'" in text
    assert "admin_access_countries:\n  - GB\n" in text
    assert load(ropa).find("systems/order-desk") == meant
    assert "Every file is tidy." in run("tidy", "--ropa", ropa).output


def test_tidy_points_at_a_value_that_a_remark_may_have_cut_short(ropa) -> None:
    (ropa / "systems" / "room.yaml").write_text("title: Room #4\n")
    said = run("tidy", "--check", "--ropa", ropa).output
    assert "Look at: systems/room.yaml:1  what stands behind the # is a remark" in said


def test_tidy_leaves_a_refused_file_alone(kept) -> None:
    (kept / "systems" / "bad.yaml").write_text("title: A\ntitle: B\n")
    result = run("tidy", "--ropa", kept)
    assert result.exit_code == 2
    assert "written twice" in result.output
    assert (kept / "systems" / "bad.yaml").read_text() == "title: A\ntitle: B\n"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_helps(name) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_the_terminal_may_be_anything(ropa) -> None:
    """A pipe without UTF-8 must not stop the report."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:replace", "LC_ALL": "C"}
    (ropa / "activities" / "newsletter.yaml").write_text(GAP)
    code = "from ropabook.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "--ropa", str(ropa)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""


def test_what_takes_long_is_told_on_a_terminal_only(monkeypatch, capsys) -> None:
    monkeypatch.setattr("ropabook.cli.progress.PATIENCE", 0.0)
    monkeypatch.setattr("ropabook.cli.progress._EACH", 0.01)
    with working("Judging the record") as told:
        told(1_500, 3_000)
        sleep(0.1)
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with working("Judging the record") as told:
        told(1_500, 3_000)
        sleep(0.2)
    said = capsys.readouterr()
    assert said.out == ""
    assert "Judging the record: 1,500 of 3,000 (0 s)" in said.err
    assert said.err.endswith("\r\033[K")
    with working("Judging the record", "json"):
        sleep(0.05)
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("ropabook.cli.progress.PATIENCE", 60.0)
    with working("Judging the record"):
        sleep(0.05)
    assert capsys.readouterr().err == ""
