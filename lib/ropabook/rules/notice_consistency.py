"""A notice does not contradict itself, nor pass over special data (Art. 5(1)(a), 9)."""

from ropabook.model.facts import known
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.rule import Judgement, rule


@rule("PN-CONTRADICT", "UK GDPR Art. 5(1)(a)", "major", analysis="notice")
def the_notice_does_not_contradict_itself(notice: Notice) -> Judgement:
    """The notice tells the same thing in the same way throughout.

    Remedy:
        Rewrite the passages so that they agree.

    Gap:
        notice:
          items:
            - item: marketing-consistent
              verdict:
                - contradicts
              because: Consent is asked in one place and not in another

    Good:
        notice:
          items:
            - item: marketing-consistent
              verdict:
                - satisfies
              because: Marketing is told alike throughout
    """
    yield from unsatisfied(notice, "major", "marketing-consistent")


@rule("SC-NOTICE-SENSITIVE", "UK GDPR Art. 5(1)(a), 9", "major", analysis="notice")
def sensitive_data_that_is_told_is_recorded(notice: Notice, register: Register) -> Judgement:
    """Where a notice speaks of sensitive data, it describes it, and the record holds it.

    Remedy:
        Reconcile: describe the data and its condition, or take the words out.

    Gap:
        notice:
          items:
            - item: special-category
              verdict:
                - partial
              because: Sensitive data is mentioned and never described

    Good:
        notice:
          items:
            - item: special-category
              verdict:
                - satisfies
              because: No special data is used, and the notice says so
    """
    yield from unsatisfied(notice, "major", "special-category")
    kinds = register.of(PersonalDataCategory).values()
    if not any(known(each.special) is not None for each in kinds):
        words = r"sensitive personal (data|information)|special categor"
        seen = saying(notice, words, "security", "data")
        sentence = "Sensitive data is mentioned, and the record holds none."
        yield from caught(notice, sentence, seen, ("special-category",))
