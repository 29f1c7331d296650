"""Completeness counts answers, and nothing that only looks like one."""

import pytest

from ropabook.completeness import Share, completeness
from ropabook.store.load import load
from tests.small import COMPLETE, changed


def item(register, entity: str, key: str, processor: bool = False) -> Share:
    [grid] = [grid for grid in completeness(register) if grid.entity.id == entity]
    items = grid.processor if processor else grid.controller
    [share] = [share for found, share in items.items() if found.key == key]
    return share


def test_the_complete_register_is_complete() -> None:
    percents = {g.entity.id: g.total.percent for g in completeness(load(COMPLETE))}
    assert percents["harbour"] == percents["lantern"] == 100
    assert set(percents.values()) <= {100, None}


ORDER_DATA = {"id": "order-data"}


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("purposes", {"activity": {"purposes": [{"id": "offers", "text": "TBC"}]}}),
        ("people", {"activity": {"data": [{**ORDER_DATA, "subjects": ["nobody"]}]}}),
        ("people", {"activity": {"data": [{**ORDER_DATA, "subjects": ["customers", "ghosts"]}]}}),
        ("people", {"data-subjects/customers": {"title": "TBD"}}),
        ("data", {"activity": {"data": [{**ORDER_DATA, "categories": ["nothing"]}]}}),
        ("recipients", {"activity": {"recipients": [{"recipient": "phantom"}]}}),
        ("recipients", {"activity": {"recipients": {"none": "N/A"}}}),
        ("transfers", {"activity": {"transfers": [{"id": "t", "recipient": "phantom"}]}}),
        (
            "transfers",
            {"activity": {"transfers": [{"id": "carrier-norway", "country": "absent"}]}},
        ),
        ("transfers", {"activity": {"transfers": {"none": "-"}}}),
        ("retention", {"activity": {"data": [{**ORDER_DATA, "retention": "no-such-rule"}]}}),
        ("retention", {"activity": {"data": [{**ORDER_DATA, "retention": {"none": "It varies"}}]}}),
        ("retention", {"retention": {"period": "absent"}}),
        ("retention", {"retention": {"period": "indefinite"}}),
        ("retention", {"retention": {"period": {"unknown": "How long?", "ask": "Sales"}}}),
        ("retention", {"retention": {"period": "absent", "impossible": "It depends"}}),
        ("retention", {"retention": {"period": "absent", "criteria": "Until the claim is barred"}}),
        (
            "retention",
            {"retention": {"period": "absent", "impossible": "It depends", "criteria": "TBC"}},
        ),
        (
            "retention",
            {
                "retention": {
                    "period": "absent",
                    "impossible": "It depends",
                    "criteria": "As long as necessary for the purposes",
                }
            },
        ),
        ("security", {"activity": {"security_measures": ["castle-moat"]}}),
        ("security", {"activity": {"security_measures": {"none": "xxx"}}}),
        (
            "security",
            {"activity": {"security_measures": {"unknown": "Which measures?", "ask": "IT"}}},
        ),
    ],
)
def test_what_only_looks_like_an_answer_does_not_count(tmp_path, key, change) -> None:
    due = item(load(COMPLETE), "harbour", key)
    found = item(changed(tmp_path, change), "harbour", key)
    assert found.due >= due.due
    assert found.given < found.due


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("customers", {"customers": [{"name": "Harbour Telecoms Limited"}]}),
        ("customers", {"customers": [{"name": "TBC", "contact": "somebody@harbour.example"}]}),
        ("customers", {"customers": [{"name": "All of them", "reference": "N/A"}]}),
        ("categories", {"categories_of_processing": ["Storage", "TBD"]}),
        ("security", {"security_measures": {"none": "TBC"}}),
    ],
)
def test_a_processor_cannot_fill_in_either(tmp_path, key, change) -> None:
    found = item(changed(tmp_path, {"processor_activity": change}), "lantern", key, processor=True)
    assert found.given < found.due


def test_criteria_count_with_the_reason_why_no_period_is_possible(tmp_path) -> None:
    limit = {
        "period": "absent",
        "impossible": "The end of the dispute is not known beforehand",
        "criteria": "Until the claim is settled or barred",
    }
    due = item(load(COMPLETE), "harbour", "retention")
    assert item(changed(tmp_path, {"retention": limit}), "harbour", "retention") == due


def test_a_list_of_those_who_objected_may_be_kept_for_ever(tmp_path) -> None:
    limit = {"period": "indefinite", "norm": "suppression", "legal_reference": "Art. 21(3)"}
    found = item(changed(tmp_path / "a", {"retention": limit}), "harbour", "retention")
    assert found.given == found.due
    without = {**limit, "legal_reference": "TBC"}
    found = item(changed(tmp_path / "b", {"retention": without}), "harbour", "retention")
    assert found.given < found.due


def test_a_company_s_own_measures_count_where_an_activity_names_none(tmp_path) -> None:
    none_named = {"activity": {"security_measures": []}}
    found = item(changed(tmp_path / "a", none_named), "harbour", "security")
    assert found.given == found.due
    nobody = {**none_named, "entity": {"security_measures": "absent"}}
    found = item(changed(tmp_path / "b", nobody), "harbour", "security")
    assert found.given < found.due
    elsewhere = {**none_named, "entity": {"security_measures": ["castle-moat"]}}
    found = item(changed(tmp_path / "c", elsewhere), "harbour", "security")
    assert found.given < found.due


def test_a_measure_that_is_only_planned_secures_nothing(tmp_path) -> None:
    planned = {
        "activity": {"security_measures": ["encryption-at-rest"]},
        "security-measures/encryption-at-rest": {"status": "planned"},
    }
    found = item(changed(tmp_path, planned), "harbour", "security")
    assert found.given < found.due
