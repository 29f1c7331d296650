"""A company that turns to people in the European Union has a representative there (EU GDPR)."""

from ropabook.law.countries import EEA
from ropabook.model.entity import Entity
from ropabook.model.facts import answered, known, unknown
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_ESTABLISHED_THERE = NotApplicable("The company is established in the European Union itself.")
_NOT_THERE = NotApplicable("The company does not turn to people in the European Union.")


@rule(
    "A30-1-A-REP",
    "EU GDPR Art. 30(1)(a), 27",
    "major",
    analysis="completeness",
    standing="unverified",
    why="the record names a representative only where there must be one",
    profiles=("EU",),
)
def the_representative_in_the_union_is_named(entity: Entity) -> Judgement:
    """A company that turns to people in the Union names its representative, or why it needs none.

    Remedy:
        Appoint a representative in writing and record who it is, or record why none is required.

    Gap:
        entity:
          profile: EU
          eu_targeting: true

    Good:
        entity:
          profile: EU
          eu_targeting: true
          eu_representative: Liffey Representatives Limited, 3 Example Quay, Dublin
    """
    targets, named = entity.eu_targeting, entity.eu_representative
    if known(entity.country) in EEA:
        yield _ESTABLISHED_THERE
    elif answered(targets) and known(targets) is not True:
        yield _NOT_THERE
    elif known(targets) is None:
        what = f"Whether {entity.short_name} needs a representative in the European Union"
        yield not_known(what, targets, "major", "eu_targeting")
    elif unknown(named):
        what = f"Who represents {entity.short_name} in the European Union"
        yield not_known(what, named, "major", "eu_representative")
    elif not answered(named):
        sentence = f"{entity.short_name} names no representative in the European Union."
        yield Gap(sentence, "eu_representative")


@rule("EN-EU", "EU GDPR Art. 3(2), 27", "minor", analysis="lawfulness", standing="unverified")
def it_is_decided_whether_people_in_the_union_are_targeted(entity: Entity) -> Judgement:
    """Each company has decided whether it turns to people in the European Union.

    Remedy:
        Decide whether goods or services are offered to people in the Union, or people are
        monitored there.

    Gap:
        entity:
          eu_targeting:
            unknown: Do people in Ireland order from us?
            ask: Head of Sales

    Good:
        entity:
          eu_targeting: true
    """
    if not answered(entity.eu_targeting):
        asked = entity.eu_targeting if unknown(entity.eu_targeting) else None
        sentence = f"It is not decided whether {entity.short_name} turns to people in the Union."
        yield Gap(sentence, "eu_targeting", question=asked)
