"""A notice gives storage periods, those of the record, and not words that restate the law."""

from datetime import date

from ropabook.law.periods import in_words
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.coded import told
from ropabook.rules.comparing import Match
from ropabook.rules.reading import vague_time
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.side_by_side import Difference, differences


@rule("RT-NOTICE-VAGUE", "UK GDPR Art. 13(2)(a)", "critical", analysis="notice")
def the_notice_gives_real_storage_periods(notice: Notice) -> Judgement:
    """The notice gives a storage period or usable criteria, not "as long as necessary".

    Remedy:
        Give a period, or criteria by which a person can work it out.

    Gap:
        notice:
          statements:
            - id: RE1
              kind: retention
              quote: We keep them for as long as necessary
              period: absent

    Good:
        notice:
          statements:
            - id: RE1
              kind: retention
              quote: We keep them as long as necessary, six years after your contract ends.
              period: P6Y
    """
    kept = [statement for statement in notice.statements if statement.kind == "retention"]
    vague = [
        f"{notice.id}#{statement.id}"
        for statement in kept
        if statement.period in (None, "indefinite") and vague_time(statement.quote)
    ]
    if not kept:
        yield NotApplicable("The notice says nothing of storage periods (PN-13-2-A).")
    elif vague:
        cited = [s for item in notice.coded("retention-period") for s in told(notice, item)]
        shown = tuple(dict.fromkeys([*vague, *cited]))
        yield Gap("The notice gives no period and no usable criteria.", "statements", None, shown)


@rule("RT-NOTICE", "UK GDPR Art. 13(2)(a)", "major", analysis="notice")
def the_notice_tells_the_periods_of_the_record(
    notice: Notice, register: Register, on: date
) -> Judgement:
    """The storage periods that a notice tells are those of the record.

    Remedy:
        Align the notice and the record, after finding out which of them is right.

    Gap:
        notice:
          statements:
            - id: RE1
              period: P3Y

    Good:
        notice:
          statements:
            - id: RE1
              period: P6Y
    """
    if not any(statement.period and statement.kind != "terminal-equipment"
               for statement in notice.statements):  # fmt: skip
        yield NotApplicable("The notice tells no period that could be compared.")
        return
    unlike = (Match.DIFFERS, Match.NOT_RECORDED, Match.NOT_TOLD, Match.OPEN)
    for found in differences(register, notice, on, "retention", *unlike):
        if found.row.match is not Match.OPEN:
            yield Gap(_sentence(found, register, notice), found.at, None, found.row.statements)
        elif found.row.told_values:
            yield Gap(_sentence(found, register, notice), found.at, "minor", found.row.statements,
                      found.row.question)  # fmt: skip


def _sentence(found: Difference, register: Register, notice: Notice) -> str:
    row = found.row
    length = " and ".join(in_words(value) for value in row.told_values)
    if row.match is Match.NOT_TOLD:
        whose = found.whose(register, notice)
        return f"The record {whose}has a time limit that the notice does not tell: {row.recorded}."
    if row.match is Match.DIFFERS:
        return f"The notice tells {length}; the record has another period ({row.recorded})."
    if row.match is Match.OPEN:
        return f"The notice tells {length}; how long the data is really kept is not known yet."
    return f"The notice tells {length}; the record has no period that goes with it."
