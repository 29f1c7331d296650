"""A legal obligation is one that a law lays down (UK GDPR Art. 6(1)(c), 6(3))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.rules.reading import basis_at, resting_on
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("LB-C-STATUTE", "UK GDPR Art. 6(1)(c), 6(3)", "major", analysis="lawfulness")
def every_legal_obligation_cites_its_law(activity: ProcessingActivity) -> Judgement:
    """Where a purpose rests on a legal obligation, the law and its section are named.

    Remedy:
        Cite the section.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: legal-obligation

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: legal-obligation
                statute: Companies Act 2006 s. 386
    """
    resting = resting_on(activity, "legal-obligation")
    if not resting:
        yield NotApplicable("No purpose rests on a legal obligation.")
    for purpose, basis in resting:
        at = f"{basis_at(purpose, basis)}.statute"
        if unknown(basis.statute):
            yield not_known(f"The law behind “{purpose.text}”", basis.statute, "major", at)
        elif known(basis.statute) is None:
            yield Gap(f"No law is named that obliges us to: {purpose.text}.", at)
