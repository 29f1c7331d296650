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
        {"name": "Lantern Cloud Limited", "contact": "privacy@lantern.example", "entity": "lantern"}
    ]}  # fmt: skip
    register = changed(tmp_path, {"activity": together})
    joint = [s for s in sharings(register) if s.kind == "joint"]
    assert [(s.giver, s.taker, s.mirrored) for s in joint] == [("harbour", "lantern", False)]
