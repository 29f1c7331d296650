"""What an assessment relies on, its steps, its versions, its actions and clocks; the library."""

import json
from datetime import date
from typing import Any

import pytest

from ropabook.assessing.approvals import APPROVALS, resting_on_approvals
from ropabook.assessing.relying import relied_on, stale
from ropabook.assessing.renewing import consultation, measure_actions, next_version
from ropabook.assessing.steps import DPIA, LIA, RECOGNISED, TRA, stands
from ropabook.library.starting_points import fitting, starting_points, taken
from ropabook.model.assessments import (
    Dpia,
    LegitimateInterestsAssessment,
    TransferRiskAssessment,
)
from ropabook.review import review
from ropabook.store.building import build, with_record
from ropabook.store.load import load
from ropabook.store.plain import plain
from ropabook.store.strict_yaml import parse
from tests.small import COMPLETE, TODAY, changed

REGISTER = load(COMPLETE)
RESTING = [
    ("dpia", "order-monitoring"),
    ("dpia", "service-calls"),
    ("lia", "similar-products"),
    ("tra", "india"),
]


def rested(kind: str, id: str) -> Any:
    """An assessment of the complete register that relies on all its facts as they are."""
    record = REGISTER.find(f"{kind}/{id}")
    return record.model_copy(update={"relies_on": relied_on(record, REGISTER)})


# ----- stale ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "id"), RESTING)
def test_nothing_is_stale_at_once(kind, id) -> None:
    record = rested(kind, id)
    assert record.relies_on
    assert stale(record, REGISTER) == ()


def mutations() -> list[tuple[str, str, str, str]]:
    return [
        (kind, id, fact.record, fact.field)
        for kind, id in RESTING
        for fact in rested(kind, id).relies_on
    ]


@pytest.mark.parametrize(("kind", "id", "key", "field"), mutations())
def test_each_fact_that_changes_makes_it_stale_and_says_which(kind, id, key, field) -> None:
    """Every fact that is relied on, one at a time: taken away, or another in its place."""
    data = plain_of(key)
    was = json.dumps(data, default=str)
    mutate(data, field.split("."))
    assert json.dumps(data, default=str) != was, "the test changes something"
    found = stale(rested(kind, id), with_record(REGISTER, key, data))
    assert field in [one.field for one in found]
    assert all(one.record == key and one.sentence for one in found)
    assert f"relies_on.{key}.{field}" in found_by_rule(kind, id, key, data)


RULES = {"dpia": "DP-COVER", "lia": "LI-REVIEW", "tra": "TR-TRA-STALE"}


def found_by_rule(kind: str, id: str, key: str, data: dict[str, Any]) -> list[str]:
    """The places in which the rule about it finds that an assessment is stale."""
    body = plain(rested(kind, id).model_dump(mode="json", exclude_defaults=True, exclude={"id"}))
    register = with_record(with_record(REGISTER, f"{kind}/{id}", body), key, data)
    judged = review(register, TODAY, [RULES[kind]], keys=[f"{kind}/{id}"])
    return [one.gap.at for one in judged.findings if one.gap.at.startswith("relies_on.")]


@pytest.mark.parametrize(("kind", "id"), RESTING)
def test_no_rule_finds_a_fresh_assessment_stale(kind, id) -> None:
    assert found_by_rule(kind, id, "activities/orders", plain_of("activities/orders")) == []


def test_what_came_since_is_found_by_the_rule_too() -> None:
    data = plain_of("activities/orders")
    data["recipients"].append({"recipient": "credit-agency"})
    found = found_by_rule("lia", "similar-products", "activities/orders", data)
    assert found == ["relies_on.activities/orders.recipients.credit-agency"]


def plain_of(key: str) -> dict[str, Any]:
    folder, _, id = key.partition("/")
    return parse((COMPLETE / folder / f"{id}.yaml").read_bytes())


def mutate(data: dict[str, Any], steps: list[str]) -> None:
    field, *rest = steps
    if not rest:
        unknown = {"unknown": "Is it still so?", "ask": "Somebody"}
        said = {"entities": ["lantern"], "role": "joint-controller"}
        data[field] = said.get(field, unknown)
        return
    listed = data[field]
    if isinstance(listed, dict):
        listed[rest[0]] = {"notes": "Another way"}
        return
    names = ("id", "recipient")
    place = next(n for n, one in enumerate(listed) if rest[0] in [one.get(k) for k in names])
    one = listed[place]
    if field == "purposes":
        one["text"] += " and more"
    elif field == "data":
        one["retention"] = {"unknown": "How long?", "ask": "Somebody"}
    elif field == "transfers":
        one["country"] = "BR"
    else:
        one["basis"] = "On another basis"


def test_what_came_since_makes_it_stale_too() -> None:
    data = plain_of("activities/orders")
    data["recipients"].append({"recipient": "credit-agency"})
    [found] = stale(
        rested("dpia", "order-monitoring"), with_record(REGISTER, "activities/orders", data)
    )
    assert found.kind == "new"
    assert "New since" in found.sentence
    assert REGISTER.recipients["credit-agency"].title in found.sentence


def test_what_is_gone_is_said_to_be_gone() -> None:
    data = plain_of("activities/orders")
    del data["purposes"][1]
    found = stale(
        rested("dpia", "order-monitoring"), with_record(REGISTER, "activities/orders", data)
    )
    assert [(one.kind, one.field) for one in found] == [("gone", "purposes.offers")]


def test_evidence_alone_makes_nothing_stale() -> None:
    data = plain_of("activities/orders")
    data["purposes"][0]["evidence"] = ["privacy-notice#P6"]
    assert (
        stale(rested("dpia", "order-monitoring"), with_record(REGISTER, "activities/orders", data))
        == ()
    )


# ----- steps ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("steps", "noun"), [(DPIA, Dpia), (LIA, LegitimateInterestsAssessment),
                                             (RECOGNISED, LegitimateInterestsAssessment),
                                             (TRA, TransferRiskAssessment)])  # fmt: skip
def test_steps_ask_for_fields_that_there_are(steps, noun) -> None:
    asked = [field for step in steps for field in step.fields]
    assert len(asked) == len(set(asked)), "each field is asked once"
    assert set(asked) <= set(noun.model_fields)
    if steps is not RECOGNISED:
        kept = {"id", "notes", "questions", "unplaced", "formerly", "example", "evidence"}
        assert set(noun.model_fields) - kept == set(asked)
    for step in steps:
        assert {need.partition(".")[0] for need in step.needs} <= set(step.fields)


def test_a_step_is_done_when_its_rules_pass() -> None:
    data = parse((COMPLETE / "assessments/dpia/order-monitoring.yaml").read_bytes())
    findings = review(REGISTER, TODAY, keys=["dpia/order-monitoring"]).findings
    assert findings == ()
    assert {one.state for one in stands(DPIA, data)} == {"done"}


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"description": "absent"}, 0), ({"necessity": "absent"}, 1), ({"views": "absent"}, 2),
        ({"risks": []}, 3), ({"measures": []}, 4), ({"dpo_advice": "absent"}, 5),
        ({"dpo_followed": False, "dpo_overruled_because": "absent"}, 5),
        ({"sign_offs": []}, 6), ({"review_due": "2026-03-01"}, 6),
    ],
)  # fmt: skip
def test_a_gap_opens_its_step_and_no_other_of_those_before(tmp_path, change, step) -> None:
    register = changed(tmp_path, {"dpia": change})
    key = "dpia/order-monitoring"
    data = parse((tmp_path / "ropa/assessments" / f"{key}.yaml").read_bytes())
    gaps = [(f.gap.at, f.gap.sentence) for f in review(register, TODAY, keys=[key]).findings]
    states = [one.state for one in stands(DPIA, data, (), gaps)]
    assert states[step] == "open"
    if change != {"risks": []}:
        assert states.count("open") <= 2


def test_what_does_not_fit_is_wrong_and_says_so() -> None:
    found = stands(DPIA, {"risks": [{"id": "R1"}]}, [("risks.R1.likelihood", "No such word.")])
    assert found[3].state == "wrong"
    assert "done" not in [one.state for one in found], "the rules have not judged it"
    assert "No such word." in found[3].why


# ----- versions, actions, clocks --------------------------------------------------------------


def test_the_next_version_keeps_the_answers_and_not_the_decisions() -> None:
    data = parse((COMPLETE / "assessments/dpia/service-calls.yaml").read_bytes())
    id, new = next_version("service-calls", data, {"service-calls"})
    assert (id, new["version"], new["replaces"]) == ("service-calls-v2", "2", "service-calls")
    assert new["risks"] == data["risks"]
    assert not {"sign_offs", "dpo_advice", "review_due", "prior_consultation"} & set(new)
    again, third = next_version(id, new, {"service-calls", id})
    assert (again, third["version"], third["replaces"]) == ("service-calls-v3", "3", id)
    build("dpia", again, third)


def test_planned_measures_become_actions_once() -> None:
    dpia = Dpia.model_validate(
        {"id": "x", "title": "X", "activities": [], "measures": [
            {"id": "M1", "text": "Lock it", "owner": "Head of IT", "due": "2026-12-24"},
            {"id": "M2", "text": "Announce it", "owner": "Head of Sales"},
            {"id": "M3", "text": "There already", "status": "in-place"},
        ]}
    )  # fmt: skip
    made, lacking = measure_actions(dpia, [])
    assert made == [
        {"rule": "DP-MEASURE", "record": "dpia/x", "at": "measures.M1", "text": "Lock it",
         "owner": "Head of IT", "due": "2026-12-24"}
    ]  # fmt: skip
    assert lacking == ["M2 Announce it: say until when first."]
    assert measure_actions(dpia, made)[0] == []


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (None, "not known yet"),
        ({"status": "not-needed"}, "not known yet"),
        ({"status": "needed"}, "nothing may start"),
        ({"status": "sent"}, "say on which day"),
        ({"status": "sent", "sent_on": "2026-11-02"}, "by 2026-12-29 (35 days from now"),
        ({"status": "sent", "sent_on": "2026-11-02", "extended": True}, "by 2027-02-08"),
        ({"status": "sent", "sent_on": "2026-06-01"}, "the time for advice ended on 2026-07-27"),
        ({"status": "answered", "answered_on": "2026-10-01"}, "answered on 2026-10-01"),
    ],
)
def test_the_clock_of_prior_consultation_is_said(asked, says) -> None:
    data = {"id": "x", "title": "X", "activities": [], "prior_consultation": asked}
    assert says in consultation(Dpia.model_validate(data), date(2026, 11, 24))


def test_a_high_risk_that_is_left_asks_for_consultation() -> None:
    risk = {"id": "R1", "text": "Mixed up", "residual": "high"}
    ico = Dpia.model_validate({"id": "x", "title": "X", "activities": [], "risks": [risk]})
    assert "consult the Commissioner" in consultation(ico, TODAY)
    maximum = {"id": "R1", "text": "Mixed up", "residual": "maximum"}
    cnil = {"id": "x", "title": "X", "activities": [], "scale": "cnil", "risks": [maximum]}
    said = consultation(Dpia.model_validate(cnil), TODAY)
    assert "not known yet" in said, "never converted"


# ----- what breaks if an approval falls --------------------------------------------------------


def test_every_transfer_on_an_approval_is_there_and_no_other() -> None:
    found = resting_on_approvals(REGISTER, TODAY)
    wanted = sum(
        transfer.mechanism in APPROVALS
        for written in REGISTER.activities.values()
        for activity, _ in REGISTER.variants(written)
        for transfer in activity.transfers
        if isinstance(activity.transfers, tuple)
    )
    assert len(found) == wanted > 0
    assert all(row.approval and row.instead and row.country for row in found)


def test_the_day_of_the_check_grows_old(tmp_path) -> None:
    to = next(t for a in REGISTER.activities.values() if isinstance(a.transfers, tuple)
              for t in a.transfers if t.mechanism == "uk-extension")  # fmt: skip
    checks = [
        ({"status": "active-with-uk-extension", "checked_on": "2026-11-01"}, ""),
        (
            {"status": "active-with-uk-extension", "checked_on": "2025-11-01"},
            "more than a year ago",
        ),
        ({"status": "inactive", "checked_on": "2026-11-01"}, "Not covered"),
        ({"status": "active-with-uk-extension"}, "was not looked at"),
    ]
    for number, (framework, warning) in enumerate(checks):
        change = {
            f"recipients/{to.recipient}": {"framework": {"checked_on": "absent", **framework}}
        }
        register = changed(tmp_path / str(number), change)
        rows = [r for r in resting_on_approvals(register, TODAY) if "UK Extension" in r.approval]
        mine = [r for r in rows if r.recipient == register.recipients[to.recipient].title]
        assert mine
        assert all(warning in row.warning and bool(row.warning) == bool(warning) for row in mine)


# ----- the library -------------------------------------------------------------------------------


def test_the_library_has_what_a_telecoms_group_does() -> None:
    assert set(starting_points()) == {
        "call-recording", "cctv", "credit-checks", "customer-accounts", "hosting", "recruitment",
        "remote-support", "web-analytics-and-call-tracking",
    }  # fmt: skip


@pytest.mark.parametrize("point", starting_points().values(), ids=lambda point: point.id)
def test_a_starting_point_holds_together_and_claims_nothing(point) -> None:
    risks = {risk.id for risk in point.risks}
    assert len(risks) == len(point.risks) >= 4
    assert all(set(measure.risks) <= risks for measure in point.measures)
    assert {r for measure in point.measures for r in measure.risks} == risks, "none without measure"
    assert all(risk.source and risk.threat and risk.harms for risk in point.risks)
    assert not any(risk.likelihood or risk.severity or risk.overall for risk in point.risks)
    assert all(measure.status == "planned" and not measure.owner for measure in point.measures)
    assert all(question.ask and question.about for question in point.questions)
    for question in point.questions:
        field, _, inner = question.about.partition(".")
        assert field in Dpia.model_fields
        assert not inner or inner in Dpia.model_fields[field].annotation.__args__[0].model_fields
    words = point.model_dump_json().casefold()
    assert "opus" not in words


def test_what_is_taken_is_marked_and_leaves_what_is_there() -> None:
    own = {"id": "R1", "text": "Our own risk"}
    data = {"title": "X", "activities": [], "risks": [own]}
    made = taken(starting_points()["cctv"], data)
    assert made["risks"][0] == own
    assert all(one["suggested"] for one in (*made["risks"][1:], *made["measures"]))
    ids = [risk["id"] for risk in made["risks"]]
    assert len(ids) == len(set(ids))
    assert {r for m in made["measures"] for r in m["risks"]} == set(ids[1:])
    assert taken(starting_points()["cctv"], made) == made, "taken twice is taken once"
    build("dpia", "x", made)
    found = stands(DPIA, made)
    assert any("not confirmed yet" in why for why in found[3].why)


def test_some_of_it_can_be_taken() -> None:
    made = taken(starting_points()["cctv"], {"title": "X"}, frozenset(["R2", "M3"]))
    assert [risk["id"] for risk in made["risks"]] == ["R2"]
    assert [(m["id"], m["risks"]) for m in made["measures"]] == [("M3", ["R2"])]
    assert "questions" not in made


def test_what_fits_an_activity_is_offered_first() -> None:
    assert [one.id for one in fitting(REGISTER.activities["call-recording"])] == ["call-recording"]
