"""What has reached its limit is disposed of, copies included (UK GDPR Art. 5(1)(e)–(f), 32)."""

from datetime import date

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Nothing, blank, known, unknown
from ropabook.model.registers import RetentionRule, System
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("RT-DISPOSAL", "UK GDPR Art. 5(1)(f), 32", "minor", analysis="lawfulness")
def every_limit_has_a_way_to_dispose_and_an_owner(retention: RetentionRule) -> Judgement:
    """Every time limit says how the data is disposed of, and who sees to it.

    Remedy:
        Name the way of disposal and the person who answers for it.

    Gap:
        retention:
          disposal: absent

    Good:
        retention:
          disposal: Deleted from the order desk by the monthly job
          owner: Head of Sales
    """
    if blank(retention.disposal):
        yield Gap(f"How the data of “{retention.title}” is disposed of is missing.", "disposal")
    if blank(retention.owner):
        yield Gap(f"Nobody is named who sees to the disposal of “{retention.title}”.", "owner")


@rule("RT-BACKUP", "UK GDPR Art. 5(1)(e)", "minor", analysis="lawfulness")
def backups_are_overwritten_in_time(system: System) -> Judgement:
    """A system with backups says after how many days they are overwritten.

    Remedy:
        Record after how many days a backup is overwritten or deleted.

    Gap:
        system:
          backups: true
          backup_days: absent

    Good:
        system:
          backups: true
          backup_days: 30
    """
    if known(system.backup_days) is not None:
        return
    backups = known(system.backups)
    if backups is False or isinstance(system.backups, Nothing):
        yield NotApplicable("The system has no backups.")
    elif isinstance(system.backup_days, Nothing):
        return
    elif unknown(system.backup_days):
        what = f"For how many days backups of “{system.title}” are kept"
        yield not_known(what, system.backup_days, "minor", "backup_days")
    elif backups:
        yield Gap(f"For how many days backups of “{system.title}” are kept is missing.",
                  "backup_days")  # fmt: skip
    else:
        what = f"Whether “{system.title}” has backups, and for how many days,"
        yield not_known(what, system.backups, "minor", "backups")


@rule("RT-END", "UK GDPR Art. 5(1)(e), 28(3)(g)", "major", analysis="lawfulness")
def the_data_of_what_has_ended_is_disposed_of(activity: ProcessingActivity, on: date) -> Judgement:
    """When an activity has ended, its data was disposed of, or it is said why it is still held.

    Remedy:
        Dispose of the data and record the day, or say until when and why it is still held.

    Gap:
        activity:
          status: retired
          end_date: 2026-03-31

    Good:
        activity:
          status: retired
          end_date: 2026-03-31
          disposed_on: 2026-04-30
    """
    end, disposed = known(activity.end_date), activity.disposed_on
    if activity.status != "retired" and (end is None or end > on):
        yield NotApplicable("The activity has not ended.")
    elif unknown(disposed):
        what = f"Whether the data of “{activity.title}” was disposed of"
        yield not_known(what, disposed, "major", "disposed_on")
    elif disposed is None or (isinstance(disposed, date) and disposed > on):
        when = f"ended on {end}" if end else "has ended"
        yield Gap(f"“{activity.title}” {when}; its data was not disposed of.", "disposed_on")
