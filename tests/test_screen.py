"""Screening: what the record says for and against each criterion, and what follows."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ropabook.assessing.criteria import criteria
from ropabook.assessing.screened import Screened, screenings
from ropabook.assessing.telling import in_words
from ropabook.cli import main
from ropabook.store.load import load
from tests.small import COMPLETE, TODAY, changed

OPUS = Path(__file__).parent.parent / "ropa"


def of(register, activity: str) -> Screened:
    [found] = [one for one in screenings(register, TODAY) if one.activity.id == activity]
    return found


def speaking(one: Screened) -> set[str]:
    return {asked.criterion.key for asked in one.asked if asked.speaks_for}


@pytest.fixture(scope="module")
def opus():
    return load(OPUS)


@pytest.mark.parametrize(
    ("activity", "outcome", "keys"),
    [
        ("identity-and-credit-checks", "required", {"ico-DENIAL", "ico-MATCH", "wp248-1"}),
        ("call-recording", "required", {"wp248-3", "wp248-7"}),
        ("security-of-staff-and-business", "required", {"wp248-3", "wp248-7"}),
        ("call-tracking", "recommended", {"ico-TRACK", "wp248-3"}),
        ("customer-portal", "not-required", set()),
    ],
)
def test_what_the_policy_tells_comes_out_as_the_law_says(opus, activity, outcome, keys) -> None:
    one = of(opus, activity)
    assert one.proposed.outcome == outcome
    assert keys <= speaking(one)
    if not keys:
        assert speaking(one) == set()
    assert one.at_most == "required", "what nobody has answered may still ask for a DPIA"


def test_cameras_ask_whether_the_public_may_enter(opus) -> None:
    [asked] = [
        a for a in of(opus, "security-of-staff-and-business").asked
        if a.criterion.key == "article-35-3-c"
    ]  # fmt: skip
    assert asked.open
    assert any("public" in sign.sentence for sign in asked.signs)


def test_every_activity_has_every_criterion_and_each_fact_has_a_place(opus) -> None:
    for register in (opus, load(COMPLETE)):
        found = screenings(register, TODAY)
        assert {one.activity.id for one in found} == {*register.activities}
        for one in found:
            assert [asked.criterion for asked in one.asked] == list(criteria())
            for sign in (sign for asked in one.asked for sign in asked.signs):
                key = sign.at.partition("#")[0]
                assert register.find(key), sign


# One fact at a time, laid over an activity of which the record says nothing that asks for a DPIA.
FACTS = [
    ({"profiling": True}, {"wp248-1"}),
    ({"large_scale": True}, {"wp248-5"}),
    ({"profiling": True, "large_scale": True}, {"ico-PROFILE"}),
    ({"monitoring": True}, {"wp248-3"}),
    ({"new_technology": True}, {"ico-INNOV", "wp248-8"}),
    ({"children_service": True}, {"ico-CHILD"}),
    ({"automated_decisions": [{"decision": "Credit", "significant": True, "solely": True}]},
     {"wp248-2", "wp248-9", "ico-DENIAL"}),
    ({"automated_decisions": [{"decision": "Credit", "significant": True, "solely": False}]},
     {"wp248-9", "ico-DENIAL"}),
    ({"purposes": [{"id": "fulfil", "tags": ["credit-check"]}]},
     {"ico-DENIAL", "ico-MATCH", "wp248-1", "wp248-6", "wp248-9"}),
    ({"purposes": [{"id": "fulfil", "tags": ["analytics"]}]}, {"ico-TRACK", "wp248-3"}),
    ({"purposes": [{"id": "fulfil", "tags": ["emergency"]}]}, {"ico-HARM"}),
    ({"purposes": [{"id": "fulfil", "tags": ["call-recording"]}]}, {"wp248-3", "wp248-4"}),
]  # fmt: skip
PLAIN = {
    "profiling": False, "large_scale": False, "monitoring": False, "new_technology": False,
    "children_service": False, "automated_decisions": {"none": "People decide"},
    "screening": "absent",
}  # fmt: skip


@pytest.mark.parametrize(("fact", "keys"), FACTS, ids=lambda value: str(sorted(value))[:60])
def test_a_fact_speaks_for_its_criteria(tmp_path, fact, keys) -> None:
    before = speaking(of(changed(tmp_path / "a", {"activity": PLAIN}), "orders"))
    after = speaking(of(changed(tmp_path / "b", {"activity": {**PLAIN, **fact}}), "orders"))
    assert keys <= after
    assert not keys & before, "a fact that changes nothing shows nothing"


def test_special_data_and_staff_speak_for_theirs(tmp_path) -> None:
    category = next(c for link in load(COMPLETE).activities["orders"].data for c in link.categories)
    register = changed(tmp_path, {
        "activity": {**PLAIN, "large_scale": True},
        f"personal-data/{category}": {"special": "biometric", "nature": ["location"]},
    })  # fmt: skip
    assert {"article-35-3-b", "ico-BIOM", "ico-TRACK", "wp248-4", "wp248-5"} <= speaking(
        of(register, "orders")
    )


def test_an_answer_stands_beside_the_record_and_needs_a_reason_against_it(tmp_path) -> None:
    screening = {"on": "2026-09-01", "by": "Head of Privacy", "outcome": "not-required"}
    fact = {**PLAIN, "monitoring": True, "screening": screening}
    register = changed(tmp_path / "a", {"activity": fact, "dpia": "absent"})
    one = of(register, "orders")
    assert "Say why WP248 criterion 3 is not met: the record speaks for it" in one.to_do
    said = {**screening, "considered": {"wp248-3": "Only the parcel is followed"}}
    one = of(changed(tmp_path / "b", {"activity": {**fact, "screening": said}}), "orders")
    assert not any("WP248 criterion 3" in each for each in one.to_do)


def test_an_outcome_below_the_criteria_asks_for_reason_and_approval(tmp_path) -> None:
    screening = {"on": "2026-09-01", "wp248": [1, 3], "outcome": "not-required"}
    change = {"activity": {**PLAIN, "screening": screening}, "dpia": "absent"}
    one = of(changed(tmp_path / "a", change), "orders")
    assert one.overridden
    assert len([each for each in one.to_do if "reason" in each or "approve" in each]) == 2
    screening |= {"override_reason": "Ten people only", "approver": "Head of Privacy"}
    one = of(changed(tmp_path / "b", change), "orders")
    assert one.to_do == ()


def test_a_processor_does_not_screen() -> None:
    one = of(load(COMPLETE), "order-hosting")
    assert "who screens it" in one.not_ours
    assert one.to_do == ()


def run(*words: object):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_the_command_says_it_in_words_and_as_data() -> None:
    said = run("screen", "--ropa", OPUS, "--on", TODAY)
    assert said.exit_code == 1, "nobody has screened anything yet"
    assert "Identity and credit checks" in said.output
    assert "DENIAL" in said.output
    data = json.loads(run("screen", "--ropa", OPUS, "--format", "json").output)
    by_id = {one["activity"]: one for one in data}
    assert by_id["call-recording"]["outcome"] == "required"
    assert by_id["call-recording"]["screened_on"] is None
    [met] = [c for c in by_id["call-recording"]["criteria"] if c["key"] == "wp248-7"]
    assert {fact["speaks"] for fact in met["facts"]} >= {"for"}
    assert met["met"] is None
    one = run("screen", "call-recording", "--ropa", OPUS)
    assert "Large scale" in one.output
    wrong = run("screen", "call-recordings", "--ropa", OPUS)
    assert wrong.exit_code == 2
    assert "Did you mean call-recording?" in wrong.output


def test_words_of_the_whole_name_every_criterion() -> None:
    found = [of(load(COMPLETE), "service-calls")]
    said = "\n".join(in_words(found, whole=True))
    assert all(one.title in said for one in criteria())
