"""Commands that look at the record: check, show, questions, rules."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import click

from ropabook.cli import words
from ropabook.law.words import Severity

if TYPE_CHECKING:
    from ropabook.model.register import Register


@click.command()
@words.ropa
@words.on
@words.as_at
@words.entity
@words.form
@click.option(
    "--fail-on",
    type=click.Choice([*get_args(Severity), "never"]),
    default="critical",
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
@click.option("--rule", "rules", multiple=True, help="Only this rule; may be given again.")
def check(
    ropa: Path,
    on: date | None,
    as_at: date | None,
    entity: str | None,
    form: str,
    fail_on: str,
    rules: Sequence[str],
) -> None:
    """Judge the record and list the gaps, worst first.

    With --as-at the record is as it was then, and judged for that day unless --on says another.
    """
    from ropabook import report

    register = words.register_in(ropa, entity, as_at)
    judged = words.judged(register, on or as_at, rules)
    if form == "json":
        words.as_json(report.as_data(judged, entity))
    else:
        words.say(report.in_words(judged, ropa, entity))
    if register.refusals or judged.broken:
        sys.exit(words.REFUSED)
    sys.exit(words.LOOK if report.fails(judged, fail_on, entity) else 0)


@click.command()
@click.argument("record", required=False)
@words.ropa
@words.on
@words.entity
@words.as_at
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the whole dashboard, or RECORD alone, to this file: no server, no network.",
)
@words.form
def show(
    record: str | None,
    ropa: Path,
    on: date | None,
    entity: str | None,
    as_at: date | None,
    html: Path | None,
    form: str,
) -> None:
    """Show one record in words, or the whole dashboard as one file. RECORD: an id, or folder/id."""
    from ropabook import report

    register = words.register_in(ropa, entity, as_at)
    key = _key(register, record) if record else None
    if html is not None:
        _hand_out(ropa, html, key, on, as_at)
    elif key is None:
        words.stop("Say which record, or write the whole dashboard to a file with --html FILE.")
    else:
        found = report.named(register, key)[0]
        if form == "json":
            words.as_json(report.record_as_data(register, found, entity))
        else:
            words.say(report.record_in_words(register, found, entity))
    sys.exit(0)


def _key(register: "Register", record: str) -> str:
    from ropabook import report

    found = report.named(register, record)
    if not found:
        near = report.nearest(register, record)
        words.stop(f"There is no record '{record}'." + (f" Did you mean {near}?" if near else ""))
    if len(found) > 1:
        words.stop(f"'{record}' names several records: {', '.join(each.key for each in found)}.")
    return found[0].key


def _hand_out(ropa: Path, file: Path, key: str | None, on: date | None, as_at: date | None) -> None:
    from ropabook.handout import CannotWrite, write
    from ropabook.seen import look
    from ropabook.store.problems import CannotRead

    try:
        write(look(ropa, on or date.today(), as_at), file, key)
    except (CannotWrite, CannotRead) as problem:
        words.stop(str(problem))
    except KeyError:
        words.stop(f"There is nothing to show of {key}: no gap, no question, and nothing names it.")
    words.say([f"Written: {file}"])


@click.command()
@words.ropa
@words.entity
@click.option("--ask", help="Only questions for this role.")
@words.form
def questions(ropa: Path, entity: str | None, ask: str | None, form: str) -> None:
    """List the open questions: the analyst's interview list."""
    from ropabook import report
    from ropabook.model.questions import open_questions

    register = words.register_in(ropa, entity)
    found = [q for q in open_questions(register, entity) if ask is None or q.ask == ask]
    if form == "json":
        words.as_json([question._asdict() for question in found])
    else:
        words.say(report.questions_in_words(found))
        words.say(words.refusals(register))
    sys.exit(words.REFUSED if register.refusals else 0)


@click.command()
@words.on
@words.form
@click.argument("id", required=False)
def rules(id: str | None, on: date | None, form: str) -> None:
    """List the rules, or explain the one whose ID is given."""
    from ropabook import report
    from ropabook.rules.catalogue import catalogue

    if id is not None and id not in catalogue():
        near = report.nearest_of(id, list(catalogue()))
        words.stop(f"There is no rule '{id}'." + (f" Did you mean {near}?" if near else ""))
    chosen = [catalogue()[id]] if id else list(catalogue().values())
    if form == "json":
        words.as_json([report.rule_as_data(rule) for rule in chosen])
    elif id:
        words.say(report.rule_in_words(chosen[0]))
    else:
        day = on or date.today()
        words.say(report.rules_in_words(chosen, day))


COMMANDS: Final = (check, show, questions, rules)
