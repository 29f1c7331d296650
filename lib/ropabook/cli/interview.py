"""The interview list, sent out as a sheet and read back."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ropabook.cli import words

if TYPE_CHECKING:
    from ropabook.forms.interview.given import Given

_FILE: Final = click.Path(path_type=Path, dir_okay=False)


@click.command()
@words.ropa
@words.entity
@click.option("--ask", help="Only questions for this role.")
@click.option("--to", type=_FILE, help="Write the questions to this workbook (.xlsx).")
@click.option(
    "--read", "sheets", type=_FILE, multiple=True,
    help="Read answers from this workbook; may be repeated.",
)  # fmt: skip
@click.option(
    "--preview", "only_look", is_flag=True,
    help="Only say what each answer would change; so it is without --accept.",
)  # fmt: skip
@click.option(
    "--accept", multiple=True, metavar="KEY",
    help="Take this answer into the record; `all` takes each that needs no choice.",
)  # fmt: skip
@words.form
def interview(
    ropa: Path, entity: str | None, ask: str | None, to: Path | None, sheets: tuple[Path, ...],
    only_look: bool, accept: tuple[str, ...], form: str,
) -> None:  # fmt: skip
    """Send the open questions out as a sheet (--to), and read the answers back (--read).

    Two different answers to one question are both shown; take one by its key.
    """
    if (to is None) == (not sheets):
        words.stop("Say either --to FILE, to send questions out, or --read FILE, to read answers.")
    register = words.register_in(ropa, entity)
    if to is not None:
        _send(register, ask, entity, to)
    else:
        _read(ropa, register, sheets, () if only_look else accept, form)


def _send(register: Any, ask: str | None, entity: str | None, to: Path) -> None:
    from ropabook.exporting import CannotWrite
    from ropabook.forms.interview.asked import asked
    from ropabook.forms.interview.sheet import send

    questions = asked(register, ask, entity)
    if not questions:
        roles = ", ".join(sorted({each.question.ask for each in asked(register)}))
        words.stop(f"No question is open for that. Questions are open for: {roles or 'nobody'}.")
    try:
        send(register, questions, date.today(), to)
    except CannotWrite as problem:
        words.stop(str(problem))
    words.say([f"Written: {to}: {len(questions)} questions"])


def _read(
    ropa: Path, register: Any, sheets: tuple[Path, ...], accept: tuple[str, ...], form: str
) -> None:
    from ropabook.forms.interview.taking import TAKEN, preview, take
    from ropabook.store.opening import open_store

    store = open_store(ropa)
    answers = preview(store, register, [row for path in sheets for row in _rows(path)])
    known = {answer.key: answer for answer in answers}
    for key in accept:
        if key != "all" and key not in known:
            words.stop(f"There is no answer '{key}'. There are: {', '.join(known) or 'none'}.")
    chosen = [each for each in answers
              if each.key in accept or ("all" in accept and each.state in TAKEN)]  # fmt: skip
    if form == "json":
        words.as_json([{**each._asdict(), "given": each.given._asdict(), "asked": None}
                       for each in answers])  # fmt: skip
    else:
        for each in answers:
            words.say([f"{each.key}  [{each.state}]", f"    {each.title}: {each.question}",
                       f"    {each.given.by or 'nobody named'}: {each.given.words}",
                       f"    → {each.sentence}"])  # fmt: skip
        words.say([] if answers else ["No row of it was filled in."])
    if accept:
        words.say(take(store, register, chosen) or ["No answer could be taken."])
    left = [each for each in answers if each not in chosen and each.state != "answered"]
    sys.exit(words.LOOK if left else 0)


def _rows(path: Path) -> "tuple[Given, ...]":
    from ropabook.excel.cells import NotRead
    from ropabook.forms.interview.given import read_answers

    try:
        return read_answers(path.name, path.read_bytes())
    except OSError as problem:
        words.stop(f"{path} cannot be read: {problem.strerror}.")
    except NotRead as problem:
        words.stop(str(problem))


COMMANDS: Final = (interview,)
