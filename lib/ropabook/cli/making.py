"""Commands that make something out of the record: export, dashboard."""

import sys
from datetime import date
from pathlib import Path
from typing import Final

import click

from ropabook.cli import words


@click.command()
@words.ropa
@words.on
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    default=Path("exports"),
    show_default=True,
    help="The folder for the workbooks.",
)
@click.option("--pack", is_flag=True, help="One ZIP with workbooks, assessments and notices.")
@words.form
def export(ropa: Path, on: date | None, to: Path, pack: bool, form: str) -> None:
    """Write the Excel workbooks: one for each company and one for the group."""
    from ropabook.exporting import CannotWrite, export

    register = words.register_in(ropa, None)
    judged = words.judged(register, on, ())
    try:
        past = words.past_in(ropa)
        if pack:
            from ropabook.pack.packing import PACK
            from ropabook.pack.packing import pack as packed

            to.mkdir(parents=True, exist_ok=True)
            written = [packed(judged, to / PACK, past)]
        else:
            written = export(judged, to, past)
    except OSError as error:
        words.stop(f"The folder {to} cannot be made: {error.strerror or error}.")
    except CannotWrite as problem:
        words.stop(str(problem))
    if form == "json":
        words.as_json([str(path) for path in written])
    else:
        words.say([f"Written: {path}" for path in written])
        words.say(words.refusals(register))
    sys.exit(words.REFUSED if register.refusals or judged.broken else 0)


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


COMMANDS: Final = (export, dashboard)
