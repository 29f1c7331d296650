"""The interview list: sent out as a sheet, filled in by people, read back, looked at, taken."""

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from ropabook.cli import main
from ropabook.excel.cells import NotRead
from ropabook.forms.fields import Field
from ropabook.forms.interview.asked import asked
from ropabook.forms.interview.given import read_answers
from ropabook.forms.interview.sheet import (
    BY,
    HOW,
    NONE,
    NOT_KNOWN,
    ON,
    QUESTIONS,
    REFERENCE,
    WORDS,
    send,
)
from ropabook.forms.interview.taking import preview, take
from ropabook.forms.interview.values import NotUnderstood, possible, value_of
from ropabook.model.questions import open_questions
from ropabook.store.opening import open_history
from tests.small import TODAY

TRANSFERS = "activities/newsletter#transfers"
BASIS = "activities/newsletter#purposes.inform.lawful_basis"
RETENTION = "activities/newsletter#data.addresses.retention"
OF_BIRCH = "activities/newsletter#differs.birch.recipients"
SECURITY = "activities/newsletter#security_measures"


@pytest.fixture
def filled_in(anna, tmp_path):
    """A sheet with some of its rows filled in, as its bytes."""

    def fill(**by_reference: dict[str, str]) -> bytes:
        file = tmp_path / "questions.xlsx"
        register = anna.register()
        send(register, asked(register), TODAY, file)
        book = load_workbook(file)
        sheet = book[QUESTIONS]
        heads = {cell.value: cell.column for row in sheet.iter_rows() for cell in row}
        rows = {cell.value: cell.row for cell in sheet[_letter(sheet, heads[REFERENCE])]}
        for reference, said in by_reference.items():
            for heading, value in {BY: "Mia Head", ON: "2026-11-20", **said}.items():
                sheet.cell(rows[reference], heads[heading]).value = value
        book.save(file)
        return file.read_bytes()

    return fill


def _letter(sheet, column: int) -> str:
    return sheet.cell(1, column).column_letter


def answers(anna, *sheets: bytes):
    rows = [row for data in sheets for row in read_answers("questions.xlsx", data)]
    return preview(anna, anna.register(), rows)


def test_every_open_question_has_its_row_and_its_place(anna, filled_in) -> None:
    register = anna.register()
    found = asked(register)
    assert len(found) == len(open_questions(register))
    assert {TRANSFERS, BASIS, RETENTION, OF_BIRCH} <= {each.reference for each in found}
    assert len({each.reference for each in found}) == len(found)
    assert [each.question.ask for each in asked(register, "Head of IT")] == ["Head of IT"] * len(
        asked(register, "Head of IT")
    )
    assert answers(anna, filled_in()) == ()


def test_an_answer_is_a_value_with_the_interview_as_its_evidence(anna, filled_in) -> None:
    register = anna.register()
    name = register.find("retention/call-records").name
    data = filled_in(**{RETENTION: {WORDS: name}, BASIS: {WORDS: "consent"}})
    found = answers(anna, data)
    assert [each.state for each in found] == ["ready", "ready"]
    done = take(anna, register, found)
    assert all(sentence.startswith("Saved.") for sentence in done), done
    saved = anna.read("activities/newsletter").data
    assert saved["data"][0]["retention"] == "call-records"
    assert saved["purposes"][0]["lawful_basis"] == {"basis": "consent"}
    proof = {"source": "Interview", "kind": "confirmed", "by": "Mia Head", "on": "2026-11-20"}
    assert saved["data"][0].get("evidence", saved.get("evidence", {}).get("data")) == [proof]
    assert saved["purposes"][0]["evidence"] == ["public-notice#P1", proof]
    newest = anna.history.commits("activities/newsletter")[0]
    assert newest.reason.startswith("Interview with Mia Head on 2026-11-20")
    assert [each.state for each in answers(anna, data)] == ["answered", "answered"]


def test_there_is_none_needs_its_reason(anna, filled_in) -> None:
    silent = answers(anna, filled_in(**{TRANSFERS: {HOW: NONE}}))
    assert [each.state for each in silent] == ["not understood"]
    data = filled_in(**{TRANSFERS: {HOW: NONE, WORDS: "It is kept in Leeds"}})
    take(anna, anna.register(), answers(anna, data))
    assert anna.read("activities/newsletter").data["transfers"] == {
        "none": "It is kept in Leeds",
        "by": "Mia Head",
        "on": "2026-11-20",
    }


def test_an_answer_of_one_company_stays_with_that_company(anna, filled_in) -> None:
    before = anna.read("activities/newsletter").data["recipients"]
    sender = anna.register().find("recipients/mail-sender").name
    found = answers(anna, filled_in(**{OF_BIRCH: {WORDS: sender}}))
    take(anna, anna.register(), found)
    saved = anna.read("activities/newsletter").data
    assert saved["differs"]["birch"]["recipients"] == [{"recipient": "mail-sender"}]
    assert saved["recipients"] == before
    assert "birch" in anna.register().activities["newsletter"].differs


def test_two_answers_to_one_question_are_shown_and_not_chosen(anna, filled_in) -> None:
    mia = filled_in(**{BASIS: {WORDS: "consent"}})
    tom = filled_in(**{BASIS: {WORDS: "contract", BY: "Tom Tell"}})
    found = answers(anna, mia, tom)
    assert [(each.key, each.state) for each in found] == [
        (f"{BASIS}=1", "two answers"),
        (f"{BASIS}=2", "two answers"),
    ]
    take(anna, anna.register(), found[1:])
    saved = anna.read("activities/newsletter").data
    assert saved["purposes"][0]["lawful_basis"] == {"basis": "contract"}
    assert "answered this meanwhile" in take(anna, anna.register(), found[:1])[0]


def test_what_fits_no_field_is_kept_in_words_and_the_question_stays(anna, filled_in) -> None:
    data = filled_in(**{TRANSFERS: {WORDS: "Some of it goes to the mailing house in Boston"}})
    [found] = answers(anna, data)
    assert found.state == "in words"
    take(anna, anna.register(), [found])
    saved = anna.read("activities/newsletter").data
    assert "unknown" in saved["transfers"]
    assert "Mia Head, 2026-11-20" in saved["notes"]
    assert "mailing house in Boston" in saved["notes"]
    assert [each.state for each in answers(anna, data)] == ["answered"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({WORDS: "certainly"}, "is not in the list"),
        ({WORDS: "Call records", ON: "last week"}, "on which day"),
        ({WORDS: "=1+1"}, "“a formula” is not one of the words"),
        ({WORDS: "x", HOW: "perhaps"}, "“perhaps” is not one of the words"),
        ({HOW: NONE}, "nothing is said"),
    ],
)
def test_what_is_not_understood_is_said_and_never_guessed(anna, filled_in, said, words) -> None:
    found = answers(anna, filled_in(**{RETENTION: said, SECURITY: {HOW: NOT_KNOWN}}))
    by_key = {each.key: each for each in found}
    assert by_key[SECURITY].state == "not known"
    assert by_key[RETENTION].state == "not understood"
    assert words in by_key[RETENTION].sentence
    before = anna.history.head
    take(anna, anna.register(), found)
    assert anna.history.head == before


def test_a_file_that_is_no_sheet_of_questions_is_refused_in_words(anna, tmp_path) -> None:
    with pytest.raises(NotRead, match="is not read"):
        read_answers("letter.xlsx", b"Dear Sirs")


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        ("period", "6 years", "P6Y"), ("period", "18 Months", "P18M"), ("period", "P30D", "P30D"),
        ("yes-no", "Yes", True), ("number", "1,200", 1200), ("day", "25/11/2026", "2026-11-25"),
        ("day", "3 Nov 2026", "2026-11-03"), ("texts", "one\ntwo; three", ["one", "two", "three"]),
    ],
)  # fmt: skip
def test_people_write_as_they_speak(anna, kind, words, value) -> None:
    assert value_of(anna.register(), Field("x", "X", "", kind), words) == value


@pytest.mark.parametrize(
    ("kind", "words"),
    [("period", "a while"), ("yes-no", "maybe"), ("number", "about 5"), ("day", "5"),
     ("day", "11/25/2026"), ("reference", "nobody"), ("map", "x")],
)  # fmt: skip
def test_what_is_no_value_is_refused(anna, kind, words) -> None:
    with pytest.raises(NotUnderstood):
        value_of(anna.register(), Field("x", "X", "", kind, folder="recipients"), words)


def test_the_sheet_says_what_an_answer_looks_like(anna) -> None:
    said = {
        each.reference: possible(anna.register(), each.field) for each in asked(anna.register())
    }
    assert "Consent" in said[BASIS]
    assert "Call records" in said[RETENTION] or "One of" in said[RETENTION]


def test_on_the_command_line(ropa, anna, filled_in, tmp_path) -> None:
    def run(*given: str):
        return CliRunner().invoke(main, ["interview", "--ropa", str(ropa), *given])

    sent = run("--ask", "Head of Marketing", "--to", str(tmp_path / "sent.xlsx"))
    assert sent.exit_code == 0, sent.output
    assert "questions" in sent.output
    nobody = run("--ask", "Nobody", "--to", str(tmp_path / "sent.xlsx"))
    assert nobody.exit_code == 2
    assert "Head of IT" in nobody.output
    back = tmp_path / "back.xlsx"
    back.write_bytes(filled_in(**{BASIS: {WORDS: "consent"}, SECURITY: {HOW: NOT_KNOWN}}))
    before = open_history(ropa).head
    looked = run("--read", str(back), "--preview", "--accept", "all")
    assert looked.exit_code == 1
    assert open_history(ropa).head == before
    assert "[ready]" in looked.output
    taken = run("--read", str(back), "--accept", BASIS)
    assert "Saved. Newsletter" in taken.output
    assert run("--read", str(back), "--accept", "activities/none").exit_code == 2
    assert run().exit_code == 2
