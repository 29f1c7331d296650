"""What companies pass to each other is told from both sides, or as one-sided."""

from ropabook.review import review
from ropabook.sharing import NOT_NAMED, Sharing, matrix, sharings
from ropabook.store.load import load
from ropabook.views import within_the_group
from tests.small import COMPLETE, TODAY, changed


def test_a_mirrored_sharing_is_known_from_both_sides() -> None:
    register = load(COMPLETE)
    found = sharings(register, "harbour")
    data = ("contact-details", "order-history")
    sent = Sharing("harbour", "lantern", "orders", "discloses", data, "order-hosting", True)
    assert sent in found
    assert any(s.kind == "processes for" and s.mirrored for s in found)
    assert {s.activity for s in found} >= {"orders", "order-hosting"}
    assert all(s.mirrored for s in found)
    assert ("harbour", "lantern") in matrix(register)


def test_a_side_that_is_missing_is_seen(tmp_path) -> None:
    nobody = {"none": "Nobody"}
    changes = {"processor_activity": {"recipients": nobody, "customers": nobody}}
    register = changed(tmp_path, changes)
    orders = [s for s in sharings(register) if s.activity == "orders"]
    assert [s.mirrored for s in orders] == [False]
    rows = within_the_group.rows(review(register, TODAY, ["XE-SHARE"]), None)
    assert any(not row.mirrored for row in rows)


def test_a_company_that_is_not_named_is_said_to_be_so(tmp_path) -> None:
    changes = {
        "recipients/sisters": {"title": "Sister companies", "kind": "group"},
        "activity": {"recipients": [{"recipient": "sisters"}]},
    }
    register = changed(tmp_path, changes)
    assert any(s.taker == NOT_NAMED for s in sharings(register, "harbour"))
    drawn = within_the_group.draw(review(register, TODAY, ["XE-SHARE"]), None)
    assert "Not named" in drawn
    assert "on one side only" in drawn


def test_joint_control_needs_the_other_company_too(tmp_path) -> None:
    together = {"role": "joint-controller", "joint_controllers": [
        {"name": "Nordlys Support", "contact": "privacy@nordlys.example", "entity": "nordlys"}
    ]}  # fmt: skip
    register = changed(tmp_path / "a", {"activity": together})
    assert joint_in(register, "orders") == [("harbour", "nordlys", False)]
    # In an activity that both share, a company that says otherwise does not mirror it, whatever
    # it does elsewhere.
    assert joint_in(load(COMPLETE), "newsletter") == BOTH_WAYS
    alone = {"activities/newsletter": {"differs": {"lantern": {"role": "controller"}}}}
    register = changed(tmp_path / "b", alone)
    assert ("harbour", "lantern", False) in joint_in(register, "newsletter")


BOTH_WAYS = [("harbour", "lantern", True), ("lantern", "harbour", True)]


def joint_in(register, activity):
    mine = (s for s in sharings(register) if s.kind == "joint" and s.activity == activity)
    return [(s.giver, s.taker, s.mirrored) for s in mine]
