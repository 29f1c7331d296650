"""Time limits are real: they end, somebody decided them, and they are kept (UK GDPR 5(1)(e))."""

from datetime import date, timedelta
from typing import Final

from ropabook.law.periods import after, in_words
from ropabook.model.facts import blank, known
from ropabook.model.register import Register
from ropabook.model.registers import RetentionRule
from ropabook.rules.reading import links_by_limit, may_have_no_end
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_TEST_WITHIN: Final = timedelta(days=180)


@rule("RT-INDEF", "UK GDPR Art. 5(1)(e)", "critical", analysis="lawfulness",
      why="only a list of objections, or a register that the law asks for, may")  # fmt: skip
def no_data_is_kept_without_end(retention: RetentionRule, register: Register) -> Judgement:
    """Nothing is kept without end but suppression lists and registers that a statute asks for.

    Remedy:
        Set a limit.

    Gap:
        retention:
          period: indefinite

    Good:
        retention:
          period: indefinite
          norm: suppression
    """
    if known(retention.period) != "indefinite":
        yield NotApplicable("The period is not indefinite.")
    elif not may_have_no_end(register, retention):
        yield Gap(f"“{retention.title}” keeps data without end.", "period")


@rule("RT-SUGGEST", "UK GDPR Art. 5(2)", "critical", analysis="evidence",
      why="the record would show as a fact what nobody decided")  # fmt: skip
def no_suggestion_stands_as_a_fact(retention: RetentionRule) -> Judgement:
    """A period that was only suggested stands in the record where somebody accepted it.

    Remedy:
        Let the person who answers for the data accept the period, or take it out.

    Gap:
        retention:
          origin: norm-suggestion
          accepted_by: absent

    Good:
        retention:
          origin: norm-suggestion
          accepted_by: Head of Privacy
    """
    if retention.origin != "norm-suggestion":
        yield NotApplicable("The period was not suggested by a table of usual periods.")
    elif blank(retention.accepted_by):
        sentence = f"“{retention.title}” is a suggestion that nobody has accepted."
        yield Gap(sentence, "accepted_by")


@rule("RT-ADHERE", "UK GDPR Art. 5(2)", "minor", analysis="lawfulness")
def it_is_known_whether_a_limit_is_kept(
    retention: RetentionRule, register: Register, on: date
) -> Judgement:
    """It is known, half a year after a time limit was decided, whether it is kept.

    Remedy:
        Test whether the data is erased in time, and record the result.

    Gap:
        retention:
          adherence: unknown
          decided_on: 2026-01-15

    Good:
        retention:
          adherence: "yes"
          decided_on: 2026-01-15
    """
    decided = retention.decided_on
    if any(
        known(link.schedule_1) for _, link in register.once(links_by_limit).get(retention.id, ())
    ):
        yield NotApplicable("It is judged with the appropriate policy document (SC-41-ADHERE).")
    elif decided is not None and on - decided <= _TEST_WITHIN:
        yield NotApplicable("The limit was decided less than 180 days ago.")
    elif retention.adherence in (None, "unknown"):
        since = f", decided on {decided}," if decided else ""
        sentence = f"Whether “{retention.title}”{since} is kept is not known."
        yield Gap(sentence, "adherence", None if decided else "advice")


@rule("RT-BREACHED", "UK GDPR Art. 5(1)(e)", "critical", analysis="lawfulness")
def nothing_is_held_beyond_its_limit(retention: RetentionRule) -> Judgement:
    """Nothing was found that is older than its time limit, unless a reason is given.

    Remedy:
        Erase what is older than the limit, or write down why it must be kept.

    Gap:
        retention:
          oldest: 2017-01-31
          checked_on: 2026-09-01

    Good:
        retention:
          oldest: 2021-01-31
          checked_on: 2026-09-01
    """
    period, oldest, looked = known(retention.period), retention.oldest, retention.checked_on
    last = after(oldest, period) if oldest and period else None
    if (oldest is None or looked is None) and retention.adherence != "no":
        yield NotApplicable("Nobody has recorded the oldest data that there is.")
    elif last is None and retention.adherence != "no":
        yield NotApplicable("There is no period to compare the oldest data with.")
    elif not blank(retention.nonadherence_reason):
        return
    elif last is not None and looked is not None and last < looked:
        sentence = (
            f"On {looked}, “{retention.title}” held data of {oldest}: "
            f"more than {in_words(period or '')}."
        )
        yield Gap(sentence, "oldest")
    elif retention.adherence == "no":
        yield Gap(f"“{retention.title}” is not kept, and no reason is given.", "adherence")


@rule("RT-MISMATCH-SHARED", "UK GDPR Art. 5(2)", "minor", analysis="group", points_to="XE-RET")
def companies_keep_the_same_data_alike(retention: RetentionRule) -> Judgement:
    """Companies that use the same data for the same purpose keep it alike, or say why not.

    Remedy:
        Keep it alike, or write down why the companies differ.
    """
    yield NotApplicable("It is judged once, activity by activity, by the rule XE-RET.")
