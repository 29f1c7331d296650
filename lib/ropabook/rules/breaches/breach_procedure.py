"""Each company has a procedure for breaches (UK GDPR Art. 33, PECR reg. 5A)."""

from ropabook.model.entity import Entity
from ropabook.model.facts import known, unknown
from ropabook.rules.rule import Gap, Judgement, not_known, rule


@rule("EN-BREACH", "UK GDPR Art. 33; PECR reg. 5A", "major", analysis="lawfulness",
      standing="unverified")  # fmt: skip
def there_is_a_procedure_for_breaches(entity: Entity) -> Judgement:
    """Each company has a procedure for personal data breaches.

    Remedy:
        Write the procedure; it covers the 72 hours, and the route of PECR reg. 5A where the
        company provides a public communications service.

    Gap:
        entity:
          breach_procedure: TBC

    Good:
        entity:
          breach_procedure: Breach procedure BP-2, for Art. 33 and for PECR reg. 5A
    """
    procedure, at = entity.breach_procedure, "breach_procedure"
    if unknown(procedure):
        what = f"Whether {entity.short_name} has a procedure for breaches"
        yield not_known(what, procedure, "major", at)
    elif known(procedure) is None:
        yield Gap(f"{entity.short_name} has no procedure for breaches on record.", at)
