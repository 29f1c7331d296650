"""Record and notice tell the same purposes (UK GDPR Art. 5(1)(a), 13(1)(c), 30(1)(b))."""

from datetime import date

from ropabook.model.activity import ProcessingActivity
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, NOT_LIVE, controls, live, statements_in
from ropabook.rules.rule import Gap, Judgement, rule


@rule("PN-MISSING", "UK GDPR Art. 13(1)(c)", "critical", analysis="notice")
def every_recorded_purpose_is_in_a_notice(
    activity: ProcessingActivity, register: Register, on: date
) -> Judgement:
    """Every purpose of a live activity is told in a notice.

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
            - id: offers
              evidence:
                - privacy-notice#P2
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not live(activity, on):
        yield NOT_LIVE
    else:
        for purpose in activity.purposes:
            told = statements_in(purpose.evidence)
            if not any(register.statement(source) for source in told):
                sentence = f"No notice tells people: {purpose.text}."
                yield Gap(sentence, f"purposes.{purpose.id}.evidence")


@rule("PN-EXTRA", "UK GDPR Art. 5(1)(a), 30(1)(b)", "major", analysis="notice")
def every_told_purpose_is_in_the_record(notice: Notice, register: Register) -> Judgement:
    """Every purpose that a notice tells is in the record.

    Remedy:
        Add the purpose to the record, or take it out of the notice.

    Gap:
        activity:
          purposes:
            - id: offers
              evidence: []

    Good:
        activity:
          purposes:
            - id: offers
              evidence:
                - privacy-notice#P2
    """
    for statement in notice.statements:
        source = f"{notice.id}#{statement.id}"
        if statement.kind == "purpose" and source not in register.purposes_told:
            sentence = f"No activity records the purpose of statement {statement.id}."
            yield Gap(sentence, f"statements.{statement.id}", None, (source,))
