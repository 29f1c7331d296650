"""Notice and record side by side: a second notice, in other words, unlike in every way."""

from datetime import date

import pytest

from ropabook.model.facts import Unknown
from ropabook.review import review
from ropabook.rules.comparing import (
    TOPICS,
    Beside,
    Match,
    Place,
    Recorded,
    Told,
    compare,
    contradictions,
)
from ropabook.rules.side_by_side import notice_against_record
from ropabook.store.load import load
from tests.small import COMPLETE, DATA, TODAY, changed

TWO = load(DATA / "notice-two")
ROWS = notice_against_record(TWO, "house-notice", "tidewell", TODAY)

# Topic, thing, statements, result: what a person finds who lays the two beside each other.
KNOWN = """
purposes   | -                            | six     | NOT_RECORDED
purposes   | activities/membership#run    | two     | AGREES
purposes   | activities/membership#dues   | three   | AGREES
purposes   | activities/membership#survey | -       | NOT_TOLD
purposes   | activities/lessons#teach     | four    | AGREES
purposes   | activities/lessons#ring      | five    | AGREES
bases      | -                            | law     | NOT_RECORDED
bases      | activities/membership#run    | two     | AGREES
bases      | activities/membership#dues   | three   | NOT_RECORDED
bases      | activities/lessons#teach     | four    | DIFFERS
bases      | activities/lessons#ring      | -       | NOT_TOLD
recipients | recipients/bank              | bank    | AGREES
recipients | recipients/mail-house        | letters | AGREES
recipients | recipients/insurer           | slip    | NOT_RECORDED
recipients | recipients/copy-keeper       | -       | NOT_TOLD
data       | personal-data/contact        | seven   | AGREES
data       | personal-data/pictures       | seven   | AGREES
data       | personal-data/card-number    | eight   | AGREES
data       | personal-data/shoe-size      | eight   | NOT_RECORDED
data       | personal-data/bank-account   | -       | NOT_TOLD
data       | personal-data/health-form    | four    | NOT_TOLD
people     | data-subjects/members        | one     | AGREES
people     | data-subjects/day-swimmers   | one     | NOT_RECORDED
people     | data-subjects/young-swimmers | -       | NOT_TOLD
sources    | sources/members-themselves   | you     | AGREES
sources    | sources/schools              | school  | NOT_RECORDED
sources    | sources/other-clubs          | -       | NOT_TOLD
retention  | retention/member-records     | leave   | AGREES
retention  | retention/lesson-records     | sheets  | DIFFERS
retention  | activities/lessons#waiting   | queue   | OPEN
retention  | -                            | locker  | OPEN
retention  | retention/pictures           | gala    | NOT_RECORDED
retention  | retention/account-records    | -       | NOT_TOLD
transfers  | recipients/card-printer      | cards   | AGREES
transfers  | recipients/mail-house        | letters | DIFFERS
transfers  | -                            | cousin  | NOT_RECORDED
transfers  | recipients/copy-keeper       | -       | NOT_TOLD
storage    | cookies/turnstile-session    | ts      | AGREES
storage    | cookies/remember-me          | stay    | DIFFERS
storage    | -                            | lane    | NOT_RECORDED
storage    | cookies/footfall             | -       | NOT_TOLD
"""


def known() -> set[tuple[str, str, str, str]]:
    lines = [[cell.strip() for cell in line.split("|")] for line in KNOWN.strip().splitlines()]
    return {(topic, key, label, match) for topic, key, label, match in lines}


def test_every_difference_is_found_and_no_other() -> None:
    assert TWO.refusals == ()
    found = {
        (
            row.topic,
            row.key or "-",
            ", ".join(label.partition("#")[2] for label in row.statements) or "-",
            row.match.name,
        )
        for row in ROWS
    }
    assert found == known()
    assert len(ROWS) == len(known())


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_differs_in_both_directions(topic) -> None:
    found = {row.match for row in ROWS if row.topic == topic}
    assert {Match.NOT_RECORDED, Match.NOT_TOLD} <= found


def test_a_row_has_the_words_of_the_notice_and_the_place_of_the_record() -> None:
    text = TWO.texts["house-notice"]
    for row in ROWS:
        assert all(words in text for words in row.told)
        assert bool(row.told) == bool(row.statements)
        for place in row.places:
            assert TWO.find(place.record), place
        if row.match in (Match.AGREES, Match.DIFFERS, Match.NOT_TOLD):
            assert row.recorded
            assert row.places
    [sheets] = [row for row in ROWS if row.key == "retention/lesson-records"]
    assert sheets.told == ("Lesson sheets: a year after your last lesson.",)
    assert sheets.recorded == "Lesson records: 3 years, from: The last lesson"
    assert sheets.places == (Place("activities/lessons", "data.pupils"),)
    [queue] = [row for row in ROWS if row.key == "activities/lessons#waiting"]
    assert queue.question is not None
    assert queue.question.ask == "Head coach"


def test_what_is_no_longer_done_need_not_be_told() -> None:
    assert not [row for row in ROWS if "run" in row.recorded.lower() and row.key != RUN]
    assert "recipients/newspaper" not in {row.key for row in ROWS}


RUN = "activities/membership#run"

FOUND = {
    "PN-EXTRA": {"statements.six"},
    "PN-MISSING": {"purposes.survey.evidence"},
    "PN-RECIP-DIFF": {"statements.slip.recipients/insurer", "statements.recipients/copy-keeper"},
    "PN-DATA-DIFF": {
        "statements.eight.personal-data/shoe-size",
        "statements.personal-data/bank-account",
        "statements.personal-data/health-form",
    },
    "PN-BASIS-DIFF": {
        "statements.law",
        "statements.three.activities/membership#dues",
        "statements.four.activities/lessons#teach",
        "statements.activities/lessons#ring",
    },
    "RT-NOTICE": {
        "statements.sheets.retention/lesson-records",
        "statements.queue.activities/lessons#waiting",
        "statements.locker",
        "statements.gala.retention/pictures",
        "statements.retention/account-records",
    },
    "PN-ABSENT": {"data.subjects.young-swimmers"},
}


@pytest.mark.parametrize("id", FOUND)
def test_the_rules_say_of_it_what_the_rows_say(id) -> None:
    judged = review(TWO, TODAY, [id])
    assert judged.broken == ()
    assert {finding.gap.at for finding in judged.findings} == FOUND[id]
    assert len(judged.findings) == len(FOUND[id])


def test_special_data_and_unknown_periods_weigh_differently() -> None:
    weights = {
        f.gap.at: f.severity for f in review(TWO, TODAY, ["PN-DATA-DIFF", "RT-NOTICE"]).findings
    }
    assert weights["statements.personal-data/health-form"] == "major"
    assert weights["statements.personal-data/bank-account"] == "minor"
    assert weights["statements.sheets.retention/lesson-records"] == "major"
    assert weights["statements.queue.activities/lessons#waiting"] == "minor"


def test_no_rule_breaks_on_the_second_notice() -> None:
    assert [(a.rule, a.reason) for a in review(TWO, TODAY).broken] == []


def test_the_complete_register_agrees_throughout() -> None:
    register = load(COMPLETE)
    for notice in register.notices.values():
        for company in notice.entities:
            rows = notice_against_record(register, notice.id, company, TODAY)
            unlike = {Match.DIFFERS, Match.NOT_RECORDED, Match.OPEN}
            wrong = [row for row in rows if row.match in unlike]
            assert wrong == [], (notice.id, company)


def test_the_day_decides_what_must_be_told(tmp_path) -> None:
    register = changed(tmp_path, {
        "activity": {"status": "draft", "start_date": "2027-06-01"},
        "notice": {"statements": [{"id": "RE1", "period": "absent", "refers_to": "absent"}]},
    })  # fmt: skip

    def untold(on: date) -> bool:
        rows = notice_against_record(register, "privacy-notice", "harbour", on)
        return any(r.key == "retention/order-records" and r.match is Match.NOT_TOLD for r in rows)

    assert not untold(date(2026, 11, 24))
    assert untold(date(2027, 5, 1))


# The comparison itself is a function of plain data: no register, no notice.
HERE = (Place("activities/a", "x"),)


def told(*keys, values=(), inferred=(), topical=True) -> Told:
    return Told(("n#1",), ("Words",), keys, values, inferred, topical)


def matches(topic, sayings, entries, beside=Beside()) -> list[tuple[str, str]]:  # noqa: B008
    return [(row.key, row.match.name) for row in compare(topic, sayings, entries, beside)]


@pytest.mark.parametrize(
    ("sayings", "entries", "beside", "wanted"),
    [
        ([], [Recorded("k", HERE, "K")], Beside(), [("k", "NOT_TOLD")]),
        ([], [Recorded("k", HERE, "K", due=False)], Beside(), []),
        ([], [Recorded("k", HERE, "K")], Beside(told={"k"}), [("k", "ELSEWHERE")]),
        ([told()], [], Beside(), [("", "NOT_RECORDED")]),
        ([told(topical=False)], [], Beside(), []),
        ([told("k")], [], Beside(), [("k", "NOT_RECORDED")]),
        ([told("k")], [], Beside(recorded={"k"}), [("k", "ELSEWHERE")]),
        ([told("k")], [], Beside(unknown=Unknown(unknown="Who?", ask="Board")), [("k", "OPEN")]),
        ([told("k")], [Recorded("k", HERE, "K", due=False)], Beside(), [("k", "AGREES")]),
        ([told(inferred=("k",))], [Recorded("k", HERE, "K")], Beside(), [("k", "NOT_TOLD")]),
        ([told("k", "l")], [Recorded("k", HERE, "K")], Beside(),
         [("l", "NOT_RECORDED"), ("k", "AGREES")]),
    ],
)  # fmt: skip
def test_told_and_recorded(sayings, entries, beside, wanted) -> None:
    assert matches("recipients", sayings, entries, beside) == wanted


@pytest.mark.parametrize(
    ("topic", "said", "held", "wanted"),
    [
        ("retention", ("P1Y",), ("P1Y",), "AGREES"),
        ("retention", ("P1Y",), ("P2Y",), "DIFFERS"),
        ("retention", ("P1Y", "P2Y"), ("P2Y",), "DIFFERS"),
        ("retention", (), ("P2Y",), "NOT_TOLD"),
        ("retention", ("P1Y",), (), "NOT_RECORDED"),
        ("retention", (), (), "AGREES"),
        ("transfers", ("NO",), ("NO", "IS"), "DIFFERS"),
        ("storage", ("cookie",), ("cookie", "P1Y"), "AGREES"),
        ("storage", ("cookie", "P2Y"), ("cookie", "P1Y"), "DIFFERS"),
        ("storage", (), ("cookie", "P1Y"), "AGREES"),
        ("purposes", (), (), "AGREES"),
    ],
)
def test_what_is_said_of_a_thing(topic, said, held, wanted) -> None:
    found = matches(topic, [told("k", values=said)], [Recorded("k", HERE, "K", held)])
    assert found == [("k", wanted)]


def test_a_value_that_nobody_knows_is_open_not_different() -> None:
    asked = Unknown(unknown="How long?", ask="Finance")
    entry = Recorded("k", HERE, "K", (), asked)
    [row] = compare("retention", [told("k", values=("P1Y",))], [entry])
    assert (row.match, row.question) == (Match.OPEN, asked)
    assert matches("retention", [], [entry]) == [("k", "OPEN")]


def test_a_notice_may_contradict_itself() -> None:
    one, two, three = (told("k", values=(v,)) for v in ("P1Y", "P2Y", "P1Y"))
    assert [key for key, _ in contradictions([one, three])] == []
    assert [(key, len(both)) for key, both in contradictions([one, two, told("k")])] == [("k", 2)]
