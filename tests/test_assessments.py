"""Scales that are never mixed, versions that replace each other, and clocks that run out."""

from datetime import date
from typing import get_args

import pytest

from ropabook.law.risk import CNIL, HARMS, ICO, SCALES, words_of
from ropabook.model.assessments import Harm, Level, Likelihood
from ropabook.model.assessments import Severity as RiskSeverity
from ropabook.model.relied_on import digest, value_at
from ropabook.review import Verdict, review
from ropabook.store.load import load
from tests.small import COMPLETE, TODAY, changed


def gaps(register, id, on=TODAY):
    judged = review(register, on, [id])
    assert judged.broken == ()
    return [(f.answer.record, f.severity, f.gap.at) for f in judged.findings]


def test_the_matrix_of_the_commissioner() -> None:
    """Nine fields, read off the guidance; the CNIL's scale gives no level at all."""
    given = [[ICO.overall(l.key, s.key) for l in ICO.likelihood] for s in reversed(ICO.severity)]  # noqa: E741
    assert given == [["low", "high", "high"], ["low", "medium", "high"], ["low", "low", "low"]]
    assert ICO.overall(None, "severe") is None
    assert {CNIL.overall(l.key, s.key) for l in CNIL.likelihood for s in CNIL.severity} == {None}  # noqa: E741
    assert all(word.definition for word in (*CNIL.likelihood, *CNIL.severity))


def test_the_scales_and_the_record_have_the_same_words() -> None:
    for field, words in (
        ("likelihood", Likelihood),
        ("severity", RiskSeverity),
        ("overall", Level),
    ):
        both = {word for key in SCALES for word in words_of(key)[field]}
        assert both == set(get_args(words))
    assert set(get_args(Harm)) == set(HARMS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"likelihood": "maximum"}, "'likelihood' of risk R1 is 'maximum', which is not a word"),
        ({"severity": "limited"}, "it must be one of minimal, significant, severe"),
        ({"overall": "significant"}, "Commissioner's scale (3 × 3)"),
        ({"residual": "negligible"}, "it must be one of low, medium, high"),
        ({"high": True}, "'high' of risk R1 is not for the Commissioner's scale"),
    ],
)
def test_a_word_of_the_other_scale_is_refused_where_it_stands(tmp_path, change, words) -> None:
    register = changed(tmp_path, {"dpia": {"risks": [{"id": "R1", **change}]}})
    [refusal] = register.refusals
    assert words in refusal.sentence
    assert refusal.file == "assessments/dpia/order-monitoring.yaml"
    line = (tmp_path / "ropa" / refusal.file).read_text().splitlines()[refusal.line - 1]
    assert line.strip().startswith(next(iter(change)))


def test_every_wrong_word_is_named(tmp_path) -> None:
    register = changed(tmp_path, {"dpia": {"scale": "cnil"}})
    fields = {refusal.sentence.split("'")[1] for refusal in register.refusals}
    assert fields == {
        "likelihood", "severity", "overall", "residual_likelihood", "residual_severity", "residual",
    }  # fmt: skip


def test_a_high_risk_on_the_scale_of_the_cnil_is_what_the_analyst_says(tmp_path) -> None:
    said = [(True, "critical"), (False, None), ("absent", "major")]
    for number, (high, severity) in enumerate(said):
        risk = {"id": "R1", "residual": "maximum", "residual_high": high}
        register = changed(tmp_path / str(number), {"dpia/service-calls": {"risks": [risk]}})
        found = gaps(register, "DP-36")
        assert found == ([("dpia/service-calls", severity, "risks.R1.residual")] * bool(severity))


def test_no_level_of_the_cnil_is_compared_with_a_matrix() -> None:
    judged = review(load(COMPLETE), TODAY, ["DP-MATRIX"])
    [answer] = [a for a in judged.answers if a.record == "dpia/service-calls"]
    assert answer.verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("extended", "on", "late"),
    [
        (False, date(2026, 10, 1), True),
        (False, date(2026, 10, 27), True),  # eight weeks after 1 September
        (False, date(2026, 10, 28), False),
        (True, date(2026, 10, 28), True),
        (True, date(2026, 12, 8), True),  # fourteen weeks
        (True, date(2026, 12, 9), False),
    ],
)
def test_the_clock_of_prior_consultation(tmp_path, extended, on, late) -> None:
    asked = {"status": "sent", "sent_on": "2026-09-01", "extended": extended}
    register = changed(tmp_path, {"dpia": {"prior_consultation": asked}})
    found = gaps(register, "DP-36-START", on)
    assert found == ([("dpia/order-monitoring", "critical", "activities.orders")] if late else [])


def test_a_consultation_without_a_date_is_not_over(tmp_path) -> None:
    register = changed(tmp_path, {"dpia": {"prior_consultation": {"status": "sent"}}})
    assert gaps(register, "DP-36-START")


def test_what_began_before_the_answer_stays_wrong(tmp_path) -> None:
    register = changed(tmp_path, {"activities/street-cameras": {"start_date": "2024-02-01"}})
    assert ("dpia/street-cameras", "critical", "activities.street-cameras") in gaps(
        register, "DP-36-START"
    )


def test_a_new_version_takes_over_when_it_is_signed(tmp_path) -> None:
    old = {"dpia": {"risks": []}}
    new = {
        "title": "Monitoring of orders, version 2",
        "activities": ["orders"],
        "replaces": "order-monitoring",
        "risks": [{"id": "R1", "text": "An order goes to a former address"}],
    }
    register = changed(tmp_path / "a", {**old, "dpia/version-2": new})
    assert gaps(register, "DP-7C") == [("dpia/order-monitoring", "critical", "risks")]
    signed = {**new, "sign_offs": [{"by": "Head of Privacy", "on": "2026-11-01"}]}
    register = changed(tmp_path / "b", {**old, "dpia/version-2": signed})
    assert gaps(register, "DP-7C") == []
    assert gaps(register, "DP-7C", date(2026, 10, 1)), "the old one stood until then"
    late = [gap for gap in gaps(register, "DP-BEFORE") if gap[0] == "dpia/version-2"]
    assert late == [], "the first version came before the start"


def test_a_signature_of_tomorrow_is_none_today(tmp_path) -> None:
    signed = {"dpia/customer-checks": {"sign_offs": [{"by": "Head", "on": "2026-12-01"}]}}
    register = changed(tmp_path, signed)
    assert ("activities/customer-checks", "critical", "screening.dpia") in gaps(register, "DP-ICO")
    assert gaps(register, "DP-ICO", date(2026, 12, 1)) == []


def test_versions_that_replace_each_other_in_a_circle_do_not_hang(tmp_path) -> None:
    register = changed(tmp_path, {"dpia": {"replaces": "order-monitoring"}})
    assert gaps(register, "DP-BEFORE") == []
    circle = {
        "dpia": {"replaces": "service-calls"},
        "dpia/service-calls": {"replaces": "order-monitoring"},
    }
    assert review(changed(tmp_path / "b", circle), TODAY).broken == ()


def test_an_override_weighs_less_and_needs_an_approver(tmp_path) -> None:
    screening = {"on": "2026-09-01", "wp248": [1, 6], "outcome": "not-required"}
    bare = {"activity": {"screening": screening}, "dpia": "absent"}
    at = ("activities/orders", "critical", "screening.dpia")
    register = changed(tmp_path / "a", bare)
    assert gaps(register, "DP-WP248") == [at]
    assert gaps(register, "DP-OVERRIDE") == [
        ("activities/orders", "major", "screening.override_reason")
    ]
    because = {"activity": {"screening": {**screening, "override_reason": "Ten people only"}}}
    register = changed(tmp_path / "b", {**bare, **because})
    assert gaps(register, "DP-WP248") == [(at[0], "major", at[2])]
    assert gaps(register, "DP-OVERRIDE") == [("activities/orders", "major", "screening.approver")]


def test_a_fact_relied_on_that_changed_is_noticed(tmp_path) -> None:
    change = {"data": [{"id": "pictures", "retention": "order-records"}]}
    register = changed(tmp_path / "a", {"activities/street-cameras": change})
    assert gaps(register, "DP-COVER") == [
        ("dpia/street-cameras", "major", "relies_on.activities/street-cameras.data.pictures")
    ]
    proof = {"data": [{"id": "pictures", "evidence": ["privacy-notice#P6"]}]}
    register = changed(tmp_path / "b", {"activities/street-cameras": proof})
    assert gaps(register, "DP-COVER") == [], "what proves a fact is not the fact"


def test_a_fact_is_found_by_names_not_by_place() -> None:
    orders = load(COMPLETE).activities["orders"]
    assert value_at(orders, "purposes.offers.text") == orders.purposes[1].text
    assert value_at(orders, "transfers.carrier-norway.country") == "NO"
    assert value_at(orders, "recipients.parcel-carrier") == orders.recipients[0]
    for nowhere in ("purposes.none.text", "title.x", "screening.considered.x", "no_such_field"):
        assert value_at(orders, nowhere) is None
    assert digest(orders.purposes[0]) != digest(orders.purposes[1])
    assert digest(None) == digest(value_at(orders, "nowhere"))


def test_interests_weigh_children_more(tmp_path) -> None:
    open_yet = {"children": {"unknown": "Are there children among them?", "ask": "Sales"}}
    register = changed(tmp_path / "a", {"data-subjects/customers": open_yet})
    assert ("lia/similar-products", "minor", "vulnerable.customers") in gaps(register, "LI-VULN")
    said = {
        "data-subjects/customers": open_yet,
        "lia": {"balancing_test": "Children are asked"},
    }
    register = changed(tmp_path / "b", said)
    # The other assessments about customers still say nothing of children.
    assert "lia/similar-products" not in {record for record, _, _ in gaps(register, "LI-VULN")}


DRAFT = {
    "title": "Recording of enquiries",
    "activities": ["service-calls"],
    "questions": [
        {"question": "Which risks are there?", "ask": "Support", "about": "risks"},
        {"question": "Who signs?", "ask": "Head of Privacy", "about": "sign_offs"},
        {
            "question": "What is recorded, and when?",
            "ask": "Support",
            "about": "description.nature",
        },
        {"question": "Would notes do?", "ask": "Support", "about": "necessity.less_intrusive"},
    ],
}


@pytest.mark.parametrize(
    ("id", "weight", "asked"),
    [
        ("DP-7A", "major", "What is recorded, and when?"),
        ("DP-7B", "major", "Would notes do?"),
        ("DP-7C", "major", "Which risks are there?"),
        ("DP-7D", "major", "Which risks are there?"),
        ("DP-SIGN", "minor", "Who signs?"),
        ("DP-COVER", "minor", "What is recorded, and when?"),
    ],
)
def test_a_draft_weighs_less_and_shows_what_it_asks(tmp_path, id, weight, asked) -> None:
    register = changed(tmp_path, {"dpia/draft": DRAFT})
    mine = [f for f in review(register, TODAY, [id]).findings if f.answer.record == "dpia/draft"]
    assert {f.severity for f in mine} == {weight}
    assert asked in {f.gap.question and f.gap.question.unknown for f in mine}


def test_a_whole_dpia_that_waits_for_its_signature_is_no_draft_any_more(tmp_path) -> None:
    register = changed(tmp_path, {"dpia": {"sign_offs": []}})
    assert gaps(register, "DP-SIGN") == [("dpia/order-monitoring", "major", "sign_offs")]


def test_what_is_required_stays_critical_while_there_is_a_draft_only(tmp_path) -> None:
    screening = {"on": "2026-09-01", "article_35_3": ["c"], "outcome": "required"}
    changes = {"activities/orders": {"screening": screening}, "dpia": {"sign_offs": []}}
    register = changed(tmp_path, changes)
    assert ("activities/orders", "critical", "screening.dpia") in gaps(register, "DP-A35-3")


def test_a_draft_is_no_screening(tmp_path) -> None:
    ask = {"unknown": "Who screened it?", "ask": "Compliance"}
    draft = {"dpia": {"sign_offs": []}}
    for number, screening in enumerate([ask, "absent"]):
        change = {"activities/orders": {"screening": screening}, **draft}
        register = changed(tmp_path / str(number), change)
        assert gaps(register, "DP-SCREEN") == [("activities/orders", "minor", "screening")]
    register = changed(tmp_path / "signed", {"activities/orders": {"screening": ask}})
    assert gaps(register, "DP-SCREEN") == []
