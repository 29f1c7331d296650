"""G1: two clones, edited and merged by git with our driver: field by field, nothing chosen."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ropabook.store.opening import open_store
from ropabook.store.past.verifying import verified
from ropabook.store.strict_yaml import Refused, parse
from ropabook.store.text.text_merge import merged_text
from tests.size import count, rounds, size
from tests.store.record import ANNA, BEN, SMALL, on_disk

BASE = b"""\
# head
title: Orders   # ours
owner: Sales
status: draft
purposes:
  - id: P1
    text: One
  - id: P2
    text: Two
"""


def test_different_fields_merge_and_the_layout_stays() -> None:
    ours = BASE.replace(b"owner: Sales", b"owner: Ops")
    theirs = BASE.replace(b"text: Two", b"text: Second").replace(b"# head\n", b"")
    text, whole = merged_text(BASE, ours, theirs)
    assert whole
    assert text == ours.replace(b"text: Two", b"text: Second")


def test_the_same_field_is_marked_and_the_rest_is_merged() -> None:
    ours = BASE.replace(b"owner: Sales", b"owner: Ops").replace(b"draft", b"active")
    theirs = BASE.replace(b"owner: Sales", b"owner: Marketing").replace(b"Two", b"Second")
    text, whole = merged_text(BASE, ours, theirs)
    assert not whole
    assert text.decode() == (
        "# head\ntitle: Orders   # ours\n"
        "<<<<<<< ours\nowner: Ops\n=======\nowner: Marketing\n>>>>>>> theirs\n"
        "status: active\npurposes:\n  - id: P1\n    text: One\n  - id: P2\n    text: Second\n"
    )
    with pytest.raises(Refused, match="merge was left unfinished"):
        parse(text)


def test_a_key_added_twice_is_no_duplicate_key() -> None:
    """Git merges these cleanly into a key written twice, of which most readers keep the last."""
    ours = BASE.replace(b"owner: Sales\n", b"owner: Sales\nretention: P6Y\n")
    theirs = BASE + b"retention: P10Y\n"
    text, whole = merged_text(BASE, ours, theirs)
    assert not whole
    assert b"<<<<<<< ours\nretention: P6Y\n=======\nretention: P10Y\n>>>>>>> theirs\n" in text


def test_neighbours_do_not_conflict() -> None:
    ours = BASE.replace(b"owner: Sales", b"owner: Ops")
    theirs = BASE.replace(b"status: draft", b"status: active")
    text, whole = merged_text(BASE, ours, theirs)
    assert whole
    assert parse(text) == {**parse(BASE), "owner": "Ops", "status": "active"}


@pytest.mark.parametrize("bad", [b"title: A\ntitle: B\n", b"title: [", b"\xff", b"a: &x 1\n"])
def test_what_cannot_be_read_is_left_to_a_person(bad) -> None:
    text, whole = merged_text(BASE, bad, BASE + b"risk: true\n")
    assert not whole
    assert b"<<<<<<< ours\n" in text
    assert merged_text(BASE, BASE, bad) == (bad, True)  # only one side changed anything
    assert merged_text(BASE, bad, BASE) == (bad, True)


def test_both_began_the_same_file() -> None:
    text, whole = merged_text(b"", b"a:\n  title: A\n", b"b:\n  title: B\n")
    assert whole
    assert parse(text) == {"a": {"title": "A"}, "b": {"title": "B"}}
    text, whole = merged_text(b"", b"title: A\n", b"title: B\n")
    assert not whole
    assert text == b"<<<<<<< ours\ntitle: A\n=======\ntitle: B\n>>>>>>> theirs\n"


@pytest.fixture
def clones(tmp_path):
    """Two clones of one record, and git with our driver in both."""
    if shutil.which("git") is None:
        pytest.skip("THE GIT PROGRAM IS NOT HERE: two clones cannot be merged by it.")
    anna = on_disk(tmp_path / "anna", SMALL)
    git(tmp_path, "clone", "-q", str(anna.root), str(tmp_path / "ben"))
    from ropabook.store.beginning import begin_history

    begin_history(tmp_path / "ben", BEN)
    return anna.root, tmp_path / "ben"


def git(at: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "GIT_AUTHOR_NAME": "Carl",
        "GIT_AUTHOR_EMAIL": "c@x.example", "GIT_COMMITTER_NAME": "Carl",
        "GIT_COMMITTER_EMAIL": "c@x.example", "GIT_MERGE_AUTOEDIT": "no",
    }  # fmt: skip
    return subprocess.run(
        ["git", *words], cwd=at, env=environment, capture_output=True, text=True, check=False
    )


def test_two_clones_are_merged_field_by_field(clones) -> None:
    here, there = clones
    anna, ben = open_store(here, ANNA), open_store(there, BEN)
    opened = anna.read("activities/orders")
    anna.save(opened, {**opened.data, "owner": "Anna's"})
    opened = ben.read("activities/orders")
    ben.save(opened, {**opened.data, "status": "suspended"})
    ben.create("retention/new", {"title": "New", "origin": "stated"})
    anna.create("retention/other", {"title": "Other", "origin": "stated"})
    done = git(there, "pull", "-q", "--no-rebase", str(here), "main")
    assert done.returncode == 0, done.stderr + done.stdout
    ben = open_store(there, BEN)
    now = ben.read("activities/orders").data
    assert (now["owner"], now["status"]) == ("Anna's", "suspended")
    assert set(ben.register().records["retention"]) == {"short", "long", "new", "other"}
    checked = verified(ben.history)
    assert checked.remarks == (), checked.remarks
    assert ben.outside_changes() == ()
    assert next(e.author for e in ben.history.commits("activities/orders")) == "Carl"
    assert git(there, "status", "--porcelain").stdout == ""
    opened = ben.read("activities/orders")
    assert ben.save(opened, {**opened.data, "owner": "After"}).commit


def test_a_conflict_stops_the_merge_and_the_reader_refuses_the_file(clones) -> None:
    here, there = clones
    for root, who in ((here, ANNA), (there, BEN)):
        store = open_store(root, who)
        opened = store.read("activities/orders")
        store.save(opened, {**opened.data, "owner": who.name, "notes": who.name.lower()})
    done = git(there, "pull", "-q", "--no-rebase", str(here), "main")
    assert done.returncode != 0
    ben = open_store(there, BEN)
    assert not ben.writable
    assert "A merge is under way" in ben.banner
    [refusal] = ben.register().refusals
    assert "merge was left unfinished" in refusal.sentence
    text = (there / "activities/orders.yaml").read_text()
    assert "<<<<<<< ours\nowner: Ben Birch\n=======\nowner: Anna Ash\n>>>>>>> theirs\n" in text
    git(there, "merge", "--abort")
    assert open_store(there, BEN).writable


def test_a_merge_that_gives_a_record_something_that_neither_side_had_is_told(clones) -> None:
    here, there = clones
    for root, who, field in ((here, ANNA, "owner"), (there, BEN, "notes")):
        store = open_store(root, who)
        opened = store.read("activities/orders")
        store.save(opened, {**opened.data, field: who.name})
    git(there, "pull", "-q", "--no-rebase", "--no-commit", str(here), "main")
    path = there / "activities/orders.yaml"
    path.write_text(path.read_text().replace("status: active", "status: retired"))
    git(there, "add", "-A")
    git(there, "commit", "-q", "-m", "Merged")
    found = verified(open_store(there, BEN).history)
    assert any("a content that neither side had" in remark.sentence for remark in found.remarks)


def test_many_random_edits_in_two_clones(clones) -> None:
    chance = random.Random(size(1, None))
    here, there = clones
    merged = conflicts = 0
    keys = ("activities/orders", "retention/short", "retention/long", "group/group")
    for n in rounds("G1", 6, 200):
        before = {key: open_store(here, ANNA).read(key).data for key in keys}
        made: list[dict[str, dict]] = []
        for root, who in ((here, ANNA), (there, BEN)):
            store = open_store(root, who)
            wanted = dict(before)
            for key in chance.sample(keys, 2):
                field = chance.choice(["notes", "title"])
                opened = store.read(key)
                wanted[key] = {**opened.data, field: f"{who.name} {n} {chance.random()}"}
                store.save(opened, wanted[key])
            made.append(wanted)
        done = git(there, "pull", "-q", "--no-rebase", str(here), "main")
        both = [
            (key, field)
            for key in keys
            for field in ("notes", "title")
            if len({each[key].get(field) for each in (before, *made)}) == 3
        ]
        assert (done.returncode == 0) == (not both), (done.stdout, done.stderr, both)
        if both:
            conflicts += 1
            refused = {r.file for r in open_store(there, BEN).register().refusals}
            assert refused
            git(there, "merge", "--abort")
            git(there, "reset", "-q", "--hard", "HEAD")
            git(there, "fetch", "-q", str(here), "main")
            git(there, "reset", "-q", "--hard", "FETCH_HEAD")
            continue
        merged += 1
        store = open_store(there, BEN)
        for key in keys:
            expected = {**before[key]}
            for each in made:
                expected |= {f: v for f, v in each[key].items() if v != before[key].get(f)}
            assert store.read(key).data == expected
        assert verified(store.history).remarks == ()
        git(here, "pull", "-q", "--ff-only", str(there), "main")
    count("G1 merges of two clones, all as expected", merged)
    count("G1 conflicts of two clones, all shown", conflicts)
    assert merged
    assert conflicts
