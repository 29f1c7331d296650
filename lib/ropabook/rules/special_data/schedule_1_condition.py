"""The national law behind a condition of Art. 9(2) is named (DPA 2018 s. 10, Sch. 1)."""

from typing import Final

from ropabook.law.schedule_1 import paragraphs
from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import data_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_PARTS: Final = {"b": 1, "g": 2, "h": 1, "i": 1, "j": 1}
"""The conditions of Art. 9(2) that need Schedule 1, each with the Part that serves it."""
_NONE: Final = NotApplicable("No condition is relied on that needs Schedule 1.")
_NOT_NAMED: Final = NotApplicable("No paragraph of Schedule 1 is named yet.")
_NO_LAW: Final = NotApplicable("No condition is relied on that needs a law of its own.")


def _needing_law(activity: ProcessingActivity) -> list[DataLink]:
    return [link for link in activity.data if known(link.article_9) in _PARTS]


@rule("SC-SCH1", "DPA 2018 s. 10(2)–(3)", "critical", analysis="lawfulness", profiles=("UK",))
def the_schedule_1_condition_is_named(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where Art. 9(2)(b), (g), (h), (i) or (j) is relied on, the Schedule 1 paragraph is named.

    Remedy:
        Select the paragraph of Schedule 1 that is met.

    Gap:
        activity:
          data:
            - id: order-data
              article_9: g

    Good:
        activity:
          data:
            - id: order-data
              article_9: g
              schedule_1: DPA 2018 Sch. 1 para. 18
    """
    links = _needing_law(activity)
    if not links:
        yield _NONE
    for link in links:
        at = f"data.{link.id}.schedule_1"
        if unknown(link.schedule_1):
            what = f"The Schedule 1 paragraph for “{data_in(link, register)}”"
            yield not_known(what, link.schedule_1, "critical", at)
        elif known(link.schedule_1) is None:
            data = data_in(link, register)
            yield Gap(f"“{data}” relies on Art. 9(2)({link.article_9}) without Schedule 1.", at)


@rule("SC-SCH1-MISMATCH", "DPA 2018 s. 10(2)–(3)", "major", analysis="lawfulness",
      standing="secondary", profiles=("UK",))  # fmt: skip
def the_schedule_1_paragraph_is_of_the_right_part(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """The Schedule 1 paragraph is of Part 2 for Art. 9(2)(g), of Part 1 for (b), (h), (i) and (j).

    Remedy:
        Correct the condition of Art. 9(2), or the paragraph.

    Gap:
        activity:
          data:
            - id: order-data
              article_9: b
              schedule_1: DPA 2018 Sch. 1 para. 18

    Good:
        activity:
          data:
            - id: order-data
              article_9: g
              schedule_1: DPA 2018 Sch. 1 para. 18
    """
    links = _needing_law(activity)
    named = [(link, text) for link in links if (text := known(link.schedule_1))]
    if not named:
        yield _NOT_NAMED if links else _NONE
    for link, text in named:
        at, part = f"data.{link.id}.schedule_1", _PARTS[str(link.article_9)]
        found = paragraphs(text)
        if not found:
            yield Gap(
                f"“{text}” names no paragraph of Schedule 1 that can be looked up.", at, "minor"
            )
        elif all(one.part != part for one in found):
            needed = f"Art. 9(2)({link.article_9}) needs Part {part} of Schedule 1"
            yield Gap(f"{needed}; “{data_in(link, register)}” names {text}.", at)


@rule("EU-9-2", "EU GDPR Art. 9(2)", "critical", analysis="lawfulness", standing="unverified",
      profiles=("EU",))  # fmt: skip
def the_law_behind_a_condition_of_article_9_is_named(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """In the European Union the law behind Art. 9(2)(b), (g), (h), (i) or (j) is named.

    Remedy:
        Name the Union or Member State law that allows it, or choose another condition.

    Gap:
        activities/nordic-support:
          data:
            - id: north-data
              article_9: g
              schedule_1: DPA 2018 Sch. 1 para. 18

    Good:
        activities/nordic-support:
          data:
            - id: north-data
              article_9: g
              national_law: Data Protection Act 2018 (Ireland) s. 52
    """
    links = _needing_law(activity)
    if not links:
        yield _NO_LAW
    for link in links:
        at = f"data.{link.id}.national_law"
        if unknown(link.national_law):
            what = f"The law behind Art. 9(2)({link.article_9}) for “{data_in(link, register)}”"
            yield not_known(what, link.national_law, "critical", at)
        elif known(link.national_law) is None:
            relies = f"“{data_in(link, register)}” relies on Art. 9(2)({link.article_9})"
            yield Gap(f"{relies}, and no law is named for it.", at)
