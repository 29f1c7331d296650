"""Many records at once, two records into one, lists."""

import pytest

from ropabook.forms.bulk import bulk_fields, carry_out, plan
from ropabook.forms.joining import join, joining
from ropabook.forms.rows import listing, names
from ropabook.store.plain import ABSENT
from ropabook.store.saving import Conflict, Saved


def test_one_field_of_many_is_previewed_and_saved_in_one_commit(anna) -> None:
    keys = ["activities/newsletter", "activities/support"]
    before = len(anna.history.commits())
    planned = plan(anna, anna.register(), keys, "owner", "Head of Sales", add=False)
    assert all("owner set to Head of Sales" in each.sentence for each in planned)
    assert len(anna.history.commits()) == before
    done = carry_out(anna, planned, "One owner for both")
    assert all(isinstance(each, Saved) for each in done)
    assert len(anna.history.commits()) == before + 1
    assert {anna.read(key).data["owner"] for key in keys} == {"Head of Sales"}


def test_what_would_not_be_valid_is_not_planned(anna) -> None:
    [bad] = plan(anna, anna.register(), ["activities/support"], "status", "asleep", add=False)
    assert not bad.possible
    assert "cannot be changed" in bad.sentence
    [gone] = plan(anna, anna.register(), ["activities/support"], "title", ABSENT, add=False)
    assert not gone.possible
    [nobody] = plan(anna, anna.register(), ["activities/nothing"], "owner", "X", add=False)
    assert not nobody.possible
    assert "no record" in nobody.sentence


def test_one_value_is_added_to_lists_and_taken_out(anna) -> None:
    key = "activities/newsletter"
    [add] = plan(anna, anna.register(), [key], "entities", "birch", add=True)
    assert "birch" in add.data["entities"]
    [same] = plan(anna, anna.register(), [key], "entities", add.data["entities"][0], add=True)
    assert not same.possible
    assert same.sentence == "stays as it is"


def test_a_bulk_change_over_somebody_elses_is_not_made(anna, bob) -> None:
    keys = ["activities/newsletter", "activities/support"]
    planned = plan(anna, anna.register(), keys, "owner", "Head of Sales", add=False)
    opened = bob.read(keys[0])
    bob.save(opened, {**opened.data, "owner": "Head of Marketing"})
    done = carry_out(anna, planned, None)
    assert any(isinstance(each, Conflict) for each in done)
    assert anna.read(keys[1]).data.get("owner") != "Head of Sales"


def test_bulk_fields_are_simple_ones() -> None:
    kinds = {field.kind for field in bulk_fields("activities")}
    assert "parts" not in kinds
    assert "map" not in kinds


@pytest.fixture
def twins(anna):
    anna.create("recipients/twin", {"title": "Mail house", "kind": "processor", "country": "GB"})
    anna.create(
        "recipients/other", {"title": "Mailhouse Ltd", "kind": "processor", "notes": "Seen"}
    )
    opened = anna.read("activities/newsletter")
    recipients = [{"recipient": "other", "purposes": [opened.data["purposes"][0]["id"]]}]
    anna.save(opened, {**opened.data, "recipients": recipients})
    return anna


def test_two_records_become_one_and_what_named_the_one_names_the_other(twins) -> None:
    register = twins.register()
    found = joining(twins, register, "recipients/twin", "recipients/other")
    assert found.naming == ("activities/newsletter",)
    [conflict] = found.conflicts
    assert conflict.path == ("title",)
    before = len(twins.history.commits())
    join(twins, register, found, {("title",): "Mail house"}, "One company")
    assert len(twins.history.commits()) == before + 1
    after = twins.register()
    assert after.recipients["twin"].notes == "Seen"
    assert after.recipients["twin"].formerly == ("other",)
    assert "other" not in after.recipients
    assert after.activities["newsletter"].recipients[0].recipient == "twin"


def test_nothing_is_chosen_between_two_values(twins) -> None:
    found = joining(twins, twins.register(), "recipients/twin", "recipients/other")
    with pytest.raises(KeyError):
        join(twins, twins.register(), found, {}, "One company")
    with pytest.raises(ValueError, match="one kind"):
        joining(twins, twins.register(), "recipients/twin", "activities/newsletter")


def test_the_list_says_what_people_search_for(anna) -> None:
    register = anna.register()
    found = listing(register, ("activities",), {"activities/newsletter": 3})
    assert len(found.rows) == len(register.activities)
    row = next(row for row in found.rows if row[0] == "activities/newsletter")
    assert row[-1] == 3
    assert len(row) == len(found.columns) + 1
    assert [found.columns[n] for n in found.facets][-1] == "Standing"
    assert all(
        id and name for pairs in names(register, register.records).values() for id, name in pairs
    )
