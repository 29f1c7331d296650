"""Children have a notice that they understand (UK GDPR Art. 12(1))."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.names import companies, quoted
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import DataSubjectCategory
from ropabook.rules.coded import satisfied
from ropabook.rules.reading import controls, live, notices_by_company
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_UNUSED: Final = NotApplicable("No live activity of a controller is about these people.")
_NO_CHILDREN: Final = NotApplicable("These people are not recorded as children.")


@rule("PN-CHILD", "UK GDPR Art. 12(1)", "minor", analysis="notice")
def children_have_a_notice_that_they_understand(
    people: DataSubjectCategory, register: Register, on: date
) -> Judgement:
    """Where children's data is used, there is a notice for them, in words that they understand.

    Remedy:
        Write a notice for children, in plain words.

    Gap:
        notices/calls-notice:
          items:
            - item: children
              verdict:
                - omits
              because: Nothing is said to children

    Good:
        notices/calls-notice:
          items:
            - item: children
              verdict:
                - omits
              because: Children have a page of their own
        notices/service-notice:
          audiences:
            - customers
            - children-on-family-lines
          items:
            - item: children
              verdict:
                - satisfies
              because: The page is in words that children understand
    """
    uses = [use for use in register.once(_uses).get(people.id, ()) if live(use.activity, on)]
    if not uses:
        yield _UNUSED
    elif unknown(people.children):
        gap = not_known(f"Whether children are among “{people.title}”", people.children, "minor",
                        "children")  # fmt: skip
        names = quoted([use.activity.title for use in uses])
        yield replace(gap, sentence=f"{gap.sentence[:-1]}; their data is used in {names}.")
    elif known(people.children) is not True:
        yield _NO_CHILDREN
    else:
        mine = register.once(notices_by_company)
        whose = dict.fromkeys(entity for use in uses for entity in use.entities)
        silent = [entity for entity in whose if not _speaks_to(mine.get(entity, ()), people.id)]
        if silent:
            names = companies(register, silent)
            sentence = f"No notice of {names} is for children, who are among: {people.title}."
            yield Gap(sentence, "children")


class _Use(NamedTuple):
    """An activity that is about these people, and the companies that do it so."""

    activity: ProcessingActivity
    entities: tuple[str, ...]


def _uses(register: Register) -> Mapping[str, list[_Use]]:
    found: dict[str, list[_Use]] = {}
    for written in register.activities.values():
        for activity, entities in register.variants(written):
            if controls(activity):
                for people in {people: None for link in activity.data for people in link.subjects}:
                    found.setdefault(people, []).append(_Use(activity, entities))
    return found


def _speaks_to(notices: tuple[Notice, ...], people: str) -> bool:
    told = (item for n in notices if people in n.audiences for item in n.coded("children"))
    return any(satisfied(item) for item in told)
