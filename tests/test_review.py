"""Five answers, and every answer is kept. A crash is never a pass."""

from dataclasses import replace
from datetime import date

import pytest

from ropabook.completeness import completeness
from ropabook.model.questions import open_questions
from ropabook.review import Verdict, review
from ropabook.rules import rule as rules
from ropabook.rules.catalogue import catalogue
from ropabook.rules.rule import Gap, NotApplicable, Rule, rule
from ropabook.store.load import load
from tests.small import COMPLETE, TODAY, changed

NO_BASIS = {"activity": {"purposes": [{"id": "offers", "lawful_basis": "absent"}]}}


@pytest.fixture
def extra():
    """Let a test define rules of its own, and forget them afterwards."""
    before = dict(rules.RULES)
    catalogue.cache_clear()
    yield
    rules.RULES.clear()
    rules.RULES.update(before)
    catalogue.cache_clear()


def verdicts(judged, id):
    return {answer.record: answer.verdict for answer in judged.answers if answer.rule == id}


def test_every_rule_answers_for_every_record_of_its_kind() -> None:
    register = load(COMPLETE)
    judged = review(register, TODAY)
    for id, each in catalogue().items():
        answered = verdicts(judged, id)
        if each.subject == "activity":
            assert set(answered) == {f"activities/{key}" for key in register.activities}
        if each.subject == "entity":
            assert set(answered) == {f"entities/{key}" for key in register.entities}
        if each.subject == "record":
            assert set(answered) == {record.key for record in register.all_records}


def test_a_crash_is_never_a_pass(extra, tmp_path) -> None:
    @rule("ZZ-CRASH", "none", "minor", analysis="evidence")
    def it_crashes(activity):
        """It crashes."""
        yield Gap("Before the crash.")
        raise LookupError("oh")

    @rule("ZZ-NONSENSE", "none", "minor", analysis="evidence")
    def it_talks_nonsense(entity):
        """It talks nonsense."""
        yield "a word"

    judged = review(load(COMPLETE), TODAY)
    assert set(verdicts(judged, "ZZ-CRASH").values()) == {Verdict.BROKEN}
    assert set(verdicts(judged, "ZZ-NONSENSE").values()) == {Verdict.BROKEN}
    assert "LookupError: oh" in judged.broken[0].reason
    assert "it_crashes" in judged.broken[0].reason
    assert {a.rule for a in judged.broken} == {"ZZ-CRASH", "ZZ-NONSENSE"}
    assert len(judged.broken) == sum(a.rule.startswith("ZZ-") for a in judged.answers)
    assert judged.findings == ()


def test_not_applicable_keeps_its_reason(extra) -> None:
    @rule("ZZ-NA", "none", "minor", analysis="evidence")
    def it_does_not_apply(entity):
        """It does not apply."""
        yield NotApplicable("Not here.")

    judged = review(load(COMPLETE), TODAY, ["ZZ-NA"])
    assert {(a.verdict, a.reason) for a in judged.answers} == {
        (Verdict.NOT_APPLICABLE, "Not here.")
    }


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("ZZ-X", {"severity": "grave"}),
        ("ZZ-X", {"analysis": "astrology"}),
        ("LB-NONE", {}),
    ],
)
def test_a_rule_that_is_not_well_formed_is_refused(extra, id, change) -> None:
    catalogue()
    with pytest.raises(ValueError, match=id):

        @rule(id, "none", **{"severity": "minor", "analysis": "evidence", **change})
        def it_holds(activity):
            """It holds."""


def test_a_rule_may_ask_only_for_what_there_is(extra) -> None:
    with pytest.raises(ValueError, match="asks for 'weather'"):

        @rule("ZZ-X", "none", "minor", analysis="evidence")
        def it_asks(activity, weather):
            """It asks."""

    with pytest.raises(ValueError, match="must judge one of"):

        @rule("ZZ-Y", "none", "minor", analysis="evidence")
        def it_judges(planet):
            """It judges."""


def test_the_days_between_which_it_is_law() -> None:
    made = Rule("X", "c", "minor", lambda activity: iter(()), "evidence", since=date(2026, 2, 5))
    assert not made.in_force(date(2026, 2, 4))
    assert made.in_force(date(2026, 2, 5))
    ended = replace(made, until=date(2026, 6, 19))
    assert ended.in_force(date(2026, 6, 18))
    assert not ended.in_force(date(2026, 6, 19))


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (date(2026, 10, 31), Verdict.GAP),
        (date(2026, 11, 1), Verdict.ACCEPTED),
        (date(2027, 3, 31), Verdict.ACCEPTED),
        (date(2027, 4, 1), Verdict.GAP),
    ],
)
def test_an_acceptance_holds_until_its_last_day(tmp_path, day, verdict) -> None:
    register = changed(tmp_path, NO_BASIS)
    (tmp_path / "ropa" / "acceptances.yaml").write_text(
        "- rule: LB-NONE\n  record: activities/orders\n  reason: The board decides in March\n"
        "  by: Head of Privacy\n  on: 2026-11-01\n  until: 2027-03-31\n"
    )
    register = load(tmp_path / "ropa")
    assert register.refusals == ()
    judged = review(register, day, ["LB-NONE"])
    [answer] = [a for a in judged.answers if a.record == "activities/orders"]
    assert answer.verdict is verdict
    assert answer.gaps
    if verdict is Verdict.ACCEPTED:
        assert answer.reason == "The board decides in March"
        assert judged.findings == ()


def test_a_shared_activity_is_judged_once_and_a_deviation_by_itself(tmp_path) -> None:
    both = {"entities": ["harbour", "lantern"]}
    judged = review(changed(tmp_path / "a", {"activity": both}), TODAY, ["LB-NONE"])
    assert [a.entities for a in judged.answers if a.record == "activities/orders"] == [
        ("harbour", "lantern")
    ]
    differs = {"lantern": {"purposes": [{"id": "extra", "text": "Something of its own"}]}}
    register = changed(tmp_path / "b", {"activity": both | {"differs": differs}})
    judged = review(register, TODAY, ["LB-NONE"])
    found = {a.entities: a.verdict for a in judged.answers if a.record == "activities/orders"}
    assert found == {("harbour",): Verdict.PASS, ("lantern",): Verdict.GAP}
    assert judged.by_severity("lantern")["critical"] == 1
    assert judged.by_severity("harbour")["critical"] == 0


def test_findings_keep_their_identity_when_something_else_changes(tmp_path) -> None:
    first = review(changed(tmp_path / "a", NO_BASIS), TODAY, ["LB-NONE"])
    other = {**NO_BASIS, "system": {"title": "Another title"}}
    second = review(changed(tmp_path / "b", other), TODAY, ["LB-NONE"])
    assert [f.identity for f in first.findings] == [f.identity for f in second.findings]
    assert len(first.findings) == 1


def test_the_worst_come_first(tmp_path) -> None:
    judged = review(changed(tmp_path, NO_BASIS), TODAY)
    order = ["critical", "major", "minor", "advice"]
    places = [order.index(f.severity) for f in judged.findings]
    assert places == sorted(places)
    assert sum(judged.by_severity().values()) == len(judged.findings)
    assert sum(judged.by_verdict().values()) == len(judged.answers)


def of_harbour(register):
    [harbour] = [grid for grid in completeness(register) if grid.entity.id == "harbour"]
    return harbour


def test_completeness_is_100_only_when_every_answer_is_given(tmp_path) -> None:
    whole = completeness(load(COMPLETE))
    # One company has begun nothing yet: nothing is due of it.
    assert {g.total.percent for g in whole} == {100, None}
    [before, *_] = whole
    due = before.total.due
    # The address stands in each of the company's two records (Art. 30(1)(a), 30(2)(a)).
    records = sum(
        any(share.due for share in r.values()) for r in (before.controller, before.processor)
    )
    for number, fact in enumerate(
        [{"unknown": "Which?", "ask": "DPO"}, "TBC", "N/A", "?", "absent", {"none": "TBC"}]
    ):
        address = {"entity": {"registered_address": fact}}
        [harbour, *_] = completeness(changed(tmp_path / str(number), address))
        assert (harbour.total.given, harbour.total.due) == (due - records, due)
        assert harbour.total.percent is not None
        assert 90 <= harbour.total.percent < 100
    reason = {"entity": {"registered_address": {"none": "It was dissolved yesterday"}}}
    [harbour, *_] = completeness(changed(tmp_path / "none", reason))
    assert harbour.total.percent == 100


def test_an_undecided_role_counts_against_completeness(tmp_path) -> None:
    before = of_harbour(load(COMPLETE)).total
    role = {"activity": {"role": {"unknown": "Which role?", "ask": "DPO"}}}
    [harbour, *_] = completeness(changed(tmp_path, role))
    [before, *_] = completeness(load(COMPLETE))
    assert harbour.undecided == 1
    assert harbour.total.given < before.total.given
    assert harbour.total.percent is not None
    assert harbour.total.percent < 100


def test_nothing_due_is_not_a_hundred_per_cent(tmp_path) -> None:
    register = changed(tmp_path, {"entities/third": {"legal_name": "Third Limited"}})
    [third] = [g for g in completeness(register) if g.entity.id == "third"]
    assert third.total.percent is None


def test_questions_come_from_facts_from_records_and_from_deviations(tmp_path) -> None:
    ask = {"unknown": "Who owns it?", "ask": "Board"}
    register = changed(
        tmp_path,
        {
            "activity": {
                "entities": ["harbour", "lantern"],
                "owner": ask,
                "questions": [{"question": "Is it still done?", "ask": "Sales"}],
                "differs": {
                    "lantern": {"owner": "Head of Cloud", "approver": {**ask, "unknown": "Who?"}}
                },
            },
            "recipient": {"country": {"unknown": "Where is it?", "ask": "Buyer"}},
        },
    )
    found = {(q.question, q.entities) for q in open_questions(register)}
    assert ("Who owns it?", ("harbour",)) in found
    assert ("Is it still done?", ("harbour", "lantern")) in found
    assert ("Who?", ("lantern",)) in found
    assert any(question == "Where is it?" for question, _ in found)
    lantern = {q.question for q in open_questions(register, "lantern")}
    assert "Who owns it?" not in lantern
    assert {"Who?", "Is it still done?"} <= lantern


def test_what_one_company_does_differently_needs_evidence_of_its_own(tmp_path) -> None:
    """The evidence of the common way is laid under the difference, and proves nothing of it."""
    differs: dict[str, object] = {"owner": "Head of Cloud"}
    both = {"entities": ["harbour", "lantern"], "differs": {"lantern": differs}}
    judged = review(changed(tmp_path / "a", {"activity": both}), TODAY, ["EV-NOSOURCE"])
    [finding] = judged.findings
    assert finding.gap.sentence == "Customer orders: nothing shows where this comes from: owner."
    differs["evidence"] = {"owner": ["Interview with the Head of Cloud"]}
    judged = review(changed(tmp_path / "b", {"activity": both}), TODAY, ["EV-NOSOURCE"])
    assert judged.findings == ()


def test_a_rule_that_asks_for_answers_is_given_all_of_them(tmp_path) -> None:
    """Asked for alone, it would else see nothing wrong because nothing was judged."""
    register = changed(tmp_path, {"entity": {"registered_address": "absent"}})
    alone = review(register, TODAY, ["A30-4-READY"])
    [finding] = alone.findings
    assert finding.answer.record == "entities/harbour"
    assert {answer.rule for answer in alone.answers} == {"A30-4-READY"}
    among_all = [f for f in review(register, TODAY).findings if f.rule.id == "A30-4-READY"]
    assert [f.gap.sentence for f in among_all] == [finding.gap.sentence]


def test_a_broken_rule_leaves_no_record_ready(extra, tmp_path) -> None:
    @rule("A30-ZZ", "none", "minor", analysis="evidence")
    def it_crashes(entity):
        """It crashes."""
        yield from ()
        raise LookupError("oh")

    judged = review(load(COMPLETE), TODAY, ["A30-4-READY"])
    assert {f.answer.record for f in judged.findings} == {
        f"entities/{entity}" for entity in load(COMPLETE).entities
    }


def test_decisions_about_nothing_are_told(tmp_path) -> None:
    said = {"rule": "LB-NONE", "record": "activities/orders", "reason": "So it was agreed"}
    signed = {"by": "Head of Privacy", "on": "2026-11-01", "until": "2027-11-01"}
    todo = {"rule": "LB-NONE", "record": "activities/orders", "text": "Do it", "owner": "Sales"}
    changes = {
        "acceptances": [
            {**said, **signed},
            {**said, **signed, "rule": "LB-GONE"},
            {**said, **signed, "record": "activities/gone"},
            {**said, **signed, "entity": "gone"},
            {**said, **signed, "by": "TBC"},
            {**said, **signed, "until": "2026-11-23"},
        ],
        "actions": [
            {**todo, "due": "2027-01-31"},
            {**todo, "due": "2027-01-31", "rule": "LB-GONE"},
            {**todo, "due": "2027-01-31", "record": "activities/gone"},
        ],
    }
    judged = review(changed(tmp_path, changes), TODAY, ["EV-ACCEPTED"])
    assert sorted((f.answer.record.partition("/")[0], f.gap.at) for f in judged.findings) == [
        ("acceptances", "by"),
        ("acceptances", "entity"),
        ("acceptances", "record"),
        ("acceptances", "rule"),
        ("acceptances", "until"),
        ("actions", "record"),
        ("actions", "rule"),
    ]
    assert sum(a.verdict is Verdict.PASS for a in judged.answers) == 2


def test_a_law_of_one_profile_is_asked_of_its_companies_only() -> None:
    judged = review(load(COMPLETE), TODAY, ["A30-1-A-REP", "EN-ICO"])
    assert verdicts(judged, "A30-1-A-REP")["entities/harbour"] is Verdict.NOT_APPLICABLE
    assert verdicts(judged, "A30-1-A-REP")["entities/skerry"] is Verdict.PASS
    assert verdicts(judged, "EN-ICO")["entities/harbour"] is Verdict.PASS
    assert verdicts(judged, "EN-ICO")["entities/skerry"] is Verdict.NOT_APPLICABLE
