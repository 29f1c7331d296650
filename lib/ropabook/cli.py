"""The command line: check, export, import, show, questions, rules, new, tidy, dashboard.

Exit status: 0 no gap at or above --fail-on; 1 gaps; 2 something was refused or broke.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, get_args

import click

from ropabook import __version__
from ropabook.importing_cli import importing
from ropabook.law.words import Severity
from ropabook.model.register import Register
from ropabook.review import Review, review
from ropabook.store.load import NoRecord, load

REFUSED = 2


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2026-11-24.", param, ctx)


_ropa = click.option(
    "--ropa",
    type=click.Path(path_type=Path),
    default=Path("ropa"),
    show_default=True,
    envvar="ROPABOOK_ROPA",
    help="The folder of the record.",
)
_on = click.option(
    "--on", type=_Day(), default=None, help="The day to judge for.  [default: today]"
)
_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Words for people, or JSON for programs.",
)
_entity = click.option("--entity", help="Only this company, by its id.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ropabook")
def main() -> None:
    """Keep the Article 30 record of a group of companies: load, review, show."""


@main.command()
@_ropa
@_on
@_entity
@_format
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
    entity: str | None,
    form: str,
    fail_on: str,
    rules: Sequence[str],
) -> None:
    """Judge the record and list the gaps, worst first."""
    from ropabook import report

    register = _load(ropa, entity)
    judged = _review(register, on, rules)
    if form == "json":
        _json(report.as_data(judged, entity))
    else:
        _print(report.in_words(judged, ropa, entity))
    if register.refusals or judged.broken:
        sys.exit(REFUSED)
    sys.exit(1 if report.fails(judged, fail_on, entity) else 0)


@main.command()
@_ropa
@_on
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    default=Path("exports"),
    show_default=True,
    help="The folder for the workbooks.",
)
@_format
def export(ropa: Path, on: date | None, to: Path, form: str) -> None:
    """Write the Excel workbooks: one for each company and one for the group."""
    from ropabook.exporting import CannotWrite, export

    register = _load(ropa, None)
    judged = _review(register, on, ())
    try:
        written = export(judged, to)
    except CannotWrite as problem:
        _stop(str(problem))
    if form == "json":
        _json([str(path) for path in written])
    else:
        _print([f"Written: {path}" for path in written])
        _print(_refusals(register))
    sys.exit(REFUSED if register.refusals or judged.broken else 0)


@main.command()
@click.argument("record")
@_ropa
@_entity
@_format
def show(record: str, ropa: Path, entity: str | None, form: str) -> None:
    """Show one record in words. RECORD is its id, or folder/id."""
    from ropabook import report

    register = _load(ropa, entity)
    found = report.named(register, record)
    if not found:
        near = report.nearest(register, record)
        _stop(f"There is no record '{record}'." + (f" Did you mean {near}?" if near else ""))
    if len(found) > 1:
        _stop(f"'{record}' names several records: {', '.join(each.key for each in found)}.")
    if form == "json":
        _json(report.record_as_data(register, found[0], entity))
    else:
        _print(report.record_in_words(register, found[0], entity))
    sys.exit(0)


@main.command()
@_ropa
@_entity
@click.option("--ask", help="Only questions for this role.")
@_format
def questions(ropa: Path, entity: str | None, ask: str | None, form: str) -> None:
    """List the open questions: the analyst's interview list."""
    from ropabook import report
    from ropabook.model.questions import open_questions

    register = _load(ropa, entity)
    found = [q for q in open_questions(register, entity) if ask is None or q.ask == ask]
    if form == "json":
        _json([question._asdict() for question in found])
    else:
        _print(report.questions_in_words(found))
        _print(_refusals(register))
    sys.exit(REFUSED if register.refusals else 0)


@main.command()
@_on
@_format
@click.argument("id", required=False)
def rules(id: str | None, on: date | None, form: str) -> None:
    """List the rules, or explain the one whose ID is given."""
    from ropabook import report
    from ropabook.rules.catalogue import catalogue

    if id is not None and id not in catalogue():
        near = report.nearest_of(id, list(catalogue()))
        _stop(f"There is no rule '{id}'." + (f" Did you mean {near}?" if near else ""))
    chosen = [catalogue()[id]] if id else list(catalogue().values())
    if form == "json":
        _json([report.rule_as_data(rule) for rule in chosen])
    elif id:
        _print(report.rule_in_words(chosen[0]))
    else:
        day = on or date.today()
        _print(report.rules_in_words(chosen, day))


@main.command()
@click.argument("kind")
@click.argument("id")
@_ropa
def new(kind: str, id: str, ropa: Path) -> None:
    """Begin a record of a KIND (such as activities) with an ID; unanswered facts are questions."""
    from ropabook.store.write import CannotSave, begin

    try:
        path = begin(ropa, kind, id)
    except CannotSave as problem:
        _stop(str(problem))
    _print([f"Begun: {path}", "Open it, answer what you can, and run: ropabook check"])


@main.command()
@_ropa
@click.option("--check", "only_look", is_flag=True, help="Change nothing; say what would change.")
@_format
def tidy(ropa: Path, only_look: bool, form: str) -> None:
    """Lay every file out alike. Comments, order and values stay as they are."""
    from ropabook.store.write import CannotSave, tidied

    register = _load(ropa, None)
    try:
        changed = tidied(ropa, write=not only_look)
    except CannotSave as problem:
        _stop(str(problem))
    if form == "json":
        _json(changed)
    else:
        _print([f"{'Would change' if only_look else 'Tidied'}: {name}" for name in changed])
        _print([] if changed else ["Every file is tidy."])
        _print(_refusals(register))
    if register.refusals:
        sys.exit(REFUSED)
    sys.exit(1 if only_look and changed else 0)


@main.command()
@_ropa
@_on
@click.option("--port", type=int, default=8866, show_default=True, help="Where to serve it.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def dashboard(ropa: Path, on: date | None, port: int, no_browser: bool) -> None:
    """Serve the dashboard on this machine, read only."""
    from ropabook.dashboard import CannotServe, serve

    try:
        serve(ropa, port=port, on=on, open_browser=not no_browser)
    except CannotServe as problem:
        _stop(str(problem))


def _load(ropa: Path, entity: str | None) -> Register:
    try:
        register = load(ropa)
    except NoRecord as problem:
        _stop(str(problem))
    if not register.files:
        _stop(
            f"There is no record in {ropa} yet. Begin with the group and a company: "
            "ropabook new group group, then ropabook new entities my-company"
        )
    if entity is not None and entity not in register.entities:
        _stop(f"There is no company '{entity}'. There are: {', '.join(register.entities)}.")
    return register


def _review(register: Register, on: date | None, rules: Sequence[str]) -> Review:
    try:
        return review(register, on or date.today(), rules or None)
    except KeyError as problem:
        _stop(f"There is no rule {problem}. List them with: ropabook rules")


def _refusals(register: Register) -> list[str]:
    return [f"Not read: {refusal}" for refusal in register.refusals]


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _json(data: Any) -> None:
    # ensure_ascii keeps the output readable by anything, whatever the terminal's encoding.
    click.echo(json.dumps(data, indent=2, default=str, ensure_ascii=True))


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(REFUSED)


main.add_command(importing)
COMMANDS: dict[str, Callable[..., Any]] = dict(main.commands)
