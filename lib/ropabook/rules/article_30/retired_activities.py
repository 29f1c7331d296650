"""What has ended keeps no data beyond its limit (UK GDPR Art. 5(1)(e))."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ropabook.law.periods import after
from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.facts import Nothing, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import RetentionRule
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NOT_ENDED: Final = NotApplicable("The activity is not retired.")
_NOTHING_HELD: Final = NotApplicable("The activity names no data, or no system that holds any.")


@rule("A30-RETIRED-LIVE", "UK GDPR Art. 5(1)(e)", "major", analysis="completeness")
def a_retired_activity_holds_no_data_beyond_its_limit(
    activity: ProcessingActivity, register: Register, on: date
) -> Judgement:
    """The data of a retired activity is disposed of by the end of its time limit.

    Remedy:
        Erase the data and record the day, or reopen the activity.

    Gap:
        activity:
          status: retired
          end_date: 2019-06-30

    Good:
        activity:
          status: retired
          end_date: 2019-06-30
          disposed_on: 2025-06-30
    """
    ended, done = known(activity.end_date), known(activity.disposed_on)
    if activity.status != "retired":
        yield _NOT_ENDED
    elif (done is not None and done <= on) or type(activity.disposed_on) is Nothing:
        return
    elif not activity.data or type(activity.systems) is Nothing:
        yield _NOTHING_HELD
    elif unknown(activity.disposed_on):
        what = f"Whether the data of “{activity.title}” is disposed of"
        yield not_known(what, activity.disposed_on, "major", "disposed_on")
    elif ended is None:
        what = f"When “{activity.title}” ended, from which its time limits run,"
        yield not_known(what, activity.end_date, "major", "end_date")
    else:
        yield from _overdue(activity, register, ended, on)


def _overdue(
    activity: ProcessingActivity, register: Register, ended: date, on: date
) -> Iterator[Gap]:
    for link in activity.data:
        limit, at = _limit(link, register, ended), f"data.{link.id}.retention"
        if limit is None:
            what = f"How long {link.id} of the retired “{activity.title}” may be kept"
            yield not_known(what, link.retention, "major", at)
        elif limit < on:
            yield Gap(f"“{activity.title}” ended on {ended}; {link.id} was to be gone by {limit}, "
                      "and no disposal is recorded.", at)  # fmt: skip


def _limit(link: DataLink, register: Register, ended: date) -> date | None:
    """The last day, where the time runs at the latest from the end of the activity."""
    rule_of = register.of(RetentionRule).get(known(link.retention) or "")
    period = known(rule_of.period) if rule_of else None
    if period is None or period == "indefinite":
        return None
    return ended if period == "session" else after(ended, period)
