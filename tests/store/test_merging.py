"""Merging by field: what two people changed is in the result, or in a conflict. Nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropabook.store.merging import FieldConflict, merge
from ropabook.store.plain import ABSENT, identify, same
from tests.size import count, size
from tests.store.random_data import RECORDS, changed_often


def flat(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Each value that is no mapping and no list of named items, by its path."""
    if isinstance(value, dict) and value:
        return {p: v for key, each in value.items() for p, v in flat(each, (*path, key)).items()}
    named = identify(value) if isinstance(value, list) else None
    if named:
        return {
            p: v for name, each in named[0].items() for p, v in flat(each, (*path, name)).items()
        }
    return {} if value is ABSENT or value in ([], {}) else {path: value}


def covers(conflict: FieldConflict, path: tuple[str, ...]) -> bool:
    """Whether a conflict is at the path, above it or below it."""
    shorter = min(len(path), len(conflict.path))
    return path[:shorter] == conflict.path[:shorter]


@settings(max_examples=size(600, 50_000), deadline=None)
@given(st.data())
def test_every_changed_value_is_in_the_result_or_in_a_conflict(data) -> None:
    base = data.draw(RECORDS)
    theirs, yours = data.draw(changed_often(base)), data.draw(changed_often(base))
    merged = merge(base, theirs, yours)
    count("Merging: random merges, every change kept or shown")
    was, result = flat(base), flat(merged.data)
    for side in (flat(theirs), flat(yours)):
        for path in was.keys() | side.keys():
            if same(was.get(path, ABSENT), side.get(path, ABSENT)):
                continue
            kept = same(result.get(path, ABSENT), side.get(path, ABSENT))
            assert kept or any(covers(conflict, path) for conflict in merged.conflicts), path


@settings(max_examples=size(300, 20_000), deadline=None)
@given(st.data())
def test_merging_has_no_side(data) -> None:
    base = data.draw(RECORDS)
    theirs, yours = data.draw(changed_often(base)), data.draw(changed_often(base))
    one, other = merge(base, theirs, yours), merge(base, yours, theirs)
    assert {each.path for each in one.conflicts} == {each.path for each in other.conflicts}
    if not one.conflicts:
        assert flat(one.data).keys() == flat(other.data).keys()
    assert same(merge(base, base, yours).data, yours)
    assert same(merge(base, theirs, base).data, theirs)
    assert merge(base, theirs, theirs).conflicts == ()


BASE = {
    "title": "Orders",
    "owner": "Sales",
    "entities": ["harbour", "lantern"],
    "lawful_basis": {"basis": "contract", "contract": "Terms"},
    "transfers": {"unknown": "Any?", "ask": "Sales"},
    "data": [{"id": "D1", "retention": "short"}, {"id": "D2", "retention": "long"}],
    "recipients": [{"recipient": "carrier", "basis": "contract"}],
}


def merging(theirs: dict[str, Any], yours: dict[str, Any]):
    return merge(BASE, {**BASE, **theirs}, {**BASE, **yours})


def test_different_fields_are_both_kept() -> None:
    merged = merging({"owner": "Operations"}, {"title": "Customer orders"})
    assert (merged.data["owner"], merged.data["title"]) == ("Operations", "Customer orders")
    assert merged.conflicts == ()


def test_the_same_field_is_a_conflict_with_all_three() -> None:
    merged = merging({"owner": "Operations"}, {"owner": "Marketing"})
    assert merged.conflicts == (FieldConflict(("owner",), "Sales", "Operations", "Marketing"),)
    assert merged.data["owner"] == "Operations"


def test_the_same_change_is_no_conflict() -> None:
    assert merging({"owner": "Operations"}, {"owner": "Operations"}).conflicts == ()


def test_items_of_a_list_are_known_by_their_id() -> None:
    one, two = BASE["data"]
    merged = merging(
        {"data": [{**one, "retention": "P1Y"}, two]},
        {"data": [one, {**two, "mandatory": True}, {"id": "D3"}]},
    )
    assert merged.conflicts == ()
    assert merged.data["data"] == [
        {"id": "D1", "retention": "P1Y"},
        {"id": "D2", "retention": "long", "mandatory": True},
        {"id": "D3"},
    ]


def test_an_item_that_one_took_away_and_the_other_changed_is_a_conflict() -> None:
    one, two = BASE["data"]
    merged = merging({"data": [two]}, {"data": [{**one, "retention": "P1Y"}, two]})
    [conflict] = merged.conflicts
    assert conflict == (("data", "D1"), one, ABSENT, {**one, "retention": "P1Y"})


def test_a_list_without_names_is_one_value() -> None:
    merged = merging({"entities": ["harbour"]}, {"entities": ["harbour", "lantern", "quay"]})
    assert [each.path for each in merged.conflicts] == [("entities",)]


def test_an_unknown_is_never_mixed_with_a_value() -> None:
    merged = merging(
        {"transfers": {"none": "Everything stays here"}},
        {"transfers": {"unknown": "Any?", "ask": "Operations"}},
    )
    assert [each.path for each in merged.conflicts] == [("transfers",)]
    merged = merging(
        {"transfers": {"unknown": "Any at all?", "ask": "Sales"}},
        {"transfers": {"unknown": "Any?", "ask": "Operations"}},
    )
    assert merged.data["transfers"] == {"unknown": "Any at all?", "ask": "Operations"}


def test_another_basis_is_never_mixed_with_the_details_of_the_first() -> None:
    merged = merging(
        {"lawful_basis": {"basis": "consent", "withdrawal": "By e-mail"}},
        {"lawful_basis": {"basis": "contract", "contract": "Terms, version 2"}},
    )
    assert [each.path for each in merged.conflicts] == [("lawful_basis",)]


def test_true_is_not_one() -> None:
    assert merge({"a": 1}, {"a": 1}, {"a": True}).data["a"] is True
    assert merge({"a": 1}, {"a": True}, {"a": 2}).conflicts


def test_items_moved_by_one_and_added_by_the_other() -> None:
    one, two = BASE["data"]
    merged = merging({"data": [two, one]}, {"data": [one, two, {"id": "D3"}]})
    assert [each["id"] for each in merged.data["data"]] == ["D2", "D3", "D1"]
    assert merged.conflicts == ()


def test_items_moved_in_two_ways_are_a_conflict() -> None:
    base = [{"id": name} for name in "abc"]
    one, other = [{"id": n} for n in "bac"], [{"id": n} for n in "cab"]
    assert [c.path for c in merge({"x": base}, {"x": one}, {"x": other}).conflicts] == [("x",)]


@pytest.mark.parametrize(
    ("theirs", "yours", "path"),
    [(ABSENT, {"a": 2}, ()), ({"a": 2}, ABSENT, ()), ({"a": 2}, {"a": 3}, ("a",))],
)
def test_a_record_that_was_deleted_meanwhile(theirs, yours, path) -> None:
    assert [each.path for each in merge({"a": 1}, theirs, yours).conflicts] == [path]


def test_to_say_that_there_is_nothing_is_a_value() -> None:
    [conflict] = merge({}, {"recipients": []}, {"recipients": [{"recipient": "x"}]}).conflicts
    assert conflict.path == ("recipients",)
    base = {"recipients": [{"recipient": "x"}]}
    merged = merge(
        base, {"recipients": []}, {"recipients": [*base["recipients"], {"recipient": "y"}]}
    )
    assert merged.data == {"recipients": [{"recipient": "y"}]}


def test_two_records_begun_apart_are_not_mixed() -> None:
    [conflict] = merge(ABSENT, {"title": "A"}, {"notes": "B"}).conflicts
    assert conflict.path == ()
    assert merge(ABSENT, {"title": "A"}, {"title": "A"}).conflicts == ()


def test_acceptances_are_known_by_rule_record_and_place() -> None:
    base = [{"rule": "LB", "record": "a/b", "reason": "x"}, {"rule": "LB", "record": "a/c"}]
    theirs = [{**base[0], "reason": "y"}, base[1]]
    yours = [*base, {"rule": "LB", "record": "a/b", "at": "P1"}]
    merged = merge(base, theirs, yours)
    assert merged.conflicts == ()
    assert merged.data == [theirs[0], base[1], yours[2]]
