"""A notice does not contradict itself, nor pass over special data (Art. 5(1)(a), 9)."""

from collections.abc import Iterator

from ropabook.law.periods import in_words
from ropabook.model.facts import known
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.comparing import Told, contradictions
from ropabook.rules.rule import Gap, Judgement, rule
from ropabook.rules.side_by_side import everything_told
from ropabook.rules.told import spoken


@rule("PN-CONTRADICT", "UK GDPR Art. 5(1)(a)", "major", analysis="notice")
def the_notice_does_not_contradict_itself(notice: Notice, register: Register) -> Judgement:
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
    yield from unsatisfied(notice, "major", "marketing-consistent")
    for key, sayings in contradictions(_periods(notice, register)):
        named = register.find(key)
        lengths = dict.fromkeys(in_words(v) for saying in sayings for v in saying.values)
        sentence = f"{named.name if named else key}: two periods are told ({', '.join(lengths)})."
        shown = tuple(dict.fromkeys(s for saying in sayings for s in saying.statements))
        yield Gap(sentence, f"statements.{key}", None, shown)


def _periods(notice: Notice, register: Register) -> Iterator[Told]:
    """The time limits that statements tell of things which an analyst named one by one."""
    speaks = register.once(spoken)
    for one in register.once(everything_told)[notice.id].get("retention", ()):
        named = speaks[one.statements[0]].stated
        yield one._replace(keys=tuple(key for key in one.keys if key in named))


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
