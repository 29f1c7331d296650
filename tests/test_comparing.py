"""Notice and record side by side: a second notice, in other words, unlike in every way."""

from dataclasses import replace
from datetime import date

import pytest

from ropabook.law.notices import NOTICE_ITEMS
from ropabook.model.facts import Unknown
from ropabook.model.notice import Statement
from ropabook.model.register import Register
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
from ropabook.sheets import notice_and_record
from ropabook.sheets.notice_places import PLACES, in_record
from ropabook.sheets.scope import Scope
from ropabook.store.load import load
from ropabook.views import claims
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
retention  | retention/account-records    | bore    | NOT_TOLD
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
        "activities/customer-checks": {"status": "draft", "start_date": "2027-06-01"},
        "notice": {"statements": [{"id": "RE5", "period": "absent", "refers_to": "absent"}]},
    })  # fmt: skip

    def untold(on: date) -> bool:
        rows = notice_against_record(register, "privacy-notice", "harbour", on)
        return any(r.key == "retention/identity-checks" and r.match is Match.NOT_TOLD for r in rows)

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
        ([told("k")], [], Beside(unknown=(Unknown(unknown="Who?", ask="Board"),)), [("k", "OPEN")]),
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


def also_saying(*more: dict[str, object]) -> Register:
    """The second register, whose notice says this, too."""
    notice = TWO.notices["house-notice"]
    said = tuple(
        Statement.model_validate({"id": f"more{n}", "quote": "Words", **one})
        for n, one in enumerate(more)
    )
    longer = notice.model_copy(update={"statements": notice.statements + said})
    return replace(TWO, records={**TWO.records, "notices": {notice.id: longer}}, _derived={})


def two_ways(register: Register) -> set[tuple[str, str]]:
    rows = notice_against_record(register, "house-notice", "tidewell", TODAY)
    return {(row.topic, row.key) for row in rows if row.match is Match.CONTRADICTS}


TERMINAL = {"kind": "terminal-equipment"}


@pytest.mark.parametrize(
    ("topic", "thing", "more", "words"),
    [
        ("bases", RUN, [{"kind": "basis", "basis": "legitimate-interests"}],
         "two lawful bases are told (Contract with the person, Legitimate interests)"),
        ("retention", "retention/lesson-records", [{"kind": "retention", "period": "P3Y"}],
         "two periods are told (1 year, 3 years)"),
        ("transfers", "recipients/mail-house", [{"kind": "transfer", "countries": ["BE"]}],
         "two places are told (France, Belgium)"),
        ("storage", "cookies/remember-me", [{**TERMINAL, "period": "P6M"}],
         "two things are told (2 years, 6 months)"),
        ("storage", "cookies/remember-me",
         [{**TERMINAL, "technology": "cookie"}, {**TERMINAL, "technology": "local-storage"}],
         "two things are told (Cookie, Local storage)"),
    ],
)  # fmt: skip
def test_what_a_notice_tells_in_two_ways_is_a_row_and_a_gap(topic, thing, more, words) -> None:
    register = also_saying(*({**one, "refers_to": [thing]} for one in more))
    assert two_ways(TWO) == set()
    assert two_ways(register) == {(topic, thing)}
    found = [f.gap for f in review(register, TODAY, ["PN-CONTRADICT"]).findings]
    [gap] = [gap for gap in found if gap.at == f"statements.{thing}"]
    assert words in gap.sentence
    assert len(gap.statements) == 2
    assert "Told in two ways" in claims.draw(review(register, TODAY, ["PN-CONTRADICT"]), None)


def test_a_technology_and_a_duration_of_one_cookie_are_no_contradiction() -> None:
    one = {**TERMINAL, "refers_to": ["cookies/footfall"]}
    both = also_saying({**one, "technology": "pixel"}, {**one, "period": "P30D"})
    assert two_ways(both) == set()


def test_two_periods_of_a_category_of_data_are_no_contradiction() -> None:
    """One category of data may be kept for two periods, in two activities."""
    data = {"kind": "retention", "refers_to": ["personal-data/contact"]}
    assert two_ways(also_saying({**data, "period": "P1Y"}, {**data, "period": "P5Y"})) == set()


def test_what_is_told_and_recorded_in_two_ways_is_no_contradiction() -> None:
    """A purpose may rest on two bases: the record holds both, the notice tells both."""
    told_twice = [told("k", values=("contract",)), told("k", values=("consent",))]
    entry = Recorded("k", HERE, "K", ("contract", "consent"))
    assert [row.match for row in compare("bases", told_twice, [entry])] == [Match.AGREES]
    one = Recorded("k", HERE, "K", ("contract",))
    found = [row.match for row in compare("bases", told_twice, [one])]
    assert found == [Match.DIFFERS, Match.CONTRADICTS]


def test_words_about_everything_stand_beside_all_that_is_not_told_one_by_one() -> None:
    vague = told(topical=False)
    entry = Recorded("k", HERE, "K", ("P2Y",))
    [row] = compare("retention", [vague], [entry])
    assert (row.match, row.told) == (Match.NOT_TOLD, ("Words",))
    asked = Unknown(unknown="Abroad?", ask="Board")
    [row] = compare("transfers", [vague], [], Beside(unknown=(asked, asked)))
    assert (row.match, row.question) == (Match.OPEN, asked)
    assert list(compare("transfers", [vague], [])) == []


def test_one_question_is_asked_and_not_the_first_of_many() -> None:
    who, whom = (Unknown(unknown=words, ask="Board") for words in ("Who?", "Whom?"))
    [row] = compare("recipients", [told("k")], [], Beside(unknown=(who, whom)))
    assert (row.match, row.question) == (Match.OPEN, None)


def test_the_sheet_shows_every_row_with_its_words_and_its_place() -> None:
    scope = Scope(review(TWO, TODAY, ["PN-EXTRA"]), None)
    shown = [[str(cell) for cell in row.cells] for row in notice_and_record.rows(scope)]
    assert len(shown) == len(ROWS)
    [sheets] = [cells for cells in shown if "sheets: “Lesson sheets" in cells[5]]
    assert sheets[2:5] == ["Time limits", "Told differently", "Lesson records"]
    assert sheets[6:9] == ["1 year", "Lesson records: 3 years, from: The last lesson", "3 years"]
    assert "Swimming lessons › data › pupils" in sheets[9]
    assert [cells[11] for cells in shown if cells[4] == "Young swimmers"] == ["Young swimmers"]
    results = [cells[3] for cells in shown]
    assert results.index("Told differently") < results.index("Recorded, not told")
    assert results[-1] == "Agrees"


def test_what_the_law_wants_said_stands_beside_the_record() -> None:
    scope = Scope(review(load(COMPLETE), TODAY, ["PN-EXTRA"]), "harbour")
    assert set(PLACES) == set(NOTICE_ITEMS)
    held = {item: in_record(scope, item) for item in PLACES}
    assert "Company › legal name: Harbour Telecoms Limited" in held["identity"]
    assert "Lantern" not in held["identity"]
    assert "Contract with the person (" in held["legal-basis"]
    for item, words in held.items():
        assert len(words.splitlines()) == len(PLACES[item])
