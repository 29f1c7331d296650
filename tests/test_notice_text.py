"""A pasted notice becomes statements; what gives no clue is asked about; nothing is dropped."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ropabook.cli import main
from ropabook.exchange.notice_record import as_record, as_yaml
from ropabook.exchange.notice_text import propose
from ropabook.model.notice import Notice
from ropabook.store.load import load
from ropabook.store.strict_yaml import parse

TEXT = """\
PRIVACY NOTICE

Lorem ipsum dolor.

Who we are
Fernhill Dairy Limited is registered in England under company number 01234567 and is the controller.

What we use your data for
- To deliver the milk you order, because of our contract with you
- To tell you about offers, with your consent

Cookies
Name | How long | Why
_basket | end of the session | Remembers the order
_ga | 2 years | Counts visits with Google Analytics

How long we keep it
We keep orders for six years after the last delivery. Round lists are kept for 30 days.

Sharing
We pass your address to Stripe and to our drivers. They are in Ireland.
"""


@pytest.fixture(scope="module")
def found():
    return {statement.quote: statement for statement in propose(TEXT).statements}


def test_each_passage_is_what_it_is_about(found) -> None:
    kinds = {quote[:12]: statement.kind for quote, statement in found.items()}
    assert kinds["Fernhill Dai"] == "entity"
    assert kinds["To deliver t"] == "purpose"
    assert kinds["To tell you "] == "consent"
    assert kinds["We keep orde"] == "retention"
    assert kinds["We pass your"] == "recipient"
    assert kinds["_basket | en"] == "terminal-equipment"


def test_durations_bases_vendors_and_cookies_are_seen(found) -> None:
    assert found["We keep orders for six years after the last delivery."].period == "P6Y"
    assert found["Round lists are kept for 30 days."].period == "P30D"
    basket = found["_basket | end of the session | Remembers the order"]
    assert (basket.name, basket.period) == ("_basket", "session")
    assert found["_ga | 2 years | Counts visits with Google Analytics"].vendors == (
        "Google Analytics",
    )
    assert found["We pass your address to Stripe and to our drivers."].vendors == ("Stripe",)
    ordered = "To deliver the milk you order, because of our contract with you"
    assert found[ordered].basis == "contract"


def test_what_gives_no_clue_is_asked_about_and_not_dropped() -> None:
    record = as_record(TEXT, "dairy", "Notice", ("fernhill",))
    assert [q["question"] for q in record["questions"]] == [
        "What does this passage state, if anything: “Lorem ipsum dolor.”"
    ]
    assert "Cookies" in record["no_fact"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")))
def test_every_word_of_any_text_is_somewhere(text) -> None:
    made = propose(text)
    parts = [*(s.quote for s in made.statements), *made.headings, *made.unplaced]
    kept = re.sub(r"\s+", "", "".join(parts))
    for line in text.splitlines():
        words = re.sub(r"^\s*(?:[-*•–·]|\d{1,2}[.)])\s+", "", line)
        assert len(re.sub(r"\s+", "", words)) == 0 or re.sub(r"\s+", "", words) in kept
    assert len({s.id for s in made.statements}) == len(made.statements)
    assert all(s.quote in text for s in made.statements)


def test_the_record_loads_as_it_is(tmp_path) -> None:
    record = as_record(TEXT, "dairy", "Notice of the dairy", ())
    assert parse(as_yaml(record).encode()) == record
    Notice.model_validate({**record, "id": "dairy"})


def test_the_command_writes_a_notice_once(tmp_path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(TEXT)
    words = ["notice", str(file), "--id", "dairy", "--ropa", str(tmp_path / "ropa")]
    printed = CliRunner().invoke(main, words)
    assert "kind: retention" in printed.output
    assert not (tmp_path / "ropa").exists()
    CliRunner().invoke(main, ["init", str(tmp_path / "ropa")])
    written = CliRunner().invoke(main, [*words, "--write"])
    assert "9 statements proposed; 1 to be placed by a person." in written.output
    register = load(tmp_path / "ropa")
    assert register.refusals == ()
    assert register.texts["dairy"] == TEXT
    again = CliRunner().invoke(main, [*words, "--write"])
    assert again.exit_code == 2
    assert "exists already" in again.output
    missing = CliRunner().invoke(main, ["notice", str(Path("no-such")), "--id", "x"])
    assert missing.exit_code == 2
    assert "cannot be read" in missing.output
