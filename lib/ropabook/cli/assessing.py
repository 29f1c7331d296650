"""Commands about assessments: screen, document."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ropabook.cli import words
from ropabook.whole import put

if TYPE_CHECKING:
    from ropabook.model.register import Register


@click.command()
@click.argument("activity", required=False)
@words.ropa
@words.on
@words.entity
@words.form
@click.option("--whole", is_flag=True, help="Every criterion with every fact.")
def screen(
    activity: str | None, ropa: Path, on: date | None, entity: str | None, form: str, whole: bool
) -> None:
    """Say for every activity, or for ACTIVITY, whether a DPIA is needed, and why.

    Art. 35(3), the Commissioner's list and the nine criteria of WP248: what the record says for and
    against each, what the analyst answered, and what follows. Exit status 1: something is to do.
    """
    from ropabook.assessing.screened import screenings
    from ropabook.assessing.telling import as_data, in_words

    register = words.register_in(ropa, entity)
    wanted = (activity or "").removeprefix("activities/")
    if wanted and wanted not in register.activities:
        from ropabook.report import nearest_of

        near = nearest_of(wanted, list(register.activities))
        words.stop(f"There is no activity '{wanted}'." + (f" Did you mean {near}?" if near else ""))
    found = [
        one
        for one in screenings(register, on or date.today())
        if (not wanted or one.activity.id == wanted) and (entity is None or entity in one.entities)
    ]
    if form == "json":
        words.as_json([as_data(one) for one in found])
    else:
        words.say(in_words(found, whole=whole or bool(wanted)))
        words.say(words.refusals(register))
    if register.refusals:
        sys.exit(words.REFUSED)
    sys.exit(words.LOOK if any(one.to_do for one in found) else 0)


@click.command()
@click.argument("assessment")
@words.ropa
@words.on
@click.option(
    "--as",
    "kind",
    type=click.Choice(["html", "word", "cnil-json"]),
    default="html",
    show_default=True,
    help="A page that prints, a Word file, or the JSON of the CNIL's PIA software.",
)
@click.option("--to", type=click.Path(path_type=Path), help="The file.  [default: below exports/]")
def document(assessment: str, ropa: Path, on: date | None, kind: Any, to: Path | None) -> None:
    """Write a DPIA, legitimate interests or transfer risk ASSESSMENT as a document.

    What the form has no place for is listed, never dropped in silence.
    """
    from ropabook.papers.making import SUFFIXES, NoSuchForm, made

    register = words.register_in(ropa, None)
    found = _assessment(register, assessment)
    judged = words.judged(register, on, ())
    try:
        done = made(judged, found, kind)
    except NoSuchForm as problem:
        words.stop(str(problem))
    file = to or Path("exports") / f"{found.folder}-{found.id}{SUFFIXES[kind]}"
    _put(file, done.content)
    words.say([f"Written: {file}"])
    if done.left_out:
        words.say(
            [f"This form has no place for {len(done.left_out)} things; the record keeps them:"]
        )
        words.say(f"  {each}" for each in done.left_out)
    words.say(words.refusals(register))
    sys.exit(words.REFUSED if register.refusals or judged.broken else 0)


def _assessment(register: "Register", named: str) -> Any:
    from ropabook.report import nearest_of

    every = {
        record.key: record for kind in ("dpia", "lia", "tra")
        for record in register.records.get(kind, {}).values()
    }  # fmt: skip
    found = [record for key, record in every.items() if named in (key, record.id)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(record.key for record in found)
        words.stop(f"'{named}' names several assessments: {names}. Write the one with its folder.")
    near = nearest_of(named, list(every))
    listed = f" Did you mean {near}?" if near else f" There are: {', '.join(every) or 'none yet'}."
    return words.stop(f"There is no assessment '{named}'.{listed}")


def _put(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        put(file, lambda new: new.write_bytes(content))
    except OSError as error:
        words.stop(
            f"{file} cannot be written: {error.strerror or error}. What was there is as it was."
        )


COMMANDS: Final = (screen, document)
