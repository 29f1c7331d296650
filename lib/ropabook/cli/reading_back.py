"""The command that takes an edited workbook back in: read-back."""

import sys
from pathlib import Path
from typing import Final

import click

from ropabook.cli import words
from ropabook.cli.progress import working


@click.command("read-back")
@click.argument("file", type=click.Path(path_type=Path))
@words.ropa
@click.option(
    "--preview", "only_shown", is_flag=True, help="Show what it would change. The default."
)
@click.option(
    "--accept",
    "keys",
    multiple=True,
    metavar="all|KEY",
    help="Save every change, or the one of this key; may be given several times.",
)
@click.option("--reason", help="Why; due for a change to an approved record.")
@words.form
def read_back(
    file: Path, ropa: Path, only_shown: bool, keys: tuple[str, ...], reason: str | None, form: str
) -> None:
    """Take a workbook back in that was edited in Excel or LibreOffice.

    Shows each change, conflict and error with its sheet and cell. Nothing is written until you
    accept it. A row that is gone is asked about and never taken as a deletion; a new row whose key
    is empty is proposed as a new record or entry; an edit of what is computed is named.
    """
    from ropabook.excel.cells import NotRead
    from ropabook.read_back.accepting import accept, chosen
    from ropabook.read_back.comparing import CannotReadBack, preview
    from ropabook.sheets.manifest import NotOurs
    from ropabook.store.opening import open_store
    from ropabook.store.problems import CannotSave

    words.register_in(ropa, None)
    store = open_store(ropa)
    try:
        with working(f"Reading {file.name} back", form):
            found = preview(store, file.name, file.read_bytes())
    except OSError as error:
        words.stop(f"{file} cannot be read: {error.strerror or error}.")
    except NotOurs as problem:
        words.stop(f"{file}: {problem}")
    except (NotRead, CannotReadBack) as problem:
        words.stop(str(problem))
    saved: list[str] = []
    if keys and not only_shown:
        try:
            done = accept(store, found, chosen(found, keys), reason)
        except KeyError as problem:
            words.stop(f"There is no change {problem}. Nothing was saved.")
        except CannotSave as problem:
            words.stop(str(problem))
        saved = [each.sentence for each in done]
    if form == "json":
        words.as_json({**found.as_data(), "saved": saved})
    else:
        words.say(found.in_words())
        words.say(saved or ["Nothing was written."])
    sys.exit(words.LOOK if any(e.kind != "change" for e in found.found) else 0)


COMMANDS: Final = (read_back,)
