"""A contract is a basis for those who are parties to it, and it is named (UK GDPR Art. 6(1)(b))."""

from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import answered, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import basis_at, party, people_of, resting_on, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("No purpose rests on a contract.")


@rule("LB-B-NOCONTRACT", "UK GDPR Art. 6(1)(b)", "minor", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def every_contract_relied_on_is_named(activity: ProcessingActivity) -> Judgement:
    """Where a purpose rests on a contract, the contract or its terms are named.

    Remedy:
        Name the contract or the terms; for steps before a contract, say who asked for them.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: contract

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: contract
                contract: Terms of sale, version 4, clause 2
    """
    resting = resting_on(activity, "contract")
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        at = f"{basis_at(purpose, basis)}.contract"
        if unknown(basis.contract):
            yield not_known(f"The contract behind “{purpose.text}”", basis.contract, "minor", at)
        elif not answered(basis.contract):
            yield Gap(f"“{purpose.text}” rests on a contract that is not named.", at)


@rule("LB-B-PARTY", "UK GDPR Art. 6(1)(b)", "major", analysis="lawfulness", standing="unverified",
      why="only a contract with the person concerned is a basis")  # fmt: skip
def a_contract_is_a_basis_for_its_parties_only(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where a purpose rests on a contract, the people concerned are parties to it.

    Remedy:
        Rely on assessed legitimate interests for those who are not, or say why they are parties.

    Gap:
        data-subjects/customers:
          title: Contacts at corporate customers
          corporate: true
          party: absent

    Good:
        data-subjects/customers:
          title: Sole traders who are customers
          corporate: true
          party: true
    """
    resting = resting_on(activity, "contract")
    if not resting:
        yield _NONE
    people = [(each, party(each)) for each in people_of(activity, register)] if resting else []
    strangers = ", ".join(each.title for each, is_party in people if is_party is False)
    unsaid = [each for each, is_party in people if not isinstance(is_party, bool)]
    for purpose, basis in resting:
        at = f"{basis_at(purpose, basis)}.party"
        if strangers and not basis.party:
            sentence = f"“{purpose.text}” rests on a contract to which {strangers} are not parties."
            yield Gap(sentence, at, None, statements_in(purpose.evidence))
        elif unsaid and not basis.party:
            who = ", ".join(each.title for each in unsaid)
            asked = next((each.party for each in unsaid if unknown(each.party)), None)
            yield not_known(f"Whether {who} are parties to the contract behind “{purpose.text}”",
                            asked, "major", at)  # fmt: skip
