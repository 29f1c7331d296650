"""Cookies against notices, scans, providers and each other."""

import pytest

from ropabook.review import review
from ropabook.rules.catalogue import catalogue
from tests.small import TODAY, changed

ASK = {"unknown": "Which is it?", "ask": "Head of Marketing"}


def gaps(register, id, on=TODAY):
    judged = review(register, on, [id])
    assert judged.broken == ()
    return [(f.answer.record.partition("/")[2], f.severity, f.gap.at) for f in judged.findings]


@pytest.mark.parametrize(
    ("cookie", "found"),
    [
        ({"exception": "no-exception", "consent_gated": True, "set_before_choice": False}, []),
        ({"exception": ASK, "consent_gated": True, "set_before_choice": False}, []),
        ({"exception": ASK}, [("major", "exception")]),
        ({"exception": "absent"}, [("critical", "set_before_choice")]),
        ({"exception": {"none": "It tracks people"}, "set_before_choice": False},
         [("critical", "consent_gated")]),
        ({"exception": "no-exception", "consent_gated": ASK, "set_before_choice": False},
         [("major", "consent_gated")]),
        ({"exception": "no-exception", "consent_gated": "absent", "set_before_choice": False},
         [("critical", "consent_gated")]),
        ({"exception": "no-exception", "consent_gated": True, "set_before_choice": ASK},
         [("major", "set_before_choice")]),
        ({"exception": "no-exception", "consent_gated": True, "set_before_choice": True},
         [("critical", "set_before_choice")]),
    ],
)  # fmt: skip
def test_consent(tmp_path, cookie, found) -> None:
    register = changed(tmp_path, {"cookie": cookie})
    assert gaps(register, "CK-CONSENT") == [("basket", *gap) for gap in found]


@pytest.mark.parametrize(
    ("duration", "more", "found"),
    [
        ("P13M", {}, []),
        ("P14M", {}, ["minor"]),
        ("P14M", {"exception": "appearance", "consent_gated": False}, []),
        ("P14M", {"exception": ASK, "consent_gated": ASK}, ["advice"]),
        ("P5Y", {"exception": "appearance", "consent_gated": False}, []),
        ("P61M", {"exception": "appearance", "consent_gated": False}, ["minor"]),
        ("indefinite", {"exception": "appearance", "consent_gated": False}, ["minor"]),
        ("session", {}, []),
        ("P9Y", {"long_because": "The court wants it kept"}, []),
    ],
)
def test_how_long_is_too_long(tmp_path, duration, more, found) -> None:
    register = changed(tmp_path, {"cookies/campaign": {"duration": duration, **more}})
    assert gaps(register, "CK-LONG") == [("campaign", severity, "duration") for severity in found]


def test_what_lasts_for_no_time_has_a_duration(tmp_path) -> None:
    none = {"duration": {"none": "A fingerprint stores nothing"}}
    assert gaps(changed(tmp_path, {"cookie": none}), "CK-DURATION") == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"cookies/visit-count": {"seen": False}}, [("major", "statements.visit-count")]),
        ({"cookies/new": {"title": "new", "technology": "cookie", "activity": "orders",
                          "scanned_on": "2026-09-01"}}, [("major", "statements.new")]),
        ({"cookies/new": {"title": "new", "technology": "cookie", "activity": "orders"}}, []),
        ({"notice": {"statements": [{"id": "TE-campaign", "name": "campaign_2"}],
                     }, "cookies/campaign": {"evidence": "absent", "seen": False}},
         [("major", "statements.TE-campaign")]),
        ({"notice": {"items": [{"item": "own-cookies", "verdict": ["omits"],
                                "because": "The portal stores more"}]}},
         [("major", "items.own-cookies")]),
    ],
)  # fmt: skip
def test_notice_and_scan(tmp_path, change, found) -> None:
    register = changed(tmp_path, change)
    assert gaps(register, "CK-NOTICE-DIFF") == [("privacy-notice", *gap) for gap in found]


def test_without_any_scan_nothing_can_be_compared(tmp_path) -> None:
    cookies = ("basket", "visit-count", "campaign", "parcel-map", "text-size", "order-draft")
    register = changed(tmp_path, {f"cookies/{c}": {"scanned_on": "absent"} for c in cookies})
    assert gaps(register, "CK-NOTICE-DIFF") == [("privacy-notice", "minor", "statements")]


def test_a_name_of_another_technology_is_another_thing(tmp_path) -> None:
    other = {"statements": [{"id": "TE-basket", "technology": "local-storage", "refers_to": []}]}
    register = changed(tmp_path, {"notice": other})
    assert gaps(register, "CK-LOCAL") == [("privacy-notice", "major", "statements.TE-basket")]
    assert gaps(register, "CK-INFO") == [("basket", "critical", "evidence")]


def test_every_company_tells_of_its_cookies(tmp_path) -> None:
    register = changed(tmp_path, {"notice": {"entities": ["lantern"]}})
    assert ("campaign", "critical", "evidence.harbour") in gaps(register, "CK-INFO")


def test_consent_asked_for_some_vendors_only(tmp_path) -> None:
    bare = {"cookies/campaign": {"consent_gated": False}}
    register = changed(tmp_path / "a", bare)
    assert gaps(register, "CK-ONEVENDOR") == [
        ("privacy-notice", "major", "items.cookie-consent.beacon-campaigns")
    ]
    register = changed(tmp_path / "b", {"cookies/campaign": {"consent_gated": ASK}})
    assert [gap[1] for gap in gaps(register, "CK-ONEVENDOR")] == ["minor"]


@pytest.mark.parametrize(
    ("recipient", "cookie", "severities"),
    [
        ({"own_purposes": True}, {}, ["major"]),
        ({"own_purposes": ASK}, {}, ["minor"]),
        ({"own_purposes": "absent"}, {}, ["minor"]),
        ({}, {"uses": ["call-attribution", "cross-site"]}, ["major", "major"]),
        ({}, {"category": "marketing"}, ["major"]),
        ({}, {"category": ASK}, ["minor"]),
    ],
)
def test_statistics_and_nothing_else(tmp_path, recipient, cookie, severities) -> None:
    change = {"recipients/tally-metrics": recipient, "cookies/visit-count": cookie}
    register = changed(tmp_path, change)
    assert [gap[1] for gap in gaps(register, "CK-STAT-SOLE")] == severities


def test_the_capacity_for_the_activity_goes_before_the_kind(tmp_path) -> None:
    as_controller = {"recipients": [{"recipient": "tally-metrics", "capacity": "controller"}]}
    register = changed(tmp_path, {"activities/website-visits": as_controller})
    assert gaps(register, "CK-STAT-PROC") == [("visit-count", "major", "provider")]


def test_a_provider_abroad(tmp_path) -> None:
    abroad = {"recipients/tally-metrics": {"country": "US"}}
    assert gaps(changed(tmp_path / "a", abroad), "CK-TRANSFER") == [
        ("tally-metrics", "critical", "activities.website-visits")
    ]
    open_yet = {"recipients/tally-metrics": {"country": ASK}}
    assert gaps(changed(tmp_path / "b", open_yet), "CK-TRANSFER") == [
        ("tally-metrics", "major", "country")
    ]
    undecided = {**abroad, "activities/website-visits": {"transfers": ASK}}
    assert gaps(changed(tmp_path / "c", undecided), "CK-TRANSFER") == [
        ("tally-metrics", "major", "activities.website-visits")
    ]
    homeless = {**abroad, "cookies/visit-count": {"activity": "absent"}}
    assert gaps(changed(tmp_path / "d", homeless), "CK-TRANSFER") == [
        ("tally-metrics", "critical", "cookies")
    ]


def test_a_browser_is_no_banner(tmp_path) -> None:
    words = "Most browsers let you refuse cookies."
    told = [{"id": f"TE-{each}", "quote": words} for each in ("campaign", "parcel-map")]
    register = changed(tmp_path / "a", {"notice": {"statements": told}})
    assert gaps(register, "CK-BROWSER") == [], "one statement still tells of the website's control"
    told.append({"id": "TE-visit-count", "quote": "visit_count counts your visits."})
    register = changed(tmp_path / "b", {"notice": {"statements": told}})
    assert gaps(register, "CK-BROWSER") == [("privacy-notice", "advice", "statements")]


def test_the_exception_for_statistics_is_the_united_kingdoms() -> None:
    for id in ("CK-STAT-SOLE", "CK-STAT-OBJ", "CK-STAT-PROC"):
        assert catalogue()[id].profiles == ("UK",)
