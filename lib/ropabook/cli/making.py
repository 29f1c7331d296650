"""Commands that make something out of the record: sample, dashboard."""

from datetime import date
from pathlib import Path
from typing import Final, Literal

import click

from ropabook.cli import words


@click.command()
@click.option("--size", type=click.IntRange(1), required=True, help="How many activities.")
@click.option("--seed", required=True, help="Any word or number: the same gives the same sample.")
@click.option(
    "--by",
    type=click.Choice(["random", "risk"]),
    default="random",
    show_default=True,
    help="All alike, or the riskier the likelier.",
)
@click.option("--company", "entity", help="Only the activities of this company, by its id.")
@words.into("The folder for the workbook.")
@words.ropa
@words.on
@words.form
def sample(
    size: int, seed: str, by: Literal["random", "risk"], entity: str | None, to: Path,
    ropa: Path, on: date | None, form: str,
) -> None:  # fmt: skip
    """Draw activities for an audit, the same for the same seed, with a sheet for the fieldwork."""
    from ropabook.exporting import CannotWrite
    from ropabook.sampling import draw_sample, write_sample

    judged = words.judged(words.register_in(ropa, entity), on, ())
    drawn = draw_sample(judged, size, seed, by, entity)
    try:
        to.mkdir(parents=True, exist_ok=True)
        path = write_sample(judged, drawn, to, words.past_in(ropa))
    except OSError as error:
        words.stop(f"The folder {to} cannot be made: {error.strerror or error}.")
    except CannotWrite as problem:
        words.stop(str(problem))
    if form == "json":
        words.as_json({"file": str(path), **drawn.as_data()})
    else:
        words.say(
            [f"Written: {path}", *(f"    {each.number}. {each.title}" for each in drawn.drawn)]
        )


@click.command()
@words.ropa
@words.on
@click.option("--port", type=int, default=8866, show_default=True, help="Where to serve it.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    help="A file with the token that lets visitors in.  [default: a new token for each run]",
)
@click.option(
    "--name", "names", multiple=True, help="A host name by which a proxy with TLS asks for it."
)
@click.option(
    "--warm",
    type=click.IntRange(0, 8),
    default=1,
    show_default=True,
    help="How many kernels are made ready before somebody comes.",
)
def dashboard(
    ropa: Path,
    on: date | None,
    port: int,
    no_browser: bool,
    token_file: Path | None,
    names: tuple[str, ...],
    warm: int,
) -> None:
    """Serve the dashboard on this machine, read only, to those who have its token."""
    from ropabook.dashboard.launch import CannotServe, Options, serve

    options = Options(port, on, not no_browser, token_file, names, warm)
    try:
        serve(ropa, options)
    except CannotServe as problem:
        words.stop(str(problem))


COMMANDS: Final = (sample, dashboard)
