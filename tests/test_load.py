"""Bad data is an answer: the file is named, and every other file is still read."""

import os
import shutil
from pathlib import Path

import pytest

from ropabook.model.logs import HandOver
from ropabook.model.register import CONTROLLING
from ropabook.store.load import NoRecord, load
from tests.small import COMPLETE, changed


@pytest.fixture
def ropa(tmp_path) -> Path:
    return Path(shutil.copytree(COMPLETE, tmp_path / "ropa"))


def refused(ropa: Path, name: str, content: str | bytes) -> list[tuple[str, int, str]]:
    """Put one file among the good ones and tell what was refused."""
    path = ropa / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    before = path.read_bytes()
    register = load(ropa)
    assert path.read_bytes() == before
    assert register.has("activities", "orders") or name == "activities/orders.yaml"
    assert register.files_refused == 1
    return [(r.file, r.line, r.sentence) for r in register.refusals]


def test_everything_is_read(ropa) -> None:
    register = load(ropa)
    assert register.refusals == ()
    assert register.files == sum(1 for path in ropa.rglob("*") if path.is_file())
    assert {"harbour", "lantern"} <= set(register.entities)


def test_one_broken_file_among_good_ones(ropa) -> None:
    [(file, line, sentence)] = refused(
        ropa,
        "activities/news.yaml",
        "title: News\nrole: controller\nentities:\n  - harbour\nstatus: draft\n"
        "purposes:\n  - id: P1\n    text: Send news\n    lawful_bassis: consent\n",
    )
    assert (file, line) == ("activities/news.yaml", 9)
    assert (
        sentence == "'lawful_bassis' is not a key that is known here; did you mean 'lawful_basis'?"
    )


@pytest.mark.parametrize(
    ("name", "content", "line", "words"),
    [
        ("activities/x.yaml", "title: X\n", 1, "'role' is missing"),
        ("activities/x.yaml", "", 1, "is missing"),
        ("activities/x.yaml", "- a\n- b\n", 1, "keys and values"),
        ("activities/x.yaml", "just text\n", 1, "keys and values"),
        ("activities/x.yaml", "id: x\ntitle: X\n", 1, "the name is the id"),
        ("activities/x.yaml", b"title: \xff", 1, "UTF-8"),
        ("activities/x.yml", "title: X\n", 1, "ends in .yaml"),
        ("activities/x.txt", "hello", 1, "ends in .yaml"),
        ("activities/X Y.yaml", "title: X\n", 1, "small letters"),
        ("elsewhere/x.yaml", "title: X\n", 1, "no record belongs in this place"),
        ("x.yaml", "title: X\n", 1, "no record belongs in this place"),
        ("registers/colours.yaml", "a:\n  title: A\n", 1, "no record belongs in this place"),
        ("registers/sources.yaml", "- a\n", 1, "entries by id"),
        ("registers/sources.yaml", "a: text\n", 1, "keys and values"),
        ("registers/sources.yaml", "a:\n  unknown: What?\n", 1, "'title' is missing"),
        ("registers/sources.yaml", "a:\n  title: A\n  kind: rumour\n", 3, "must be one of"),
        ("registers/sources.yaml", "A B:\n  title: A\n", 1, "space"),
        ("acceptances.yaml", "rule: X\n", 1, "must be a list"),
        ("acceptances.yaml", "- rule: LB-NONE\n  record: a/b\n", 1, "is missing"),
        (
            "recipients/x.yaml",
            "title: X\nkind: processor\ncountry: {unknown: 'Where?'}\n",
            3,
            "'country.ask' is missing",
        ),
        (
            "recipients/x.yaml",
            "title: X\nkind: procesor\n",
            2,
            "must be one of",
        ),
        (
            "systems/x.yaml",
            "title: X\nbackup_days: soon\n",
            2,
            "a whole number",
        ),
        (
            "entities/x.yaml",
            "legal_name: X\neu_targeting: yes\n",
            2,
            "write true or false",
        ),
        (
            "entities/x.yaml",
            "legal_name: X\nregistration_expiry: 2026-02-30\n",
            2,
            "there is no such day",
        ),
        (
            "entities/x.yaml",
            "legal_name: X\nregistration_expiry: 20260101\n",
            2,
            "YYYY-MM-DD",
        ),
        ("entities/x.yaml", "legal_name: X\ntrading_names: Y\n", 2, "must be a list"),
        (
            "activities/x.yaml",
            "title: X\nrole: controller\nentities:\n  - harbour\nstatus: draft\n"
            "differs:\n  lantern:\n    status: active\n",
            7,
            "not among the activity's entities",
        ),
        (
            "activities/x.yaml",
            "title: X\nrole: controller\nentities:\n  - harbour\nstatus: draft\n"
            "differs:\n  harbour:\n    statuss: active\n",
            8,
            "did you mean 'status'",
        ),
        (
            "activities/x.yaml",
            "title: X\nrole: controller\nentities:\n  - harbour\nstatus: draft\n"
            "differs:\n  harbour:\n    unknown: Does it?\n    ask: Sales\n",
            8,
            "'unknown' is not a key",
        ),
        (
            "activities/x.yaml",
            "title: X\nrole: controller\nentities:\n  - harbour\nstatus: draft\n"
            "differs:\n  unknown: Does it?\n  ask: Sales\n",
            6,
            "must be a group of keys and values",
        ),
    ],
)
def test_refused_with_file_line_and_sentence(ropa, name, content, line, words) -> None:
    found = refused(ropa, name, content)
    assert any(words in sentence for _, _, sentence in found), found
    assert all(file == name for file, _, _ in found)
    assert line in {at for _, at, _ in found}


def test_one_bad_entry_of_a_list_does_not_hide_the_others(ropa) -> None:
    path = ropa / "registers" / "personal-data.yaml"
    path.write_text(path.read_text() + "broken:\n  tilte: Broken\n")
    register = load(ropa)
    assert {r.sentence for r in register.refusals} == {
        "'title' is missing",
        "'tilte' is not a key that is known here; did you mean 'title'?",
    } or any("tilte" in r.sentence for r in register.refusals)
    assert register.has("personal-data", "contact-details")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(ropa) -> None:
    path = ropa / "activities" / "orders.yaml"
    path.chmod(0)
    register = load(ropa)
    assert [r.file for r in register.refusals] == ["activities/orders.yaml"]


def test_a_pipe_does_not_hang(ropa) -> None:
    os.mkfifo(ropa / "activities" / "pipe.yaml")
    register = load(ropa)
    assert [(r.file, r.sentence) for r in register.refusals] == [
        ("activities/pipe.yaml", "this is not an ordinary file")
    ]


def test_a_link_to_nothing(ropa) -> None:
    (ropa / "activities" / "gone.yaml").symlink_to("nowhere.yaml")
    register = load(ropa)
    assert [r.file for r in register.refusals] == ["activities/gone.yaml"]


def test_a_huge_file_is_not_read(ropa) -> None:
    [(_, _, sentence)] = refused(ropa, "activities/big.yaml", "title: " + "x" * 20_000_000)
    assert "larger than" in sentence


def test_no_folder(tmp_path) -> None:
    with pytest.raises(NoRecord, match="There is no folder"):
        load(tmp_path / "ropa")
    (tmp_path / "file").write_text("x")
    with pytest.raises(NoRecord, match="is a file"):
        load(tmp_path / "file")


def test_an_empty_folder(tmp_path) -> None:
    register = load(tmp_path)
    assert (register.files, register.refusals) == (0, ())


def test_the_fingerprint_is_of_every_byte(ropa) -> None:
    first = load(ropa).fingerprint
    assert load(ropa).fingerprint == first
    path = ropa / "group.yaml"
    path.write_text(path.read_text() + "# a remark\n")
    second = load(ropa).fingerprint
    assert second != first
    path.rename(ropa / "grouped.yaml")
    assert load(ropa).fingerprint != second


def test_the_fingerprint_leaves_the_log_of_hand_overs_out(ropa) -> None:
    """Else no hand-over could ever carry the fingerprint of the record it is written in."""
    first = load(ropa)
    path = ropa / "registers" / "hand-overs.yaml"
    path.write_text(
        f"audit:\n  title: Audit\n  on: 2026-11-20\n  to: Auditors\n  by: Head of Privacy\n"
        f"  fingerprint: {first.fingerprint}\n"
    )
    second = load(ropa)
    assert second.fingerprint == first.fingerprint
    assert second.of(HandOver)["audit"].fingerprint == second.fingerprint
    elsewhere = ropa / "registers" / "consents.yaml"
    elsewhere.write_text(elsewhere.read_text() + "# a remark\n")
    assert load(ropa).fingerprint != first.fingerprint


def test_what_one_company_does_differently(tmp_path) -> None:
    register = changed(
        tmp_path,
        {
            "activity": {
                "entities": ["harbour", "lantern"],
                "differs": {
                    "lantern": {
                        "owner": "Head of Cloud",
                        "purposes": [
                            {"id": "offers", "lawful_basis": {"unknown": "Which?", "ask": "DPO"}}
                        ],
                    }
                },
            }
        },
    )
    assert register.refusals == ()
    [harbour] = [a for a in register.record_of("harbour").controller if a.id == "orders"]
    [lantern] = [a for a in register.record_of("lantern").controller if a.id == "orders"]
    assert (harbour.owner, lantern.owner) == ("Head of Sales", "Head of Cloud")
    assert [p.text for p in lantern.purposes] == [p.text for p in harbour.purposes]
    assert lantern.purposes[0].lawful_basis == harbour.purposes[0].lawful_basis
    assert lantern.purposes[1].lawful_basis != harbour.purposes[1].lawful_basis
    assert [v.entities for v in register.variants(harbour)] == [("harbour",), ("lantern",)]


def test_each_role_is_in_its_own_record(tmp_path) -> None:
    register = changed(
        tmp_path,
        {
            "activities/new": {
                "title": "New",
                "role": {"unknown": "Which role?", "ask": "DPO"},
                "entities": ["lantern"],
                "status": "draft",
            }
        },
    )
    record = register.record_of("lantern")
    assert "order-hosting" in [a.id for a in record.processor]
    assert [a.id for a in record.undecided] == ["new"]
    assert all(a.role in CONTROLLING for a in record.controller)
    with pytest.raises(KeyError):
        register.record_of("nobody")


def test_a_key_named_like_an_answer_is_refused_where_none_belongs(tmp_path) -> None:
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers" / "cookies.yaml").write_text("basket:\n  none: No cookie\n")
    sentences = [refusal.sentence for refusal in load(tmp_path).refusals]
    assert any("'none' is not a key that is known here" in sentence for sentence in sentences)
