"""From law to rule and back: no provision is forgotten, no citation is loose."""

import pytest
from tools.law_page import rules_of

from ropabook.law.citations import Provision, provisions
from ropabook.law.provisions import DUTIES
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


@pytest.mark.parametrize("citation", ["UK GDPR Article 5", "PECR 6", "UK GDPR Art. five"])
def test_a_loose_citation_is_refused(citation) -> None:
    with pytest.raises(ValueError, match="provision"):
        provisions(citation)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: str(duty.provision))
def test_every_provision_has_rules_or_a_reason_and_never_both(duty) -> None:
    assert bool(rules_of(duty)) != bool(duty.without)
