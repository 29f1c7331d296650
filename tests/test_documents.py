"""Which documents are needed, and how they stand: present, missing, expired, open, not needed."""

import pytest

from ropabook.documents import KINDS, Document, documents_needed
from ropabook.model.register import Register
from ropabook.review import review
from ropabook.sheets import documents as sheet
from ropabook.sheets.scope import Scope
from ropabook.store.load import load
from tests.small import COMPLETE, DATA, TODAY, changed

ASK = {"unknown": "Which?", "ask": "Head of Privacy"}


def one(register: Register, activity: str, kind: str) -> Document:
    [found] = [
        d
        for d in documents_needed(register, TODAY)
        if (d.activity.id, d.kind) == (activity, kind) and d.entities[:1] in ((), ("harbour",))
    ]
    return found


def test_every_activity_is_asked_for_every_kind() -> None:
    register = load(COMPLETE)
    found = documents_needed(register, TODAY)
    ways = [v for written in register.activities.values() for v in register.variants(written)]
    assert len(found) == len(ways) * len(KINDS)
    assert all(document.why for document in found)


def test_a_complete_register_lacks_no_document() -> None:
    found = documents_needed(load(COMPLETE), TODAY)
    assert {d.state for d in found} == {"present", "not-needed"}
    assert {d.kind for d in found if d.state == "present"} == set(KINDS)
    assert all(d.records for d in found if d.state == "present")
    assert not any(d.records or d.needed for d in found if d.state == "not-needed")


def test_what_is_unknown_is_open_and_never_not_needed() -> None:
    """Whatever the policy of Opus leaves open is open in its table of documents."""
    found = documents_needed(load(DATA.parent.parent / "ropa"), TODAY)
    bases = {(d.activity.id, d.state) for d in found if d.kind == "lia"}
    assert {state for _, state in bases} == {"open"}
    assert not [d for d in found if d.state in ("missing", "expired")]


@pytest.mark.parametrize(
    ("activity", "kind", "change", "state"),
    [
        ("orders", "lia", {"lia": {"review_due": "2026-01-01"}}, "expired"),
        ("orders", "lia", {"lia": "absent"}, "missing"),
        ("orders", "lia", {"lia": {"decision": "do-not-rely"}}, "missing"),
        (
            "orders",
            "lia",
            {"activity": {"purposes": [{"id": "fulfil", "lawful_basis": ASK}]}},
            "open",
        ),
        ("newsletter", "dpia", {"dpia/newsletter": {"review_due": "2026-01-01"}}, "expired"),
        ("premises-cameras", "dpia", {"dpia/observation": {"sign_offs": []}}, "missing"),
        (
            "premises-cameras",
            "dpia",
            {"dpia/observation": "absent", "activities/premises-cameras": {"screening": ASK}},
            "open",
        ),
        (
            "premises-cameras",
            "dpia",
            {
                "dpia/observation": "absent",
                "activities/premises-cameras": {
                    "screening": {
                        "on": "2026-01-01",
                        "wp248": [3, 7],
                        "outcome": "not-required",
                        "override_reason": "Two doors",
                        "dpia": "absent",
                    }
                },
            },
            "not-needed",
        ),
        (
            "premises-cameras",
            "dpia",
            {
                "dpia/observation": "absent",
                "activities/premises-cameras": {
                    "screening": {
                        "on": "2026-01-01",
                        "article_35_3": ["c"],
                        "outcome": "not-required",
                        "override_reason": "Two doors",
                        "dpia": "absent",
                    }
                },
            },
            "missing",
        ),
        (
            "orders",
            "tra",
            {"activity": {"transfers": [{"id": "carrier-norway", "recipient": "parcel-carrier",
                                         "mechanism": "idta"}]}},
            "missing",
        ),
        (
            "orders",
            "tra",
            {"activity": {"transfers": [{"id": "carrier-norway", "recipient": "parcel-carrier",
                                         "mechanism": "idta", "assessment": "norway"}]},
             "tra": {"conclusion": "met", "review_due": "2026-01-01"}},
            "expired",
        ),
        ("orders", "tra", {"activity": {"transfers": ASK}}, "open"),
        (
            "orders",
            "tra",
            {"activity": {"transfers": [{"id": "carrier-norway", "recipient": "parcel-carrier",
                                         "mechanism": ASK}]}},
            "open",
        ),
        ("orders", "article-28", {"contract": {"expires_on": "2026-01-31"}}, "expired"),
        ("orders", "article-28", {"contract": {"signed_on": ASK}}, "open"),
        ("orders", "article-28", {"contract": {"parties": ["lantern"]}}, "missing"),
        ("orders", "article-28", {"recipient": {"kind": "unclassified"}}, "open"),
        (
            "newsletter",
            "article-26",
            {"contracts/newsletter-arrangement": {"parties": ["lantern"]}},
            "missing",
        ),
        ("orders", "article-26", {"activity": {"role": ASK}}, "open"),
        (
            "service-options",
            "policy",
            {"policy-documents/special-data-policy": {"review_due": "2026-01-01"}},
            "expired",
        ),
        (
            "service-options",
            "policy",
            {"activities/service-options": {"data": [{"id": "needs", "policy_document": ASK}]}},
            "open",
        ),
        (
            "orders",
            "policy",
            {"activity": {"data": [{"id": "order-data", "categories": ["health-notes"]}]}},
            "open",
        ),
        (
            "network-billing",
            "consent",
            {"consents/usage-consent": {"oldest": "2020-01-01", "refreshed_on": "absent"}},
            "expired",
        ),
        ("network-billing", "consent", {"consents/usage-consent": "absent"}, "missing"),
        ("orders", "notice", {"activity": {"notices": ["calls-and-news-notice"]}}, "present"),
        ("orders", "notice", {"activity": {"notices": ["no-such-notice"]}}, "missing"),
        ("orders", "notice", {"activity": {"status": "retired"}}, "not-needed"),
    ],
)  # fmt: skip
def test_how_a_document_stands(tmp_path, activity, kind, change, state) -> None:
    found = one(changed(tmp_path, change), activity, kind)
    assert (found.state, bool(found.why)) == (state, True)


def test_a_processor_leaves_what_is_its_controllers(tmp_path) -> None:
    register = load(COMPLETE)
    mine = {
        d.kind: d for d in documents_needed(register, TODAY) if d.activity.id == "order-hosting"
    }
    assert mine["article-28"].state == "present"
    assert mine["article-28"].records == ("contracts/hosting-terms",)
    assert mine["lia"].state == mine["notice"].state == "not-needed"
    nobody = {"processor_activity": {"customers": ASK}}
    [open_one] = [
        d
        for d in documents_needed(changed(tmp_path, nobody), TODAY)
        if (d.activity.id, d.kind) == ("order-hosting", "article-28")
    ]
    assert open_one.state == "open"


def test_the_sheet_shows_the_function_and_a_company_its_own() -> None:
    judged = review(load(COMPLETE), TODAY, [])
    every = documents_needed(judged.register, TODAY)
    assert len(list(sheet.rows(Scope(judged, None)))) == len(every)
    mine = [d for d in every if "lantern" in d.entities]
    rows = list(sheet.rows(Scope(judged, "lantern")))
    assert len(rows) == len(mine)
    assert {row.cells[1] for row in rows} == {"Lantern"}
