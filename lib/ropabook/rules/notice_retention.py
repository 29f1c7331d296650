"""A notice gives storage periods, not words that restate the law (Art. 13(2)(a))."""

from ropabook.model.notice import Notice
from ropabook.rules.coded import told
from ropabook.rules.reading import vague_time
from ropabook.rules.rule import Gap, Judgement, rule


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

    Good:
        notice:
          statements:
            - id: RE1
              kind: retention
              quote: We keep them for six years after your contract ends.
    """
    vague = [
        f"{notice.id}#{statement.id}"
        for statement in notice.statements
        if statement.kind == "retention" and vague_time(statement.quote)
    ]
    if vague:
        cited = [s for item in notice.coded("retention-period") for s in told(notice, item)]
        shown = tuple(dict.fromkeys([*vague, *cited]))
        yield Gap("The notice gives no period and no usable criteria.", "statements", None, shown)
