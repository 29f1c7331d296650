"""Whether a data protection officer is needed is decided, and the officer is named (Art. 37)."""

from ropabook.model.entity import Entity
from ropabook.model.facts import known, unknown
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("EN-DPO-DECISION", "UK GDPR Art. 37", "major", analysis="completeness", standing="secondary")
def the_article_37_decision_is_recorded(entity: Entity) -> Judgement:
    """Each company has decided whether it needs a data protection officer, and why.

    Remedy:
        Decide and write down why; WP243 names telecommunications services among its examples of
        regular and systematic monitoring.

    Gap:
        entity:
          dpo:
            unknown: Does the company need a data protection officer?
            ask: Board

    Good:
        entity:
          dpo:
            status: not-required
            reason: No core activity monitors people on a large scale
            decided_on: 2026-03-01
    """
    dpo = known(entity.dpo)
    if dpo is None:
        asked = entity.dpo if unknown(entity.dpo) else None
        sentence = f"{entity.short_name} has no decision on a data protection officer."
        yield Gap(sentence, "dpo", question=asked)
    elif not dpo.reason:
        yield Gap(f"{entity.short_name} gives no reason for its decision.", "dpo.reason")


@rule(
    "A30-1-A-DPO",
    "UK GDPR Art. 30(1)(a), 37",
    "critical",
    analysis="completeness",
    why="where there is an officer, the record must name it",
)
def the_officer_is_named_and_can_be_reached(entity: Entity) -> Judgement:
    """Where there is a data protection officer, the record gives name and contact details.

    Remedy:
        Record the officer's name and contact details.

    Gap:
        entity:
          dpo:
            status: required
            reason: Large-scale monitoring
            name: A. Example
            contact: absent

    Good:
        entity:
          dpo:
            status: required
            reason: Large-scale monitoring
            name: A. Example
            contact: dpo@harbour.example
    """
    dpo = known(entity.dpo)
    if dpo is None:
        what = f"Whether {entity.short_name} has a data protection officer"
        yield not_known(what, entity.dpo, "critical", "dpo")
    elif dpo.status == "not-required":
        yield NotApplicable("No data protection officer is required.")
    elif not dpo.name or not dpo.contact:
        yield Gap(f"The officer of {entity.short_name} lacks a name or a contact.", "dpo")
