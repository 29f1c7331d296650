"""Commands of the review cycle: due, standing, submit, approve, review, retire."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click

from ropabook.cli import words
from ropabook.whole import put

_records = click.argument("records", metavar="RECORD...", nargs=-1, required=True)


@click.command()
@words.ropa
@words.entity
@click.option("--until", type=words.DAY, help="The last day to look at.  [default: a month]")
@click.option(
    "--calendar", type=click.Path(path_type=Path), help="Write a calendar file (.ics) there."
)
@words.form
def due(
    ropa: Path, entity: str | None, until: date | None, calendar: Path | None, form: str
) -> None:
    """What is due: reviews, registrations, contracts, actions, clocks; overdue things first."""
    from ropabook.cycle.due import due as all_due
    from ropabook.law.periods import after

    register = words.register_in(ropa, entity)
    today = date.today()
    last = until or after(today, "P1M")
    found = all_due(register, last, entity)
    if calendar is not None:
        from ropabook.cycle.calendar import as_calendar

        content = as_calendar(found, datetime.now().astimezone())
        try:
            put(calendar, lambda new: new.write_bytes(content))
        except OSError as problem:
            words.stop(f"{calendar} cannot be written: {problem.strerror}.")
        words.say([f"Written: {calendar}: {len(found)} entries until {last}."])
        return
    if form == "json":
        words.as_json([one._asdict() for one in found])
        return
    for one in found:
        late = "  overdue" if one.on < today else ""
        words.say([f"{one.on}{late}  {one.sentence}  ({one.who or 'nobody named'})"])
    words.say([] if found else [f"Nothing is due until {last}."])
    words.say(words.refusals(register))
    sys.exit(words.REFUSED if register.refusals else 0)


@click.command()
@click.argument("records", metavar="[RECORD]...", nargs=-1)
@words.ropa
@words.form
def standing(records: Sequence[str], ropa: Path, form: str) -> None:
    """Where records stand in the review cycle: draft, in review, approved, changed since."""
    from ropabook.cycle.standing import standing as of
    from ropabook.store.opening import open_store
    from ropabook.store.places import NoPlace
    from ropabook.store.problems import CannotRead

    register = words.register_in(ropa, None)
    keys = records or [activity.key for activity in register.activities.values()]
    store = open_store(ropa)
    found = {}
    try:
        for key in keys:
            found[key] = of(store.history, key, store.read(key).data)
    except (CannotRead, NoPlace) as problem:
        words.stop(str(problem))
    if form == "json":
        words.as_json(
            [
                {"record": key, "state": one.state, "sentence": one.sentence,
                 "changes": [change.sentence for change in one.changes]}
                for key, one in found.items()
            ]
        )  # fmt: skip
        return
    for key, one in found.items():
        words.say([f"{key}  {one.sentence}"])
        words.say(f"    {change.sentence}" for change in one.changes)


@click.command()
@_records
@words.ropa
@click.option("--note", help="What whoever reviews it should look at.")
def submit(records: Sequence[str], ropa: Path, note: str | None) -> None:
    """Send records (folder/id) for review."""
    from ropabook.cycle import steps

    _done(lambda: steps.submit(_store(ropa), records, note), "Sent for review")


@click.command()
@_records
@words.ropa
@click.option("--note", required=True, help="What was looked at.")
def approve(records: Sequence[str], ropa: Path, note: str) -> None:
    """Approve records that are in review, as they stand now."""
    from ropabook.cycle import steps

    register = words.register_in(ropa, None)
    _done(lambda: steps.approve(_store(ropa), register, records, note), "Approved")


@click.command()
@_records
@words.ropa
@click.option("--note", help="What was looked at.")
def review(records: Sequence[str], ropa: Path, note: str | None) -> None:
    """Say that records were reviewed today and are still true; the next review is set."""
    from ropabook.cycle import steps

    register, store = words.register_in(ropa, None), _store(ropa)
    _done(lambda: [steps.review(store, register, key, date.today(), note) for key in records],
          "Reviewed")  # fmt: skip


@click.command()
@_records
@words.ropa
@click.option("--reason", required=True, help="Why the activity ended.")
def retire(records: Sequence[str], ropa: Path, reason: str) -> None:
    """End activities: they stay in the record, as activities of the past."""
    from ropabook.cycle import steps

    store = _store(ropa)
    _done(lambda: [steps.retire(store, key, date.today(), reason) for key in records], "Retired")


def _store(ropa: Path) -> Any:
    from ropabook.store.opening import open_store

    return open_store(ropa)


def _done(step: Callable[[], Sequence[Any]], said: str) -> None:
    from ropabook.store.places import NoPlace
    from ropabook.store.problems import CannotRead, CannotSave
    from ropabook.store.saving import Conflict

    try:
        done = step()
    except (CannotRead, CannotSave, NoPlace) as problem:
        words.stop(str(problem))
    for each in done:
        if isinstance(each, Conflict):
            words.stop(each.sentence)
        words.say([f"{said}: {each.key}"])


COMMANDS: Final = (due, standing, submit, approve, review, retire)
