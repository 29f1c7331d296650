"""What changed, in words that a person understands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropabook.store.changes import differences, summary
from ropabook.store.plain import ABSENT, at, placed, same
from tests.store.random_data import RECORDS, changed_often

BASE = {
    "title": "Customer accounts",
    "role": "controller",
    "entities": ["harbour", "lantern"],
    "owner": {"unknown": "Who?", "ask": "HR"},
    "purposes": [{"id": "P01", "text": "Open accounts", "lawful_basis": {"basis": "contract"}}],
    "data": [{"id": "payment-details", "retention": {"unknown": "How long?", "ask": "HR"}}],
    "risk": False,
}


def words(**change) -> list[str]:
    after = {**BASE, **change}
    after = {key: value for key, value in after.items() if value is not ABSENT}
    return [str(each) for each in differences("activities/customer-accounts", BASE, after)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"data": [{"id": "payment-details", "retention": "P6Y"}]},
         "retention of payment details set to 6 years (was: unknown)"),
        ({"owner": "Head of Sales"}, "owner set to Head of Sales (was: unknown)"),
        ({"owner": ABSENT}, "owner removed (was: unknown)"),
        ({"approver": "Board"}, "approver set to Board"),
        ({"risk": True}, "risk set to yes (was: no)"),
        ({"entities": ["harbour", "quay"]}, "entities: quay added, lantern removed"),
        ({"entities": ["lantern", "harbour"]}, "entities: order changed"),
        ({"transfers": {"none": "Everything stays here"}},
         "transfers set to none (Everything stays here)"),
        ({"purposes": [*BASE["purposes"], {"id": "P02", "text": "Bill"}]}, "purpose P02 added"),
        ({"purposes": []}, "purpose P01 removed"),
        ({"purposes": [{**BASE["purposes"][0], "lawful_basis": {"basis": "consent"}}]},
         "basis of lawful basis of purpose P01 set to consent (was: contract)"),
        ({"differs": {"lantern": {"owner": "Head of Cloud"}}},
         "owner at lantern set to Head of Cloud"),
        ({"notes": "x" * 300}, "notes added"),
    ],
)  # fmt: skip
def test_in_words(change, sentence) -> None:
    assert words(**change) == [f"Customer accounts: {sentence}"]


def test_a_record_that_came_or_went() -> None:
    assert [str(c) for c in differences("systems/desk", ABSENT, {"title": "Desk"})] == [
        "Desk: created"
    ]
    assert [str(c) for c in differences("systems/desk", {"title": "Desk"}, ABSENT)] == [
        "Desk: deleted"
    ]
    assert differences("systems/desk", BASE, {**BASE}) == ()


def test_one_line_for_all_of_them() -> None:
    found = differences("activities/a", BASE, {**BASE, "owner": "X", "risk": True})
    assert summary(found) == "Customer accounts: owner set to X (was: unknown) and 1 more"
    many = [*found, *differences("systems/desk", ABSENT, {"title": "Desk"})]
    assert summary(many) == "2 records: Customer accounts, Desk"
    assert summary([]) == "Nothing changed"


def test_companies_are_named_by_their_legal_name() -> None:
    before = {"legal_name": "Harbour Limited", "country": "GB"}
    [change] = differences("entities/harbour", before, {**before, "country": "IE"})
    assert str(change) == "Harbour Limited: country set to IE (was: GB)"


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_applying_the_differences_gives_the_other_side(data) -> None:
    """Nothing that differs is left out: put into the one, they make the other."""
    before = data.draw(RECORDS)
    after = data.draw(changed_often(before))
    made = before
    for change in differences("activities/a", before, after):
        assert not same(at(after, change.path), at(before, change.path)) or isinstance(
            change.before, list
        )
        if same(at(before, change.path), change.before) and same(
            at(after, change.path), change.after
        ):
            made = placed(made, change.path, change.after)
    orders_changed = any("order changed" in c.sentence for c in differences("a/b", before, after))
    if not orders_changed:
        assert differences("activities/a", made, after) == () or all(
            "order changed" in c.sentence for c in differences("activities/a", made, after)
        )


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_there_is_a_sentence_for_every_change(data) -> None:
    before = data.draw(RECORDS)
    for change in differences("activities/a", before, data.draw(changed_often(before))):
        assert change.sentence
        assert "\n" not in str(change)
        assert "ABSENT" not in str(change)
