"""Consent can be proved, and withdrawn as easily as it was given (UK GDPR Art. 7)."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import ConsentRecord
from ropabook.rules.reading import basis_at, resting_on, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE = NotApplicable("No purpose rests on consent.")
_PROOF = ("wording", "version", "captured", "mechanism")


@rule("LB-A-RECORD", "UK GDPR Art. 7(1)", "critical", analysis="lawfulness")
def consent_can_be_proved(activity: ProcessingActivity, register: Register) -> Judgement:
    """Where a purpose rests on consent, its wording, version, time and mechanism are on record.

    Remedy:
        Build the evidence of consent, and link it to the purpose.

    Gap:
        activity:
          purposes:
            - id: offers
              lawful_basis:
                basis: consent
                withdrawal: The link in each message

    Good:
        activity:
          purposes:
            - id: offers
              lawful_basis:
                basis: consent
                consent: newsletter-consent
                withdrawal: The link in each message
    """
    resting = resting_on(activity, "consent")
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        at, told = f"{basis_at(purpose, basis)}.consent", statements_in(purpose.evidence)
        proof = register.of(ConsentRecord).get(known(basis.consent) or "")
        lacking = [field for field in _PROOF if proof and not getattr(proof, field)]
        if unknown(basis.consent):
            found = not_known(
                f"The proof of consent to “{purpose.text}”", basis.consent, "critical"
            )
            yield Gap(found.sentence, at, found.severity, told, found.question)
        elif proof is None:
            yield Gap(f"There is no record of consent to “{purpose.text}”.", at, None, told)
        elif lacking:
            yield Gap(f"“{proof.title}” lacks: {', '.join(lacking)}.", at, None, told)


@rule("LB-A-WITHDRAW", "UK GDPR Art. 7(3), 13(2)(c)", "critical", analysis="lawfulness")
def consent_can_be_withdrawn(activity: ProcessingActivity, register: Register) -> Judgement:
    """Where a purpose rests on consent, there is a way to withdraw it as easily as it was given.

    Remedy:
        Provide a way to withdraw that is as easy as giving consent.

    Gap:
        activity:
          purposes:
            - id: offers
              lawful_basis:
                basis: consent
                consent: newsletter-consent

    Good:
        activity:
          purposes:
            - id: offers
              lawful_basis:
                basis: consent
                consent: newsletter-consent
                withdrawal: The link at the foot of each message
        consents/newsletter-consent:
          given_by:
            - online
          withdrawn_by:
            - online
            - in-writing
    """
    resting = resting_on(activity, "consent")
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        at = f"{basis_at(purpose, basis)}.withdrawal"
        if unknown(basis.withdrawal):
            what = f"How consent to “{purpose.text}” is withdrawn"
            yield not_known(what, basis.withdrawal, "critical", at)
        elif known(basis.withdrawal) is None:
            yield Gap(f"There is no way to withdraw consent to “{purpose.text}”.", at)
        elif _harder_to_withdraw(register.of(ConsentRecord).get(known(basis.consent) or "")):
            way = "is given online and can be withdrawn in writing only"
            yield Gap(f"Consent to “{purpose.text}” {way}.", at)


def _harder_to_withdraw(proof: ConsentRecord | None) -> bool:
    """Whether it is given online, and taken back by a letter or not at all otherwise."""
    return (
        proof is not None and "online" in proof.given_by and {*proof.withdrawn_by} == {"in-writing"}
    )
