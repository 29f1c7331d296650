"""What is quoted from a notice stands in it (integrity of the record, UK GDPR Art. 5(2))."""

import hashlib

from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, rule


@rule("EV-QUOTE", "UK GDPR Art. 5(2)", "critical", analysis="evidence",
      why="a quotation that cannot be found proves nothing")  # fmt: skip
def every_quotation_is_in_the_text(notice: Notice, register: Register) -> Judgement:
    """Every statement of a notice is quoted word for word from the text that was captured.

    Remedy:
        Correct the quotation, or capture the notice again and compare it afresh.

    Gap:
        notice:
          statements:
            - id: P1
              kind: purpose
              quote: to fulfil all orders for ever

    Good:
        notice:
          statements:
            - id: P1
              kind: purpose
              quote: to fulfil the orders you place with us
    """
    text = register.texts.get(notice.id)
    if text is None:
        yield Gap(f"The text {notice.text} is not beside the notice.", "text")
        return
    if hashlib.sha256(text.encode()).hexdigest() != notice.sha256:
        yield Gap("The text is not the one that was captured: its SHA-256 differs.", "sha256")
    for statement in notice.statements:
        if statement.quote not in text:
            yield Gap(f"Statement {statement.id} is not in the text.", f"statements.{statement.id}")
