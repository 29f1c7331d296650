"""Transfers and processors: what is not known, whose law applies, and what is never said twice."""

from dataclasses import replace
from datetime import date

import pytest

from ropabook.law.countries import EU_DECISIONS, PARTIAL, destination, eu_destination
from ropabook.model.facts import Evidence, Nothing, Unknown
from ropabook.model.record import Question
from ropabook.review import Review, Verdict, review
from ropabook.rules.catalogue import catalogue
from ropabook.store.load import load
from tests.small import COMPLETE, TODAY, changed

ASK = {"unknown": "Which?", "ask": "Head of Privacy"}
INDIA = {"id": "calls-india"}
OPEN = {"transfers": [INDIA | {"mechanism": ASK}]}


def gaps(judged: Review) -> set[tuple[str, str, str]]:
    return {(f.rule.id, f.severity, f.answer.record) for f in judged.findings}


def of(judged: Review, id: str, record: str) -> Verdict:
    [answer] = [a for a in judged.answers if (a.rule, a.record) == (id, record)]
    return answer.verdict


@pytest.mark.parametrize(
    ("id", "record", "change", "severity"),
    [
        ("TR-NOMECH", "activities/call-centre", OPEN, "major"),
        ("TR-NONADEQ", "activities/call-centre", OPEN, "major"),
        ("TR-SAFEGUARD-DOC", "contracts/call-centre-idta", {"signed_on": ASK}, "major"),
        ("TR-UKEXT-STATUS", "recipients/deskwell", {"framework": ASK}, "major"),
        ("TR-UKEXT-SECTOR", "recipients/deskwell", {"sector": "absent"}, "minor"),
        ("TR-A49-ROUTINE", "activities/claims-abroad", {"occasional": ASK}, "minor"),
        ("TR-CONSENT", "activities/claims-abroad", {"occasional": ASK}, "major"),
        ("TR-OLDSCC", "contracts/analytics-clauses", {"clause_set": "absent"}, "major"),
        ("RC-DD", "recipients/sahyadri", {"due_diligence": ASK}, "minor"),
        ("RC-OWNPURPOSE", "recipients/sahyadri", {"own_purposes": ASK}, "minor"),
        ("RC-28-EXPIRED", "contracts/hosting-terms", {"expires_on": ASK}, "major"),
        ("RC-CTRL-BASIS", "activities/orders",
         {"recipients": [{"recipient": "parcel-carrier", "basis": ASK}]}, "minor"),
    ],
)  # fmt: skip
def test_what_is_not_known_weighs_one_level_less(tmp_path, id, record, change, severity) -> None:
    judged = review(changed(tmp_path, {record: change}), TODAY, [id])
    assert {f.severity for f in judged.findings} == {severity}
    if ASK in change.values():
        assert all(f.gap.question for f in judged.findings)


def test_clauses_that_nobody_read_are_told_once(tmp_path) -> None:
    clauses = [f"RC-28-{letter}" for letter in "ABCDEFGH"]
    register = changed(tmp_path, {"contract": {"clauses": "absent", "details": "absent"}})
    judged = review(register, TODAY, ["RC-28-UNREAD", "RC-28-DETAILS", *clauses])
    assert gaps(judged) == {("RC-28-UNREAD", "minor", "contracts/hosting-terms")}
    for id in clauses:
        assert of(judged, id, "contracts/hosting-terms") is Verdict.NOT_APPLICABLE


def test_three_missing_clauses_make_the_worst_of_them_critical(tmp_path) -> None:
    def weights(number: int) -> dict[str, str]:
        missing = dict.fromkeys("aef"[:number], False)
        register = changed(tmp_path / str(number), {"contract": {"clauses": missing}})
        judged = review(register, TODAY, ["RC-28-A", "RC-28-E", "RC-28-F"])
        return {f.rule.id: f.severity for f in judged.findings}

    assert weights(2) == {"RC-28-A": "major", "RC-28-E": "major"}
    assert weights(3) == {"RC-28-A": "critical", "RC-28-E": "major", "RC-28-F": "major"}


SECRET = [
    "a data retention notice",
    "Retention  Notice",
    "retention\nnotices",
    "data-retention-notice",
    "a technical capability notice",
    "an IPA notice",
    "a Section 87 notice",
    "the s.87 notice",
    "a notice given under section 87",
    "notices under the Investigatory Powers Act",
    "retention\u00a0notice",
]
HARMLESS = [
    "The retention period is told in the privacy notice",
    "or longer where required by law",
    "Retention. Notice is given of a change",
    "The notice under the camera",
    "Investigatory Powers Act 2016",
]


@pytest.mark.parametrize("words", SECRET)
def test_secret_words_are_found_and_never_repeated(tmp_path, words) -> None:
    judged = review(changed(tmp_path, {"system": {"notes": f"Kept for {words}."}}), TODAY)
    found = [f for f in judged.findings if f.rule.id == "RC-LE-FIELD"]
    assert [(f.answer.record, f.gap.at) for f in found] == [("systems/order-desk", "notes")]
    assert found[0].severity == "critical"
    for finding in found:
        assert words.lower() not in f"{finding.gap}".lower()
        assert finding.gap.statements == ()


@pytest.mark.parametrize("words", HARMLESS)
def test_harmless_words_are_no_secret(tmp_path, words) -> None:
    register = changed(tmp_path, {"system": {"notes": words}})
    assert review(register, TODAY, ["RC-LE-FIELD"]).findings == ()


def test_secret_words_are_found_wherever_they_stand() -> None:
    words, register = "under a retention notice", load(COMPLETE)
    orders = register.activities["orders"]
    places = [
        {"notes": words},
        {"unplaced": {words: "x"}},
        {"unplaced": {"x": words}},
        {"owner": Unknown(unknown=words, ask="DPO")},
        {"owner": Unknown(unknown="Who?", ask=words)},
        {"transfers": Nothing(none=words)},
        {"questions": (Question(question="What?", ask=words),)},
        {"evidence": {"owner": (Evidence(by="A", note=words),)}},
        {"differs": {"harbour": {"purposes": [{"id": "fulfil", "text": words}]}}},
        {"purposes": (orders.purposes[0].model_copy(update={"text": words}),)},
    ]
    for place in places:
        told = orders.model_copy(update=place)
        records = {**register.records, "activities": {"orders": told}}
        judged = review(replace(register, records=records, _derived={}), TODAY, ["RC-LE-FIELD"])
        assert {f.answer.record for f in judged.findings} == {"activities/orders"}, place
        assert not any("retention" in f"{f.gap}" for f in judged.findings)


def test_secret_words_beside_the_records_are_found_too(tmp_path) -> None:
    register = changed(tmp_path, {})
    root = tmp_path / "ropa"
    (root / "acceptances.yaml").write_text(
        "- rule: LB-NONE\n  record: activities/orders\n  reason: An IPA notice\n"
        "  by: Head of Privacy\n  on: 2026-11-01\n  until: 2027-03-31\n"
    )
    text = register.texts["privacy-notice"] + "\nWe follow a retention notice.\n"
    (root / "notices" / "privacy-notice.txt").write_text(text)
    judged = review(load(root), TODAY, ["RC-LE-FIELD"])
    assert {(f.answer.record, f.gap.at) for f in judged.findings} == {
        ("group/group", "acceptances"),
        ("notices/privacy-notice", "text"),
    }


def test_each_law_judges_the_transfers_of_its_own_companies() -> None:
    judged = review(load(COMPLETE), TODAY)
    for id, rule in catalogue().items():
        if rule.profiles == ("UK",) and id.startswith("TR-") and rule.subject == "activity":
            assert of(judged, id, "activities/nordic-support") is Verdict.NOT_APPLICABLE, id
        if id.startswith("EU-TR-") and rule.subject == "activity":
            assert of(judged, id, "activities/call-centre") is Verdict.NOT_APPLICABLE, id
            assert of(judged, id, "activities/nordic-support") is Verdict.PASS, id


def test_in_a_shared_activity_the_exporter_says_whose_law_it_is(tmp_path) -> None:
    india = {"recipient": "sahyadri", "country": "IN", "mechanism": "no-mechanism"}
    shared = {
        "entities": ["harbour", "nordlys"],
        "transfers": [
            {"id": "from-harbour", "exporter": "harbour", **india},
            {"id": "from-nordlys", "exporter": "nordlys", **india},
        ],
    }
    register = changed(tmp_path, {"activities/call-centre": shared})
    judged = review(register, TODAY, ["TR-NOMECH", "EU-TR-GROUND"])
    assert {
        (f.rule.id, f.gap.at)
        for f in judged.findings
        if f.gap.at.startswith("transfers.from")
    } == {
        ("TR-NOMECH", "transfers.from-harbour.mechanism"),
        ("EU-TR-GROUND", "transfers.from-nordlys.mechanism"),
    }  # fmt: skip


def test_the_eea_is_abroad_for_the_united_kingdom_and_not_for_the_eu(tmp_path) -> None:
    to_france = {
        "recipients": [{"recipient": "sahyadri"}],
        "transfers": {"none": "Nobody thought of it", "by": "Board", "on": date(2026, 9, 1)},
    }
    changes = {
        "recipients/sahyadri": {"country": "FR"},
        "activities/call-centre": to_france,
        "activities/nordic-support": to_france,
    }
    judged = review(changed(tmp_path, changes), TODAY, ["TR-RECIP-NOROW", "EU-TR-NOROW"])
    named = {(f.rule.id, f.gap.at) for f in judged.findings}
    assert ("TR-RECIP-NOROW", "recipients.sahyadri") in named
    assert ("EU-TR-NOROW", "recipients.sahyadri") not in named
    assert ("EU-TR-NOROW", "recipients.harbour-desk") in named


def test_the_decision_on_the_united_kingdom_ends(tmp_path) -> None:
    register = load(COMPLETE)
    ends = EU_DECISIONS["GB"].until
    assert ends == date(2031, 12, 27)
    for day, wrong in ((ends, False), (date(2031, 12, 28), True)):
        judged = review(register, day, ["EU-TR-ADEQUACY"])
        assert any("United Kingdom" in f.gap.sentence for f in judged.findings) is wrong


def test_what_the_legal_reference_does_not_state_is_not_invented() -> None:
    assert eu_destination("CH").adequacy == "unverified"
    assert not eu_destination("CH").decided(TODAY)
    assert eu_destination("NO").adequacy == "domestic"
    assert destination("NO").approval == "full"
    assert destination("FO").standing == "unverified"
    assert destination("BR").approval == "none"
    assert all(destination(code).scope == scope for code, scope in PARTIAL.items())


def test_a_denial_of_the_eea_only_is_true_of_transfers_within_it(tmp_path) -> None:
    quote = "We do not transfer your data outside the European Economic Area."
    base = {"hosting-notice": {"statements": [{"id": "T1", "kind": "transfer", "quote": quote}]}}
    said = {"notices/hosting-notice": base["hosting-notice"]}
    row = {"id": "tool", "recipient": "parcel-carrier", "mechanism": "regulations-full"}
    for country, misled in (("NO", False), ("US", True)):
        webinars = {"activities/webinars": {"transfers": [{**row, "country": country}]}}
        judged = review(changed(tmp_path / country, {**said, **webinars}), TODAY, ["TR-DENIED"])
        assert bool(judged.findings) is misled


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"host_country": "CA"}, True),
        ({"host_country": "GB", "admin_access_countries": ["IN"]}, True),
        ({"host_country": "GB", "admin_access_countries": ["IN"], "own_staff_only": True}, False),
        ({"host_country": "CA", "provider": {"none": "Our own machine room"}}, False),
        ({"host_country": ASK}, True),
    ],
)
def test_a_system_abroad_needs_a_transfer_unless_nobody_else_reaches_it(
    tmp_path, change, told
) -> None:
    register = changed(tmp_path, {"systems/service-desk": change})
    judged = review(register, TODAY, ["TR-SYS-NOROW"])
    record = "activities/support-desk"
    assert any(f.answer.record == record for f in judged.findings) is told


def test_a_processor_that_returns_data_makes_no_transfer_of_its_own(tmp_path) -> None:
    back = {"recipient": "nordlys-customers", "direction": "out", "capacity": "controller"}
    register = changed(tmp_path, {"activities/nordic-desk": {"recipients": [back]}})
    judged = review(register, TODAY, ["TR-RECIP-NOROW"])
    assert of(judged, "TR-RECIP-NOROW", "activities/nordic-desk") is Verdict.NOT_APPLICABLE


def test_a_sub_processor_is_judged_by_the_contract_of_who_engages_it(tmp_path) -> None:
    ids = ["RC-NOART28", "RC-SUBPROC"]
    assert review(load(COMPLETE), TODAY, ids).findings == ()
    unsigned = {"contracts/vault-terms": {"signed_on": "absent"}}
    nobody = {"recipients/peak-vault": {"engaged_by": "absent", "contract": "absent"},
              "contracts/vault-terms": {"recipient": "absent"}}  # fmt: skip
    found = gaps(review(changed(tmp_path / "a", unsigned), TODAY, ids))
    assert found == {("RC-SUBPROC", "critical", "recipients/peak-vault")}
    found = gaps(review(changed(tmp_path / "b", nobody), TODAY, ids))
    assert ("RC-SUBPROC", "critical", "recipients/peak-vault") in found
    assert ("RC-NOART28", "critical", "activities/call-centre") in found


def test_sentences_name_people_and_places_not_ids(tmp_path) -> None:
    changes = {
        "activities/call-centre": {"transfers": [INDIA | {"mechanism": "no-mechanism"}]},
        "contract": {"expires_on": date(2026, 1, 31)},
    }
    judged = review(changed(tmp_path, changes), TODAY, ["TR-NOMECH", "RC-NOART28"])
    told = " ".join(f.gap.sentence for f in judged.findings)
    assert "Sahyadri Contact Centres Private Limited in India" in told
    assert "Harbour" in told
    assert "sahyadri" not in told
    assert "harbour" not in told
