"""The commands of the history, as a person or a program meets them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest

from ropabook.store.opening import open_store
from ropabook.store.text.text_merge import merged_text
from tests.store.record import ANNA, SMALL
from tests.test_cli import run

ORDERS = "activities/orders"


@pytest.fixture
def ropa(tmp_path, monkeypatch) -> Path:
    """A record with a save on each of two days, and a change from outside."""
    monkeypatch.setenv("JUPYTERHUB_USER", "anna")
    clock = [datetime(2026, 3, 1, 9).timestamp()]
    monkeypatch.setattr("ropabook.store.disk.committing.time.time", lambda: clock[0])
    root = tmp_path / "ropa"
    for name, data in SMALL.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    assert run("init", root).exit_code == 0
    clock[0] = datetime(2026, 3, 3, 9).timestamp()
    store = open_store(root, ANNA)
    opened = store.read(ORDERS)
    store.save(opened, {**opened.data, "owner": "X"}, reason="New owner")
    monkeypatch.undo()
    monkeypatch.setenv("JUPYTERHUB_USER", "anna")
    return root


def test_init_says_what_it_did(tmp_path) -> None:
    done = run("init", tmp_path / "new")
    assert done.exit_code == 0
    assert "A git repository was made in" in done.output
    assert "merge driver" in done.output
    assert "The history is kept in" in run("init", tmp_path / "new").output


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["history"], "Reading the history"),
        (["diff", "2026-03-01"], "Comparing the two states"),
        (["verify"], "Checking the history"),
        (["trend"], "Judging the past states"),
    ],
)
def test_a_look_into_the_past_tells_what_it_is_at(ropa, monkeypatch, command, told, form) -> None:
    said = []

    @contextmanager
    def working(what: str, form: str) -> Iterator[None]:
        said.append((what, form))
        yield

    monkeypatch.setattr("ropabook.cli.past.working", working)
    done = run(*command, "--ropa", ropa, "--format", form)
    assert said == [(told, form)]
    assert done.exit_code in (0, 1), done.output


def test_history_of_all_and_of_one_record(ropa) -> None:
    said = run("history", "--ropa", ropa)
    assert said.exit_code == 0
    lines = said.output.splitlines()
    assert lines[0].startswith("2026-03-03 09:00  ")
    assert lines[0].endswith("  edit      Anna Ash")
    assert lines[1] == "    Customer orders: owner set to X (was: Head of Sales)"
    assert lines[2] == "    Reason: New owner"
    assert "init      anna" in said.output
    one = run("history", "retention/long", "--ropa", ropa).output
    assert "owner set to X" not in one
    data = json.loads(run("history", ORDERS, "--ropa", ropa, "--format", "json").output)
    assert [each["action"] for each in data] == ["edit", "init"]
    assert data[0]["wasAttributedTo"]["name"] == "Anna Ash"
    never = run("history", "activities/never", "--ropa", ropa)
    assert "Nothing is known of it" in never.output
    assert run("history", "nothing", "--ropa", ropa).exit_code == 2


def test_diff_of_two_days(ropa) -> None:
    said = run("diff", "2026-03-01", "2026-03-03", "--ropa", ropa)
    assert said.exit_code == 0
    assert said.output.splitlines() == [
        "Customer orders  (activities/orders)",
        "    owner set to X (was: Head of Sales)",
    ]
    data = json.loads(run("diff", "2026-03-01", "--ropa", ropa, "--format", "json").output)
    assert data == [{
        "record": ORDERS, "field": "owner", "before": "Head of Sales", "after": "X",
        "sentence": "Customer orders: owner set to X (was: Head of Sales)",
    }]  # fmt: skip
    assert "Nothing differs." in run("diff", "2026-03-03", "now", "--ropa", ropa).output
    early = run("diff", "2020-01-01", "now", "--ropa", ropa)
    assert early.exit_code == 2
    assert "does not reach back to 2020-01-01; it begins on 2026-03-01" in early.output


def test_the_record_as_at_a_day(ropa) -> None:
    then = run("show", "orders", "--ropa", ropa, "--as-at", "2026-03-02")
    assert "owner: Head of Sales" in then.output
    assert "owner: X" in run("show", "orders", "--ropa", ropa).output
    judged = run("check", "--ropa", ropa, "--as-at", "2026-03-02", "--fail-on", "never")
    assert judged.exit_code == 0
    assert "judged for 2026-03-02" in judged.output
    both = ["check", "--ropa", ropa, "--as-at", "2026-03-02", "--on", "2026-11-24"]
    assert "judged for 2026-11-24" in run(*both, "--fail-on", "never").output
    early = run("check", "--ropa", ropa, "--as-at", "2020-01-01")
    assert early.exit_code == 2
    assert "does not reach back" in early.output


def test_looking_back_needs_a_history(tmp_path) -> None:
    (tmp_path / "group.yaml").write_text("title: A\n")
    for words in (("history",), ("diff", "now"), ("verify",), ("check", "--as-at", "2026-01-01")):
        said = run(*words, "--ropa", tmp_path)
        assert said.exit_code == 2
        assert "no history yet. Begin one: ropabook init" in said.output


def test_verify(ropa) -> None:
    said = run("verify", "--ropa", ropa)
    assert said.exit_code == 0
    assert "Every object is what its id says" in said.output
    assert "not tamper-proof" in said.output
    history = json.loads(run("history", "--ropa", ropa, "--format", "json").output)
    first, newest = history[1]["commit"], history[0]["commit"]
    said = run("verify", "--ropa", ropa, "--against", first[:10])
    assert said.exit_code == 0
    assert f"Contains the state {first}; 1 commits since." in said.output
    said = run("verify", "--ropa", ropa, "--against", "0" * 40)
    assert said.exit_code == 2
    assert "Does NOT contain the state" in said.output
    data = json.loads(run("verify", "--ropa", ropa, "--format", "json").output)
    assert (data["head"], data["whole"], data["commits"]) == (newest, True, 2)
    path = ropa / ".git/objects" / first[:2] / first[2:]
    path.chmod(0o644)
    path.write_bytes(b"x")
    said = run("verify", "--ropa", ropa)
    assert said.exit_code == 2
    assert "DAMAGED" in said.output


def test_what_was_changed_outside_is_listed_and_claimed(ropa) -> None:
    (ropa / "systems").mkdir()
    (ropa / "systems/desk.yaml").write_text("title: Desk\n")
    listed = run("claim", "--ropa", ropa)
    assert listed.exit_code == 0
    assert "Unclaimed" in listed.output
    assert "unknown: Desk: created" in listed.output
    verified = run("verify", "--ropa", ropa)
    assert verified.exit_code == 1
    assert "(nobody has claimed it)" in verified.output
    [waiting] = json.loads(run("claim", "--ropa", ropa, "--format", "json").output)
    wrong = run("claim", "1234567", "--ropa", ropa)
    assert wrong.exit_code == 2
    assert "no change that waits for a claim" in wrong.output
    claimed = run("claim", waiting["commit"][:8], "--ropa", ropa, "--reason", "In a hurry")
    assert "Claimed" in claimed.output
    assert run("verify", "--ropa", ropa).exit_code == 0
    assert "Nothing was changed without ropabook." in run("claim", "--all", "--ropa", ropa).output
    newest = json.loads(run("history", "--ropa", ropa, "--format", "json").output)[0]
    assert (newest["action"], newest["reason"]) == ("claim", "In a hurry")
    assert newest["wasAttributedTo"] == {
        "name": "anna", "email": "anna@jupyterhub", "from": "JupyterHub",
    }  # fmt: skip


def test_an_old_version_is_restored(ropa) -> None:
    done = run("restore", ORDERS, "2026-03-01", "--ropa", ropa, "--reason", "Better")
    assert done.exit_code == 0
    assert "Saved. Customer orders: owner set to Head of Sales (was: X)." in done.output
    assert "owner: Head of Sales" in (ropa / "activities/orders.yaml").read_text()
    missing = run("restore", ORDERS, "2026-03-01", "--ropa", ropa)
    assert missing.exit_code == 2
    assert "--reason" in missing.output
    for record, state in ((ORDERS, "abc"), ("activities/never", "2026-03-01"), ("x", "now")):
        assert run("restore", record, state, "--ropa", ropa, "--reason", "B").exit_code == 2


def test_what_is_written_is_remembered(ropa) -> None:
    assert run("new", "systems", "desk", "--ropa", ropa).exit_code == 0
    (ropa / "group.yaml").write_text("title:   Northwind\n")
    assert run("tidy", "--ropa", ropa).exit_code == 0
    entries = open_store(ropa, ANNA).history.commits()
    assert [entry.action for entry in entries[:3]] == ["tidy", "external", "create"]
    assert entries[0].files == ("group.yaml",)
    assert entries[2].subject == "Desk: created"
    assert run("claim", "--all", "--ropa", ropa).exit_code == 0
    assert run("verify", "--ropa", ropa).exit_code == 0


def test_the_merge_driver_writes_where_git_looks(tmp_path) -> None:
    names = {"base": b"a: 1\nb: 2\n", "ours": b"a: 3\nb: 2\n", "theirs": b"a: 1\nb: 4\n"}
    for name, data in names.items():
        (tmp_path / name).write_bytes(data)
    paths = [tmp_path / name for name in names]
    assert run("merge", *paths, "ropa/x.yaml").exit_code == 0
    assert (tmp_path / "ours").read_bytes() == b"a: 3\nb: 4\n"
    (tmp_path / "ours").write_bytes(b"a: 5\nb: 2\n")
    (tmp_path / "theirs").write_bytes(b"a: 6\nb: 2\n")
    done = run("merge", *paths, "ropa/x.yaml")
    assert done.exit_code == 1
    assert "ropa/x.yaml: both sides changed the same field" in done.output
    expected = merged_text(b"a: 1\nb: 2\n", b"a: 5\nb: 2\n", b"a: 6\nb: 2\n")[0]
    assert (tmp_path / "ours").read_bytes() == expected
    assert run("merge", tmp_path / "no", *paths[1:]).exit_code == 2


def test_days_are_those_of_whoever_committed(ropa) -> None:
    history = open_store(ropa, ANNA).history
    assert history.as_at(date(2026, 3, 3)).activities["orders"].owner == "X"
