"""A notice does not contradict itself, nor pass over special data (Art. 5(1)(a), 9)."""

from datetime import date
from types import MappingProxyType
from typing import Final

from ropabook.model.facts import known
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.comparing import VALUED, Match
from ropabook.rules.rule import Gap, Judgement, rule
from ropabook.rules.side_by_side import differences
from ropabook.rules.side_in_words import thing, value


@rule("PN-CONTRADICT", "UK GDPR Art. 5(1)(a)", "major", analysis="notice")
def the_notice_does_not_contradict_itself(
    notice: Notice, register: Register, on: date
) -> Judgement:
    """The notice tells the same thing in the same way throughout.

    Remedy:
        Rewrite the passages so that they agree.

    Gap:
        notice:
          statements:
            - id: T1
              period: P3Y
              refers_to:
                - recipients/parcel-carrier
                - retention/order-records

    Good:
        notice:
          statements:
            - id: T1
              period: P6Y
              refers_to:
                - recipients/parcel-carrier
                - retention/order-records
    """
    yield from unsatisfied(notice, "major", "marketing-consistent", "governing-version")
    for topic in VALUED:
        for found in differences(register, notice, on, topic, Match.CONTRADICTS):
            row = found.row
            said = ", ".join(value(topic, each) for each in row.told_values)
            sentence = f"{thing(register, row.key)}: {_UNLIKE[topic]} are told ({said})."
            yield Gap(sentence, f"statements.{row.key}", None, row.statements)


_UNLIKE: Final = MappingProxyType(
    {
        "bases": "two lawful bases",
        "retention": "two periods",
        "transfers": "two places",
        "storage": "two things",
    }
)


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
