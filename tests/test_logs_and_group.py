"""What the examples of the rules about logs, communications and the group do not show."""

from typing import Any

import pytest

from ropabook.review import Verdict, review
from tests.small import TODAY, changed

ASK = {"unknown": "Which?", "ask": "Head of Privacy"}
OPEN_RISK = {"risk": ASK, "risk_reason": "absent"}
SERVICE = "breaches/bills-2026-03"
LAPTOP = "breaches/laptop-2026-04"
ACCESS = "rights-requests/access-2026-014"
NEWS = "activities/newsletter"
UNKNOWN_PROVIDER = {"entity": {"public_communications_provider": ASK}}


def purpose(id: str, **fields: Any) -> dict[str, Any]:
    return {"purposes": [{"id": id, **fields}]}


@pytest.mark.parametrize(
    ("rule", "record", "change", "severity"),
    [
        # A risk that is known and not told, in time and after it.
        ("RG-BREACH-72", LAPTOP, {LAPTOP: {"risk": "risk"}}, "critical"),
        ("RG-BREACH-72", LAPTOP, {LAPTOP: {"risk": "risk", "aware_at": "2026-11-23T10:00"}}, None),
        ("RG-BREACH-72", LAPTOP, {LAPTOP: OPEN_RISK}, None),
        ("RG-BREACH-NORISK", LAPTOP, {LAPTOP: OPEN_RISK}, "major"),
        ("RG-BREACH-NORISK", LAPTOP, {LAPTOP: {"risk_reason": "TBC"}}, "major"),
        (
            "RG-BREACH-NORISK",
            LAPTOP,
            {LAPTOP: {"risk": {"none": "Encrypted"}, "risk_reason": "absent"}},
            None,
        ),
        ("RG-BREACH-34", LAPTOP, {LAPTOP: OPEN_RISK}, "major"),
        ("RG-BREACH-34", LAPTOP, {LAPTOP: {**OPEN_RISK, "aware_at": "2026-11-23T10:00"}}, None),
        # Every breach of a service is notified, whatever its risk; an old one is not judged.
        ("RG-BREACH-72", SERVICE, {SERVICE: {"risk": "none", "notified_at": "absent"}}, "critical"),
        (
            "RG-BREACH-72",
            SERVICE,
            {SERVICE: {"notified_at": "absent", "aware_at": "2025-08-19T10:00"}},
            None,
        ),
        ("RG-BREACH-72", SERVICE, {SERVICE: {"notified_at": "2026-07-09T09:30"}}, None),
        ("RG-BREACH-72", SERVICE, {SERVICE: {"notified_at": "2026-07-09T09:31"}}, "critical"),
        ("RG-BREACH-PECS", LAPTOP, {LAPTOP: {"service_related": "absent"}}, "minor"),
        (
            "RG-BREACH-PECS",
            SERVICE,
            {**UNKNOWN_PROVIDER, SERVICE: {"regime": "article-33"}},
            "minor",
        ),
        # Requests.
        ("RG-DSAR-EXT", ACCESS, {ACCESS: {"extension_reason": "absent"}}, "major"),
        ("RG-DSAR-EXT", ACCESS, {ACCESS: {"extended_on": "absent"}}, "major"),
        ("RG-DSAR-STOP", ACCESS, {ACCESS: {"stopped_days": 12}}, "major"),
        ("RG-DSAR-STOP", ACCESS, {ACCESS: {"clarification_asked": "absent"}}, "major"),
        (
            "RG-DSAR-STOP",
            ACCESS,
            {ACCESS: {"clarification_received": "2026-08-11", "stopped_days": "absent"}},
            "major",
        ),
        (
            "RG-DSAR-LATE",
            "rights-requests/access-2026-017",
            {"rights-requests/access-2026-017": {"received": "2026-10-24"}},
            None,  # 24 November is the last day
        ),
        (
            "RG-DSAR-LATE",
            "rights-requests/access-2026-017",
            {"rights-requests/access-2026-017": {"received": "2026-10-23"}},
            "critical",
        ),
        (
            "RG-DSAR-LATE",
            "rights-requests/access-2026-017",
            {
                "rights-requests/access-2026-017": {
                    "received": "2026-10-01",
                    "clarification_asked": "2026-10-20",
                }
            },
            None,
        ),
        (
            "RG-DSAR-REFUSE",
            "rights-requests/objection-2026-016",
            {
                "rights-requests/objection-2026-016": {
                    "answered_on": "2026-06-18",
                    "refusal_told": ["reasons", "commissioner", "court"],
                }
            },
            None,  # the complaint to the company was not the law yet
        ),
        (
            "RG-19",
            "rights-requests/erasure-2026-015",
            {
                "rights-requests/erasure-2026-015": {
                    "recipients_told_on": "absent",
                    "activities": [],
                }
            },
            "minor",
        ),
        (
            "RG-19",
            "rights-requests/erasure-2026-015",
            {
                "activity": {"recipients": ASK},
                "rights-requests/erasure-2026-015": {"recipients_told_on": "absent"},
            },
            "minor",
        ),
        # Complaints.
        (
            "RG-CMP-OUT",
            "complaints/complaint-2026-21",
            {"complaints/complaint-2026-21": {"outcome_told_on": "absent"}},
            "major",
        ),
        (
            "RG-CMP-ACK",
            "complaints/complaint-2026-22",
            {
                "complaints/complaint-2026-22": {
                    "received": "2026-06-18",
                    "acknowledged_on": "absent",
                }
            },
            None,
        ),
        # Communications.
        ("PE-DM-EMAIL", NEWS, {NEWS: purpose("send-news", marketing=ASK)}, "major"),
        ("PE-DM-EMAIL", NEWS, {NEWS: purpose("send-news", marketing=ASK, tags=[])}, "minor"),
        (
            "PE-DM-EMAIL",
            NEWS,
            {NEWS: purpose("send-news", lawful_basis={"basis": "consent", "consent": ASK})},
            "major",
        ),
        (
            "PE-DM-EMAIL",
            NEWS,
            {
                NEWS: purpose(
                    "send-news",
                    lawful_basis={"basis": "legitimate-interests"},
                    marketing={"individual_subscribers": ASK},
                )
            },
            "major",
        ),
        (
            "PE-DM-EMAIL",
            NEWS,
            {
                NEWS: purpose(
                    "send-news",
                    lawful_basis={"basis": "legitimate-interests"},
                    marketing={"individual_subscribers": False},
                )
            },
            None,
        ),
        (
            "PE-SOFT",
            NEWS,
            {NEWS: purpose("tell-customers", marketing={"soft_opt_in": {"sale": False}})},
            "major",
        ),
        (
            "PE-TPS",
            NEWS,
            {
                NEWS: purpose(
                    "call-subscribers", marketing={"preference_service_screened_on": "2026-12-01"}
                )
            },
            "critical",
        ),
        ("PE-CLI", NEWS, {NEWS: purpose("call-subscribers", marketing={"caller_shown": ASK})},
         "minor"),
        (
            "PE-TRAFFIC-CONSENT",
            "activities/network-billing",
            {
                **UNKNOWN_PROVIDER,
                "activities/network-billing": purpose(
                    "usage-alerts", lawful_basis={"basis": "contract"}
                ),
            },
            "major",
        ),
        (
            "PE-TRAFFIC-CONSENT",
            "activities/network-billing",
            {
                "entity": {"public_communications_provider": False},
                "activities/network-billing": purpose(
                    "usage-alerts", lawful_basis={"basis": "contract"}
                ),
            },
            None,
        ),
        (
            "PE-TRAFFIC-CONSENT",
            "activities/network-billing",
            {"activities/network-billing": purpose("usage-alerts", lawful_basis=ASK)},
            "major",
        ),
        (
            "PE-TRAFFIC-USE",
            "activities/network-billing",
            {"activities/network-billing": purpose("bill-calls", tags=[])},
            "major",
        ),
        ("PE-SECPOL", "entities/harbour", {"entity": {"security_policy": ASK}}, "major"),
        (
            "PE-SECPOL",
            "entities/harbour",
            {"entity": {"security_policy": "absent", "public_communications_provider": ASK}},
            "major",
        ),
        (
            "PE-CALLNOTICE",
            "activities/call-recording",
            {"sources/recorded-calls": {"notice_at_collection": ASK}},
            "minor",
        ),
        (
            "PE-CCTV-SIGN",
            "activities/premises-cameras",
            {"activities/premises-cameras": {"data": []}},
            "minor",
        ),
        (
            "PE-VULN",
            "activities/service-options",
            {"personal-data/health-notes": {"special": ASK}},
            "minor",
        ),
        # The group.
        ("XE-SHARE", "activities/orders", {"processor": {"entity": "absent", "kind": "group"}},
         "major"),
        ("XE-ICO", "entities/harbour", {"entity": {"fee_register": ASK}}, "advice"),
        ("XE-ICO", "entities/harbour", {"entity": {"fee_register": {"none": "Exempt"}}}, None),
        (
            "XE-ICO",
            "entities/harbour",
            {"entity": {"fee_register": {"address": "9 Hill Street"}}},
            "minor",
        ),
        (
            "XE-SUBPROC-CHAIN",
            "activities/recording-storage",
            {"contract": {"subprocessors": "none"}},
            "major",
        ),
        ("XE-PROC-PAIR", "activities/orders", {
            "processor_activity": {"customers": ASK},
            "activities/recording-storage": {"customers": {"none": "Nobody"}}}, "major"),
        (
            "XE-CONTRACT",
            "activities/recording-storage",
            {"contracts/granite-terms": {"parties": ["harbour"]}},
            "critical",
        ),
        (
            "XE-RET",
            NEWS,
            {NEWS: {"differs": {"lantern": {"data": [{"id": "subscriptions",
                                                      "retention": "two-years"}]}}},
             "retention/two-years": {"title": "Two years", "period": "P2Y", "origin": "confirmed"}},
            None,  # two years are 24 months
        ),
    ],
)  # fmt: skip
def test_what_a_case_weighs(tmp_path, rule, record, change, severity) -> None:
    register = changed(tmp_path, change)
    assert register.refusals == ()
    judged = review(register, TODAY, [rule])
    assert judged.broken == ()
    found = {f.severity for f in judged.findings if f.answer.record == record}
    assert found == ({severity} if severity else set())


def test_a_company_under_eu_law_answers_for_no_law_of_the_kingdom(tmp_path) -> None:
    register = changed(tmp_path, {"entity": {"profile": "EU"}})
    judged = review(register, TODAY, ["RG-CMP-ACK", "PE-SECPOL", "RG-DSAR-STOP", "RG-DSAR-LATE"])
    mine = [a for a in judged.answers if a.entities == ("harbour",)]
    told = {(a.rule, a.verdict) for a in mine}
    assert ("PE-SECPOL", Verdict.NOT_APPLICABLE) in told
    assert {v for rule, v in told if rule in ("RG-CMP-ACK", "RG-DSAR-STOP")} == {
        Verdict.NOT_APPLICABLE
    }
    assert ("RG-DSAR-LATE", Verdict.PASS) in told


def test_mechanisms_are_compared_under_one_law(tmp_path) -> None:
    for law, findings in (("UK", 1), ("EU", 0)):
        change = {
            "entities/lantern": {"profile": law},
            NEWS: {
                "differs": {
                    "lantern": {
                        "transfers": [
                            {"id": "sender-ireland", "exporter": "lantern", "mechanism": "other-46"}
                        ]
                    }
                }
            },
        }
        judged = review(changed(tmp_path / law, change), TODAY, ["XE-TRANSFER"])
        assert len(judged.findings) == findings


def test_a_pair_that_shares_an_activity_is_compared_in_it(tmp_path) -> None:
    change = {NEWS: {"differs": {"lantern": {"role": "controller"}}}}
    judged = review(changed(tmp_path, change), TODAY, ["XE-JOINT"])
    assert [f.answer.entities for f in judged.findings] == [("harbour",)]
