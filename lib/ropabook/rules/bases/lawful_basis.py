"""Every purpose rests on a lawful basis, of those that the law lists (UK GDPR Art. 6(1))."""

from dataclasses import replace

from ropabook.law.words import LAWFUL_BASES, LAWFUL_BASES_OF, label
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Nothing, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import (
    NOT_CONTROLLER,
    bases_of,
    basis_at,
    controls,
    statements_in,
    under,
)
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE = NotApplicable("No purpose has a lawful basis yet.")


@rule(
    "LB-NONE",
    "UK GDPR Art. 6(1), 5(1)(a), 13(1)(c)",
    "critical",
    analysis="lawfulness",
    why="unlawful on its face",
)
def every_purpose_has_a_lawful_basis(activity: ProcessingActivity) -> Judgement:
    """Every purpose has a lawful basis.

    Remedy:
        Choose the basis of each purpose and write down why it is the right one.

    Gap:
        activity:
          purposes:
            - id: newsletters
              text: Send newsletters to customers who asked for them

    Good:
        activity:
          purposes:
            - id: newsletters
              text: Send newsletters to customers who asked for them
              lawful_basis:
                basis: consent
                consent: newsletter-consent
                withdrawal: The link at the foot of each newsletter
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    for purpose in activity.purposes if controls(activity) else ():
        at, basis = f"purposes.{purpose.id}.lawful_basis", purpose.lawful_basis
        told = statements_in(purpose.evidence)
        if unknown(basis):
            what = f"The lawful basis of “{purpose.text}”"
            yield replace(not_known(what, basis, "critical", at), statements=told)
        elif isinstance(basis, Nothing):
            sentence = f"“{purpose.text}” is said to have no lawful basis: {basis.none}."
            yield Gap(sentence, at, None, told)
        elif not bases_of(purpose):
            yield Gap(f"The purpose “{purpose.text}” has no lawful basis.", at, None, told)


@rule("LB-MULTI", "UK GDPR Art. 6(1)", "minor", analysis="lawfulness", standing="unverified")
def several_bases_of_one_purpose_are_explained(activity: ProcessingActivity) -> Judgement:
    """Where one purpose rests on several bases, it is explained why each of them is relied on.

    Remedy:
        Keep the one basis that fits, or say of each why it is relied on beside the others.

    Gap:
        activity:
          purposes:
            - id: fulfil
              further_bases:
                - basis: legal-obligation
                  statute: Value Added Tax Act 1994 Sch. 11 para. 6

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: contract
                contract: Terms of sale, version 4
                necessity: There is no delivery without name and address
              further_bases:
                - basis: legal-obligation
                  statute: Value Added Tax Act 1994 Sch. 11 para. 6
                  necessity: The invoice must be kept although the contract has ended
    """
    several = [purpose for purpose in activity.purposes if len(bases_of(purpose)) > 1]
    if not several:
        yield NotApplicable("No purpose rests on more than one basis.")
    for purpose in several:
        for basis in bases_of(purpose):
            if not basis.necessity:
                name = label(LAWFUL_BASES, basis.basis).lower()
                sentence = f"“{purpose.text}” rests on several bases; why on {name} is not said."
                yield Gap(sentence, f"{basis_at(purpose, basis)}.necessity")


@rule("LB-CODE", "UK GDPR Art. 6(1)", "major", analysis="lawfulness")
def every_basis_is_one_of_the_law_that_applies(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Every lawful basis is one that the law of each company concerned knows.

    Remedy:
        Choose one of the bases (a) to (f) for a company under the law of the European Union.

    Gap:
        activity:
          entities:
            - northwind-ireland
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
                necessity: The fraud could not be found otherwise

    Good:
        activity:
          entities:
            - northwind-ireland
          purposes:
            - id: fulfil
              lawful_basis:
                basis: legitimate-interests
                interest: Our own interest in finding fraud
                assessment: similar-products
    """
    bases = [(purpose, basis) for purpose in activity.purposes for basis in bases_of(purpose)]
    if not bases:
        yield _NONE
    laws = under(register, entities) if bases else []
    for purpose, basis in bases:
        strange = [name for name, law in laws if basis.basis not in LAWFUL_BASES_OF[law]]
        if strange:
            name, whose = label(LAWFUL_BASES, basis.basis).lower(), ", ".join(strange)
            sentence = (
                f"“{purpose.text}” rests on a {name}, which the law of {whose} does not know."
            )
            yield Gap(sentence, basis_at(purpose, basis), None, statements_in(purpose.evidence))
