"""What several companies, activities or cookies share is one finding, which names them all."""

from ropabook.review import review
from tests.small import TODAY, changed

ASK = {"unknown": "Which is it?", "ask": "Head of Privacy"}
TWO = {"entities": ["harbour", "lantern"]}


def found(register, id):
    judged = review(register, TODAY, [id])
    assert judged.broken == ()
    assert len({f.identity for f in judged.findings}) == len(judged.findings)
    return [(f.answer.record, f.gap.at, f.gap.sentence) for f in judged.findings]


def test_whether_people_are_children_is_asked_once(tmp_path) -> None:
    register = changed(tmp_path, {"data-subjects/customers": {"children": ASK}})
    [(record, at, sentence)] = found(register, "PN-CHILD")
    assert (record, at) == ("data-subjects/customers", "children")
    assert sentence.startswith("Whether children are among “Customers” is not known yet")
    for activity in ("Customer orders", "Newsletter"):
        assert f"“{activity}" in sentence
    [finding] = review(register, TODAY, ["PN-CHILD"]).findings
    assert finding.gap.question.unknown == "Which is it?"
    assert "harbour" in finding.answer.entities


def test_what_an_agency_sends_is_one_finding(tmp_path) -> None:
    silent = {"item": "data-from-third-parties", "verdict": ["omits"], "because": "Not said"}
    change = {"notices/calls-notice": {**TWO, "items": [silent]}}
    change["activities/credit-checks"] = TWO
    [(_, at, sentence)] = found(changed(tmp_path, change), "SR-CRA")
    assert at == "nature"
    assert "Harbour, Lantern on “" in sentence


def test_a_denied_transfer_is_one_finding_where_the_companies_share_everything(tmp_path) -> None:
    denied = {"id": "T1", "kind": "transfer", "quote": "We do not transfer your data abroad."}
    notice = {"title": "Both", "text": "We do not.", "sha256": "0", "statements": [denied], **TWO}
    shared = {"title": "Shared", "role": "controller", "status": "active", "transfers": ASK, **TWO}
    change = {"notices/both": notice, "activities/shared": shared}
    mine = [f for f in found(changed(tmp_path, change), "TR-DENIED") if f[0] == "notices/both"]
    assert len({at for _, at, _ in mine}) == len(mine)
    change |= {"entities/a": {"legal_name": "A Limited"}, "entities/b": {"legal_name": "B Limited"}}
    two = {"entities": ["a", "b"]}
    change["notices/both"], change["activities/shared"] = {**notice, **two}, {**shared, **two}
    register = changed(tmp_path / "alone", change)
    [(_, at, sentence)] = [f for f in found(register, "TR-DENIED") if f[0] == "notices/both"]
    assert at == "entities"
    assert "A Limited, B Limited" in sentence
    assert "“Shared”" in sentence


def test_a_website_that_was_not_scanned_is_one_finding_of_its_company(tmp_path) -> None:
    register = changed(
        tmp_path,
        {"cookie": {"scanned_on": "absent"}, "cookies/campaign": {"scanned_on": "2026-01-15"}},
    )
    named = [f for f in found(register, "CK-SCAN-STALE") if f[0] == "entities/harbour"]
    [(_, at, sentence)] = named
    assert at == "cookies"
    for cookie in ("cookies/basket", "cookies/campaign"):
        assert register.find(cookie).name in sentence
    assert "2026-01-15" in sentence


def test_a_provider_abroad_is_one_finding_for_all_its_cookies(tmp_path) -> None:
    second = {"title": "visit_id", "technology": "cookie", "provider": "tally-metrics"}
    second["activity"] = "website-visits"
    change = {"cookies/second": second, "recipients/tally-metrics": {"country": ASK}}
    [(record, at, _)] = found(changed(tmp_path / "a", change), "CK-TRANSFER")
    assert (record, at) == ("recipients/tally-metrics", "country")
    change["recipients/tally-metrics"] = {"country": "US"}
    [(_, at, sentence)] = found(changed(tmp_path / "b", change), "CK-TRANSFER")
    assert at == "activities.website-visits"
    assert "visit_id" in sentence
    assert "visit_count" in sentence
