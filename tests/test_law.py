"""From law to rule and back: no provision is forgotten, no citation is loose."""

import pytest
from tools.law_page import others, rules_of

from ropabook.law.citations import Provision, provisions
from ropabook.law.provisions import DUTIES, nearest
from ropabook.rules.catalogue import catalogue


@pytest.mark.parametrize("id", sorted(catalogue()))
def test_every_citation_can_be_read(id) -> None:
    assert provisions(catalogue()[id].citation)


@pytest.mark.parametrize(
    ("citation", "numbers"),
    [
        ("UK GDPR Art. 30(1)(a), 5(2)", ["30(1)(a)", "5(2)"]),
        ("UK GDPR Art. 21(2)–(4)", ["21(2)", "21(3)", "21(4)"]),
        ("UK GDPR Art. 22A–22C", ["22A", "22B", "22C"]),
        ("PECR reg. 19–21", ["19", "20", "21"]),
        ("UK GDPR Art. 28(3)(a)–(c)", ["28(3)(a)", "28(3)(b)", "28(3)(c)"]),
        ("PECR reg. 21(A1), 22(3)", ["21(A1)", "22(3)"]),
        ("UK GDPR Art. 7(4), Recital 43", ["7(4)", "Recital 43"]),
        ("UK GDPR Annex 1 para. 1(b)", ["Annex 1 para. 1(b)"]),
    ],
)
def test_ranges_are_told_one_by_one(citation, numbers) -> None:
    assert [provision.number for provision in provisions(citation)] == numbers


def test_instruments_are_kept_apart() -> None:
    found = provisions("UK GDPR Art. 13(2)(ca), Annex 1; DPA 2018 s. 164A; ICO guidance: contracts")
    assert found == (
        Provision("UK GDPR Art.", "13(2)(ca)"),
        Provision("UK GDPR", "Annex 1"),
        Provision("DPA 2018 s.", "164A"),
        Provision("ICO guidance: contracts", ""),
    )
    assert Provision("UK GDPR Art.", "28(3)(a)").within(Provision("UK GDPR Art.", "28(3)"))
    assert not Provision("UK GDPR Art.", "28").within(Provision("UK GDPR Art.", "2"))
    first = Provision("UK GDPR", "Annex 1")
    assert provisions("UK GDPR Annex 1 para. 1(b)")[0].within(first)
    assert not Provision("UK GDPR", "Annex 11 para. 1").within(first)


@pytest.mark.parametrize(
    "citation",
    [
        "UK GDPR Article 5",
        "PECR 6",
        "UK GDPR Art. five",
        "UK GDPR Art. 7(4), rec. 43",
        "UK GDPR Annex one",
        "PECR reg. 6, Recital 43",
    ],
)
def test_a_loose_citation_is_refused(citation) -> None:
    with pytest.raises(ValueError, match="provision"):
        provisions(citation)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: str(duty.provision))
def test_every_provision_has_rules_or_a_reason_and_never_both(duty) -> None:
    assert bool(rules_of(duty)) != bool(duty.without)
    assert not duty.without or duty.without.endswith("."), "a reason is a sentence"


def test_a_provision_has_one_row() -> None:
    assert len({duty.provision for duty in DUTIES}) == len(DUTIES)


def test_every_numbered_provision_that_a_rule_cites_has_a_row() -> None:
    assert [str(cited) for cited in others() if cited.number] == []


def test_a_rule_stands_at_the_narrowest_row() -> None:
    found = nearest(Provision("UK GDPR Art.", "46(1A)(a)(ii)"))
    assert found is not None
    assert found.provision.number == "46(1A)"
    assert nearest(Provision("UK GDPR Art.", "99")) is None
