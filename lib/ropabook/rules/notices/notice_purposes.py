"""Record and notice tell the same purposes (UK GDPR Art. 5(1)(a), 13(1)(c), 30(1)(b))."""

from datetime import date

from ropabook.model.activity import ProcessingActivity
from ropabook.model.names import companies
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.comparing import Match
from ropabook.rules.reading import NOT_CONTROLLER, NOT_LIVE, controls, live
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.side_by_side import differences, purposes_told


@rule("PN-MISSING", "UK GDPR Art. 13(1)(c)", "critical", analysis="notice")
def every_recorded_purpose_is_in_a_notice(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Every purpose of a live activity is told in a notice of the company.

    Remedy:
        Update the notice before or when the data is collected.

    Gap:
        activity:
          purposes:
            - id: scoring
              text: Score customers by what they buy
              lawful_basis:
                basis: contract

    Good:
        activity:
          purposes:
            - id: scoring
              text: Score customers by what they buy
              lawful_basis:
                basis: contract
        notice:
          statements:
            - id: P2
              refers_to:
                - activities/orders#offers
                - activities/orders#scoring
    """
    if not controls(activity):
        yield NOT_CONTROLLER
        return
    if not live(activity, on):
        yield NOT_LIVE
        return
    told = register.once(purposes_told)
    for purpose in activity.purposes:
        telling = told.get(f"{activity.key}#{purpose.id}", frozenset())
        silent = tuple(entity for entity in entities if entity not in telling)
        if silent or not telling:
            whose = f" of {companies(register, silent)}" if telling else ""
            sentence = f"No notice{whose} tells people: {purpose.text.rstrip('.')}."
            yield Gap(sentence, f"purposes.{purpose.id}.evidence")


@rule("PN-EXTRA", "UK GDPR Art. 5(1)(a), 30(1)(b)", "major", analysis="notice")
def every_told_purpose_is_in_the_record(notice: Notice, register: Register, on: date) -> Judgement:
    """Every purpose that a notice tells is in the record of one of its companies.

    Remedy:
        Add the purpose to the record, or take it out of the notice.

    Gap:
        activity:
          purposes:
            - id: offers
              evidence: []
        notice:
          statements:
            - id: P2
              refers_to: []

    Good:
        activity:
          purposes:
            - id: offers
              evidence: []
        notice:
          statements:
            - id: P2
              refers_to:
                - activities/orders#offers
    """
    if not any(statement.kind == "purpose" for statement in notice.statements):
        yield NotApplicable("No statement of the notice is recorded as one of a purpose.")
    for found in differences(register, notice, on, "purposes", Match.NOT_RECORDED):
        label = found.row.statements[0].partition("#")[2]
        sentence = f"No activity records the purpose of statement {label}."
        yield Gap(sentence, f"statements.{label}", None, found.row.statements)
