"""What the commands share: their options, and how they print and stop."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from ropabook.cli.progress import working
from ropabook.model.register import Register
from ropabook.review import Review, review
from ropabook.store.load import NoRecord, load

if TYPE_CHECKING:
    from ropabook.sheets.past import Past

LOOK: Final = 1
"""Exit status: there is something to look at."""
REFUSED: Final = 2
"""Exit status: something was refused, broke or is damaged."""


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2026-11-24.", param, ctx)


DAY: Final = _Day()
ropa = click.option(
    "--ropa",
    type=click.Path(path_type=Path),
    default=Path("ropa"),
    show_default=True,
    envvar="ROPABOOK_ROPA",
    help="The folder of the record.",
)
on = click.option("--on", type=DAY, default=None, help="The day to judge for.  [default: today]")
as_at = click.option(
    "--as-at", type=DAY, default=None, help="The record as the last commit of this day has it."
)
form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Words for people, or JSON for programs.",
)
entity = click.option("--entity", help="Only this company, by its id.")


def into(folder: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """The option for the folder that is written into.

    Args:
        folder: what it is for.
    """
    return click.option(
        "--to", type=click.Path(path_type=Path), default=Path("exports"), show_default=True,
        help=folder,
    )  # fmt: skip


def register_in(ropa: Path, entity: str | None, as_at: date | None = None) -> Register:
    """The register in a folder, now or as it was; stops in words where there is none."""
    with working("Reading the record"):
        register = _loaded(ropa, as_at)
    if not register.files:
        stop(
            f"There is no record in {ropa} yet. Begin with the group and a company: "
            f"ropabook init {ropa}, then ropabook new group group, then "
            "ropabook new entities my-company"
        )
    if entity is not None and entity not in register.entities:
        stop(f"There is no company '{entity}'. There are: {', '.join(register.entities)}.")
    return register


def _loaded(ropa: Path, as_at: date | None) -> Register:
    try:
        if as_at is None:
            return load(ropa)
        from ropabook.store.opening import open_history
        from ropabook.store.problems import CannotRead

        try:
            return open_history(ropa).as_at(as_at)
        except CannotRead as problem:
            stop(str(problem))
    except NoRecord as problem:
        stop(str(problem))


def past_in(ropa: Path, as_at: date | None = None) -> "Past | None":
    """The history of a record for its workbooks, of today or up to a day; says so where it cannot
    be read."""
    from ropabook.sheets.past import past_of
    from ropabook.store.opening import open_history
    from ropabook.store.problems import CannotRead

    try:
        history = open_history(ropa)
        return past_of(history, history.commit_of(as_at) if as_at else None)
    except CannotRead as problem:
        click.echo(f"Written without the history: {problem}", err=True)
        return None


def judged(register: Register, on: date | None, rules: Sequence[str]) -> Review:
    """The register judged; stops in words where there is no such rule."""
    try:
        with working("Judging the record") as told:
            return review(register, on or date.today(), rules or None, progress=told)
    except KeyError as problem:
        stop(f"There is no rule {problem}. List them with: ropabook rules")


def refusals(register: Register) -> list[str]:
    """What was not read, a line each."""
    return [f"Not read: {refusal}" for refusal in register.refusals]


def say(lines: Iterable[str]) -> None:
    """Print lines for a person."""
    for line in lines:
        click.echo(line)


def as_json(data: Any) -> None:
    """Print data for a program."""
    # ensure_ascii keeps the output readable by anything, whatever the terminal's encoding.
    click.echo(json.dumps(data, indent=2, default=str, ensure_ascii=True))


def stop(sentence: str) -> NoReturn:
    """Say why it cannot be done, and end."""
    click.echo(sentence, err=True)
    sys.exit(REFUSED)
