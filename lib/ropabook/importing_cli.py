"""`ropabook import`: read somebody else's register, show it, write what is accepted."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

REFUSED = 2


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--ropa",
    type=click.Path(path_type=Path),
    default=Path("ropa"),
    show_default=True,
    envvar="ROPABOOK_ROPA",
    help="The folder of the record.",
)
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
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Words for people, or JSON for programs.",
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="KEY",
    help="Write a record, by its key (activities/payroll), one fact of a record that is there "
    "(activities/payroll:owner), or all that is new (all). May be given again.",
)
def importing(
    file: Path,
    ropa: Path,
    entity: str | None,
    hidden: bool,
    mapping: Path | None,
    write_mapping: Path | None,
    preview: bool,
    form: str,
    accepted: Sequence[str],
) -> None:
    """Read a register in another layout: .xlsx, .ods, .csv, .json, .yaml or .md.

    Nothing is written before you accept it.
    """
    from ropabook.excel.cells import NotRead
    from ropabook.exchange.mapping import ImportMapping, NoMapping, read_mapping
    from ropabook.exchange.preview import as_data, in_words
    from ropabook.exchange.proposal import propose
    from ropabook.exchange.source import open_source

    if preview and accepted:
        _stop("Either --preview or --accept: a preview writes nothing.")
    register = _register(ropa, entity)
    try:
        decided = read_mapping(mapping) if mapping else ImportMapping()
        proposal = propose(open_source(file), register, decided, entity=entity, hidden=hidden)
    except (NotRead, NoMapping) as problem:
        _stop(str(problem))
    if write_mapping is not None:
        _write_mapping(write_mapping, proposal.mapping())
    if accepted:
        sys.exit(_accept(proposal, accepted, ropa, form))
    if form == "json":
        _json(as_data(proposal))
    else:
        _print(in_words(proposal))
        _print(["", "Nothing was written. To write what is new: --accept all"])


def _register(ropa: Path, entity: str | None) -> Any:
    from ropabook.model.register import Register
    from ropabook.store.load import NoRecord, load

    try:
        register = load(ropa) if ropa.exists() else Register({})
    except NoRecord as problem:
        _stop(str(problem))
    if entity is not None and entity not in register.entities:
        known = ", ".join(register.entities)
        _stop(
            f"There is no company '{entity}'."
            + (f" There are: {known}." if known else " Begin it: ropabook new entities ID")
        )
    return register


def _accept(proposal: Any, keys: Sequence[str], ropa: Path, form: str) -> int:
    from ropabook.exchange.acceptance import NotAccepted, accept
    from ropabook.exchange.writing import write_into

    try:
        done = accept(proposal, keys, write_into(ropa))
    except NotAccepted as problem:
        _stop(str(problem))
    if form == "json":
        _json({"written": list(done.written), "refused": dict(done.refused), **proposal.counts})
    else:
        _print(f"Written: {key}" for key in done.written)
        _print(f"Not written: {key}: {reason}" for key, reason in done.refused.items())
        if not done.written and not done.refused:
            _print(["There was nothing to write: the record says all of it."])
    return REFUSED if done.refused else 0


def _write_mapping(path: Path, text: str) -> None:
    from ropabook.store.write import CannotSave, replace

    if path.exists():
        _stop(f"{path} exists already; it may hold corrections. Name another file.")
    try:
        replace(path, text.encode())
    except CannotSave as problem:
        _stop(str(problem))
    click.echo(f"Written: {path}", err=True)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _json(data: Any) -> None:
    # ensure_ascii keeps the output readable by anything, whatever the terminal's encoding.
    click.echo(json.dumps(data, indent=2, default=str, ensure_ascii=True))


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(REFUSED)
