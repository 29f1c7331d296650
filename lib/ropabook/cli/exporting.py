"""The command that writes the workbooks, the pack and the layouts of others: export."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from ropabook.cli import words
from ropabook.cli.progress import working

if TYPE_CHECKING:
    from ropabook.handing_over import Layout
    from ropabook.review import Review
    from ropabook.sheets.past import Past


@click.command()
@words.ropa
@words.on
@words.as_at
@words.into("The folder for the workbooks.")
@click.option("--pack", is_flag=True, help="One ZIP with workbooks, assessments and notices.")
@click.option(
    "--layout", metavar="NAME", help="In a layout that others expect, company by company."
)
@click.option(
    "--hand-over",
    "whom",
    metavar="TO-WHOM",
    help="Remember in the record that they were handed over, with the state and their digests.",
)
@click.option("--reason", help="Why they are handed over.")
@words.entity
@words.form
def export(
    ropa: Path, on: date | None, as_at: date | None, to: Path, pack: bool, layout: str | None,
    whom: str | None, reason: str | None, entity: str | None, form: str,
) -> None:  # fmt: skip
    """Write the Excel workbooks: one for each company and one for the group.

    Layouts: ico-controller, ico-processor, cnil-simplified, flat. Each says what it cannot hold.

    With --hand-over the next workbook says what has changed since.
    """
    if reason is not None and whom is None:
        words.stop("--reason says why files are handed over: name to whom with --hand-over.")
    if pack and layout is not None:
        words.stop("--pack puts our workbooks and papers into one file, and --layout writes files "
                   "of its own: leave out one of them.")  # fmt: skip
    if pack and entity is not None:
        words.stop("A pack holds the group and every company: leave out --entity for the pack, or "
                   "--pack for the workbook of one company.")  # fmt: skip
    from ropabook.exporting import CannotWrite, export, export_one, name_of

    register = words.register_in(ropa, entity, as_at)
    past = words.past_in(ropa, as_at)
    handing = _handing(ropa, whom, reason, past)
    judged = words.judged(register, on or as_at, ())
    if layout is not None:
        _export_layout(layout, judged, entity, to, form, handing)
    try:
        with working("Writing the workbooks"):
            if pack:
                from ropabook.pack.packing import PACK
                from ropabook.pack.packing import pack as packed

                to.mkdir(parents=True, exist_ok=True)
                written = [packed(judged, to / PACK, past)]
            elif entity is not None:
                to.mkdir(parents=True, exist_ok=True)
                written = [export_one(judged, entity, to / name_of(entity), past)]
            else:
                written = export(judged, to, past)
    except OSError as error:
        words.stop(f"The folder {to} cannot be made: {error.strerror or error}.")
    except CannotWrite as problem:
        words.stop(str(problem))
    said = handing(judged, entity, written, None)
    if form == "json":
        words.as_json([str(path) for path in written])
    else:
        words.say([f"Written: {path}" for path in written])
        words.say(said)
        words.say(words.refusals(register))
    sys.exit(words.REFUSED if register.refusals or judged.broken else 0)


Handing = Callable[["Review", str | None, Sequence[Path], "Layout | None"], Sequence[str]]


def _handing(ropa: Path, whom: str | None, reason: str | None, past: "Past | None") -> Handing:
    """What is done with the files once they are written: nothing, or it is remembered."""
    if whom is None:
        return lambda judged, entity, files, layout: []
    if not whom.strip():
        words.stop("Name to whom the files are handed over.")
    from ropabook.handing_over import hand_over, refuse_unsaved
    from ropabook.sheets.scope import Scope
    from ropabook.store.opening import open_store
    from ropabook.store.problems import CannotSave

    try:
        # Before anything is written: a hand-over that nothing can prove is none.
        past = refuse_unsaved(past)
    except CannotSave as problem:
        words.stop(str(problem))

    def remember(
        judged: "Review", entity: str | None, files: Sequence[Path], layout: "Layout | None"
    ) -> Sequence[str]:
        scope = Scope(judged, entity, past)
        try:
            done = hand_over(
                open_store(ropa), scope, files, whom.strip(), date.today(), reason, layout
            )
        except CannotSave as problem:
            words.stop(f"{problem} The files are written, and are not recorded as handed over.")
        return [f"Handed over to {whom.strip()}: {done.key}, commit {done.commit}"]

    return remember


def _export_layout(
    name: str, judged: "Review", entity: str | None, to: Path, form: str, handing: Handing
) -> NoReturn:
    from ropabook.exporting import CannotWrite
    from ropabook.handing_over import Layout
    from ropabook.layouts.description import layouts
    from ropabook.layouts.filling import filled
    from ropabook.layouts.writing import write_layout
    from ropabook.sheets.scope import Scope

    known = layouts()
    if name not in known:
        words.stop(f"There is no layout '{name}'. There are: {', '.join(known)}.")
    layout = known[name]
    said: list[dict[str, Any]] = []
    written: list[Path] = []
    whose = [entity] if entity or layout.file == "csv" else [*judged.register.entities]
    try:
        to.mkdir(parents=True, exist_ok=True)
        for each in whose:
            done = filled(layout, Scope(judged, each))
            path = to / f"{name}-{each or 'of-the-group'}.{layout.file}"
            files = write_layout(done, path, judged.on)
            written += files
            said.append({"files": [str(file) for file in files], "rows": len(done.rows),
                         "not_held": len(done.not_held)})  # fmt: skip
    except OSError as error:
        words.stop(f"The folder {to} cannot be made: {error.strerror or error}.")
    except CannotWrite as problem:
        words.stop(str(problem))
    held = Layout(name, layout.rows, layout.sources)
    handed = handing(judged, entity, written, held)
    if form == "json":
        words.as_json(said)
    else:
        words.say(handed)
        for one in said:
            words.say(f"Written: {file}" for file in one["files"])
            words.say([f"    {one['rows']} rows; {one['not_held']} things it has no place for are "
                       "listed as not held"])  # fmt: skip
    sys.exit(0)


COMMANDS: Final = (export,)
