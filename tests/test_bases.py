"""What the examples of the rules on bases and special data do not show."""

import pytest

from ropabook.law.repealed import cited
from ropabook.law.schedule_1 import SCHEDULE_1, paragraphs
from ropabook.review import Verdict, review
from tests.small import TODAY, changed

ASK = {"unknown": "Is it so?", "ask": "Sales"}
ALONE = {"decision": "Who waits", "significant": True, "solely": True}


def found(tmp_path, id, snippet):
    register = changed(tmp_path, snippet)
    assert register.refusals == ()
    return [(f.gap.at, f.severity, f.gap.question) for f in review(register, TODAY, [id]).findings]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("DPA 2018 Sch. 1 para. 18", ["18"]),
        ("Sch 1 Part 2 para 14(1)(b)(iia)", ["14"]),
        ("Schedule 1, paragraphs 1 and 8(2)", ["1", "8"]),
        ("18", ["18"]),
        ("DPA 2018 Sch. 1 para. 5", []),
        ("substantial public interest", []),
    ],
)
def test_the_paragraphs_of_schedule_1_are_found_in_words(words, numbers) -> None:
    assert [paragraph.number for paragraph in paragraphs(words)] == numbers


def test_schedule_1_has_every_condition_in_its_part() -> None:
    parts = {number: line.part for number, line in SCHEDULE_1.items()}
    assert [n for n, part in parts.items() if part == 1] == ["1", "2", "3", "4"]
    assert [n for n, part in parts.items() if part == 2] == [str(n) for n in range(6, 29)]
    assert [n for n, part in parts.items() if part == 3] == [str(n) for n in range(29, 38)]


@pytest.mark.parametrize(
    ("words", "provisions"),
    [
        ("UK GDPR Art. 5(1)(b), 6(4)", ("Art. 6(4)",)),
        ("Article 22(1)", ("Art. 22",)),
        ("Art 77", ("Art. 77",)),
        ("DPA 2018 s. 17A", ("DPA 2018 s. 17A",)),
        ("EU GDPR Art. 6(4)", ()),
        ("Art. 13(2)(f), 22A; Art. 45A; Art. 44A", ()),
        ("PECR reg. 6(4); DPA 2018 Sch. 1 para. 18", ()),
    ],
)
def test_repealed_provisions_are_told_from_those_that_stand(words, provisions) -> None:
    assert cited(words) == provisions


@pytest.mark.parametrize(
    ("id", "basis", "field"),
    [
        ("LB-A-RECORD", "consent", ".consent"),
        ("LB-A-WITHDRAW", "consent", ".withdrawal"),
        ("LB-B-NOCONTRACT", "contract", ".contract"),
        ("LB-C-STATUTE", "legal-obligation", ".statute"),
        ("LB-D-ROUTINE", "vital-interests", ""),
        ("LB-E-PRIVATE", "public-task", ".statute"),
        ("LB-F-INTEREST", "legitimate-interests", ".interest"),
        ("LB-F-NOLIA", "legitimate-interests", ".assessment"),
        ("LB-EA-COND", "recognised-legitimate-interest", ".condition"),
        ("LB-EA-NECESS", "recognised-legitimate-interest", ".necessity"),
        ("LB-MULTI", "consent", ".necessity"),
    ],
)
def test_every_basis_of_a_purpose_is_looked_at(id, basis, field, tmp_path) -> None:
    beside = {"id": "fulfil", "further_bases": [{"basis": basis}]}
    places = [at for at, _, _ in found(tmp_path, id, {"activity": {"purposes": [beside]}})]
    assert f"purposes.fulfil.further_bases.{basis}{field}" in places


def test_a_basis_beside_others_is_a_basis(tmp_path) -> None:
    purpose = {"id": "fulfil", "lawful_basis": "absent", "further_bases": [{"basis": "contract"}]}
    assert found(tmp_path, "LB-NONE", {"activity": {"purposes": [purpose]}}) == []


@pytest.mark.parametrize(
    ("id", "snippet", "severity"),
    [
        ("LB-B-PARTY", {"data-subjects/customers": {"party": ASK}}, "minor"),
        (
            "LB-A-EMPLOYEE",
            {
                "data-subjects/customers": {"workforce": ASK},
                "activity": {"purposes": [{"id": "offers", "lawful_basis": {"basis": "consent"}}]},
            },
            "minor",
        ),
        (
            "LB-D-ROUTINE",
            {
                "activity": {
                    "occasional": ASK,
                    "purposes": [{"id": "fulfil", "lawful_basis": {"basis": "vital-interests"}}],
                }
            },
            "minor",
        ),
        ("LB-F-PUBAUTH", {"entity": {"public_authority": ASK}}, "major"),
        ("AD-22C-C", {"activity": {"automated_decisions": [{**ALONE, "solely": ASK}]}}, "major"),
        ("EU-22-2", {"activity": {"entities": ["northwind-ireland"],
                                  "automated_decisions": [{**ALONE, "solely": ASK}]}}, "major"),
        ("SC-41-COND", {"activities/extra-help": {"data": [
            {"id": "help-notes", "schedule_1": ASK}]}}, "major"),
        ("EU-9-2", {"activities/extra-help": {"data": [
            {"id": "help-notes", "national_law": ASK}]}}, "major"),
        ("SC-HIDDEN", {"personal-data/photographs": {"special": ASK, "nature": ["biometric"]}},
         "minor"),
    ],
)  # fmt: skip
def test_what_is_not_known_weighs_one_level_less_and_asks(id, snippet, severity, tmp_path) -> None:
    gaps = found(tmp_path, id, snippet)
    assert gaps
    assert {(weight, question.unknown) for _, weight, question in gaps} == {(severity, "Is it so?")}


def test_the_law_of_one_place_is_not_asked_of_a_company_elsewhere(tmp_path) -> None:
    irish = {"activity": {"entities": ["northwind-ireland"], "automated_decisions": [ALONE]}}
    register = changed(tmp_path, irish)
    verdicts = {
        answer.rule: answer.verdict
        for answer in review(register, TODAY, ["AD-22C-A", "EU-22-2", "EU-22-3-A"]).answers
        if answer.record == "activities/orders"
    }
    assert verdicts == {
        "AD-22C-A": Verdict.NOT_APPLICABLE,
        "EU-22-2": Verdict.GAP,
        "EU-22-3-A": Verdict.GAP,
    }


def test_a_disclosure_to_an_authority_may_need_no_policy_document(tmp_path) -> None:
    reason = {"none": "Only the police are told, para. 10(2)"}
    link = {"id": "order-data", "policy_document": reason}
    for number, gaps in (("10", 0), ("18", 1), ("4", 0)):
        law = {**link, "schedule_1": f"DPA 2018 Sch. 1 para. {number}"}
        place = tmp_path / number
        assert len(found(place, "SC-APD", {"activity": {"data": [law]}})) == gaps


def test_a_policy_document_is_kept_for_six_months_after_its_last_use(tmp_path) -> None:
    ended = {"activities/fraud-findings": {"status": "retired", "end_date": "2026-08-31"}}
    document = {"policy-documents/fraud-policy": {"retain_until": "2027-02-27"}}
    kept = {"policy-documents/fraud-policy": {"retain_until": "2027-02-28"}}
    [(at, severity, _)] = found(tmp_path / "a", "SC-APD-REVIEW", {**ended, **document})
    assert (at, severity) == ("retain_until", "major")
    assert found(tmp_path / "b", "SC-APD-REVIEW", {**ended, **kept}) == []


def test_an_assessment_that_says_no_is_found_without_being_named(tmp_path) -> None:
    purpose = {"id": "offers", "lawful_basis": {"basis": "legitimate-interests"}}
    snippet = {"activity": {"purposes": [purpose]}, "lia": {"decision": "do-not-rely"}}
    [(at, severity, _)] = found(tmp_path, "LB-F-LIAFAIL", snippet)
    assert (at, severity) == ("purposes.offers.lawful_basis", "critical")
