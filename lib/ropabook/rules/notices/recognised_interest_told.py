"""A notice names the recognised legitimate interest that a purpose rests on (Art. 13(1)(d))."""

from datetime import date
from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.coded import satisfied, told
from ropabook.rules.comparing import Match
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.side_by_side import differences

_BASIS: Final = "recognised-legitimate-interest"


@rule("PN-EA-SPEC", "UK GDPR Art. 13(1)(d); ICO guidance: recognised legitimate interests", "major",
      analysis="notice", standing="secondary", since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def the_recognised_interest_is_named(notice: Notice, register: Register, on: date) -> Judgement:
    """Where a purpose that is told rests on a recognised legitimate interest, the notice names it.

    Remedy:
        Name the recognised interest, such as the prevention of crime, beside the purpose.

    Gap:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
        notice:
          statements:
            - id: P1
              basis: legitimate-interests

    Good:
        activity:
          purposes:
            - id: fulfil
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "5"
        notice:
          statements:
            - id: P1
              basis: recognised-legitimate-interest
          items:
            - item: legitimate-interests
              verdict:
                - satisfies
              because: The prevention of crime is named
    """
    rows = [found.row for found in differences(register, notice, on, "bases", *Match)
            if _BASIS in found.row.recorded_values]  # fmt: skip
    if not rows:
        yield NotApplicable("No purpose that is told rests on a recognised legitimate interest.")
        return
    items = notice.coded("legitimate-interests")
    named = any(satisfied(item) for item in items)
    shown = tuple(label for item in items for label in told(notice, item))
    for row in rows:
        if not named or _BASIS not in row.told_values:
            sentence = f"The notice does not name the recognised interest behind: {row.recorded}."
            yield Gap(sentence, f"statements.{row.key}", None, row.statements or shown)
