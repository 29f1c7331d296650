"""`ropabook import`: read somebody else's register, show it, write what is accepted."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ropabook.cli import words
from ropabook.whole import put

if TYPE_CHECKING:
    from ropabook.exchange.proposal import Proposal
    from ropabook.model.register import Register


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@words.ropa
@click.option("--entity", help="The company that carries the activities out, by its id.")
@click.option("--hidden", is_flag=True, help="Also read hidden sheets, rows and columns.")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="How the file is to be read, as an analyst corrected it.",
)
@click.option(
    "--write-mapping",
    type=click.Path(path_type=Path),
    help="Write how the file was read, to be corrected.",
)
@click.option("--preview", is_flag=True, help="Show what would be written; the default.")
@words.form
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="KEY",
    help="Write a record, by its key (activities/payroll), one fact of a record that is there "
    "(activities/payroll:owner), or all that is new (all). May be given again.",
)
@click.option("--reason", help="Why it is imported.  [default: the file and its digest]")
def import_(
    file: Path,
    ropa: Path,
    entity: str | None,
    hidden: bool,
    mapping: Path | None,
    write_mapping: Path | None,
    preview: bool,
    form: str,
    accepted: Sequence[str],
    reason: str | None,
) -> None:
    """Read a register in another layout: .xlsx, .ods, .csv, .json, .yaml or .md.

    Nothing is written before you accept it.
    """
    from ropabook.excel.cells import NotRead
    from ropabook.exchange.mapping import ImportMapping, NoMapping, read_mapping
    from ropabook.exchange.preview import as_json, in_words
    from ropabook.exchange.proposal import look
    from ropabook.exchange.source import content

    if preview and accepted:
        words.stop("Either --preview or --accept: a preview writes nothing.")
    register = _register(ropa, entity)
    try:
        decided = read_mapping(mapping) if mapping else ImportMapping()
        proposal = look(file.name, content(file), register, decided, entity=entity, hidden=hidden)
    except (NotRead, NoMapping) as problem:
        words.stop(str(problem))
    if write_mapping is not None:
        _write_mapping(write_mapping, proposal.mapping())
    if accepted:
        sys.exit(_accept(proposal, accepted, ropa, reason, form))
    if form == "json":
        for piece in as_json(proposal):
            click.echo(piece, nl=False)
        click.echo()
    else:
        words.say(in_words(proposal))
        words.say(["", "Nothing was written. To write what is new: --accept all"])


def _register(ropa: Path, entity: str | None) -> "Register":
    from ropabook.model.register import Register
    from ropabook.store.load import NoRecord, load

    try:
        register = load(ropa) if ropa.exists() else Register({})
    except NoRecord as problem:
        words.stop(str(problem))
    if entity is not None and entity not in register.entities:
        known = ", ".join(register.entities)
        words.stop(
            f"There is no company '{entity}'."
            + (f" There are: {known}." if known else " Begin it: ropabook new entities ID")
        )
    return register


def _accept(
    proposal: "Proposal", keys: Sequence[str], ropa: Path, reason: str | None, form: str
) -> int:
    from ropabook.exchange.acceptance import NotAccepted, accept
    from ropabook.store.opening import open_store
    from ropabook.store.problems import CannotRead, CannotSave

    try:
        done = accept(proposal, keys, open_store(ropa), reason)
    except (NotAccepted, CannotSave, CannotRead) as problem:
        words.stop(str(problem))
    if form == "json":
        words.as_json(
            {"written": list(done.written), "refused": dict(done.refused), **proposal.counts}
        )
    else:
        words.say(f"Written: {key}" for key in done.written)
        words.say(f"Not written: {key}: {reason}" for key, reason in done.refused.items())
        if not done.written and not done.refused:
            words.say(["There was nothing to write: the record says all of it."])
    return words.REFUSED if done.refused else 0


def _write_mapping(path: Path, text: str) -> None:
    if path.exists():
        words.stop(f"{path} exists already; it may hold corrections. Name another file.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, lambda new: new.write_text(text, encoding="utf-8"))
    except OSError as error:
        words.stop(f"{path} cannot be written: {error.strerror or error}.")
    click.echo(f"Written: {path}", err=True)


COMMANDS: Final = (import_,)
