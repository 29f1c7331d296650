"""The record gives the envisaged time limits for erasure (UK GDPR Art. 30(1)(f))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Nothing, Unknown, blank, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import RetentionRule
from ropabook.rules.reading import NOT_CONTROLLER, controls, data_in, vague_time
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule(
    "A30-1-F-RETENTION",
    "UK GDPR Art. 30(1)(f)",
    "critical",
    analysis="completeness",
    why="only “where possible” softens it, and then the reason must be given",
)
def every_category_of_data_has_a_time_limit(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Every category of data has an envisaged time limit for erasure, or a reason and criteria.

    Remedy:
        Set a limit for each category, or say why that is impossible and which criteria decide.

    Gap:
        activity:
          data:
            - id: order-data
              retention: absent

    Good:
        activity:
          data:
            - id: order-data
              retention: order-records
    """
    rules = register.of(RetentionRule)
    if not controls(activity):
        yield NOT_CONTROLLER
    for link in activity.data if controls(activity) else ():
        limit = rules.get(known(link.retention) or "")
        if limit is not None and _limited(limit):
            continue
        at, data = f"data.{link.id}.retention", f"“{data_in(link, register)}”"
        asked = limit.period if limit else link.retention
        if isinstance(asked, Unknown):
            yield not_known(f"How long “{activity.title}” keeps {data}", asked, "critical", at)
        elif isinstance(link.retention, Nothing):
            yield Gap(f"{data} has a reason but no criteria in place of a limit.", at, "minor")
        else:
            yield Gap(f"“{activity.title}” gives no time limit for {data}.", at)


def _limited(limit: RetentionRule) -> bool:
    if known(limit.period) is not None:
        return True
    return not blank(limit.impossible) and not blank(limit.criteria)


@rule("A30-1-F-VAGUE", "UK GDPR Art. 30(1)(f), 5(1)(e), 13(2)(a)", "major", analysis="completeness",
      why="it restates the law and limits nothing")  # fmt: skip
def no_time_limit_is_mere_words(activity: ProcessingActivity, register: Register) -> Judgement:
    """No activity rests on "as long as necessary", in its retention rules or in its notice alone.

    Remedy:
        Replace the words by a period and the event from which it runs, or by objective criteria.

    Gap:
        retention:
          period: absent
          impossible: It depends on the customer
          criteria: As long as is necessary for the purposes

    Good:
        retention:
          period: absent
          impossible: The end of the dispute is not known beforehand
          criteria: Until the claim is settled or barred
    """
    rules = register.of(RetentionRule)
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not activity.data:
        yield NotApplicable("The activity names no data.")
    for link in activity.data if controls(activity) else ():
        at, limit = f"data.{link.id}.retention", rules.get(known(link.retention) or "")
        if limit and known(limit.period) is None and vague_time(limit.criteria or ""):
            yield Gap(f"“{limit.criteria}” is not a time limit.", at)
        elif unknown(link.retention) and (told := _only_vague(activity, register)):
            data = data_in(link, register)
            sentence = f"All that is known of “{data}” is a notice that gives no time limit."
            yield Gap(sentence, at, "minor", told, link.retention)


def _only_vague(activity: ProcessingActivity, register: Register) -> tuple[str, ...]:
    """The retention statements of the activity's notices, where vague ones are all there are."""
    return tuple(
        f"{notice}#{statement.id}"
        for notice in activity.notices
        if notice in register.notices
        for statement in register.notices[notice].statements
        if statement.kind == "retention" and vague_time(statement.quote)
    )
