"""A notice does not narrow people's rights (UK GDPR Art. 12(2), 21(2)–(4))."""

from ropabook.model.notice import Notice
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.rule import Judgement, rule


@rule("PN-OBJECT", "UK GDPR Art. 21(2)–(4)", "major", analysis="notice", standing="unverified")
def the_right_to_object_is_told_in_full(notice: Notice) -> Judgement:
    """The notice tells the right to object to direct marketing in full, and separately.

    Remedy:
        Say that anyone may object to direct marketing at any time, apart from the other rights.

    Gap:
        notice:
          statements:
            - id: C1
              kind: right
              quote: You may object where we unlawfully use your data for direct marketing

    Good:
        notice:
          statements:
            - id: C1
              kind: right
              quote: You may object to direct marketing at any time
    """
    keys = ("objection-marketing", "objection-separate")
    yield from unsatisfied(notice, "major", *keys)
    seen = saying(notice, r"\b(improper|wrongful|unlawful|unfair)ly\b.*\bmarketing", "right")
    sentence = "The right to object to direct marketing is narrowed; it has no condition."
    yield from caught(notice, sentence, seen, keys)


@rule("PN-WRITING", "UK GDPR Art. 12(2)", "major", analysis="notice")
def requests_may_take_any_form(notice: Notice) -> Judgement:
    """The notice does not ask people to write in order to use their rights.

    Remedy:
        Accept requests in any form, and say so.

    Gap:
        notice:
          statements:
            - id: C1
              kind: right
              quote: by the form on our website or in writing

    Good:
        notice:
          statements:
            - id: C1
              kind: right
              quote: by the form on our website or in any other way
    """
    yield from unsatisfied(notice, "major", "request-form")
    seen = saying(notice, r"\bin writing\b", "right", "contact")
    yield from caught(notice, "People are asked to write.", seen, ("request-form",))
