"""No verdict on a notice is lost: what no other rule asks for is a gap, too (Art. 12–14)."""

from typing import Final

from ropabook.model.notice import Notice
from ropabook.rules.coded import unsatisfied
from ropabook.rules.rule import Judgement, NotApplicable, rule

OTHER_ITEMS: Final = (
    "registration",
    "change-of-purpose",
    "workforce-and-suppliers",
    "minimisation",
    "cctv",
    "call-recording",
    "cookie-durations",
    "processor-role",
    "processor-terms",
    "intra-group",
    "security",
    "breach",
    "law-enforcement",
    "fraud-and-credit-sharing",
    "children",
)
"""The items of a notice that no rule of their own raises."""
_NONE: Final = NotApplicable("None of these items has been compared with the notice.")


@rule("PN-ITEM", "UK GDPR Art. 12(1), 13, 14", "minor", analysis="notice",
      why="one level below the statutory list: the record is judged by itself")  # fmt: skip
def every_other_item_of_the_notice_is_told_well(notice: Notice) -> Judgement:
    """What an analyst compared with the notice beyond the statutory list is told well, too.

    Remedy:
        Say it in the notice, or record why the verdict no longer holds.

    Gap:
        notice:
          items:
            - item: change-of-purpose
              verdict:
                - partial
              because: Nothing says how people are told of a new purpose

    Good:
        notice:
          items:
            - item: change-of-purpose
              verdict:
                - satisfies
              because: It says how people are told before a new purpose begins
    """
    coded = [key for key in OTHER_ITEMS if notice.coded(key)]
    if not coded:
        yield _NONE
    yield from unsatisfied(notice, "minor", *coded)
